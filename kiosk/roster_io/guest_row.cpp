#include "kiosk/roster_io/guest_row.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "kiosk/base/utf8.h"
#include "kiosk/event/person_name.h"
#include "kiosk/event/record_bodies.h"
#include "kiosk/roster_io/guest_cells.h"
#include "kiosk/roster_io/office_time.h"

namespace openday::roster_io {
namespace {

using event::GuestState;
using event::Review;

constexpr std::size_t kMostCellBytes = 400;   // what roster.json takes
constexpr int kMaxAge = 120;

struct StateWord {
  std::string_view word;
  GuestState state;
  bool promised = false;
};
constexpr std::array<StateWord, 19> kStates{{{"", GuestState::expected},
                                             {"正常", GuestState::expected},
                                             {"已报名", GuestState::expected},
                                             {"待确认", GuestState::expected},
                                             {"expected", GuestState::expected},
                                             {"确认", GuestState::expected, true},
                                             {"已确认", GuestState::expected, true},
                                             {"确认参加", GuestState::expected, true},
                                             {"参加", GuestState::expected, true},
                                             {"confirmed", GuestState::expected, true},
                                             {"取消", GuestState::cancelled},
                                             {"已取消", GuestState::cancelled},
                                             {"cancelled", GuestState::cancelled},
                                             {"放弃", GuestState::cancelled},
                                             {"不参加", GuestState::cancelled},
                                             {"候补", GuestState::waiting},
                                             {"waiting", GuestState::waiting},
                                             {"待定", GuestState::waiting},
                                             {"排队", GuestState::waiting}}};

struct ReviewWord {
  std::string_view word;
  Review review;
};
constexpr std::array<ReviewWord, 14> kReviews{{{"通过", Review::passed},     {"已通过", Review::passed},   {"审核通过", Review::passed}, {"同意", Review::passed},
                                               {"合格", Review::passed},     {"passed", Review::passed},   {"未通过", Review::failed},   {"不通过", Review::failed},
                                               {"不同意", Review::failed},   {"不合格", Review::failed},   {"failed", Review::failed},   {"待审", Review::pending},
                                               {"待审核", Review::pending},  {"审核中", Review::pending}}};

class RowReader {
 public:
  RowReader(const Row& row, const RowContext& context, std::vector<CellProblem>& problems) : row_(row), context_(context), plan_(context.plan), problems_(problems) {
    out_.line = row.line;
  }

  ReadGuest read() {
    check_cells();
    read_name();
    read_phone();
    read_category();
    read_persons();
    read_session();
    read_state();
    read_order();
    read_age();
    read_registration();
    out_.guest.number = text(Column::number);
    out_.guest.group = optional_text(Column::group);
    out_.guest.seat = optional_text(Column::seat);
    out_.guest.vehicle = optional_text(Column::vehicle);
    out_.guest.department = optional_text(Column::department);
    out_.inviting = optional_text(Column::inviting);
    check_required();
    return std::move(out_);
  }

 private:
  void problem(Column column, std::string_view what) { problems_.push_back({true, column, fmt::format("{}{}", name_of(column), what)}); }
  void warning(Column column, std::string_view what) { problems_.push_back({false, column, fmt::format("{}{}", name_of(column), what)}); }

  [[nodiscard]] bool has(Column column) const { return context_.layout[static_cast<std::size_t>(column)].has_value(); }
  [[nodiscard]] std::string text(Column column) const {
    const auto place = context_.layout[static_cast<std::size_t>(column)];
    return place && *place < row_.cells.size() ? tidy(row_.cells[*place]) : std::string();
  }
  [[nodiscard]] std::string optional_text(Column column) const {
    std::string out = text(column);
    return says_nothing(out) ? std::string() : out;
  }

  static bool takes_dates(Column column) { return column == Column::registered_at || column == Column::birth_date || column == Column::serial; }

  void check_cells() {
    for (std::size_t i = 0; i < kColumns; ++i) {
      const auto column = static_cast<Column>(i);
      if (!context_.layout[i] || column == Column::serial) continue;
      const std::string cell = text(column);
      if (cell.size() > kMostCellBytes) problem(column, fmt::format("超过 {} 字节", kMostCellBytes));
      if (is_id_number(cell)) problem(column, "填的是身份证号；本系统不收集身份证号，请删去");
      check_kind(column, row_.kind(*context_.layout[i]), cell);
    }
  }

