#include "kiosk/app/journal_desk_voices.h"

#include "kiosk/journal/journal_reader.h"

namespace openday::app {

namespace {

// Kinds that no figure shown to guests hangs on.
bool is_silent(std::string_view kind) {
  switch (event::parse_kind(kind).value_or(event::Kind::void_record)) {
    case event::Kind::check_in:
    case event::Kind::check_out:
    case event::Kind::walk_in:
    case event::Kind::screening:
    case event::Kind::consent:
    case event::Kind::opinion:
    case event::Kind::follow_up:
    case event::Kind::staff:
    case event::Kind::refusal: return true;
    default: return false;
  }
}

}  // namespace

void Voices::add(const event::Record& record) {
  tally_.add(record);
  cases_.add(record);
  news_ = news_ || !is_silent(record.kind);
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
      news_ = true;
    }
    more = names->size() == journal::kPageRecords;
  }
  return {};
}

}  // namespace openday::app
