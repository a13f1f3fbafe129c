#include "kiosk/app/conflicts_list.h"

#include "kiosk/app/plan_words.h"

namespace openday::app {

namespace {

constexpr std::size_t kMostShown = 40;   // lines of a card: a box without a clock may have let thousands in

class Words {
 public:
  Words(const Documents& documents, const BoxName& box_name) : documents_(documents), plan_(documents.plan), box_name_(box_name) {}

  [[nodiscard]] ui::StaffConflict of(const event::ConflictCard& card) const {
    ui::StaffConflict out;
    out.kind = card.kind;
    const auto outcomes = event::outcomes_of(card);
    out.outcomes.assign(outcomes.begin(), outcomes.end());
    if (plan_.sessions.size() > 1) out.session = session_title(plan_, card.session);
    out.count = static_cast<int>(card.admissions.size());
    for (const event::Admission& one : card.admissions) {
      out.persons += one.persons;
      if (out.admissions.size() < kMostShown) out.admissions.push_back(admission(one));
    }
    for (const event::RegistrationId& id : card.resembles)
      if (const event::Guest* guest = listed(id)) out.resembles.push_back(line(*guest));
    if (!card.admissions.empty()) who(card.admissions.back(), out);
    if (card.kind == event::CardKind::clock_in_doubt) out.who = out.admissions.front().box, out.category.clear(), out.tail.clear();
    return out;
  }

 private:
  [[nodiscard]] const event::Guest* listed(const event::RegistrationId& id) const { return documents_.roster ? documents_.roster->find(id) : nullptr; }

  [[nodiscard]] std::string name_of(const event::Admission& one) const {
    const event::Guest* guest = listed(one.registration);
    return guest ? guest->name : one.name;
  }

  void who(const event::Admission& one, ui::StaffConflict& out) const {
    out.who = name_of(one);
    out.category = category_label(plan_, one.category);
    if (const event::Guest* guest = listed(one.registration)) out.tail = guest->phone_tail, out.seats = guest->persons;
  }

  [[nodiscard]] ui::ConflictAdmission admission(const event::Admission& one) const {
    ui::ConflictAdmission out;
    if (!one.time_in_doubt) out.time = clock_of(plan_, one.at);
    out.box = box_name_(one.device);
    out.name = name_of(one);
    out.persons = one.persons;
    out.way = static_cast<int>(one.way);
    out.walk_in = one.walk_in;
    return out;
  }

  [[nodiscard]] std::string line(const event::Guest& guest) const {
    std::string out = guest.name + " · " + category_label(plan_, guest.category);
    if (!guest.phone_tail.empty()) out += " · 尾号 " + guest.phone_tail;
    return out;
  }

  const Documents& documents_;
  const event::Plan& plan_;
  const BoxName& box_name_;
};

}  // namespace

ConflictList make_conflict_list(const Documents& documents, std::vector<event::ConflictCard> cards, const BoxName& box_name) {
  ConflictList out;
  const Words words(documents, box_name);
  for (const event::ConflictCard& card : cards) out.shown.push_back(words.of(card));
  out.cards = std::move(cards);
  return out;
}

}  // namespace openday::app
