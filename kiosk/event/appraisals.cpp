#include "kiosk/event/appraisals.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "kiosk/event/follow_up.h"

namespace openday::event {

std::string appraise_content(std::vector<std::string> tags) {
  std::ranges::sort(tags);
  std::string out;
  for (const std::string& tag : tags) out += (out.empty() ? "" : "|") + tag;
  return out;
}

std::string appraisal_json(const Appraisal& appraisal) {
  nlohmann::ordered_json out;
  out["event"] = appraisal.event;
  out["session"] = appraisal.session;
  out["subject"] = appraisal.subject;
  if (!appraisal.category.empty()) out["category"] = appraisal.category;
  out["appraiseLevel"] = appraisal.level == 0 ? std::string() : std::to_string(appraisal.level);
  out["appraiseContent"] = appraisal.content;
  out["otherAppraiseContent"] = appraisal.other;
  return out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::vector<Appraisal> CaseFold::appraisals(std::string_view event) {
  std::vector<Appraisal> out;
  for (const Rated* rated : standing_ratings(event)) {
    const RatingBody& body = rated->body;
    out.push_back({rated->event, body.session, body.subject, body.category, body.grade, appraise_content(body.tags), body.text});
  }
  const auto batches = standing_batches(event);
  const auto stands = [&](const base::Uuid& batch, const auto& cast) {
    const auto found = batches.find(batch);
    return found != batches.end() && cast.event == event && cast.subject == found->second->body.subject && cast.session == found->second->body.session;
  };
  for (const auto& [id, cast] : ballots_)
    if (stands(cast.batch, cast.ballot)) out.push_back({cast.ballot.event, cast.ballot.session, cast.ballot.subject, {}, cast.ballot.grade, appraise_content(cast.ballot.tags), {}});
  for (const auto& [id, cast] : texts_)
    if (cast.text.item.empty() && stands(cast.batch, cast.text)) out.push_back({cast.text.event, cast.text.session, cast.text.subject, {}, 0, {}, cast.text.text});
  std::ranges::sort(out);
  return out;
}

}  // namespace openday::event