  void check_kind(Column column, CellKind kind, const std::string& cell) {
    if (kind == CellKind::no_result) problem(column, "是公式，文件里没有存它的结果；请在 WPS 或 Excel 中打开、保存一次，或粘贴为数值");
    if (kind == CellKind::error) problem(column, "是表格的错误值（如 #N/A）；请改正");
    if (kind == CellKind::date && !takes_dates(column))
      problem(column, fmt::format("被表格程序存成了日期，读作 {}；请把这一列设为“文本”格式后重新填写", cell));
  }

  void read_name() {
    out_.guest.name = event::normalise_name(text(Column::name));
    if (out_.guest.name.empty()) problem(Column::name, "为空；每位来宾都要有姓名");
    if (base::count_code_points(out_.guest.name) > event::kMaxNameLength) problem(Column::name, fmt::format("超过 {} 个字", event::kMaxNameLength));
  }

  void read_phone() {
    const std::string cell = optional_text(Column::phone);
    if (cell.empty()) return;
    if (auto phone = mobile_of(cell)) {
      out_.guest.phone_tail = phone->substr(7);
      out_.phone = std::move(*phone);
    } else if (cell.find("E+") != std::string::npos || cell.find("e+") != std::string::npos) {
      problem(Column::phone, "被表格程序缩短了（1.38E+10）；请把这一列设为“文本”格式后重新填写");
    } else {
      problem(Column::phone, "应是一个 11 位手机号，以 13 至 19 开头");
    }
  }

  [[nodiscard]] std::string labels() const {
    std::string out;
    for (const event::Category& category : plan_.categories) out += (out.empty() ? "" : "、") + category.label;
    return out;
  }

  void read_category() {
    const std::string word = text(Column::category);
    if (word.empty() && plan_.categories.size() == 1) return void(out_.guest.category = plan_.categories.front().id);
    for (const event::Category& category : plan_.categories)
      if (category.id == word || tidy(category.label) == word) return void(out_.guest.category = category.id);
    for (const std::string& excluded : context_.excluded)
      if (word.find(excluded) != std::string::npos) return problem(Column::category, fmt::format("是本次活动不邀请的身份（{}）；请删去这一行", excluded));
    problem(Column::category, fmt::format("{}；应是：{}", word.empty() ? "为空" : "不在方案中", labels()));
  }

  void read_persons() {
    const std::string said = optional_text(Column::persons);
    const auto persons = said.empty() ? std::optional(1) : count_of_persons(said, 1, event::kMaxPersons);
    const auto counted = count_companions(text(Column::companions), event::kMaxPersons - 1);
    const auto named = count_companions(text(Column::companion_names), event::kMaxPersons - 1);
    if (!persons) problem(Column::persons, fmt::format("应是 1 至 {} 的整数，本人计算在内", event::kMaxPersons));
    if (!counted) problem(Column::companions, fmt::format("应是 0 至 {} 的整数，或逐个写出姓名", event::kMaxPersons - 1));
    if (!named) problem(Column::companion_names, fmt::format("最多 {} 人；写姓名（用顿号隔开）或人数", event::kMaxPersons - 1));
    if (!persons || !counted || !named) return;
    const int others = std::max(*counted, *named);
    if (*counted != 0 && *named != 0 && *counted != *named) problem(Column::companion_names, fmt::format("有 {} 人，随行人数写的是 {}；请改成一致", *named, *counted));
    const bool others_said = !text(Column::companions).empty() || !text(Column::companion_names).empty();
    if (!said.empty() && others_said && *persons != 1 + others) problem(Column::persons, fmt::format("写的是 {}，本人加随行是 {}；请改成一致", *persons, 1 + others));
    out_.guest.persons = std::max(*persons, 1 + others);
  }

  void read_session() {
    const std::string word = optional_text(Column::session);
    if (word.empty()) return;
    std::string known;
    for (const event::Session& session : plan_.sessions) {
      if (session.id == word || tidy(session.title) == word) return void(out_.guest.session = session.id);
      known += (known.empty() ? "" : "、") + (session.title.empty() ? session.id : session.title);
    }
    problem(Column::session, fmt::format("不在方案中；应是：{}，或留空表示全部", known));
  }

