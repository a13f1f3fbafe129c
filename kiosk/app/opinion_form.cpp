#include "kiosk/app/opinion_form.h"

#include <utility>

namespace openday::app {

std::shared_ptr<const OpinionForm> make_opinion_form(const event::Plan& plan, const event::OpinionCatalogue& catalogue, const event::Phrases& phrases, bool can_seal) {
  if (!plan.opinions) return nullptr;
  OpinionForm form;
  form.subjects = event::opinion_subjects(*plan.opinions, catalogue, phrases);
  if (form.subjects.empty()) return nullptr;
  for (const event::ReplyOffer offer : plan.opinions->replies)
    if (can_seal || offer != event::ReplyOffer::address) form.replies.push_back(offer);
  form.walk_up = plan.opinions->walk_up;
  form.text_max = static_cast<std::size_t>(plan.opinions->text_max);
  form.consent_version = plan.privacy.text_version;
  return std::make_shared<const OpinionForm>(std::move(form));
}

}  // namespace openday::app
