#include "kiosk/app/documents.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "kiosk/app/document_readers.h"
#include "kiosk/app/document_vouching.h"
#include "kiosk/base/crypto.h"
#include "kiosk/base/file.h"
#include "kiosk/event/plan_reader.h"

namespace openday::app {

namespace {

using ui::OutOfService;
using ui::Trouble;

std::string digest_of(std::string_view text) { return base::to_hex(base::sha256(base::as_bytes(text))); }

// A sentence that begins with a file's path, with its name alone: on the staff's page there is room for little else.
std::string without_folder(std::string sentence, const std::filesystem::path& file) {
  const std::string path = file.string();
  if (sentence.starts_with(path)) sentence.replace(0, path.size(), file.filename().string());
  return sentence;
}

// What of two versions of a document counts: only within one event.
bool is_newer(const event::Plan& held, const event::Plan& given) { return held.id == given.id && held.version > given.version; }
bool is_newer(const event::Roster& held, const event::Roster& given) { return held.version() > given.version(); }
bool is_newer(const event::Revocations& held, const event::Revocations& given) { return held.version > given.version; }
bool is_newer(const event::Trust&, const event::Trust&) { return false; }   // vouch_for_trust() looked at that

// A document, or why there is none.
template <class T>
struct Found {
  std::optional<T> value{};
  std::optional<base::Failure<Trouble>> failure{};
};

class Loader {
 public:
  Loader(const DocumentPaths& paths, const DocumentTexts& last_good, const std::vector<Published>& published, bool enrolled)
      : paths_(paths), last_good_(last_good), published_(published), enrolled_(enrolled) {}

  Loading load() {
    auto documents = std::make_shared<Documents>();
    auto trust = load_trust();
    trust_ = trust.value ? &*trust.value : nullptr;
    auto plan = document<event::Plan>("plan", paths_.plan, event::kMaxPlanBytes + 1, [this](const std::string& text, const std::string& file) { return read_plan_document(text, file, out_.notes); });
    if (!plan.value && enrolled_) plan.value = published_plan();
    if (!plan.value) {
      out_.trouble = plan.failure ? trouble_of(*plan.failure) : OutOfService{Trouble::no_plan, "no plan: start with --plan FILE, or copy one onto the box", -1};
      return std::move(out_);
    }
    settle(trust);
    renew("plan", plan.value, plan.value->version, plan.value->id, [this](const std::string& text, const std::string& file) { return read_plan_document(text, file, out_.notes); });
    documents->trust = std::move(trust.value);
    trust_ = documents->trust ? &*documents->trust : nullptr;
    documents->plan = std::move(*plan.value);
    load_lists(*documents);
    read_opinions(*documents);
    read_forms(paths_.ratings, phrases_, *documents, out_.notes);
    if (out_.trouble) return std::move(out_);
    note_versions(*documents);
    load_notices(*documents);
    const auto place = [](const DocumentInForce& one) { return std::ranges::find(kOrder, one.kind) - std::begin(kOrder); };
    std::ranges::stable_sort(in_force_, {}, place);
    documents->in_force = std::move(in_force_);
    documents->enrolled = enrolled_;
    documents->not_taken = std::move(not_taken_);
    out_.documents = std::move(documents);
    return std::move(out_);
  }

 private:
  static constexpr std::string_view kOrder[] = {"plan", "roster", "trust", "revocations", "calendar", "notice"};   // of the records

  Found<event::Trust> load_trust() {
    auto trust = document<event::Trust>("trust", paths_.trust, kMostList, [](const std::string& text, const std::string& file) {
      return plainly<event::Trust>(event::read_trust(text), file, "make it with `openday trust add`");
    });
    const auto& held = trust.value;
    renew("trust", trust.value, held ? held->version : 0, {}, [&held](const std::string& text, const std::string& file) {
      return plainly<event::Trust>(held ? event::replace_trust(*held, text) : event::read_trust(text), file, "the list that was there goes on");
    });
    return trust;
  }

