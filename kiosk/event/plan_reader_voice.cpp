// The readers of what guests are asked: [[questionnaire]] and [opinions].
#include <set>

#include <fmt/format.h>

#include "kiosk/event/answers.h"
#include "kiosk/event/plan_reader_parts.h"
#include "kiosk/event/plan_reader_words.h"

namespace openday::event {
namespace {

std::vector<Subject> read_subjects(Table& table) {
  std::vector<Subject> out;
  for (Table& entry : table.tables("subject")) {
    Subject subject;
    subject.id = entry.id("id", Need::required);
    subject.label = entry.text("label", Need::required, kShortText);
    subject.question = entry.text("question", Need::optional, kShortText);
    subject.site = entry.id("site");
    subject.owner = entry.text("owner", Need::optional, kShortText);
    entry.finish();
    out.push_back(std::move(subject));
  }
  return out;
}

bool has_options(AnswerKind kind) { return kind == AnswerKind::one_of || kind == AnswerKind::any_of; }

void check_options(Table& table, const SheetItem& item) {
  if (!has_options(item.kind)) {
    if (table.has("options")) table.error("options", "options go with kind = \"one_of\" or \"any_of\"");
    return;
  }
  if (item.options.size() < 2) table.error("options", "one_of and any_of need options: two or more");
  if (item.options.size() > kMaxChoices) table.error("options", fmt::format("{} options; at most {}", item.options.size(), kMaxChoices));
  if (std::set<std::string>(item.options.begin(), item.options.end()).size() != item.options.size()) table.error("options", "an option stands twice");
}

std::vector<SheetItem> read_items(Table& table) {
  std::vector<SheetItem> out;
  for (Table& entry : table.tables("item")) {
    SheetItem item;
    item.id = entry.id("id", Need::required);
    item.label = entry.text("label", Need::required, kShortText);
    item.question = entry.text("question", Need::optional, kShortText);
    item.kind = entry.word("kind", kAnswerWords, AnswerKind::grade);
    item.options = entry.texts("options", kShortText);
    item.required = entry.flag("required", false);
    check_options(entry, item);
    entry.finish();
    out.push_back(std::move(item));
  }
  return out;
}

std::vector<ScorerGroup> read_scorers(Table& table) {
  std::vector<ScorerGroup> out;
  for (Table& entry : table.tables("scorer")) {
    ScorerGroup group;
    group.label = entry.text("label", Need::required, kShortText);
    group.categories = entry.texts("categories");
    group.weight = entry.integer("weight", 1, 1000, Need::required).value_or(1);
    if (group.categories.empty()) entry.error("categories", "scorers without categories; expected one or more category ids");
    entry.finish();
    out.push_back(std::move(group));
  }
  return out;
}

void check_window(Table& table, OpenWindow opens) {
  if (opens == OpenWindow::from_row && !table.has("row")) table.error("opens", "opens from_row needs row: the id of that row");
  if (opens != OpenWindow::from_row && table.has("row")) table.error("row", "row goes with opens = \"from_row\"");
}

// What only one of the two kinds has.
void check_kind(Table& table, const Questionnaire& questionnaire) {
  if (questionnaire.kind == QuestionnaireKind::sheet) {
    if (questionnaire.items.empty()) table.error("item", "a sheet without items; expected one or more [[questionnaire.item]]");
    if (!questionnaire.scorers.empty() && questionnaire.anonymous) table.error("scorer", "weights need names: an anonymous sheet knows no category; expected anonymous = false and named = true");
    return;
  }
  if (table.has("item")) table.error("item", "items go with kind = \"sheet\"");
  if (table.has("scorer")) table.error("scorer", "scorers go with kind = \"sheet\"");
}

void check_questionnaire(Table& table, const Questionnaire& questionnaire) {
  if (questionnaire.subjects.empty()) table.error("subject", "a questionnaire without subjects; expected one or more [[questionnaire.subject]]");
  if (!questionnaire.anonymous && !questionnaire.named) table.error("named", "neither anonymous nor named; expected at least one of them");
  if (questionnaire.walk_up && !questionnaire.anonymous) table.error("walk_up", "visitors without a check-in have no name to give; expected anonymous = true");
  if (questionnaire.published && questionnaire.named && questionnaire.kind == QuestionnaireKind::rating)
    table.error("published", "a public chart that grows by one tells what the guest before gave; expected named = false");
  check_window(table, questionnaire.opens);
  check_kind(table, questionnaire);
}

Questionnaire read_questionnaire(Table& table) {
  Questionnaire out;
  out.id = table.id("id", Need::required);
  out.title = table.text("title", Need::required, kShortText);
  out.kind = table.word("kind", kQuestionnaireWords, QuestionnaireKind::rating);
  out.subjects = read_subjects(table);
  if (table.has("scale")) out.scale = table.id("scale");
  out.items = read_items(table);
  out.scorers = read_scorers(table);
  out.comment_max = table.integer("comment_max", 0, 2000).value_or(out.comment_max);
  out.anonymous = table.flag("anonymous", true);
  out.named = table.flag("named", false);
  out.walk_up = table.flag("walk_up", false);
  out.raters = table.texts("raters");
  out.opens = table.word("opens", kOpenWindowWords, OpenWindow::all_day, Need::required);
  out.row = table.id("row");
  out.published = table.flag("published", false);
  check_questionnaire(table, out);
  table.finish();
  return out;
}

std::vector<OpinionSubject> read_opinion_subjects(Table& table) {
  std::vector<OpinionSubject> out;
  for (Table& entry : table.tables("subject")) {
    OpinionSubject subject;
    subject.id = entry.id("id", Need::required);
    subject.label = entry.text("label", Need::required, kShortText);
    subject.owner = entry.text("owner", Need::optional, kShortText);
    subject.phrases = entry.texts("phrases", kShortText);
    entry.finish();
    out.push_back(std::move(subject));
  }
  return out;
}

std::vector<ReplyOffer> read_replies(Table& table) {
  std::vector<ReplyOffer> out;
  for (const std::string& word : table.words("replies", Table::vocabulary(kReplyOfferWords)))
    for (const auto& known : kReplyOfferWords)
      if (known.word == word) out.push_back(known.value);
  return out;
}

}  // namespace

void read_questionnaires(Table& root, Plan& plan) {
  for (Table& table : root.tables("questionnaire")) plan.questionnaires.push_back(read_questionnaire(table));
}

void read_opinions(Table& root, Plan& plan) {
  auto table = root.table("opinions");
  if (!table) return;
  OpinionRules rules;
  rules.opens = table->word("opens", kOpenWindowWords, OpenWindow::all_day, Need::required);
  rules.row = table->id("row");
  rules.subjects = read_opinion_subjects(*table);
  rules.replies = read_replies(*table);
  rules.walk_up = table->flag("walk_up", true);
  rules.text_max = table->integer("text_max", 20, 2000).value_or(rules.text_max);
  check_window(*table, rules.opens);
  table->finish();
  plan.opinions = std::move(rules);
}

}  // namespace openday::event
