// What was rated, counted: one fold for the device, the report and the bureau. A pure function of the set of records and of the
// ballots: order and repetition play no part. A named rating or sheet counts once for each (registration, subject or questionnaire),
// the earliest in record order stands; void ones count not at all, erased ones by the numbers of their `erase`. A ballot counts
// only with its batch's record; that the batch's digest agrees is the store's affair. One thread an object.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/event/evaluation.h"
#include "kiosk/event/record_ledger.h"

namespace openday::event {

struct TallyKey {
  std::string session, subject;
  std::string category;                 // Category::id of named ones; empty: ballots, which know none
  bool anonymous = false;               // a ballot (a named rating may lack its category)
  auto operator<=>(const TallyKey&) const = default;
};

// Everything given to one item of a score sheet, as numbers: the one form in which named, anonymous and erased sheets add up.
struct ItemCount {
  int answered = 0;
  std::map<int, int> values;            // grade or marks -> how often
  std::map<std::string, int> choices;   // option -> how often
  bool operator==(const ItemCount&) const = default;
};
struct SheetCount {
  int sheets = 0;
  std::map<std::string, ItemCount> items;   // SheetItem::id
  bool operator==(const SheetCount&) const = default;
};

struct Counts {
  std::map<TallyKey, Tally> ratings;
  std::map<TallyKey, SheetCount> sheets;
  std::map<std::string, int> elsewhere; // subject -> ballots of standing batches that lie on another box, or only at the bureau
  bool operator==(const Counts&) const = default;
};

class TallyFold {
 public:
  void add(const Record& record);
  // A ballot of this batch. An id that comes in two batches belongs to the lesser batch id.
  void add(const base::Uuid& batch, const Ballot& ballot);

  [[nodiscard]] const Counts& counts(std::string_view event);
  // The members "ratings" and "sheets" of EraseBody::counts for records about to be erased, as one JSON object: only what counts now.
  //   "ratings": {SESSION: {SUBJECT: {CATEGORY: [n5, n4, n3, n2, n1]}}}
  //   "sheets": {SESSION: {SUBJECT: {CATEGORY: {"n": SHEETS, "items": {ITEM: {"n": ANSWERED, "values": {"8": 2}, "choices": {"WORDS": 1}}}}}}}
  // `all`: everything that is erased with them, where several erases share it; another rating of the guest that stays counts itself.
  [[nodiscard]] std::string erase_counts(const std::vector<base::Uuid>& records, const std::vector<base::Uuid>& all);
  [[nodiscard]] std::string erase_counts(const std::vector<base::Uuid>& records) { return erase_counts(records, records); }
  // The same by single records, of those that leave anything: together they say what erase_counts(all, all) says.
  [[nodiscard]] std::unordered_map<base::Uuid, std::string, UuidHash> erase_counts_each(const std::vector<base::Uuid>& all);

 private:
  using Index = RecordLedger::Index;
  using Word = std::uint32_t;           // of `words_`
  struct NamedKey {
    Word event = 0, topic = 0;
    RegistrationId registration;
    bool operator==(const NamedKey&) const = default;
  };
  struct NamedKeyHash {
    std::size_t operator()(const NamedKey& key) const {
      return RegistrationIdHash{}(key.registration) ^ (std::size_t{key.event} << 32 | key.topic) * 0x9E3779B97F4A7C15u;
    }
  };
  struct Named {
    NamedKey key;
    Index index = 0;
    Word session = 0, category = 0;
    std::int8_t grade = 0;              // 0: a score sheet
    std::uint32_t sheet = 0;
  };
  struct Batch {
    Index index = 0;
    Word event = 0, session = 0, subject = 0;
    int count = 0;
  };
  struct Cast {
    base::Uuid batch;
    Word event = 0, session = 0, subject = 0;
    std::int8_t grade = 0;
    std::uint32_t sheet = 0;
  };

  Word word(std::string_view text);
  void refresh();
  [[nodiscard]] std::vector<const Named*> standing();   // one of each key
  [[nodiscard]] std::vector<const Named*> leaving(const std::vector<base::Uuid>& all);   // those of `all` that count now
  void count_named();
  void count_ballots();
  void count_erased();
  void count(const Named& named, std::map<std::string, Counts>& into) const;

  RecordLedger ledger_;
  std::vector<std::string> words_;
  std::unordered_map<std::string, Word> word_of_;
  std::vector<Named> named_;
  std::unordered_map<base::Uuid, std::vector<Batch>, UuidHash> batches_;
  std::unordered_map<base::Uuid, Cast, UuidHash> ballots_;
  std::vector<std::vector<SubjectAnswers>> sheets_;
  std::map<std::string, Counts, std::less<>> counts_;   // by event
  bool stale_ = true;
};

}  // namespace openday::event
