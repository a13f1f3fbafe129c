#include "kiosk/roster_io/workbook_sheet.h"

#include <charconv>
#include <optional>

#include "kiosk/base/utf8.h"
#include "kiosk/roster_io/number_format.h"
#include "kiosk/roster_io/xml_reader.h"

namespace openday::roster_io {
namespace {

struct Place {
  std::uint32_t column = 0, row = 0;   // from 1; row 0: none given
};

constexpr std::uint32_t kLastColumn = 16'384;

// "C5" or "$C$5"; nothing on anything else.
std::optional<Place> parse_place(std::string_view text) {
  Place out;
  std::size_t i = 0;
  for (; i < text.size() && (text[i] == '$' || (text[i] >= 'A' && text[i] <= 'Z')); ++i) {
    if (text[i] != '$') out.column = out.column * 26 + static_cast<std::uint32_t>(text[i] - 'A' + 1);
    if (out.column > kLastColumn) return std::nullopt;
  }
  const auto [end, error] = std::from_chars(text.data() + i, text.data() + text.size(), out.row);
  if (out.column == 0 || error != std::errc() || end != text.data() + text.size() || out.row == 0 || out.row > kMaxSheetRows) return std::nullopt;
  return out;
}

std::optional<Merge> parse_range(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto first = parse_place(text.substr(0, colon)), last = parse_place(text.substr(colon + 1));
  if (!first || !last || last->row < first->row || last->column < first->column) return std::nullopt;
  return Merge{first->row, first->column, last->row, last->column};
}

struct Stop {
  SheetEnd end;
};

// They stand after the rows, but rows can only be understood when the merges are known.
class MergesHandler final : public XmlHandler {
 public:
  explicit MergesHandler(WorkbookSink& sink) : sink_(sink) {}
  void open(const XmlElement& element) override {
    if (element.name != "mergeCell") return;
    const auto merge = parse_range(element["ref"]);
    if (!merge) return;
    if (++count_ > kMaxMerges) throw Stop{SheetEnd::too_many_merges};
    sink_.merge(*merge);
  }
  void close(std::string_view) override {}
  void text(std::string_view) override {}

 private:
  WorkbookSink& sink_;
  std::size_t count_ = 0;
};

class RowsHandler final : public XmlHandler {
 public:
  RowsHandler(const SheetContext& context, WorkbookSink& sink) : context_(context), sink_(sink) {}

  void open(const XmlElement& element) override {
    inside_ = false;
    if (element.name == "row") return begin_row(element);
    if (element.name == "c" && in_row_) return begin_cell(element);
    if (!in_cell_) return;
    if (element.name == "f") formula_ = true;
    if (element.name == "rPh") ++guide_;
    inside_ = element.name == "v" || (element.name == "t" && guide_ == 0);
  }

  void close(std::string_view name) override {
    inside_ = false;
    if (name == "rPh" && guide_ > 0) --guide_;
    if (name == "c" && in_cell_) end_cell();
    if (name == "row" && in_row_) end_row();
  }

  void text(std::string_view part) override {
    if (inside_ && value_.size() < kMaxCellBytes) value_ += part;
  }

 private:
  void begin_row(const XmlElement& element) {
    row_ = Row{};
    in_row_ = true;
    in_cell_ = false;
    column_ = 0;
    std::size_t number = 0;
    const std::string_view text = element["r"];
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    line_ = error == std::errc() && end == text.data() + text.size() && number > 0 ? number : line_ + 1;
    if (line_ > kMaxSheetRows) throw Stop{SheetEnd::malformed};
    row_.line = line_;
    row_.hidden = element["hidden"] == "1" || element["hidden"] == "true";
  }

  void begin_cell(const XmlElement& element) {
    const auto place = parse_place(element["r"]);
    column_ = place ? place->column : column_ + 1;
    type_ = element["t"];
    style_ = 0;
    const std::string_view style = element["s"];
    std::from_chars(style.data(), style.data() + style.size(), style_);
    value_.clear();
    formula_ = false;
    in_cell_ = true;
    guide_ = 0;
  }

  void end_cell() {
    in_cell_ = false;
    Content content = understand();
    if (content.text.empty() && content.kind == CellKind::text) return;
    if (column_ > kMaxTableColumns) throw Stop{SheetEnd::too_wide};
    if (row_.cells.size() < column_) row_.cells.resize(column_);
    row_.cells[column_ - 1] = std::move(content.text);
    if (content.kind != CellKind::text) row_.marks.push_back({column_ - 1, content.kind});
  }

  struct Content {
    std::string text;
    CellKind kind = CellKind::text;
  };

  // ECMA-376 part 1, 18.18.11: what the type of a cell makes of its value.
  [[nodiscard]] Content understand() const {
    if (type_ == "e") return {{}, CellKind::error};
    if (formula_ && value_.empty()) return {{}, type_ == "str" ? CellKind::text : CellKind::no_result};
    const CellKind kind = formula_ ? CellKind::formula : CellKind::text;
    if (type_ == "s") return {shared(), kind};
    if (type_ == "str" || type_ == "inlineStr") return {std::string(base::first_bytes(decode_escapes(value_), kMaxCellBytes)), kind};
    if (type_ == "b") return {value_ == "1" || value_ == "true" ? "是" : "否", kind};
    if (type_ == "d") return {value_, CellKind::date};
    if (value_.empty()) return {};
    if (style_ < context_.date_styles.size() && context_.date_styles[style_])
      if (auto date = date_of_serial(value_, context_.since_1904)) return {std::move(*date), CellKind::date};
    return {plain_number(value_), kind};
  }

  [[nodiscard]] std::string shared() const {
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(value_.data(), value_.data() + value_.size(), index);
    const auto text = error == std::errc() && end == value_.data() + value_.size() ? context_.strings[index] : std::nullopt;
    if (!text) throw Stop{SheetEnd::malformed};
    return std::string(*text);
  }

  void end_row() {
    in_row_ = false;
    if (!row_.blank() && !sink_.row(std::move(row_))) throw Stop{SheetEnd::enough};
  }

  const SheetContext& context_;
  WorkbookSink& sink_;
  Row row_;
  std::size_t line_ = 0;
  std::uint32_t column_ = 0;
  std::size_t style_ = 0;
  std::string type_, value_;
  int guide_ = 0;
  bool in_row_ = false, in_cell_ = false, inside_ = false, formula_ = false;
};

}  // namespace

SheetEnd read_sheet(std::string& part, const SheetContext& context, WorkbookSink& sink) {
  try {
    MergesHandler merges(sink);
    if (part.find("mergeCell") != std::string::npos && !read_xml(part, merges)) return SheetEnd::malformed;
    RowsHandler rows(context, sink);
    return read_xml(part, rows) ? SheetEnd::done : SheetEnd::malformed;
  } catch (const Stop& stop) {
    return stop.end;
  }
}

}  // namespace openday::roster_io
