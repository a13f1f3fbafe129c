#include <regex>

#include <fmt/format.h>

#include "kiosk/event/plan_reader_parts.h"
#include "kiosk/event/plan_reader_words.h"

namespace openday::event {
namespace {

constexpr std::size_t kMaxPattern = 200;   // std::regex recurses over its pattern

const std::vector<std::string> kChannels{"phone", "email", "web", "wechat", "paper", "invitation"};
const std::vector<std::string> kMethods{"phone", "sms", "qr", "none"};
const std::vector<std::string> kNoShows{"waived", "none"};
const std::vector<std::string> kResidencies{"live", "work", "study"};
const std::vector<std::string> kFields{"name", "phone", "category", "group", "seat", "department", "number", "persons", "session", "email", "address"};

// A single word of a plain list, kept as the word.
std::string choice(Table& table, std::string_view key, const std::vector<std::string>& allowed) {
  std::vector<Word<std::size_t>> words;
  for (std::size_t i = 0; i < allowed.size(); ++i) words.push_back({allowed[i], i, {}});
  const std::size_t chosen = table.word(key, words, allowed.size());
  return chosen < allowed.size() ? allowed[chosen] : std::string();
}

std::vector<Inviting> read_inviting(Table& table) {
  std::vector<Inviting> out;
  for (Table& inviting : table.tables("inviting")) {
    const std::string department = inviting.text("department", Need::required, kShortText);
    out.push_back({department, inviting.integer("count", 1, 1'000'000, Need::required).value_or(0)});
    inviting.finish();
  }
  return out;
}

Category read_category(Table& table) {
  Category category;
  category.id = table.id("id", Need::required);
  category.code = table.integer("code", 1, 65535, Need::required).value_or(0);
  category.label = table.text("label", Need::required, kShortText);
  category.quota = table.integer("quota", 1, 1'000'000);
  category.role = table.word("role", kRoleWords, CategoryRole::external);
  category.may_rate = table.flag("may_rate", true);
  category.call_time = table.time_of_day("call_time");
  category.call_site = table.id("call_site");
  category.inviting = read_inviting(table);
  table.finish();
  return category;
}

void check_pattern(Table& table, const std::string& pattern) {
  if (pattern.empty()) return;
  try {
    const std::regex compiled(pattern, std::regex::ECMAScript);
    if (compiled.mark_count() != 1) table.error("pattern", fmt::format("pattern has {} groups in brackets; expected one, the number itself", compiled.mark_count()));
  } catch (const std::regex_error&) {
    table.error("pattern", "pattern is not a regular expression (ECMAScript); expected for example \"^https://example\\\\.cn/q\\\\?code=([0-9]{8})$\"");
  }
}

ForeignCode read_foreign_code(Table& table) {
  ForeignCode code;
  code.name = table.text("name", Need::required, kShortText);
  code.pattern = table.text("pattern", Need::required, kMaxPattern);
  check_pattern(table, code.pattern);
  code.field = choice(table, "field", {"number"});
  code.confirm = choice(table, "confirm", {"phone_tail"});
  if (!table.has("field")) table.error("field", "foreign_code needs the key field (number)");
  if (!table.has("confirm")) table.error("confirm", "foreign_code needs the key confirm (phone_tail): another system's code proves nothing by itself");
  table.finish();
  return code;
}

void check_screening(Table& table, const Screening& step) {
  if (step.kind != ScreeningKind::temperature && step.threshold) table.error("threshold", "threshold goes with kind temperature");
  if (step.kind == ScreeningKind::symptoms && !table.has("symptoms")) table.error("kind", "a symptoms step needs the list symptoms");
  if (step.kind != ScreeningKind::symptoms && !step.symptoms.empty()) table.error("symptoms", "symptoms goes with kind symptoms");
  if (step.valid_from && step.valid_to && *step.valid_to < *step.valid_from) table.error("valid_to", "valid_to is before valid_from");
}

}  // namespace

void read_categories(Table& root, Plan& plan) {
  for (Table& table : root.tables("category")) plan.categories.push_back(read_category(table));
  for (Table& table : root.tables("joint_quota")) {
    JointQuota joint;
    joint.categories = table.texts("categories");
    joint.quota = table.integer("quota", 1, 1'000'000, Need::required).value_or(0);
    joint.inviting = read_inviting(table);
    if (!table.has("categories")) table.error("categories", "joint_quota needs the key categories");
    table.finish();
    plan.joint_quotas.push_back(std::move(joint));
  }
}

void read_eligibility(Table& root, Plan& plan) {
  auto table = root.table("eligibility");
  if (!table) return;
  plan.eligibility.min_age = table->integer("min_age", 0, 120);
  plan.eligibility.residency = table->words("residency", kResidencies);
  plan.eligibility.full_capacity = table->flag("full_capacity", false);
  plan.eligibility.exclude = table->texts("exclude");
  plan.eligibility.text = table->text("text", Need::optional, kLongText);
  table->finish();
}

void read_registration(Table& root, Plan& plan) {
  auto table = root.table("registration");
  if (!table) return;
  RegistrationRules& rules = plan.registration;
  rules.channels = table->words("channels", kChannels);
  rules.contacts = table->texts("contacts");
  rules.opens = table->instant("opens");
  rules.deadline = table->instant("deadline");
  if (rules.opens && rules.deadline && *rules.deadline <= *rules.opens) table->error("deadline", "deadline is not after opens");
  if (table->has("order")) rules.order = table->word("order", kOrderWords, RegistrationOrder::invite);
  rules.walk_in = table->flag("walk_in", false);
  rules.walk_in_category = table->id("walk_in_category");
  if (rules.walk_in && !table->has("walk_in_category")) table->error("walk_in", "walk_in needs walk_in_category: the category they get");
  if (!rules.walk_in && !rules.walk_in_category.empty()) table->error("walk_in_category", "walk_in_category without walk_in = true");
  rules.required = table->words("required", kFields);
  rules.text = table->text("text", Need::optional, kLongText);
  table->finish();
}

void read_confirmation(Table& root, Plan& plan) {
  auto table = root.table("confirmation");
  if (!table) return;
  ConfirmationRules& rules = plan.confirmation;
  rules.method = choice(*table, "method", kMethods);
  rules.confirmed_means_admitted = table->flag("confirmed_means_admitted", false);
  rules.no_show = choice(*table, "no_show", kNoShows);
  rules.no_show_text = table->text("no_show_text", Need::optional, 500);
  rules.keep_reachable_text = table->text("keep_reachable_text", Need::optional, 500);
  rules.grace = table->duration("grace_minutes");
  rules.opens_before = table->duration("opens_before_minutes");
  rules.name_in_code = table->flag("name_in_code", false);
  rules.found_confirm = table->word("found_confirm", kFoundConfirmWords, FoundConfirm::phone_tail);
  for (Table& code : table->tables("foreign_code")) rules.foreign_codes.push_back(read_foreign_code(code));
  table->finish();
}

void read_screening(Table& root, Plan& plan) {
  for (Table& table : root.tables("screening")) {
    Screening step;
    step.kind = table.word("kind", kScreeningWords, ScreeningKind::code_shown, Need::required);
    step.label = table.text("label", Need::required);
    step.symptoms = table.texts("symptoms", kShortText);
    step.days = table.integer("days", 1, 365);
    step.threshold = table.number("threshold", 30, 45);
    step.on_fail = table.word("on_fail", kOnFailWords, OnFail::refer, Need::required);
    step.valid_from = table.date("valid_from");
    step.valid_to = table.date("valid_to");
    check_screening(table, step);
    table.finish();
    plan.screening.push_back(std::move(step));
  }
}

}  // namespace openday::event
