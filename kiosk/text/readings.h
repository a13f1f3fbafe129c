// How Hanzi are read: toneless syllables of every character of Unihan that has a Mandarin reading, in a table made at build time
// (make/, from Debian's unicode-data and ICU; text-data.md). ü is written v. Immutable after loading; share it by reference.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/text/data_file.h"

namespace openday::text {

// A toneless syllable, numbered in alphabetical order; the letters a..z are among them, for names in Latin script.
using Syllable = std::uint16_t;

struct SyllableRange {
  Syllable begin = 0, end = 0;
  [[nodiscard]] bool empty() const { return begin == end; }
};

struct ReadingTables {
  std::vector<std::string> syllables;                                // sorted
  std::vector<char32_t> characters;                                  // sorted
  std::vector<char32_t> standard;                                    // of them: the table of general standard characters of 2013; sorted
  std::vector<std::uint32_t> first_reading;                          // of characters[i] in `readings`; one more than characters
  std::vector<Syllable> readings;                                    // the customary one first
  std::vector<std::uint32_t> first_character;                        // of syllable s in `by_syllable`; one more than syllables
  std::vector<char32_t> by_syllable;                                 // best first: standard characters, then by frequency
  std::vector<std::pair<std::u32string, std::vector<Syllable>>> surnames;  // read otherwise in a surname: 单 shan, 尉迟 yu chi
  bool operator==(const ReadingTables&) const = default;
};

class Readings {
 public:
  // The file readings.dat of the data folder.
  [[nodiscard]] static base::Result<Readings, DataError> load(const std::filesystem::path& folder);
  [[nodiscard]] static base::Result<Readings, DataError> parse(std::string_view bytes, std::string_view name);
  explicit Readings(ReadingTables tables);
  // What is left where the file is missing: the letters of names in Latin script, and no reading of any Hanzi.
  [[nodiscard]] static Readings letters_only();

  // The customary reading first; empty for a character without one.
  [[nodiscard]] std::span<const Syllable> of(char32_t character) const;
  // Every character read so, the best first; not only standard ones.
  [[nodiscard]] std::span<const char32_t> characters(Syllable syllable) const;
  // One of the 8,105 of the table of general standard characters (Tongyong Guifan Hanzi Biao, 2013).
  [[nodiscard]] bool is_standard(char32_t character) const;
  // One or two characters of a surname; empty when it is read like any other word.
  [[nodiscard]] std::span<const Syllable> of_surname(std::u32string_view surname) const;

  [[nodiscard]] std::string_view spelling(Syllable syllable) const { return tables_.syllables[syllable]; }
  [[nodiscard]] std::optional<Syllable> find(std::string_view spelling) const;
  // The syllables that begin so.
  [[nodiscard]] SyllableRange beginning(std::string_view letters) const;
  [[nodiscard]] const ReadingTables& tables() const { return tables_; }

 private:
  ReadingTables tables_;
  std::unordered_map<std::u32string, std::size_t> surnames_;
};

// readings.dat: "ODREAD1\n", the tables with 32-bit little-endian counts before each, SHA-256 of all before it.
[[nodiscard]] std::string write_readings(const ReadingTables& tables);

}  // namespace openday::text
