#include "kiosk/roster_io/workbook_parts.h"

#include <charconv>

#include "kiosk/base/utf8.h"
#include "kiosk/roster_io/number_format.h"
#include "kiosk/roster_io/workbook.h"
#include "kiosk/roster_io/xml_reader.h"

namespace openday::roster_io {
namespace {

constexpr std::size_t kMaxStyles = 70'000;   // Excel's own limit is 65,490

// "styles.xml" or "/xl/styles.xml" beside a part in "xl/" -> "xl/styles.xml"; ".." is followed.
std::string resolve(std::string_view base, std::string_view target) {
  std::string out(target.starts_with('/') ? std::string_view() : base);
  if (target.starts_with('/')) target.remove_prefix(1);
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    out.resize(out.empty() ? 0 : out.size() - 1);
    const std::size_t slash = out.rfind('/');
    out.resize(slash == std::string::npos ? 0 : slash + 1);
  }
  return out += target;
}

class RelationsHandler final : public XmlHandler {
 public:
  explicit RelationsHandler(std::string_view base) : base_(base) {}
  Relations out;
  void open(const XmlElement& element) override {
    if (element.name != "Relationship" || element["TargetMode"] == "External") return;
    const std::string_view type = element["Type"];
    out.insert_or_assign(std::string(element["Id"]), Relation{std::string(type.substr(type.rfind('/') + 1)), resolve(base_, element["Target"])});
  }
  void close(std::string_view) override {}
  void text(std::string_view) override {}

 private:
  std::string_view base_;
};

class IndexHandler final : public XmlHandler {
 public:
  explicit IndexHandler(const Relations& relations) : relations_(relations) {}
  WorkbookIndex out;
  void open(const XmlElement& element) override {
    if (element.name == "workbookPr") out.since_1904 = element["date1904"] == "1" || element["date1904"] == "true";
    if (element.name != "sheet" || out.sheets.size() > kMaxSheets) return;
    const auto relation = relations_.find(std::string(element.prefixed("id")));
    if (relation == relations_.end() || relation->second.type != "worksheet") return;   // a chart or a dialogue
    const std::string_view state = element["state"];
    out.sheets.push_back({std::string(element["name"]), relation->second.target, state == "hidden" || state == "veryHidden"});
  }
  void close(std::string_view) override {}
  void text(std::string_view) override {}

 private:
  const Relations& relations_;
};

class StringsHandler final : public XmlHandler {
 public:
  SharedStrings out;
  bool too_many = false;
  void open(const XmlElement& element) override {
    if (element.name == "si") text_.clear();
    guide_ += element.name == "rPh";
    inside_ = element.name == "t" && guide_ == 0;
  }
  void close(std::string_view name) override {
    inside_ = false;
    guide_ -= name == "rPh" && guide_ > 0;
    if (name != "si") return;
    too_many |= out.size() >= kMaxSharedStrings;
    if (!too_many) out.add(base::first_bytes(decode_escapes(text_), kMaxCellBytes));
  }
  void text(std::string_view part) override {
    if (inside_ && text_.size() < kMaxCellBytes) text_ += part;
  }

 private:
  std::string text_;
  int guide_ = 0;
  bool inside_ = false;
};

int whole(std::string_view text) {
  int out = -1;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

class StylesHandler final : public XmlHandler {
 public:
  std::vector<bool> out;
  void open(const XmlElement& element) override {
    if (element.name == "numFmt") own_.insert_or_assign(whole(element["numFmtId"]), is_date_format(element["formatCode"]));
    if (element.name == "cellXfs") inside_ = true;
    if (element.name == "xf" && inside_ && out.size() < kMaxStyles) out.push_back(is_date(whole(element["numFmtId"])));
  }
  void close(std::string_view name) override {
    if (name == "cellXfs") inside_ = false;
  }
  void text(std::string_view) override {}

 private:
  [[nodiscard]] bool is_date(int format) const {
    const auto own = own_.find(format);
    return own == own_.end() ? is_date_format(format) : own->second;
  }
  std::unordered_map<int, bool> own_;
  bool inside_ = false;
};

}  // namespace

std::optional<Relations> read_relations(std::string& part, std::string_view base) {
  RelationsHandler handler(base);
  if (!read_xml(part, handler)) return std::nullopt;
  return std::move(handler.out);
}

std::optional<WorkbookIndex> read_index(std::string& part, const Relations& relations) {
  IndexHandler handler(relations);
  if (!read_xml(part, handler)) return std::nullopt;
  return std::move(handler.out);
}

void SharedStrings::add(std::string_view text) {
  bytes_ += text;
  ends_.push_back(bytes_.size());
}

std::optional<std::string_view> SharedStrings::operator[](std::size_t index) const {
  if (index >= ends_.size()) return std::nullopt;
  const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
  return std::string_view(bytes_).substr(begin, ends_[index] - begin);
}

std::optional<SharedStrings> read_shared_strings(std::string& part, bool& too_many) {
  StringsHandler handler;
  if (!read_xml(part, handler)) return std::nullopt;
  too_many = handler.too_many;
  return std::move(handler.out);
}

std::optional<std::vector<bool>> read_date_styles(std::string& part) {
  StylesHandler handler;
  if (!read_xml(part, handler)) return std::nullopt;
  return std::move(handler.out);
}

std::string decode_escapes(std::string_view text) {
  constexpr std::size_t kLength = 7;   // _x000D_
  std::string out;
  std::size_t from = 0;
  for (std::size_t at = text.find("_x"); at != std::string_view::npos; at = text.find("_x", at + 1)) {
    if (at < from || text.size() - at < kLength || text[at + kLength - 1] != '_') continue;
    unsigned value = 0;
    const char* const digits = text.data() + at + 2;
    const auto [end, error] = std::from_chars(digits, digits + 4, value, 16);
    if (error != std::errc() || end != digits + 4 || (value >= 0xD800 && value < 0xE000)) continue;
    out += text.substr(from, at - from);
    out += value < 0x20 ? std::string(" ") : base::to_utf8(static_cast<char32_t>(value));
    from = at + kLength;
  }
  return from == 0 ? std::string(text) : out += text.substr(from);
}

}  // namespace openday::roster_io