  void read_state() {
    const auto found = std::ranges::find(kStates, optional_text(Column::state), &StateWord::word);
    if (found == kStates.end()) return problem(Column::state, "应为空、已确认、候补或取消");
    out_.guest.state = found->state;
    out_.promised = found->promised;
  }

  void read_order() {
    const bool by_time = plan_.registration.order == event::RegistrationOrder::first_come;
    const std::string time = optional_text(Column::registered_at);
    const auto read = parse_local_time(time);
    if (read) out_.registered = to_instant(*read, plan_.zone);
    if (!time.empty() && !read) problem(Column::registered_at, "应是年月日和时间，如 2020-10-25 18:00");
    if (by_time && time.empty() && has(Column::registered_at)) problem(Column::registered_at, "为空；方案按报名先后录取，需要报名时间");
    if (plan_.registration.order != event::RegistrationOrder::review) return;
    if (!has(Column::review)) return void(out_.review = Review::passed);   // a list of those who passed
    const std::string word = optional_text(Column::review);
    const auto found = std::ranges::find(kReviews, word, &ReviewWord::word);
    out_.review = word.empty() ? Review::pending : found == kReviews.end() ? std::nullopt : std::optional(found->review);
    if (!out_.review) problem(Column::review, "应是：通过、未通过、待审，或留空（待审）");
  }

  // Only judged here: neither age nor day of birth is kept.
  void read_age() {
    const std::string age = optional_text(Column::age), birth = optional_text(Column::birth_date);
    std::optional<int> years;
    if (!age.empty()) {
      years = count_of_persons(age.ends_with("岁") ? std::string_view(age).substr(0, age.size() - 3) : std::string_view(age), 0, kMaxAge);
      if (!years) problem(Column::age, fmt::format("应是 0 至 {} 的整数", kMaxAge));
    } else if (!birth.empty()) {
      const auto date = parse_birth_date(birth);
      if (!date) return problem(Column::birth_date, "应是年月日，如 1990-05-01");
      if (context_.day) years = age_on(*date, *context_.day);
    }
    const auto least = plan_.eligibility.min_age;
    if (years && least && *years < *least) problem(age.empty() ? Column::birth_date : Column::age, fmt::format("：活动当日未满 {} 周岁；请删去这一行", *least));
  }

  void read_registration() {
    const std::string word = text(Column::registration);
    if (word.empty()) return;
    const auto id = event::parse_registration_id(word);
    if (!id) return problem(Column::registration, "应是 32 位十六进制数，或留空");
    out_.guest.registration = *id;
    out_.has_registration = true;
  }

  // What the plan requires of every guest, where this list could have it.
  void check_required() {
    struct Field {
      std::string_view id;
      Column column;
      bool missing;
    };
    const Field fields[] = {{"phone", Column::phone, out_.guest.phone_tail.empty()},       {"group", Column::group, out_.guest.group.empty()},
                            {"seat", Column::seat, out_.guest.seat.empty()},               {"department", Column::department, out_.guest.department.empty()},
                            {"number", Column::number, out_.guest.number.empty()},         {"session", Column::session, out_.guest.session.empty()}};
    for (const Field& field : fields) {
      const bool required = std::ranges::find(plan_.registration.required, field.id) != plan_.registration.required.end();
      if (required && field.missing && optional_text(field.column).empty()) problem(field.column, "为空；方案要求每位来宾填写");
    }
    for (const std::string& excluded : context_.excluded)
      if (text(Column::department).find(excluded) != std::string::npos)
        warning(Column::department, fmt::format("里提到{}，本次活动不邀请；请核对这一行", excluded));
  }

  const Row& row_;
  const RowContext& context_;
  const event::Plan& plan_;
  std::vector<CellProblem>& problems_;
  ReadGuest out_;
};

}  // namespace

RowContext row_context(const event::Plan& plan, const Layout& layout) {
  RowContext out{plan, layout, event::excluded_words(plan.eligibility), std::nullopt};
  for (const event::Session& session : plan.sessions) {
    const auto date = session.when.date();
    if (date && (!out.day || *date < *out.day)) out.day = date;
  }
  return out;
}

ReadGuest read_guest(const Row& row, const RowContext& context, std::vector<CellProblem>& problems) { return RowReader(row, context, problems).read(); }

}  // namespace openday::roster_io
