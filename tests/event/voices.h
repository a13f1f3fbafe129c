// What guests say in tests: named ratings, ballots in batches, score sheets, by verbs; and whole random days of them.
#pragma once

#include <functional>
#include <random>
#include <string>
#include <vector>

#include "kiosk/event/evaluation.h"
#include "kiosk/event/record_bodies.h"
#include "tests/event/record_builder.h"

namespace openday::event::testing_records {

inline base::Uuid uuid_of(std::uint32_t number, std::uint8_t kind) {
  base::Uuid out;
  out.bytes[0] = kind;
  for (std::size_t i = 0; i < 4; ++i) out.bytes[12 + i] = static_cast<std::uint8_t>(number >> (24 - 8 * i));
  return out;
}

inline RatingBody rating(int guest, int grade, std::string subject = "bureau", std::string category = "npc") {
  RatingBody out;
  out.registration = registration(guest);
  out.session = "main";
  out.subject = std::move(subject);
  out.grade = grade;
  out.category = std::move(category);
  if (grade <= 2) out.tags = {grade == 2 ? "K202" : "K103"};
  return out;
}

inline ScorecardBody scorecard(int guest, std::string category, int marks, std::string want = {}, std::string text = {}) {
  ScorecardBody out;
  out.registration = registration(guest);
  out.session = "main";
  out.questionnaire = "sheet";
  out.category = std::move(category);
  SubjectAnswers hall{"hall", {{"order", marks, {}, {}}}};
  if (!want.empty()) hall.items.push_back({"want", std::nullopt, {std::move(want)}, {}});
  if (!text.empty()) hall.items.push_back({"words", std::nullopt, {}, std::move(text)});
  out.subjects.push_back(std::move(hall));
  return out;
}

// A batch of ballots: each of one grade, tagged when bad.
struct Batch {
  RatingBatchBody body;
  std::vector<Ballot> ballots;
  bool recorded = true;
  template <class Fold>
  void put(Fold& fold) const {
    for (const Ballot& ballot : ballots) fold.add(body.batch, ballot);
  }
};
inline Batch batch_of(std::uint32_t number, const std::vector<int>& grades, const std::string& subject = "bureau", const std::string& session = "main") {
  Batch out;
  out.body.batch = uuid_of(number, 0xBA);
  out.body.session = session;
  out.body.subject = subject;
  out.body.count = static_cast<int>(grades.size());
  out.body.digest = out.body.text_digest = std::string(64, '0');
  for (std::size_t i = 0; i < grades.size(); ++i) {
    Ballot ballot{uuid_of(number * 1000 + static_cast<std::uint32_t>(i), 0xB0), std::string(kEventId), session, subject, grades[i], {}, {}};
    if (grades[i] <= 2) ballot.tags = {grades[i] == 2 ? "K201" : "K105"};
    out.ballots.push_back(std::move(ballot));
  }
  return out;
}

// A day in a random hall: two boxes, guests who rate again, voids, batches with and without record or ballots.
struct Voices {
  struct Named {
    int guest = 0, second = 0, box = 0;
    RatingBody body;
    Record record;
    bool voided = false;
  };
  std::vector<Named> named;
  std::vector<Batch> batches;
  std::vector<Record> others;   // voids and rating-batch records

  static Voices make(std::mt19937& random) {
    const auto up_to = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most + 1)); };
    const char* subjects[] = {"bureau", "day", "hall"};
    const char* categories[] = {"npc", "client", "media"};
    Voices out;
    Box boxes[] = {Box(1), Box(2)};
    for (int n = up_to(40), second = 0; n > 0; --n) {
      Named one;
      one.guest = 1 + up_to(12);
      one.second = ++second;
      one.box = up_to(1);
      one.body = rating(one.guest, 1 + up_to(4), subjects[up_to(2)], categories[one.guest % 3]);
      one.record = boxes[one.box].at(one.second).write(Kind::rating, to_json(one.body));
      one.voided = up_to(5) == 0;
      if (one.voided) out.others.push_back(boxes[one.box].void_of(one.record));
      out.named.push_back(std::move(one));
    }
    for (int n = up_to(6); n > 0; --n) {
      std::vector<int> grades(static_cast<std::size_t>(5 + up_to(4)));
      for (int& grade : grades) grade = 1 + up_to(4);
      Batch batch = batch_of(static_cast<std::uint32_t>(n), grades, subjects[up_to(2)], up_to(1) == 0 ? "main" : "later");
      if (up_to(3) == 0) batch.ballots.clear();
      batch.recorded = up_to(3) != 0;
      if (batch.recorded) out.others.push_back(boxes[up_to(1)].at(100).write(Kind::rating_batch, to_json(batch.body)));
      out.batches.push_back(std::move(batch));
    }
    return out;
  }

  // Everything at least once, some twice, in a random order; `between` after each.
  template <class Fold>
  void put_shuffled(Fold& fold, std::mt19937& random, const std::function<void()>& between = [] {}) const {
    std::vector<std::function<void()>> all;
    for (const Named& one : named) all.emplace_back([&] { fold.add(one.record); });
    for (const Record& record : others) all.emplace_back([&] { fold.add(record); });
    for (const Batch& batch : batches)
      for (const Ballot& ballot : batch.ballots) all.emplace_back([&] { fold.add(batch.body.batch, ballot); });
    const std::size_t once = all.size();
    for (std::size_t i = 0; i < once; ++i)
      if (random() % 3 == 0) all.push_back(all[i]);
    std::shuffle(all.begin(), all.end(), random);
    for (const auto& put : all) {
      put();
      between();
    }
  }
};

}  // namespace openday::event::testing_records