  void load_lists(Documents& documents) {
    const std::string& event = documents.plan.id;
    const auto read_roster = [&](const std::string& text, const std::string& file) { return read_roster_document(text, file, event); };
    auto roster = document<event::Roster>("roster", paths_.roster, event::kMaxRosterBytes, read_roster);
    renew("roster", roster.value, roster.value ? roster.value->version() : 0, event, read_roster);
    settle(roster);
    documents.roster = std::move(roster.value);
    documents.numbered = documents.roster && std::ranges::any_of(documents.roster->guests(), [](const event::Guest& guest) { return !guest.number.empty(); });
    const auto read_revocations = [&](const std::string& text, const std::string& file) { return read_revocations_document(text, file, event); };
    auto revocations = document<event::Revocations>("revocations", paths_.revocations, kMostList, read_revocations);
    renew("revocations", revocations.value, revocations.value ? revocations.value->version : 0, event, read_revocations);
    settle(revocations);
    documents.revocations = std::move(revocations.value);
  }

  // A board that may not be shown costs what stands on it and nothing else.
  void load_notices(Documents& documents) {
    for (const std::string& event : {documents.plan.id, std::string()}) {
      std::optional<event::NoticeBoard> board;
      renew("notice", board, 0, event, [](const std::string& text, const std::string& file) { return plainly<event::NoticeBoard>(event::read_notices(text), file, "it is not shown"); }, event.empty());
      if (!board) continue;
      in_force_.back().version = board->version;
      documents.notices.push_back(std::move(*board));
    }
  }

  // Of a box whose own plan does not count: the one that the bureau published, of the same event where the box was given a plan at all.
  std::optional<event::Plan> published_plan() {
    std::optional<event::Plan> out;
    const bool named = !given_event_.empty();
    const auto plans = std::ranges::count_if(published_, [](const Published& one) { return one.kind == "plan"; });
    for (const Published& one : published_) {
      if (one.kind != "plan" || (named ? one.event != given_event_ : plans != 1)) continue;
      renew("plan", out, 0, one.event, [this](const std::string& text, const std::string& file) { return read_plan_document(text, file, out_.notes); });
    }
    return out;
  }

  // The published one, where it is newer, vouched for and readable; else what there was.
  template <class T, class Read>
  void renew(const std::string& kind, std::optional<T>& value, int version, const std::string& event, const Read& read, bool of_every_event = false) {
    const auto found = std::ranges::find_if(published_, [&](const Published& one) { return one.kind == kind && one.event == event; });
    if (found == published_.end() || found->version < version || (found->version == version && !is_of_the_hall(*found))) return;
    const std::string name = fmt::format("{} version {} from outside", kind, found->version);
    const bool vouched = found->cose.empty() && takes_unsigned(trust_, enrolled_);
    if (kind != "trust" && !vouched) {   // a trust list is signed in itself
      const auto good = trust_ ? event::verify_document(found->bytes, found->cose, *trust_) : base::Result<void, event::TrustError>(base::fail(event::TrustError::not_signed, "no trust list"));
      if (!good) return pass_over(kind, fmt::format("{}: {}; not put into force", name, good.error().what));
    }
    auto fresh = read(found->bytes, name);
    if (!fresh) return pass_over(kind, fmt::format("{}; not put into force", fresh.error().what));
    if (kind != "notice") std::erase_if(in_force_, [&](const DocumentInForce& one) { return one.kind == kind; });
    out_.good.erase(kind);
    value = take<T>(kind, found->bytes, std::move(*fresh), true, vouched ? std::string() : found->cose);
    in_force_.back().of_the_box = of_every_event;
  }

  // Another one of the version that is in force: the bureau names a hall its own paper, and signed that. Of a trust list only a higher
  // version counts.
  [[nodiscard]] bool is_of_the_hall(const Published& published) const {
    if (published.kind == "trust" || published.cose.empty()) return false;
    const auto held = std::ranges::find(in_force_, published.kind, &DocumentInForce::kind);
    return held != in_force_.end() && held->digest != digest_of(published.bytes);
  }

  void pass_over(const std::string& kind, std::string why) {
    out_.notes.push_back(std::move(why));
    if (enrolled_) not_taken_.push_back(kind);
  }

