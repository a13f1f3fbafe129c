#include "kiosk/event/plan_reader_words.h"
#include "kiosk/event/plan_text_lines.h"

namespace openday::event {
namespace {

std::vector<std::string> labels_of(const Plan& plan, const std::vector<std::string>& categories) {
  std::vector<std::string> out;
  for (const std::string& id : categories) out.push_back(plan.category(id) != nullptr ? plan.category(id)->label : id);
  return out;
}

std::string row_title(const Plan& plan, const std::string& row) {
  for (const Session& session : plan.sessions) {
    for (const Item& item : session.items) {
      if (item.id == row) return fmt::format("“{}”", item.title);
    }
  }
  return row;
}

std::string subject_text(const Plan& plan, const Subject& subject) {
  std::string out = subject.id;
  const Site* site = plan.site(subject.site);
  for (const std::string& part : {subject.question, site != nullptr ? site->name : subject.site, subject.owner}) {
    if (!part.empty()) out += " " + part;
  }
  return out;
}

std::string item_text(const SheetItem& item) {
  std::string out = fmt::format("{} {}", item.id, label_of(kAnswerWords, item.kind));
  if (!item.question.empty()) out += " " + item.question;
  if (!item.options.empty()) out += fmt::format("：{}", fmt::join(item.options, "、"));
  return out + (item.required ? "（必答）" : "");
}

void write_questionnaire(const Plan& plan, const Questionnaire& questionnaire, Lines& out) {
  out.plain(fmt::format("  {} {}（{}，{}）", questionnaire.id, questionnaire.title, label_of(kQuestionnaireWords, questionnaire.kind), questionnaire.scale));
  for (const Subject& subject : questionnaire.subjects) out.labelled(subject.label, subject_text(plan, subject));
  for (const SheetItem& item : questionnaire.items) out.labelled(item.label, item_text(item));
  for (const ScorerGroup& group : questionnaire.scorers)
    out.labelled(group.label, fmt::format("权重 {}：{}", group.weight, fmt::join(labels_of(plan, group.categories), "、")));
  out.labelled("评议人", labels_of(plan, questionnaire.raters));
  out.labelled("开放", fmt::format("{} {}", label_of(kOpenWindowWords, questionnaire.opens), row_title(plan, questionnaire.row)));
  out.labelled("留名", fmt::format("{}{}{}", questionnaire.anonymous ? "不记名" : "", questionnaire.anonymous && questionnaire.named ? "或" : "",
                                   questionnaire.named ? "记名" : ""));
  out.labelled("意见字数", std::to_string(questionnaire.comment_max));
  out.flag(questionnaire.walk_up, "未签到者也可评议");
  out.flag(questionnaire.published, "满意率对来宾公开");
}

void write_opinions(const Plan& plan, const OpinionRules& rules, Lines& out) {
  std::vector<std::string> replies;
  for (const ReplyOffer offer : rules.replies) replies.emplace_back(label_of(kReplyOfferWords, offer));
  out.labelled("开放", fmt::format("{} {}", label_of(kOpenWindowWords, rules.opens), row_title(plan, rules.row)));
  for (const OpinionSubject& subject : rules.subjects) {
    out.labelled(subject.label, subject.owner.empty() ? subject.id : fmt::format("{} {}", subject.id, subject.owner));
    out.labelled("常用语", subject.phrases);
  }
  out.labelled("答复", replies);
  out.labelled("意见字数", std::to_string(rules.text_max));
  out.flag(!rules.walk_up, "签到后才能提意见");
}

}  // namespace

void write_voice(const Plan& plan, Lines& out) {
  out.heading("评议");
  for (const Questionnaire& questionnaire : plan.questionnaires) write_questionnaire(plan, questionnaire, out);
  out.heading("意见建议");
  if (plan.opinions) write_opinions(plan, *plan.opinions, out);
}

}  // namespace openday::event
