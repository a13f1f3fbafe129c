// Bodies of what guests say: ratings, score sheets, opinions, and what becomes of them.
#include "kiosk/event/answers_json.h"
#include "kiosk/event/record_bodies.h"
#include "kiosk/event/record_bodies_json.h"

namespace openday::event {

using namespace bodies;

namespace {

constexpr std::size_t kMaxTags = 64;   // of one rating

constexpr std::array<Word<ReplyWay>, 3> kReplyWays{
    {{ReplyWay::none, "none"}, {ReplyWay::registered, "registered"}, {ReplyWay::address, "address"}}};

constexpr std::array<Word<CaseState>, 4> kCaseStates{{{CaseState::open, "open"},
                                                     {CaseState::assigned, "assigned"},
                                                     {CaseState::replied, "replied"},
                                                     {CaseState::closed, "closed"}}};

std::optional<RegistrationId> optional_registration(Reader& in) {
  return in.has("registration") ? std::optional(in.registration("registration")) : std::nullopt;
}

std::optional<SubjectAnswers> read_subject(const Ordered& json) {
  if (!json.is_object() || !json.contains("subject") || !json["subject"].is_string() || !json.contains("items")) return std::nullopt;
  auto items = read_answers(json["items"]);
  if (!items) return std::nullopt;
  return SubjectAnswers{json["subject"].get<std::string>(), std::move(*items)};
}

std::vector<SubjectAnswers> read_subjects(Reader& in) {
  std::vector<SubjectAnswers> out;
  const Ordered list = Ordered::parse(in.array("subjects"), nullptr, false);
  if (!list.is_array() || list.size() > kMaxSheetSubjects) in.fail();
  if (!in.ok()) return out;
  for (const Ordered& one : list) {
    auto subject = read_subject(one);
    if (!subject) {
      in.fail();
      return {};
    }
    out.push_back(std::move(*subject));
  }
  return out;
}

}  // namespace

std::string_view to_string(ReplyWay way) { return text_of(kReplyWays, way); }
std::string_view to_string(CaseState state) { return text_of(kCaseStates, state); }

std::string to_json(const RatingBody& body) {
  Ordered out;
  out["registration"] = to_string(body.registration);
  out["session"] = body.session;
  out["subject"] = body.subject;
  out["grade"] = body.grade;
  if (!body.tags.empty()) out["tags"] = body.tags;
  put_text(out, "category", body.category);
  put_text(out, "text", body.text);
  return dump(out);
}

std::optional<RatingBody> read_rating(std::string_view json) {
  Reader in(json);
  RatingBody body;
  body.registration = in.registration("registration");
  body.session = in.text("session");
  body.subject = in.text("subject");
  body.grade = static_cast<int>(in.number("grade", 1, 5));
  body.tags = in.optional_texts("tags", kMaxTags);
  body.category = in.optional_text("category");
  body.text = in.optional_text("text");
  return finish(in, std::move(body));
}

std::string to_json(const RatingBatchBody& body) {
  Ordered out;
  out["batch"] = base::to_string(body.batch);
  out["session"] = body.session;
  out["subject"] = body.subject;
  out["count"] = body.count;
  out["digest"] = body.digest;
  out["text_count"] = body.text_count;
  out["text_digest"] = body.text_digest;
  return dump(out);
}

std::optional<RatingBatchBody> read_rating_batch(std::string_view json) {
  Reader in(json);
  RatingBatchBody body;
  body.batch = in.uuid("batch");
  body.session = in.text("session");
  body.subject = in.text("subject");
  body.count = static_cast<int>(in.number("count", 0, kMaxCount));
  body.digest = in.text("digest");
  body.text_count = static_cast<int>(in.number("text_count", 0, kMaxCount));
  body.text_digest = in.text("text_digest");
  return finish(in, std::move(body));
}

std::string to_json(const ScorecardBody& body) {
  Ordered out;
  out["registration"] = to_string(body.registration);
  out["session"] = body.session;
  out["questionnaire"] = body.questionnaire;
  out["category"] = body.category;
  out["subjects"] = Ordered::array();
  for (const SubjectAnswers& one : body.subjects) {
    Ordered subject;
    subject["subject"] = one.subject;
    subject["items"] = answers_json(one.items);
    out["subjects"].push_back(std::move(subject));
  }
  return dump(out);
}

std::optional<ScorecardBody> read_scorecard(std::string_view json) {
  Reader in(json);
  ScorecardBody body;
  body.registration = in.registration("registration");
  body.session = in.text("session");
  body.questionnaire = in.text("questionnaire");
  body.category = in.text("category");
  body.subjects = read_subjects(in);
  return finish(in, std::move(body));
}

std::string to_json(const OpinionBody& body) {
  Ordered out;
  out["number"] = body.number;
  out["session"] = body.session;
  out["subject"] = body.subject;
  out["text"] = body.text;
  out["reply"] = text_of(kReplyWays, body.reply);
  if (body.registration) out["registration"] = to_string(*body.registration);
  put_text(out, "sealed", body.sealed);
  put_flag(out, "typed_by_staff", body.typed_by_staff);
  return dump(out);
}

std::optional<OpinionBody> read_opinion(std::string_view json) {
  Reader in(json);
  OpinionBody body;
  body.number = in.text("number");
  body.session = in.text("session");
  body.subject = in.text("subject");
  body.text = in.text("text");
  body.reply = in.word("reply", kReplyWays);
  body.registration = optional_registration(in);
  body.sealed = in.optional_text("sealed");
  body.typed_by_staff = in.flag("typed_by_staff", false);
  return finish(in, std::move(body));
}

std::string to_json(const ConsentBody& body) {
  Ordered out;
  out["purpose"] = body.purpose;
  out["version"] = body.version;
  put_text(out, "number", body.number);
  if (body.registration) out["registration"] = to_string(*body.registration);
  return dump(out);
}

std::optional<ConsentBody> read_consent(std::string_view json) {
  Reader in(json);
  ConsentBody body;
  body.purpose = in.text("purpose");
  body.version = in.text("version");
  body.number = in.optional_text("number");
  body.registration = optional_registration(in);
  return finish(in, std::move(body));
}

std::string to_json(const FollowUpBody& body) {
  Ordered out;
  out["number"] = body.number;
  if (body.state) out["state"] = text_of(kCaseStates, *body.state);
  put_text(out, "owner", body.owner);
  put_text(out, "note", body.note);
  put_text(out, "by", body.by);
  return dump(out);
}

std::optional<FollowUpBody> read_follow_up(std::string_view json) {
  Reader in(json);
  FollowUpBody body;
  body.number = in.text("number");
  if (in.has("state")) body.state = in.word("state", kCaseStates);
  body.owner = in.optional_text("owner");
  body.note = in.optional_text("note");
  body.by = in.optional_text("by");
  return finish(in, std::move(body));
}

}  // namespace openday::event