  // From its file, else the last good one; nothing when there is neither.
  template <class T, class Read>
  Found<T> document(const std::string& kind, const std::filesystem::path& path, std::size_t limit, const Read& read) {
    Found<T> out;
    const std::string& kept = last_good(kind);
    if (!path.empty()) {
      auto text = base::read_file(path, limit);
      auto value = text ? read(*text, path.string()) : Reading<T>(base::fail(kind == "plan" ? Trouble::no_plan : Trouble::other, text.error().what));
      if (!value) {
        out.failure = value.error();
      } else {
        note_given(*value);
        Vouched vouched = vouch_for(kind, path, *text, kept);
        if (vouched.vouch == Vouch::taken && !is_overtaken(kind, *text, *value, read)) {
          out.value = take<T>(kind, std::move(*text), std::move(*value), true, std::move(vouched.cose));
          return out;
        }
        if (vouched.vouch == Vouch::refused) {
          out.failure = base::Failure<Trouble>{Trouble::not_signed, refusal_of(kind, path, vouched)};
          not_taken_.push_back(path.filename().string());
        }
      }
    }
    if (!kept.empty()) out.value = last_good<T>(kind, path, out.failure, read);
    return out;
  }

  [[nodiscard]] Vouched vouch_for(const std::string& kind, const std::filesystem::path& path, const std::string& text, const std::string& kept) const {
    if (kind != "trust") return enrolled_ ? vouch_for_file(path, text, kept, trust_) : look_at_signature(path, text, trust_);
    if (!enrolled_) return {};
    const auto published = std::ranges::find_if(published_, [](const Published& one) { return one.kind == "trust" && one.event.empty(); });
    return vouch_for_trust(text, !kept.empty() ? kept : published != published_.end() ? published->bytes : std::string());
  }

  // Once enrolled nothing older than what was in force counts, whoever signed it: a file from the cupboard, or an inbox that was lost.
  template <class T, class Read>
  bool is_overtaken(const std::string& kind, const std::string& text, const T& value, const Read& read) {
    const std::string& kept = last_good(kind);
    if (!enrolled_ || kept.empty() || kept == text) return false;
    const auto held = read(kept, "last good " + kind);
    return held && is_newer(*held, value);
  }

  template <class T, class Read>
  std::optional<T> last_good(const std::string& kind, const std::filesystem::path& path, std::optional<base::Failure<Trouble>>& failure, const Read& read) {
    const std::string& kept = last_good(kind);
    auto value = read(kept, "last good " + kind);
    if (!value) return std::nullopt;
    if (failure) {
      out_.notes.push_back(fmt::format("{}; going on with the last good {}", failure->what, kind));
      const bool unsigned_file = failure->kind == Trouble::not_signed;
      if (out_.stale.empty()) out_.stale = unsigned_file ? fmt::format("没有局里的签名，没有采用：{}；请局里签名发布", path.filename().string()) : fmt::format("文件有误，仍用上一次好的：{}", without_folder(failure->what, path));
    }
    const std::string& cose = last_good(kind + ".cose");
    const bool is_signed = !cose.empty() && trust_ && event::verify_document(kept, cose, *trust_);
    return take<T>(kind, kept, std::move(*value), false, is_signed ? cose : std::string());
  }

  [[nodiscard]] const std::string& last_good(const std::string& kind) const {
    const auto kept = last_good_.find(kind);
    return kept == last_good_.end() ? nothing_ : kept->second;
  }

  void note_given(const event::Plan& plan) { given_event_ = plan.id; }
  template <class T>
  void note_given(const T&) {}

  static OutOfService trouble_of(const base::Failure<Trouble>& failure) { return {failure.kind, failure.what, -1}; }

  // A document that was asked for and is not there takes the box out of service; the first one is said.
  template <class T>
  void settle(const Found<T>& found) {
    if (!found.value && found.failure && !out_.trouble) out_.trouble = trouble_of(*found.failure);
  }

