#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/event/case_number.h"
#include "kiosk/event/figure_tables.h"
#include "kiosk/tool/commands.h"
#include "kiosk/tool/figures_input.h"

namespace openday::tool {
namespace {

using Json = nlohmann::ordered_json;

struct Found {
  std::string event;
  event::FollowUpCase one;
};

Json clocks_json(const event::FollowUpCase& one, event::Date at) {
  Json out = Json::array();
  for (const event::CaseClock& clock : one.clocks) {
    Json line{{"what", clock.label}, {"span", clock.span}, {"due", nullptr}, {"provisional", false}, {"overdue", is_overdue(one, clock, at)}};
    if (clock.due) {
      line["due"] = base::to_string(clock.due->date);
      line["provisional"] = clock.due->provisional;
    }
    out.push_back(std::move(line));
  }
  return out;
}

Json to_json(const Found& found, event::Date at) {
  const event::FollowUpCase& one = found.one;
  return {{"number", one.number}, {"event", found.event}, {"source", to_string(one.source)}, {"session", one.session}, {"subject", one.subject}, {"label", one.subject_label},
          {"grade", one.grade}, {"reasons", one.tags}, {"text", one.text}, {"registration", one.registration ? to_string(*one.registration) : std::string()}, {"reply", to_string(one.reply)},
          {"address", one.address}, {"received", base::to_string(one.received)}, {"owner", one.owner}, {"state", to_string(one.state)}, {"note", one.note}, {"erased", one.erased},
          {"overdue", is_overdue(one, at)}, {"clocks", clocks_json(one, at)}};
}

void say(const Found& found, event::Date at) {
  const event::FollowUpCase& one = found.one;
  const auto line = [](std::string_view label, std::string_view words) {
    if (!words.empty()) print(fmt::format("{}  {}", label, words));
  };
  line("编号", one.number);
  line("活动", found.event);
  line("来源", event::label_of(one.source));
  line("对象", one.subject_label);
  line("评价", one.grade_label);
  for (const std::string& tag : one.tags) line("原因", tag);
  line("内容", one.text);
  line("收到", base::to_string(one.received));
  for (const event::CaseClock& clock : one.clocks) line("时限", event::clock_text(clock) + (is_overdue(one, clock, at) ? " 逾期" : ""));
  line("科室", one.owner.empty() ? "（待定）" : one.owner);
  line("状态", event::label_of(one.state));
  line("办理", one.note);
  line("答复", event::label_of(one.reply));
  line("联系", one.address);
  if (one.registration) line("登记", to_string(*one.registration));
}

Input<std::vector<event::Plan>> plans_to_search(const CaseOptions& options, const StateFold& fold) {
  if (!options.plan.empty()) {
    auto plan = read_plan_file(options.plan);
    if (!plan) return tl::unexpected(plan.error());
    return std::vector<event::Plan>{std::move(*plan)};
  }
  std::vector<event::Plan> out;
  for (const std::string& id : fold.cases.events()) out.emplace_back().id = id;
  return out;
}

Input<std::optional<Found>> search(const CaseOptions& options, StateFold& fold, const std::string& number) {
  const auto plans = plans_to_search(options, fold);
  if (!plans) return tl::unexpected(plans.error());
  for (const event::Plan& plan : *plans) {
    const auto office = read_office_words({options.config, options.calendar, options.seal_key, options.passphrase_file}, plan);
    if (!office) return tl::unexpected(office.error());
    const event::FollowUpList list = list_cases(fold, plan, *office);
    if (const event::FollowUpCase* one = list.find(number)) return std::optional(Found{plan.id, *one});
  }
  return std::optional<Found>();
}

}  // namespace

int find_case(const CaseOptions& options) {
  const auto receipt = event::parse_receipt(options.number);
  const auto number = receipt ? std::optional(receipt->number) : event::parse_case_number(options.number);
  if (!number) return complain(fmt::format("{} is not a case number: its check digit does not fit; read it again from the receipt, as K7Q2-M9XT", options.number));
  base::Instant at = std::chrono::time_point_cast<base::Millis>(std::chrono::system_clock::now());
  if (options.at) {
    const auto said = parse_moment(*options.at, "--at");
    if (!said) return complain(said.error());
    at = *said;
  }
  auto fold = fold_state(options.state);
  if (!fold) return complain(fold.error());
  const auto found = search(options, *fold, *number);
  if (!found) return complain(found.error());
  if (!*found) {
    note(fmt::format("{}: no such case in {}; a ballot's case comes with its batch, another box's with its records", *number, options.state));
    return kNo;
  }
  const event::Date day = base::date_in(at, base::kChinaOffset);
  if (options.json) {
    print(to_json(**found, day).dump(-1, ' ', false, Json::error_handler_t::replace));
  } else {
    say(**found, day);
  }
  return kYes;
}

}  // namespace openday::tool
