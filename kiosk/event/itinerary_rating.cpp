#include <algorithm>

#include "kiosk/event/itinerary.h"

namespace openday::event {
namespace {

constexpr Minutes kDay{24 * 60};

bool never_rates(SessionState state) {
  return state == SessionState::postponed || state == SessionState::cancelled || state == SessionState::closed;
}

RatingWindow from_row(const Plan& plan, std::string_view id, const Itinerary& itinerary, base::Instant now) {
  const auto row = std::find_if(itinerary.rows.begin(), itinerary.rows.end(), [&](const Row& candidate) { return candidate.id == id; });
  if (row == itinerary.rows.end() || row->state == RowState::skipped) return {};
  if (!row->start) return {row->state == RowState::now || row->state == RowState::done, std::nullopt};
  if (now < *row->start) return {false, row->start};
  return {base::date_in(now, plan.zone) == base::date_in(*row->start, plan.zone), std::nullopt};
}

RatingWindow all_day(const Plan& plan, const Itinerary& itinerary, base::Instant now) {
  if (!itinerary.day) return {itinerary.state == SessionState::running, std::nullopt};
  const base::Instant begins = base::at_local(*itinerary.day, Minutes(0), plan.zone);
  if (now < begins) return {false, begins};
  return {now < begins + kDay, std::nullopt};
}

RatingWindow by_plan(const Plan& plan, OpenWindow opens, std::string_view row, const Itinerary& itinerary, base::Instant now) {
  switch (opens) {
    case OpenWindow::from_row: return from_row(plan, row, itinerary, now);
    case OpenWindow::all_day: return all_day(plan, itinerary, now);
    case OpenWindow::by_staff: return {};
  }
  return {};
}

bool concerns(const CorrectionBody& correction, const Questionnaire& questionnaire, std::string_view session) {
  if (!correction.session.empty() && correction.session != session) return false;
  return correction.item.empty() || correction.item == questionnaire.id;
}

}  // namespace

bool round_closed(const Questionnaire& questionnaire, std::string_view session, const std::vector<CorrectionBody>& corrections) {
  if (questionnaire.kind != QuestionnaireKind::sheet) return false;
  return std::any_of(corrections.begin(), corrections.end(), [&](const CorrectionBody& one) {
    return one.what == CorrectionKind::rating_closed && concerns(one, questionnaire, session);
  });
}

RatingWindow rating_window(const Plan& plan, const Questionnaire& questionnaire, const Itinerary& itinerary,
                           const std::vector<CorrectionBody>& corrections, base::Instant now) {
  if (never_rates(itinerary.state) || round_closed(questionnaire, itinerary.session, corrections)) return {};
  RatingWindow window = by_plan(plan, questionnaire.opens, questionnaire.row, itinerary, now);
  for (const CorrectionBody& correction : corrections) {
    const bool opened = correction.what == CorrectionKind::rating_opened;
    if (!opened && correction.what != CorrectionKind::rating_closed) continue;
    if (concerns(correction, questionnaire, itinerary.session)) window = {opened, std::nullopt};
  }
  return window;
}

RatingWindow opinion_window(const Plan& plan, const Itinerary& itinerary, const std::vector<CorrectionBody>& corrections, base::Instant now) {
  if (!plan.opinions || itinerary.state == SessionState::cancelled) return {};
  RatingWindow window = by_plan(plan, plan.opinions->opens, plan.opinions->row, itinerary, now);
  for (const CorrectionBody& correction : corrections) {
    const bool opened = correction.what == CorrectionKind::rating_opened;
    if (!opened && correction.what != CorrectionKind::rating_closed) continue;
    if (!correction.session.empty() && correction.session != itinerary.session) continue;
    if (correction.item == kOpinionsItem) window = {opened, std::nullopt};
  }
  return window;
}

}  // namespace openday::event
