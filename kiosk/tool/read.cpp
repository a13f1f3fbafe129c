#include <chrono>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/event/admission.h"
#include "kiosk/image/read_image.h"
#include "kiosk/scan/decoder.h"
#include "kiosk/tool/commands.h"
#include "kiosk/tool/inputs.h"

namespace openday::tool {
namespace {

using Json = nlohmann::ordered_json;

// What a decision needs besides the code; absent parts were not given.
struct Judge {
  event::Plan plan;
  std::optional<event::Roster> roster;
  event::Trust trust;
  std::optional<event::Revocations> revocations;
  const event::Session* session = nullptr;
  base::Moment now;
};

struct Answer {
  std::optional<std::string> text, verdict, registration, name;
  double ms = 0;
};

template <class T, class Read>
Input<void> take(const std::string& file, std::optional<T>& into, Read read) {
  if (file.empty()) return {};
  auto value = read(file);
  if (!value) return tl::unexpected(value.error());
  into = std::move(*value);
  return {};
}

Input<base::Moment> moment_of(const ReadOptions& options) {
  base::Moment now;
  now.wall = std::chrono::floor<base::Millis>(std::chrono::system_clock::now());
  now.state = base::ClockState::synced;   // an office's computer, or the moment it named
  if (!options.at) return now;
  const auto at = parse_moment(*options.at, "--at");
  if (!at) return tl::unexpected(at.error());
  now.wall = *at;
  return now;
}

Input<std::unique_ptr<Judge>> make_judge(const ReadOptions& options) {
  if (options.raw || options.plan.empty()) return nullptr;
  if (options.trust.empty()) return base::fail(InputError::unusable, "--plan without --trust: whose codes count? Give the trust list, or --raw to decode only");
  auto judge = std::make_unique<Judge>();
  auto plan = read_plan_file(options.plan);
  if (!plan) return tl::unexpected(plan.error());
  judge->plan = std::move(*plan);
  auto trust = read_trust_file(options.trust);
  if (!trust) return tl::unexpected(trust.error());
  judge->trust = std::move(*trust);
  const auto roster = take(options.roster, judge->roster, [&](const std::string& file) { return read_roster_file(file, judge->plan); });
  if (!roster) return tl::unexpected(roster.error());
  const auto revocations = take(options.revocations, judge->revocations, read_revocations_file);
  if (!revocations) return tl::unexpected(revocations.error());
  const auto now = moment_of(options);
  if (!now) return tl::unexpected(now.error());
  judge->now = *now;
  const auto session = find_session(judge->plan, options.session ? &*options.session : nullptr, base::date_in(now->wall, judge->plan.zone));
  if (!session) return tl::unexpected(session.error());
  judge->session = *session;
  return judge;
}

event::Decision judge_text(const std::string& text, const Judge& judge) {
  const event::Attendance nobody;
  event::AdmissionContext context{judge.plan, judge.session->id, judge.roster ? &*judge.roster : nullptr,
                                  judge.revocations ? &*judge.revocations : nullptr, nobody, judge.now};
  const auto confirmation = event::decode_confirmation(text, judge.trust, base::date_in(judge.now.wall, judge.plan.zone));
  if (confirmation) return event::decide(*confirmation, context);
  if (confirmation.error().kind == event::CodeError::foreign && judge.roster) {
    if (const auto match = event::match_foreign_code(text, judge.plan, *judge.roster)) {
      context.way = event::Way::foreign_code;
      return event::decide(match->guest->registration, context);
    }
  }
  return event::decide(confirmation.error().kind, context);
}

void decide_into(Answer& answer, const Judge& judge) {
  if (!answer.text) {
    answer.verdict = std::string(to_string(event::Verdict::unreadable));
    return;
  }
  const event::Decision decision = judge_text(*answer.text, judge);
  answer.verdict = std::string(to_string(decision.verdict));
  if (decision.registration) answer.registration = to_string(*decision.registration);
  if (decision.guest != nullptr) answer.name = decision.guest->name;
}

Json or_null(const std::optional<std::string>& text) { return text ? Json(*text) : Json(nullptr); }

void say(const std::string& file, const Answer& answer, bool json) {
  if (json) {
    Json line;
    line["file"] = file;
    line["text"] = or_null(answer.text);
    line["format"] = answer.text ? Json("QRCode") : Json(nullptr);
    line["verdict"] = or_null(answer.verdict);
    line["registration"] = or_null(answer.registration);
    line["name"] = or_null(answer.name);
    line["ms"] = answer.ms;
    return print(line.dump(-1, ' ', false, Json::error_handler_t::replace));
  }
  std::string line = file + ":";
  for (const auto* part : {&answer.verdict, &answer.registration, &answer.name}) {
    if (*part) line += " " + **part;
  }
  if (!answer.verdict) line += " " + answer.text.value_or("no code found");
  print(line);
}

int read_one(const std::string& file, scan::Decoder& decoder, const Judge* judge, const ReadOptions& options) {
  const auto picture = image::read_image(file);
  if (!picture) return complain(picture.error());
  const auto started = std::chrono::steady_clock::now();
  Answer answer;
  if (auto look = decoder.read(*picture); look.code) answer.text = std::move(look.code->text);
  if (judge != nullptr) decide_into(answer, *judge);
  answer.ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count();
  if (options.raw && !options.json && answer.text) {
    print(*answer.text);
  } else {
    say(file, answer, options.json);
  }
  if (judge == nullptr) return answer.text ? kYes : kNo;
  const auto verdict = event::parse_verdict(*answer.verdict);
  return verdict && event::admits(*verdict) ? kYes : kNo;
}

}  // namespace

int read(const ReadOptions& options) {
  const auto judge = make_judge(options);
  if (!judge) return complain(judge.error());
  scan::Decoder decoder(scan::still_passes());
  int worst = kYes;
  for (const std::string& file : options.images) worst = std::max(worst, read_one(file, decoder, judge->get(), options));
  return worst;
}

}  // namespace openday::tool
