#include "kiosk/app/documents.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "kiosk/base/crypto.h"
#include "kiosk/base/file.h"
#include "kiosk/event/plan_reader.h"
#include "kiosk/ui/text_ids.h"

namespace openday::app {

namespace {

using ui::OutOfService;
using ui::Trouble;

// One document read from a text: nothing, and why, when it cannot be used.
template <class T>
using Reading = base::Result<T, Trouble>;

std::string digest_of(std::string_view text) { return base::to_hex(base::sha256(base::as_bytes(text))); }

// A sentence that begins with a file's path, with its name alone: on the staff's page there is room for little else.
std::string without_folder(std::string sentence, const std::filesystem::path& file) {
  const std::string path = file.string();
  if (sentence.starts_with(path)) sentence.replace(0, path.size(), file.filename().string());
  return sentence;
}

class Loader {
 public:
  Loader(const DocumentPaths& paths, const DocumentTexts& last_good, const std::vector<Published>& published) : paths_(paths), last_good_(last_good), published_(published) {}

  Loading load() {
    auto documents = std::make_shared<Documents>();
    auto plan = document<event::Plan>("plan", paths_.plan, event::kMaxPlanBytes + 1, [this](const std::string& text, const std::string& file) {
      return plan_of(text, file);
    });
    if (!plan) {
      if (!out_.trouble) out_.trouble = OutOfService{Trouble::no_plan, "no plan: start with --plan FILE, or copy one onto the box", -1};
      return std::move(out_);
    }
    documents->trust = document<event::Trust>("trust", paths_.trust, kSmall, [](const std::string& text, const std::string& file) {
      return plainly<event::Trust>(event::read_trust(text), file, "make it with `openday trust add`");
    });
    renew("trust", documents->trust, documents->trust ? documents->trust->version : 0, {}, [&](const std::string& text, const std::string& file) {
      return plainly<event::Trust>(documents->trust ? event::replace_trust(*documents->trust, text) : event::read_trust(text), file, "the list that was there goes on");
    });
    trust_ = documents->trust ? &*documents->trust : nullptr;
    renew("plan", plan, plan->version, plan->id, [this](const std::string& text, const std::string& file) { return plan_of(text, file); });
    documents->plan = std::move(*plan);
    const std::string& event = documents->plan.id;
    documents->roster = document<event::Roster>("roster", paths_.roster, event::kMaxRosterBytes, [&](const std::string& text, const std::string& file) {
      return roster_of(text, file, documents->plan.id);
    });
    renew("roster", documents->roster, documents->roster ? documents->roster->version() : 0, event, [&](const std::string& text, const std::string& file) { return roster_of(text, file, event); });
    documents->numbered = documents->roster && std::ranges::any_of(documents->roster->guests(), [](const event::Guest& guest) { return !guest.number.empty(); });
    documents->revocations = document<event::Revocations>("revocations", paths_.revocations, kSmall, [&](const std::string& text, const std::string& file) {
      return revocations_of(text, file, documents->plan.id);
    });
    renew("revocations", documents->revocations, documents->revocations ? documents->revocations->version : 0, event, [&](const std::string& text, const std::string& file) { return revocations_of(text, file, event); });
    read_opinions(*documents);
    read_forms(*documents);
    if (out_.trouble) return std::move(out_);
    const auto place = [](const DocumentInForce& one) { return std::ranges::find(kOrder, one.kind) - std::begin(kOrder); };
    std::ranges::stable_sort(in_force_, {}, place);
    documents->in_force = std::move(in_force_);
    note_versions(*documents);
    out_.documents = std::move(documents);
    return std::move(out_);
  }

 private:
  static constexpr std::size_t kSmall = 8u << 20;
  static constexpr std::string_view kOrder[] = {"plan", "roster", "trust", "revocations", "calendar"};   // of the records

