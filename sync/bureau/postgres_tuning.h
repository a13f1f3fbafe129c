// Limits of the PostgreSQL store, each with its reason.
#pragma once

#include <chrono>
#include <cstddef>

namespace openday::bureau {

// A new connection: several hosts of a connection string share it. Shorter than what a box waits for an answer.
inline constexpr std::chrono::milliseconds kPostgresConnectLimit{5'000};
// Any one answer. A primary that has lost its standby, or is frozen, keeps a commit waiting for ever (statement_timeout does not end
// that wait); then the socket is closed, never cancelled: a cancelled commit reports success without being replicated.
inline constexpr std::chrono::milliseconds kPostgresAnswerLimit{10'000};
inline constexpr std::chrono::milliseconds kPostgresTerminalLimit{600'000};   // an export may sort for minutes
inline constexpr int kPostgresAttempts = 5;              // of a transaction that the server asked to repeat
inline constexpr std::size_t kPostgresIdleMost = 64;     // connections kept open without work

}  // namespace openday::bureau