  template <class T>
  std::optional<T> take(const std::string& kind, std::string text, T value, bool fresh, std::string cose) {
    in_force_.push_back({kind, 0, digest_of(text), kind == "trust" || !cose.empty()});
    if (fresh && kind != "notice") {
      out_.good.insert_or_assign(kind, std::move(text));
      out_.good.insert_or_assign(kind + ".cose", std::move(cose));
    }
    return std::optional<T>(std::move(value));
  }

  // The program's own file, the last good one of the bureau's, the one in the inbox: the newest.
  void load_calendar(Documents& documents) {
    auto& value = documents.calendar;
    const auto read = [](const std::string& text, const std::string& file) {
      return plainly<event::WorkdayCalendar>(event::WorkdayCalendar::parse(text, file), file, "the calendar that was there goes on");
    };
    if (!paths_.calendar.empty()) value = read_list(out_.notes, paths_.calendar, "receipts name no date that is counted in working days", [](const std::string& text, const std::string& file) { return event::WorkdayCalendar::parse(text, file); });
    const std::string& kept = last_good("calendar");
    const auto held = kept.empty() ? Reading<event::WorkdayCalendar>(base::fail(Trouble::other, std::string())) : read(kept, "last good calendar");
    std::optional<base::Failure<Trouble>> no_failure;
    if (held && (!value || held->version() > value->version())) value = last_good<event::WorkdayCalendar>("calendar", {}, no_failure, read);
    renew("calendar", value, value ? value->version() : 0, {}, read);
  }

  void read_opinions(Documents& documents) {
    load_calendar(documents);
    if (!paths_.phrases.empty()) phrases_ = read_list(out_.notes, paths_.phrases, "no phrases are offered", [](const std::string& text, const std::string& file) { return event::read_phrases(text, file); }).value_or(event::Phrases{});
    if (!documents.plan.opinions) return;
    documents.subjects = read_list(out_.notes, paths_.opinions, "only subjects of the plan are offered", [](const std::string& text, const std::string& file) { return event::read_opinion_catalogue(text, file); }).value_or(event::OpinionCatalogue{});
    documents.opinions = make_opinion_form(documents.plan, documents.subjects, phrases_, documents.trust && documents.trust->seal_key(std::nullopt) != nullptr);
    if (!documents.opinions) out_.notes.push_back("[opinions] has no subject to choose among: opinions are not taken");
  }

  void note_versions(const Documents& documents) {
    for (DocumentInForce& one : in_force_) {
      if (one.kind == "plan") one.version = documents.plan.version;
      if (one.kind == "roster") one.version = documents.roster->version();
      if (one.kind == "trust") one.version = documents.trust->version;
      if (one.kind == "revocations") one.version = documents.revocations->version;
      if (one.kind == "calendar") one.version = documents.calendar->version();
    }
  }

  const DocumentPaths& paths_;
  const DocumentTexts& last_good_;
  const std::vector<Published>& published_;
  const bool enrolled_;
  const event::Trust* trust_ = nullptr;
  std::string given_event_;                 // of the plan's file, whether it counts or not
  std::vector<std::string> not_taken_;
  const std::string nothing_;
  Loading out_;
  event::Phrases phrases_;
  std::vector<DocumentInForce> in_force_;
};

}  // namespace

std::shared_ptr<const SheetForm> Documents::sheet(std::string_view questionnaire) const {
  for (const auto& form : sheets)
    if (form && form->questionnaire == questionnaire) return form;
  return nullptr;
}

bool takes_unsigned(const event::Trust* trust, bool enrolled) {
  if (enrolled) return false;
  return !trust || std::ranges::none_of(trust->keys, [](const event::TrustedKey& key) { return key.use == event::KeyUse::documents; });
}

bool takes_unsigned(const Documents& documents) { return takes_unsigned(documents.trust ? &*documents.trust : nullptr, documents.enrolled); }

Loading load_documents(const DocumentPaths& paths, const DocumentTexts& last_good, const std::vector<Published>& published, bool enrolled) {
  return Loader(paths, last_good, published, enrolled).load();
}

}  // namespace openday::app