  // The published one, where it is newer, vouched for and readable; else what there was.
  template <class T, class Read>
  void renew(const std::string& kind, std::optional<T>& value, int version, const std::string& event, const Read& read) {
    const auto found = std::ranges::find_if(published_, [&](const Published& one) { return one.kind == kind && one.event == event; });
    if (found == published_.end() || found->version <= version) return;
    const std::string name = fmt::format("{} version {} from outside", kind, found->version);
    if (kind != "trust" && !(found->cose.empty() && takes_unsigned(trust_))) {   // a trust list is signed in itself
      const auto good = trust_ ? event::verify_document(found->bytes, found->cose, *trust_) : base::Result<void, event::TrustError>(base::fail(event::TrustError::not_signed, "no trust list"));
      if (!good) return out_.notes.push_back(fmt::format("{}: {}; not put into force", name, good.error().what));
    }
    auto fresh = read(found->bytes, name);
    if (!fresh) return out_.notes.push_back(fmt::format("{}; not put into force", fresh.error().what));
    std::erase_if(in_force_, [&](const DocumentInForce& one) { return one.kind == kind; });
    out_.good.erase(kind);
    value = take<T>(kind, found->bytes, std::move(*fresh), true);
  }

  // From its file, else the last good one; nothing when there is neither, with `trouble` set if one was asked for.
  template <class T, class Read>
  std::optional<T> document(const std::string& kind, const std::filesystem::path& path, std::size_t limit, const Read& read) {
    const auto kept = last_good_.find(kind);
    std::optional<base::Failure<Trouble>> failure;
    if (!path.empty()) {
      auto text = base::read_file(path, limit);
      if (text) {
        auto value = read(*text, path.string());
        if (value) return take<T>(kind, std::move(*text), std::move(*value), true);
        failure = value.error();
      } else {
        failure = base::Failure<Trouble>{kind == "plan" ? Trouble::no_plan : Trouble::other, text.error().what};
      }
    }
    if (kept != last_good_.end() && (failure || path.empty())) {
      auto value = read(kept->second, "last good " + kind);
      if (value) {
        if (failure) {
          out_.notes.push_back(fmt::format("{}; going on with the last good {}", failure->what, kind));
          if (out_.stale.empty()) out_.stale = fmt::format("文件有误，仍用上一次好的：{}", without_folder(failure->what, path));
        }
        return take<T>(kind, kept->second, std::move(*value), false);
      }
    }
    if (failure && !out_.trouble) out_.trouble = OutOfService{failure->kind, failure->what, -1};
    return std::nullopt;
  }

  template <class T>
  std::optional<T> take(const std::string& kind, std::string text, T value, bool fresh) {
    in_force_.push_back({kind, 0, digest_of(text)});
    if (fresh) out_.good.emplace(kind, std::move(text));
    return std::optional<T>(std::move(value));
  }

  template <class T, class Kind>
  static Reading<T> plainly(base::Result<T, Kind> read, const std::string& file, std::string_view next_step) {
    if (read) return std::move(*read);
    return base::fail(Trouble::other, fmt::format("{}: {}; {}", file, read.error().what, next_step));
  }

  Reading<event::Plan> plan_of(const std::string& text, const std::string& file) {
    event::PlanReading reading = event::read_plan(text, file, ui::kTextKeys);
    std::string first;
    int errors = 0;
    for (const event::Diagnostic& diagnostic : reading.diagnostics) {
      out_.notes.push_back(to_string(diagnostic));
      if (diagnostic.severity != event::Severity::error) continue;
      if (errors++ == 0) first = to_string(diagnostic);
    }
    if (reading.ok()) return std::move(*reading.plan);
    if (errors > 1) first += fmt::format(" (and {} more: openday plan check {})", errors - 1, file);
    return base::fail(Trouble::plan_broken, first);
  }

  static Reading<event::Roster> roster_of(const std::string& text, const std::string& file, const std::string& event) {
    auto roster = plainly<event::Roster>(event::read_roster(text), file, "make it with `openday roster import`");
    if (roster && roster->event() != event)
      return base::fail(Trouble::other, fmt::format("{} is the roster of event {}, the plan is of event {}; import the list again with this plan", file, roster->event(), event));
    return roster;
  }

  static Reading<event::Revocations> revocations_of(const std::string& text, const std::string& file, const std::string& event) {
    auto list = plainly<event::Revocations>(event::read_revocations(text), file, "make it with `openday revoke`");
    if (list && list->event != event)
      return base::fail(Trouble::other, fmt::format("{} is of event {}, the plan is of event {}; make it again for this one", file, list->event, event));
    return list;
  }

