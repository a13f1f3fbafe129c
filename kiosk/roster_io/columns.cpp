#include "kiosk/roster_io/columns.h"

#include <algorithm>
#include <array>
#include <span>

#include "kiosk/base/utf8.h"

namespace openday::roster_io {
namespace {

struct Spellings {
  Column column;
  std::array<std::string_view, 14> words;   // the first is the column's name; the rest may be empty
};
// As tidied below: lower case, no spaces.
constexpr std::array<Spellings, 13> kSpellings{{
    {Column::name, {"姓名", "名字", "来宾姓名", "参加人姓名", "参会人", "代表姓名", "name", "fullname", "guest"}},
    {Column::phone, {"手机", "电话", "手机号", "手机号码", "电话号码", "联系电话", "联系方式", "phone", "mobile", "tel", "telephone", "phonenumber"}},
    {Column::category, {"类别", "身份", "人员类别", "代表类别", "参加身份", "类型", "category", "type", "role"}},
    {Column::department, {"单位", "部门", "工作单位", "所在单位", "单位名称", "department", "organisation", "organization", "unit", "company"}},
    {Column::group, {"组", "分组", "组别", "小组", "group", "team"}},
    {Column::seat, {"座位", "座号", "座位号", "席位", "seat", "seatnumber"}},
    {Column::number, {"编号", "报名编号", "报名号", "登记号", "登记编号", "number", "no", "registrationnumber"}},
    {Column::persons, {"人数", "参加人数", "总人数", "persons", "seats", "partysize", "people"}},
    {Column::companions, {"随行", "随行人数", "陪同人数", "随同人数", "companions", "accompanying"}},
    {Column::session, {"场次", "专场", "批次", "session"}},
    {Column::state, {"状态", "报名状态", "确认状态", "state", "status"}},
    {Column::registration, {"登记标识", "registration", "registrationid"}},
    {Column::id_document, {"身份证号", "身份证", "身份证号码", "证件号", "证件号码", "公民身份号码", "idnumber", "idcard", "idcardnumber", "identitycard"}},
}};

char32_t to_half_width(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  return c == 0x3000 || c == 0xA0 ? U' ' : c;
}

bool is_blank(char32_t c) { return c == U' ' || (c >= 0x09 && c <= 0x0D) || c == 0xFEFF || c == 0x200B; }

// What a header says when its decoration is gone.
std::string bare(std::string_view header) {
  std::u32string out;
  for (const char32_t c : base::to_code_points(tidy(header))) {
    if (c == U'(' || c == U'[' || c == U'【') break;
    if (is_blank(c) || c == U'*' || c == U':' || c == U'_' || c == U'-' || c == U'.') continue;
    out += c >= U'A' && c <= U'Z' ? c - U'A' + U'a' : c;
  }
  return base::to_utf8(out);
}

}  // namespace

std::string tidy(std::string_view cell) {
  std::u32string text = base::to_code_points(cell);
  std::ranges::transform(text, text.begin(), to_half_width);
  const auto first = std::ranges::find_if_not(text, is_blank);
  const auto last = std::find_if_not(text.rbegin(), std::make_reverse_iterator(first), is_blank).base();
  return base::to_utf8(std::u32string(first, last));
}

std::optional<Column> column_of(std::string_view header) {
  const std::string word = bare(header);
  if (word.empty()) return std::nullopt;
  for (const Spellings& known : kSpellings)
    if (std::ranges::find(known.words, word) != known.words.end()) return known.column;
  return std::nullopt;
}

std::string_view name_of(Column column) { return kSpellings[static_cast<std::size_t>(column)].words.front(); }

}  // namespace openday::roster_io
