#include "kiosk/roster_io/columns.h"

#include <algorithm>
#include <array>
#include <span>

#include "kiosk/base/utf8.h"

namespace openday::roster_io {
namespace {

struct Spellings {
  Column column;
  std::array<std::string_view, 20> words;   // the first is the column's name; the rest may be empty
};
// As tidied below: lower case, no spaces.
constexpr std::array<Spellings, kColumns> kSpellings{{
    {Column::name, {"姓名", "名字", "来宾姓名", "嘉宾姓名", "参加人姓名", "参加人员", "参会人", "参会人姓名", "参会人员", "代表姓名", "报名人", "报名人姓名", "人员姓名", "name",
                    "fullname", "guest"}},
    {Column::phone, {"手机", "电话", "手机号", "手机号码", "电话号码", "联系电话", "联系方式", "移动电话", "联系手机", "手机电话", "本人电话", "phone", "mobile", "tel", "telephone",
                     "phonenumber"}},
    {Column::category, {"类别", "身份", "人员类别", "代表类别", "来宾类别", "邀请类别", "身份类别", "参加身份", "代表身份", "人员身份", "类型", "人员类型", "category", "type", "role"}},
    {Column::department, {"单位", "部门", "工作单位", "所在单位", "单位名称", "单位职务", "单位及职务", "工作单位及职务", "单位/职务", "department", "organisation", "organization", "unit",
                          "company"}},
    {Column::group, {"组", "分组", "组别", "小组", "组号", "group", "team"}},
    {Column::seat, {"座位", "座号", "座位号", "席位", "座次", "席位号", "seat", "seatnumber"}},
    {Column::vehicle, {"车辆", "乘车", "车号", "车次", "乘车安排", "车辆安排", "乘坐车辆", "乘车号", "vehicle", "bus"}},
    {Column::number, {"编号", "报名编号", "报名号", "登记号", "登记编号", "报名序号", "number", "no", "registrationnumber"}},
    {Column::persons, {"人数", "参加人数", "总人数", "报名人数", "到场人数", "persons", "seats", "partysize", "people"}},
    {Column::companions, {"随行人数", "随行", "陪同人数", "随同人数", "同行人数", "companions", "accompanying"}},
    {Column::companion_names, {"随行人员", "同行人", "同行人员", "随行人", "随行人员姓名", "同行人姓名", "同行人员姓名", "陪同人员", "陪同人", "陪同人员姓名", "companionnames"}},
    {Column::session, {"场次", "专场", "批次", "参加场次", "session"}},
    {Column::inviting, {"邀请部门", "邀请科室", "邀请单位", "邀请处室", "推荐部门", "推荐科室", "推荐单位", "联系科室", "责任科室", "inviting", "invitedby"}},
    {Column::state, {"状态", "报名状态", "确认状态", "确认情况", "state", "status"}},
    {Column::registered_at, {"报名时间", "登记时间", "报名日期", "登记日期", "提交时间", "提交答卷时间", "填报时间", "填写时间", "registeredat", "registered", "submitted", "timestamp"}},
    {Column::review, {"审核", "审核结果", "审核意见", "审核状态", "审核情况", "审查", "审查结果", "审查意见", "审查情况", "review"}},
    {Column::age, {"年龄", "周岁", "age"}},
    {Column::birth_date, {"出生日期", "出生年月", "出生年月日", "生日", "birthdate", "birthday", "dateofbirth"}},
    {Column::registration, {"登记标识", "registration", "registrationid"}},
    {Column::serial, {"序号", "序", "排序", "serial"}},
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
  // Most cells hold no character that could change or be white space: those begin with one of these bytes.
  if (cell.find_first_of("\xC2\xE2\xE3\xEF") == std::string_view::npos) {
    constexpr std::string_view kBlanks = " \t\n\v\f\r";
    const std::size_t begin = cell.find_first_not_of(kBlanks);
    return begin == std::string_view::npos ? std::string() : std::string(cell.substr(begin, cell.find_last_not_of(kBlanks) - begin + 1));
  }
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