  // A list that cannot be read costs what it holds and nothing else: said in the log.
  template <class Read>
  auto read_list(const std::filesystem::path& file, std::string_view cost, const Read& read) -> std::optional<std::decay_t<decltype(*read(std::string(), std::string()))>> {
    const auto text = base::read_file(file, kSmall);
    if (!text) {
      out_.notes.push_back(fmt::format("{}; {}", text.error().what, cost));
      return std::nullopt;
    }
    auto list = read(*text, file.string());
    if (list) return std::move(*list);
    out_.notes.push_back(fmt::format("{}; {}", list.error().what, cost));
    return std::nullopt;
  }

  void read_opinions(Documents& documents) {
    if (!paths_.calendar.empty()) documents.calendar = read_list(paths_.calendar, "receipts name no date that is counted in working days", [](const std::string& text, const std::string& file) { return event::WorkdayCalendar::parse(text, file); });
    renew("calendar", documents.calendar, documents.calendar ? documents.calendar->version() : 0, {}, [](const std::string& text, const std::string& file) {
      return plainly<event::WorkdayCalendar>(event::WorkdayCalendar::parse(text, file), file, "the calendar that was there goes on");
    });
    if (!paths_.phrases.empty()) phrases_ = read_list(paths_.phrases, "no phrases are offered", [](const std::string& text, const std::string& file) { return event::read_phrases(text, file); }).value_or(event::Phrases{});
    if (!documents.plan.opinions) return;
    documents.subjects = read_list(paths_.opinions, "only subjects of the plan are offered", [](const std::string& text, const std::string& file) { return event::read_opinion_catalogue(text, file); }).value_or(event::OpinionCatalogue{});
    documents.opinions = make_opinion_form(documents.plan, documents.subjects, phrases_, documents.trust && documents.trust->seal_key(std::nullopt) != nullptr);
    if (!documents.opinions) out_.notes.push_back("[opinions] has no subject to choose among: opinions are not taken");
  }

  std::shared_ptr<const SheetForm> sheet_form(const event::Plan& plan, const event::Questionnaire& questionnaire, const event::Catalogue& catalogue) const {
    SheetForm form = make_sheet_form(plan, questionnaire, catalogue);
    form.phrases = phrases_.comment;
    return std::make_shared<const SheetForm>(std::move(form));
  }

  void read_forms(Documents& documents) {
    for (const event::Questionnaire& questionnaire : documents.plan.questionnaires) {
      const auto file = paths_.ratings / (questionnaire.scale + ".toml");
      auto text = base::read_file(file, kSmall);
      auto catalogue = text ? event::read_catalogue(*text, file.string()) : base::Result<event::Catalogue, event::CatalogueError>(base::fail(event::CatalogueError::unreadable, text.error().what));
      if (!catalogue) {
        // The grades have their standard words; a missing catalogue costs the reasons, not the rating.
        out_.notes.push_back(fmt::format("{}; ratings are taken without reasons", catalogue.error().what));
        catalogue = event::Catalogue{};
      }
      RatingForm form = make_rating_form(questionnaire, *catalogue);
      form.phrases = phrases_.comment;
      form.consent_version = documents.plan.privacy.text_version;
      documents.forms.push_back(std::make_shared<const RatingForm>(std::move(form)));
      documents.catalogues.push_back(*catalogue);
      const bool sheet = questionnaire.kind == event::QuestionnaireKind::sheet;
      documents.sheets.push_back(sheet ? sheet_form(documents.plan, questionnaire, *catalogue) : nullptr);
    }
  }

  static void note_versions(Documents& documents) {
    for (DocumentInForce& one : documents.in_force) {
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
  const event::Trust* trust_ = nullptr;
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

bool takes_unsigned(const event::Trust* trust) {
  return !trust || std::ranges::none_of(trust->keys, [](const event::TrustedKey& key) { return key.use == event::KeyUse::documents; });
}

Loading load_documents(const DocumentPaths& paths, const DocumentTexts& last_good, const std::vector<Published>& published) { return Loader(paths, last_good, published).load(); }

}  // namespace openday::app
