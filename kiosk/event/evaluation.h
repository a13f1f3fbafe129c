// Grades, reason tags and tallies of a rating (GB/T 39734-2020, GB/T 39735-2020): 5 非常满意 .. 1 非常不满意, the last two are
// 差评. Figures count valid ratings only; a breakdown under five is suppressed, "—" stands for no rating at all.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/base/uuid.h"
#include "kiosk/event/answers.h"

namespace openday::event {

inline constexpr int kSmallestShown = 5;   // re-identification: fewer ratings are not broken down

struct Tag {
  std::string code;        // grade digit + serial, never reused: "K201"
  std::string label;
  bool active = true;
};
struct Grade {
  int value = 0;           // 5..1
  std::string label, question;   // 满意, 哪里可以做得更好？
  std::vector<Tag> tags;
};
struct Catalogue {
  std::string id;          // "satisfaction-5"
  int version = 0;
  std::vector<Grade> grades;  // best first
  [[nodiscard]] const Grade* grade(int value) const;
  [[nodiscard]] const Tag* tag(std::string_view code) const;
};
enum class CatalogueError { unreadable, invalid };
// config/ratings/*.toml
[[nodiscard]] base::Result<Catalogue, CatalogueError> read_catalogue(std::string_view toml, std::string file);

// One anonymous rating of one subject, or what an anonymous score sheet says about it. Its bytes are what batches and digests are
// made of.
struct Ballot {
  base::Uuid id;           // version 4
  std::string event, session, subject;
  int grade = 0;           // 5..1; 0: a score sheet, which has answers instead (none: its guest only wrote texts)
  std::vector<std::string> tags;
  std::vector<ItemAnswer> answers{};   // in the sheet's order; never a text
};
struct BallotText {
  base::Uuid id;           // another version 4: cannot be joined to the ballot
  std::string event, session, subject;
  std::string text;
  std::string item{};      // SheetItem::id of a score sheet; empty: the comment of a rating
};
// Canonical: members in the order above, tags sorted; what says nothing is left out.
[[nodiscard]] std::string ballot_json(const Ballot& ballot);
[[nodiscard]] std::string ballot_text_json(const BallotText& text);
[[nodiscard]] std::optional<Ballot> read_ballot(std::string_view json);
[[nodiscard]] std::optional<BallotText> read_ballot_text(std::string_view json);
// Hex SHA-256 over the sorted leaves SHA-256(salt || bytes).
struct Leaf {
  std::array<std::uint8_t, 16> salt;
  std::string bytes;
};
[[nodiscard]] std::string batch_digest(const std::vector<Leaf>& leaves);

struct Tally {
  std::array<int, 5> n{};                    // n[0] = grade 5 .. n[4] = grade 1
  [[nodiscard]] int total() const;
  [[nodiscard]] std::optional<double> satisfied() const;   // (n5+n4+n3)/N; nothing at N = 0
  [[nodiscard]] std::optional<double> bad() const;         // (n2+n1)/N
  [[nodiscard]] bool shown() const { return total() >= kSmallestShown; }
  void add(int grade);                       // another value is ignored
  bool operator==(const Tally&) const = default;
};

}  // namespace openday::event
