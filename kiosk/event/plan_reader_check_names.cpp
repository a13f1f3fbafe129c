#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "kiosk/event/plan_reader_parts.h"

namespace openday::event {
namespace {

constexpr std::string_view kDeputies = "两代表一委员";   // the usual short form, and whom it means
constexpr std::array<std::string_view, 3> kDeputyWords{"党代表", "人大代表", "政协委员"};

// Names of one kind, each allowed once, and what refers to them.
class Names {
 public:
  Names(std::string what, Checker& check) : what_(std::move(what)), check_(check) {}

  void add(const std::string& name, const std::string& path) {
    if (name.empty()) return;   // reported where it was read
    if (!first_.emplace(name, path).second) check_.error(path, fmt::format("{} {} is there twice", what_, quote(name)));
  }

  void expect(const std::string& name, const std::string& path) {
    if (name.empty() || first_.contains(name)) return;
    std::vector<std::string> known;
    for (const auto& [id, where] : first_) known.push_back(id);
    check_.error(path, fmt::format("no {} is called {}{}", what_, quote(name), known.empty() ? fmt::format("; the plan has no {}", what_) : suggestion(name, known)));
  }

  void expect_all(const std::vector<std::string>& names, const std::string& path) {
    for (std::size_t i = 0; i < names.size(); ++i) expect(names[i], fmt::format("{}.{}", path, i));
  }

 private:
  std::string what_;
  Checker& check_;
  std::map<std::string, std::string> first_;
};

class NameCheck {
 public:
  NameCheck(const Plan& plan, Checker& check)
      : plan_(plan), check_(check), sites_("site", check), categories_("category", check), rows_("row", check) {}

  void run() {
    collect();
    check_session_references();
    check_category_references();
    check_exclusions();
    check_questionnaires();
    check_opinions();
  }

 private:
  void collect() {
    Names labels("category label", check_), codes("category code", check_), sessions("session", check_);
    for (std::size_t i = 0; i < plan_.sites.size(); ++i) sites_.add(plan_.sites[i].id, fmt::format("site.{}.id", i));
    for (std::size_t i = 0; i < plan_.categories.size(); ++i) {
      const Category& category = plan_.categories[i];
      categories_.add(category.id, fmt::format("category.{}.id", i));
      labels.add(category.label, fmt::format("category.{}.label", i));
      if (category.code > 0) codes.add(fmt::format("{}", category.code), fmt::format("category.{}.code", i));
    }
    for (std::size_t i = 0; i < plan_.sessions.size(); ++i) {
      sessions.add(plan_.sessions[i].id, fmt::format("session.{}.id", i));
      collect_rows(i);
    }
  }

  void collect_rows(std::size_t session) {
    const auto& items = plan_.sessions[session].items;
    for (std::size_t row = 0; row < items.size(); ++row) rows_.add(items[row].id, fmt::format("session.{}.item.{}.id", session, row));
  }

  void check_session_references() {
    for (std::size_t i = 0; i < plan_.sessions.size(); ++i) {
      sites_.expect(plan_.sessions[i].site, fmt::format("session.{}.site", i));
      const auto& items = plan_.sessions[i].items;
      for (std::size_t row = 0; row < items.size(); ++row) {
        const std::string path = fmt::format("session.{}.item.{}", i, row);
        sites_.expect(items[row].site, path + ".site");
        sites_.expect_all(items[row].more_sites, path + ".more_sites");
        sites_.expect(items[row].from, path + ".from");
        sites_.expect(items[row].to, path + ".to");
        categories_.expect_all(items[row].audience, path + ".audience");
        if (items[row].kind == ItemKind::evaluate && plan_.questionnaires.empty()) {
          check_.warning(path + ".kind", "a row of kind evaluate, but no [[questionnaire]]: the kiosk has nothing to ask");
        }
      }
    }
  }

