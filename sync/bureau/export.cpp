#include "sync/bureau/export.h"

#include <nlohmann/json.hpp>

#include "kiosk/base/csv_text.h"

namespace openday::bureau {
namespace {

void write_csv(const AdminStore::Row& row, std::ostream& out) {
  std::vector<std::string> cells;
  for (const auto& value : row) cells.push_back(value.value_or(""));
  out << base::csv_line(cells);
}

void write_json(const AdminStore::Row& names, const AdminStore::Row& row, std::ostream& out) {
  nlohmann::ordered_json object;
  for (std::size_t i = 0; i < row.size(); ++i) {
    auto& value = object[names[i].value_or("")];
    if (row[i]) value = *row[i];
  }
  out << object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
}

nlohmann::ordered_json json_of(const event::TableCell& cell) {
  if (std::holds_alternative<std::monostate>(cell)) return nullptr;
  if (const auto* number = std::get_if<int>(&cell)) return *number;
  if (const auto* number = std::get_if<double>(&cell)) return *number;
  if (const auto* share = std::get_if<event::Share>(&cell)) return share->value;
  return event::to_text(cell);
}

}  // namespace

void write_table(const event::DataTable& table, ExportFormat format, std::ostream& out) {
  std::vector<std::string> cells;
  if (format == ExportFormat::csv) {
    for (const event::TableColumn& column : table.columns) cells.push_back(column.title);
    out << base::kByteOrderMark << base::csv_line(cells);
  }
  for (const auto& row : table.rows) {
    if (format == ExportFormat::csv) {
      cells.clear();
      for (const event::TableCell& cell : row) cells.push_back(event::to_text(cell));
      out << base::csv_line(cells);
      continue;
    }
    auto object = nlohmann::ordered_json::object();
    for (std::size_t i = 0; i < row.size(); ++i) object[table.columns[i].key] = json_of(row[i]);
    out << object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
  }
}

StoreResult<void> export_table(AdminStore& store, const std::string& table, const std::string& event, ExportFormat format, std::ostream& out) {
  AdminStore::Row names;
  if (format == ExportFormat::csv) out << base::kByteOrderMark;
  return store.export_rows(table, event, [&](const AdminStore::Row& row) {
    const bool heading = names.empty();
    if (heading) names = row;
    if (format == ExportFormat::csv) return write_csv(row, out);
    if (!heading) write_json(names, row, out);
  });
}

}  // namespace openday::bureau
