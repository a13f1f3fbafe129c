#include "kiosk/event/plan_reader_words.h"
#include "kiosk/event/plan_writer_toml.h"

namespace openday::event {
namespace {

void write_subject(const Subject& subject, TomlText& out) {
  out.entry("questionnaire.subject");
  out.text("id", subject.id);
  out.text("label", subject.label);
  out.text("question", subject.question);
  out.text("site", subject.site);
  out.text("owner", subject.owner);
}

void write_item(const SheetItem& item, TomlText& out) {
  out.entry("questionnaire.item");
  out.text("id", item.id);
  out.text("label", item.label);
  out.text("question", item.question);
  if (item.kind != AnswerKind::grade) out.text("kind", word_of(kAnswerWords, item.kind));
  out.list("options", item.options);
  out.flag("required", item.required);
}

void write_scorers(const ScorerGroup& group, TomlText& out) {
  out.entry("questionnaire.scorer");
  out.text("label", group.label);
  out.list("categories", group.categories);
  out.integer("weight", group.weight);
}

void write_questionnaire(const Questionnaire& questionnaire, TomlText& out) {
  const Questionnaire defaults;
  out.entry("questionnaire");
  out.text("id", questionnaire.id);
  out.text("title", questionnaire.title);
  if (questionnaire.kind != defaults.kind) out.text("kind", word_of(kQuestionnaireWords, questionnaire.kind));
  if (questionnaire.scale != defaults.scale) out.text("scale", questionnaire.scale);
  if (questionnaire.comment_max != defaults.comment_max) out.integer("comment_max", questionnaire.comment_max);
  out.flag("anonymous", questionnaire.anonymous, defaults.anonymous);
  out.flag("named", questionnaire.named);
  out.flag("walk_up", questionnaire.walk_up);
  out.list("raters", questionnaire.raters);
  out.text("opens", word_of(kOpenWindowWords, questionnaire.opens));
  out.text("row", questionnaire.row);
  out.flag("published", questionnaire.published);
  for (const Subject& subject : questionnaire.subjects) write_subject(subject, out);
  for (const SheetItem& item : questionnaire.items) write_item(item, out);
  for (const ScorerGroup& group : questionnaire.scorers) write_scorers(group, out);
}

void write_opinions(const OpinionRules& rules, TomlText& out) {
  const OpinionRules defaults;
  std::vector<std::string> replies;
  for (const ReplyOffer offer : rules.replies) replies.emplace_back(word_of(kReplyOfferWords, offer));
  out.table("opinions");
  out.text("opens", word_of(kOpenWindowWords, rules.opens));
  out.text("row", rules.row);
  out.list("replies", replies);
  out.flag("walk_up", rules.walk_up, defaults.walk_up);
  if (rules.text_max != defaults.text_max) out.integer("text_max", rules.text_max);
  for (const OpinionSubject& subject : rules.subjects) {
    out.entry("opinions.subject");
    out.text("id", subject.id);
    out.text("label", subject.label);
    out.text("owner", subject.owner);
    out.list("phrases", subject.phrases);
  }
}

}  // namespace

void write_voice(const Plan& plan, TomlText& out) {
  for (const Questionnaire& questionnaire : plan.questionnaires) write_questionnaire(questionnaire, out);
  if (plan.opinions) write_opinions(*plan.opinions, out);
}

}  // namespace openday::event
