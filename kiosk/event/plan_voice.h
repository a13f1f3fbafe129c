// What a plan asks its guests: questionnaires (好差评 ratings and 评议表 score sheets) and opinions (意见建议). Part of plan.h.
#pragma once

#include <string>
#include <vector>

namespace openday::event {

struct Subject {
  std::string id, label, question;          // bureau · 局工作 · 您对我局的工作满意吗？
  std::string site;                         // Site::id where a place is rated, or empty: figures by site
  std::string owner;                        // department that answers for it: bad ratings become its cases
  bool operator==(const Subject&) const = default;
};

// What a score sheet asks of each of its subjects. Answers are an answers.h ItemAnswer: grade and marks its value, one_of and any_of its
// choices (the options' words), text its text.
enum class AnswerKind { grade, marks_10, marks_100, one_of, any_of, text };
struct SheetItem {
  std::string id, label, question;          // order · 现场秩序
  AnswerKind kind = AnswerKind::grade;
  std::vector<std::string> options;         // one_of, any_of: two or more
  bool required = false;
  bool operator==(const SheetItem&) const = default;
};

// Scorers whose mean counts `weight` parts of the result; named sheets only.
struct ScorerGroup {
  std::string label;
  std::vector<std::string> categories;      // Category::id
  int weight = 1;                           // 1..1000
  bool operator==(const ScorerGroup&) const = default;
};

// When a questionnaire is open: from a row on (row id), the whole day, or never before staff opens it.
enum class OpenWindow { from_row, all_day, by_staff };

// rating: 好差评, its figures are there at once. sheet: 评议表, sealed until staff close the round, and closed for good.
enum class QuestionnaireKind { rating, sheet };

struct Questionnaire {
  std::string id, title;
  QuestionnaireKind kind = QuestionnaireKind::rating;
  std::vector<Subject> subjects;
  std::string scale = "satisfaction-5";     // catalogue id in config/ratings
  std::vector<SheetItem> items;             // sheet: at least one, the same for every subject
  std::vector<ScorerGroup> scorers;         // sheet, named only; empty: everybody counts alike
  int comment_max = 500;                    // code points
  bool anonymous = true, named = false;     // which of the two the guest may choose
  bool walk_up = false;                     // visitors without a check-in may rate
  std::vector<std::string> raters;          // Category::id; empty = all who may rate
  OpenWindow opens = OpenWindow::all_day;
  std::string row;                          // Item::id for from_row
  bool published = false;                   // guests may see 满意率 and the five numbers of it, never below five
  bool operator==(const Questionnaire&) const = default;
};

// What guests may write to the bureau (意见建议).
struct OpinionSubject {
  std::string id, label;                    // registration · 不动产登记
  std::string owner;                        // department its cases go to
  std::vector<std::string> phrases;         // ready to tap, in front of those of assets/phrases
  bool operator==(const OpinionSubject&) const = default;
};
enum class ReplyOffer { registered, address };   // to the registration's number; to another address, sealed to the bureau's key
struct OpinionRules {
  OpenWindow opens = OpenWindow::all_day;
  std::string row;                          // Item::id for from_row
  std::vector<OpinionSubject> subjects;     // empty: those of config/opinions
  std::vector<ReplyOffer> replies;          // in this order; empty: no reply is offered
  bool walk_up = true;                      // visitors without a check-in may write
  int text_max = 500;                       // code points
  bool operator==(const OpinionRules&) const = default;
};

}  // namespace openday::event
