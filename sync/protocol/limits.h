// The numbers of the protocol: versions, sizes, waiting times. Each with its unit and its reason; protocol.md repeats those a
// peer must keep to.
#pragma once

#include <chrono>
#include <cstddef>
#include <string_view>

namespace openday::protocol {

inline constexpr int kProtocolVersion = 1;     // what this program speaks
inline constexpr int kLeastProtocol = 1;       // the oldest it still understands

inline constexpr std::size_t kMaxBatchRecords = 2000;          // one transaction at the bureau stays under about 50 ms
inline constexpr std::size_t kMaxBatchBytes = 1u << 20;        // raw text of a push: what a 2 Mbit line carries in seconds once compressed
inline constexpr std::size_t kMaxBodyBytes = 2u << 20;         // on the wire, any request: above it 413 before the body is read
inline constexpr std::size_t kMaxInflatedBytes = 8u << 20;     // after inflating, any request: a compression bomb ends here
inline constexpr std::size_t kMaxAnswerBytes = 1u << 20;       // what a client reads of an answer
inline constexpr std::size_t kMaxRawRecord = 2u << 20;         // raw bytes that quarantine keeps of one record
inline constexpr std::size_t kMaxBallotsOfBatch = 5000;
inline constexpr std::size_t kMaxMissingBatches = 1000;        // named in the answer to a hello: 40 kB; a box sends those first, the next hello names the rest
inline constexpr std::size_t kMaxAsideRuns = 8;                // of one chain, kept until the run before them is here: twice what a box has under way
inline constexpr std::size_t kMaxAsideBytes = 8u << 20;        // of one chain, their text
inline constexpr std::chrono::hours kAsideFor{24};             // a run whose predecessor never comes is dropped then; the box sends it again
inline constexpr std::size_t kMaxIncarnations = 64;            // of one device in a hello

inline constexpr std::size_t kMaxPullRecords = 1000;           // of one pull; their text is kept under kMaxPart
inline constexpr std::size_t kMaxPart = 512u << 10;            // bytes of a document or a paper in one exchange: under kMaxAnswerBytes in base64
inline constexpr std::size_t kMaxDocumentBytes = 48u << 20;    // of a document, as on a stick
inline constexpr std::size_t kMaxPaperBytes = 64u << 20;       // of a paper sent to the office
inline constexpr std::chrono::minutes kMaxRequestAge{10};      // how far the time that a device signs may be from the bureau's

inline constexpr std::string_view kMark = "Openday-Sync";      // header of every answer; without it a captive portal has answered
inline constexpr std::string_view kContentType = "application/vnd.openday+json";

}  // namespace openday::protocol
