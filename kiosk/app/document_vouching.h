// Whether a document's bytes may come into force on this box: by the signature of a documents key, by the root of the trust list that the
// box knows, or, unsigned, because they were in force before the box was enrolled. Reads FILE.cose beside a file; nothing else.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "kiosk/event/trust.h"

namespace openday::app {

// held: nothing wrong with it, but what the box holds is newer.
enum class Vouch { taken, held, refused };

struct Vouched {
  Vouch vouch = Vouch::taken;
  bool is_signed = false;
  std::string cose{};   // that signed it
  std::string why{};    // of a refusal: names what is wrong, not what to do
};

// A file of an enrolled box. `before`: the last good bytes of its kind, empty: none.
[[nodiscard]] Vouched vouch_for_file(const std::filesystem::path& file, std::string_view bytes, std::string_view before, const event::Trust* trust);
// A file of a box that is not: any; its signature is looked at all the same.
[[nodiscard]] Vouched look_at_signature(const std::filesystem::path& file, std::string_view bytes, const event::Trust* trust);
// A trust list given as a file to an enrolled box that holds `held`; empty: none.
[[nodiscard]] Vouched vouch_for_trust(std::string_view bytes, std::string_view held);

// What staff and the log are told of a file that was refused: the file, why, and the next step.
[[nodiscard]] std::string refusal_of(const std::string& kind, const std::filesystem::path& file, const Vouched& vouched);

}  // namespace openday::app
