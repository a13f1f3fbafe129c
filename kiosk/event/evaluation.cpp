#include "kiosk/event/evaluation.h"

#include <algorithm>
#include <numeric>

#include <nlohmann/json.hpp>

#include "kiosk/base/crypto.h"
#include "kiosk/event/answers_json.h"

namespace openday::event {
namespace {

using Json = nlohmann::ordered_json;   // members in the order written

std::optional<Json> parse_object(std::string_view text) {
  Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  return json;
}

std::optional<std::string> text_of(const Json& json, const char* key) {
  const auto found = json.find(key);
  if (found == json.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

std::optional<base::Uuid> id_of(const Json& json) {
  const auto text = text_of(json, "id");
  return text ? base::parse_uuid(*text) : std::nullopt;
}

// event, session, subject of a ballot or its text; false when one is missing.
template <class T>
bool read_place(const Json& json, T& out) {
  const auto id = id_of(json);
  const auto event = text_of(json, "event"), session = text_of(json, "session"), subject = text_of(json, "subject");
  if (!id || !event || !session || !subject) return false;
  out.id = *id;
  out.event = *event;
  out.session = *session;
  out.subject = *subject;
  return true;
}

bool read_grade(const Json& json, Ballot& out) {
  const auto grade = json.find("grade"), tags = json.find("tags");
  if (!grade->is_number_integer() || tags == json.end() || !tags->is_array()) return false;
  const auto value = grade->get<std::int64_t>();
  if (value < 1 || value > 5) return false;
  out.grade = static_cast<int>(value);
  for (const Json& tag : *tags) {
    if (!tag.is_string()) return false;
    out.tags.push_back(tag.get<std::string>());
  }
  return true;
}

std::vector<std::string> sorted_once(std::vector<std::string> tags) {
  std::sort(tags.begin(), tags.end());
  tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
  return tags;
}

}  // namespace

const Grade* Catalogue::grade(int value) const {
  const auto found = std::find_if(grades.begin(), grades.end(), [&](const Grade& grade) { return grade.value == value; });
  return found == grades.end() ? nullptr : &*found;
}

const Tag* Catalogue::tag(std::string_view code) const {
  for (const Grade& grade : grades) {
    for (const Tag& tag : grade.tags) {
      if (tag.code == code) return &tag;
    }
  }
  return nullptr;
}

std::string ballot_json(const Ballot& ballot) {
  Json json;
  json["id"] = base::to_string(ballot.id);
  json["event"] = ballot.event;
  json["session"] = ballot.session;
  json["subject"] = ballot.subject;
  if (ballot.grade > 0) {
    json["grade"] = ballot.grade;
    json["tags"] = sorted_once(ballot.tags);
  }
  if (ballot.grade == 0 || !ballot.answers.empty()) json["answers"] = bodies::answers_json(ballot.answers);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string ballot_text_json(const BallotText& text) {
  Json json;
  json["id"] = base::to_string(text.id);
  json["event"] = text.event;
  json["session"] = text.session;
  json["subject"] = text.subject;
  json["text"] = text.text;
  if (!text.item.empty()) json["item"] = text.item;
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<Ballot> read_ballot(std::string_view text) {
  const auto json = parse_object(text);
  Ballot out;
  if (!json || !read_place(*json, out)) return std::nullopt;
  const bool graded = json->contains("grade"), answered = json->contains("answers");
  if (!graded && !answered) return std::nullopt;
  if (graded && !read_grade(*json, out)) return std::nullopt;
  if (answered) {
    auto answers = bodies::read_answers((*json)["answers"]);
    const auto is_text = [](const ItemAnswer& answer) { return !answer.text.empty(); };
    if (!answers || (graded && answers->empty()) || std::any_of(answers->begin(), answers->end(), is_text)) return std::nullopt;
    out.answers = std::move(*answers);
  }
  return out;
}

std::optional<BallotText> read_ballot_text(std::string_view text) {
  const auto json = parse_object(text);
  BallotText out;
  if (!json || !read_place(*json, out)) return std::nullopt;
  const auto words = text_of(*json, "text");
  if (!words) return std::nullopt;
  out.text = *words;
  if (json->contains("item")) {
    const auto item = text_of(*json, "item");
    if (!item) return std::nullopt;
    out.item = *item;
  }
  return out;
}

std::string batch_digest(const std::vector<Leaf>& leaves) {
  std::vector<base::Digest> hashes;
  hashes.reserve(leaves.size());
  for (const Leaf& leaf : leaves) hashes.push_back(base::Sha256().add(base::ByteView(leaf.salt)).add(leaf.bytes).finish());
  std::sort(hashes.begin(), hashes.end());
  base::Sha256 all;
  for (const base::Digest& hash : hashes) all.add(base::ByteView(hash));
  return base::to_hex(all.finish());
}

int Tally::total() const { return std::accumulate(n.begin(), n.end(), 0); }

std::optional<double> Tally::satisfied() const {
  if (total() == 0) return std::nullopt;
  return static_cast<double>(n[0] + n[1] + n[2]) / total();
}

std::optional<double> Tally::bad() const {
  if (total() == 0) return std::nullopt;
  return static_cast<double>(n[3] + n[4]) / total();
}

void Tally::add(int grade) {
  if (grade >= 1 && grade <= 5) ++n[static_cast<std::size_t>(5 - grade)];
}

}  // namespace openday::event
