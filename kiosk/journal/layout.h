// Where things lie in a state folder: the one place that knows the names (schema.md lists them with owner and mode).
#pragma once

#include <filesystem>

namespace openday::journal {

struct Layout {
  std::filesystem::path state;

  [[nodiscard]] std::filesystem::path journal_folder() const { return state / "journal"; }
  [[nodiscard]] std::filesystem::path journal_db() const { return journal_folder() / "journal.db"; }
  [[nodiscard]] std::filesystem::path journal_lock() const { return journal_folder() / "journal.lock"; }
  [[nodiscard]] std::filesystem::path inbox_folder() const { return state / "inbox"; }
  [[nodiscard]] std::filesystem::path inbox_db() const { return inbox_folder() / "inbox.db"; }
  [[nodiscard]] std::filesystem::path inbox_damage() const { return inbox_folder() / "inbox.damaged"; }
  [[nodiscard]] std::filesystem::path inbox_lock() const { return inbox_folder() / "inbox.lock"; }
  [[nodiscard]] std::filesystem::path out_folder() const { return inbox_folder() / "out"; }
  [[nodiscard]] std::filesystem::path spool_folder() const { return state / "spool"; }
  [[nodiscard]] std::filesystem::path reports_folder() const { return state / "reports"; }
  [[nodiscard]] std::filesystem::path keys_folder() const { return state / "keys"; }
};

}  // namespace openday::journal
