#include "sync/bureau/export.h"

#include <nlohmann/json.hpp>

namespace openday::bureau {
namespace {

std::string csv_cell(const std::optional<std::string>& value) {
  if (!value) return {};
  std::string text = *value;
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) text.insert(0, 1, '\'');
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

void write_csv(const AdminStore::Row& row, std::ostream& out) {
  for (std::size_t i = 0; i < row.size(); ++i) out << (i ? "," : "") << csv_cell(row[i]);
  out << "\r\n";
}

void write_json(const AdminStore::Row& names, const AdminStore::Row& row, std::ostream& out) {
  nlohmann::ordered_json object;
  for (std::size_t i = 0; i < row.size(); ++i) {
    auto& value = object[names[i].value_or("")];
    if (row[i]) value = *row[i];
  }
  out << object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
}

}  // namespace

StoreResult<void> export_table(AdminStore& store, const std::string& table, const std::string& event, ExportFormat format, std::ostream& out) {
  AdminStore::Row names;
  if (format == ExportFormat::csv) out << "\xEF\xBB\xBF";
  return store.export_rows(table, event, [&](const AdminStore::Row& row) {
    const bool heading = names.empty();
    if (heading) names = row;
    if (format == ExportFormat::csv) return write_csv(row, out);
    if (!heading) write_json(names, row, out);
  });
}

}  // namespace openday::bureau
