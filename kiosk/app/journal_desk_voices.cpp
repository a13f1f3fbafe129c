#include "kiosk/app/journal_desk_voices.h"

#include "kiosk/journal/journal_reader.h"

namespace openday::app {

void Voices::add(const event::Record& record) {
  tally_.add(record);
  cases_.add(record);
  figures_.reset();
}

journal::StoreResult<void> Voices::look_for_ballots(const std::filesystem::path& state) {
  journal::JournalReader reader(state);
  for (bool more = true; more;) {
    const auto names = reader.batches(batches_seen_);
    if (!names) return tl::unexpected(names.error());
    for (const journal::BatchName& name : *names) {
      const auto batch = reader.batch(name.id);
      if (!batch) return tl::unexpected(batch.error());
      batches_seen_ = name.position;
      if (!*batch) continue;
      for (const journal::SealedBallot& sealed : (*batch)->ballots)
        if (const auto ballot = event::read_ballot(sealed.bytes)) {
          tally_.add(name.id, *ballot);
          cases_.add(name.id, *ballot);
        }
      for (const journal::SealedBallot& sealed : (*batch)->texts)
        if (const auto text = event::read_ballot_text(sealed.bytes)) cases_.add(name.id, *text);
      figures_.reset();
    }
    more = names->size() == journal::kPageRecords;
  }
  return {};
}

std::shared_ptr<const event::Figures> Voices::figures(const event::Plan& plan, const event::Attendance& attendance) {
  if (!figures_ || plan_ != &plan) figures_ = std::make_shared<const event::Figures>(event::figures_of(plan, tally_.counts(plan.id), attendance));
  plan_ = &plan;
  return figures_;
}

}  // namespace openday::app