  void check_category_references() {
    for (std::size_t i = 0; i < plan_.categories.size(); ++i) sites_.expect(plan_.categories[i].call_site, fmt::format("category.{}.call_site", i));
    Names joined("category of a joint_quota", check_);
    for (std::size_t i = 0; i < plan_.joint_quotas.size(); ++i) {
      const std::string path = fmt::format("joint_quota.{}.categories", i);
      categories_.expect_all(plan_.joint_quotas[i].categories, path);
      for (const std::string& id : plan_.joint_quotas[i].categories) joined.add(id, path);
    }
    categories_.expect(plan_.registration.walk_in_category, "registration.walk_in_category");
    const Category* walk_in = plan_.category(plan_.registration.walk_in_category);
    if (walk_in && walk_in->role != CategoryRole::external) {
      check_.error("registration.walk_in_category", fmt::format("category {} is not external; who walks in is a guest", quote(walk_in->id)));
    }
  }

  // A programme that excludes a group cannot invite it.
  void check_exclusions() {
    for (std::size_t i = 0; i < plan_.eligibility.exclude.size(); ++i) {
      const std::string& excluded = plan_.eligibility.exclude[i];
      for (const Category& category : plan_.categories) {
        const bool deputy = excluded == kDeputies && std::any_of(kDeputyWords.begin(), kDeputyWords.end(), [&](std::string_view word) {
          return category.label.find(word) != std::string::npos;
        });
        if (!deputy && category.label != excluded) continue;
        check_.error(fmt::format("eligibility.exclude.{}", i), fmt::format("{} is excluded, but the plan has the category {}", quote(excluded), quote(category.label)));
      }
    }
  }

  void check_questionnaires() {
    Names ids("questionnaire", check_);
    for (std::size_t i = 0; i < plan_.questionnaires.size(); ++i) {
      const std::string path = fmt::format("questionnaire.{}", i);
      ids.add(plan_.questionnaires[i].id, path + ".id");
      check_questionnaire(plan_.questionnaires[i], path);
    }
  }

  void check_questionnaire(const Questionnaire& questionnaire, const std::string& path) {
    rows_.expect(questionnaire.row, path + ".row");
    categories_.expect_all(questionnaire.raters, path + ".raters");
    for (std::size_t s = 0; s < questionnaire.subjects.size(); ++s) {
      subjects_add(questionnaire.subjects[s].id, fmt::format("{}.subject.{}.id", path, s));
      sites_.expect(questionnaire.subjects[s].site, fmt::format("{}.subject.{}.site", path, s));
    }
    for (std::size_t r = 0; r < questionnaire.raters.size(); ++r) check_rater(questionnaire.raters[r], fmt::format("{}.raters.{}", path, r));
    Names items("item", check_), scored("category", check_);
    for (std::size_t n = 0; n < questionnaire.items.size(); ++n) items.add(questionnaire.items[n].id, fmt::format("{}.item.{}.id", path, n));
    for (std::size_t n = 0; n < questionnaire.scorers.size(); ++n) {
      const auto& categories = questionnaire.scorers[n].categories;
      const std::string at = fmt::format("{}.scorer.{}.categories", path, n);
      categories_.expect_all(categories, at);
      for (std::size_t c = 0; c < categories.size(); ++c) scored.add(categories[c], fmt::format("{}.{}", at, c));
    }
  }

  void check_opinions() {
    if (!plan_.opinions) return;
    rows_.expect(plan_.opinions->row, "opinions.row");
    Names subjects("subject of opinions", check_);
    for (std::size_t i = 0; i < plan_.opinions->subjects.size(); ++i) subjects.add(plan_.opinions->subjects[i].id, fmt::format("opinions.subject.{}.id", i));
  }

  // Marks and ballots name the subject alone, so a subject is unique in the plan, not only in its questionnaire.
  void subjects_add(const std::string& id, const std::string& path) { subjects_.add(id, path); }

  void check_rater(const std::string& id, const std::string& path) {
    const Category* category = plan_.category(id);
    if (category != nullptr && !category->may_rate) check_.error(path, fmt::format("category {} has may_rate = false, so it cannot be among the raters", quote(id)));
  }

  const Plan& plan_;
  Checker& check_;
  Names sites_, categories_, rows_;
  Names subjects_{"subject", check_};
};

}  // namespace

void check_names(const Plan& plan, Checker& check) { NameCheck(plan, check).run(); }

}  // namespace openday::event
