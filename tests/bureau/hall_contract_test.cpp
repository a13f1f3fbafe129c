// The contract of HallStore, on every store there is.
#include "kiosk/event/record_bodies.h"
#include "tests/bureau/store_kinds.h"

namespace openday::bureau {
namespace {

constexpr std::size_t kMuch = 1u << 20;

class HallContract : public StoreContract {
 protected:
  HallStore& halls() { return *store_; }
  // A box that is known in a hall, by a code of its own.
  TestDevice enrolled(std::uint8_t number, const std::string& hall = "hall") {
    TestDevice device(number);
    const auto secret = base::sha256(base::random16());
    EXPECT_TRUE(halls().add_enrolment({secret, "box", hall, kNow + std::chrono::minutes(15)}, kNow));
    EXPECT_EQ(halls().enrol(secret, device.key.public_key(), device.id, kNow)->state, Enrolling::enrolled);
    return device;
  }
  void push(TestDevice& device, int records) { ASSERT_TRUE(store_->put(device.run(device.next_few(records)), kNow)); }
  RecordFeed feed(const TestDevice& asker, std::uint64_t after = 0, std::size_t most = 100, std::size_t bytes = kMuch, const std::string& hall = "hall") {
    const auto out = halls().records_after(after, asker.id, hall, most, bytes);
    EXPECT_TRUE(out);
    return out ? *out : RecordFeed{};
  }
  Publishing publish(int version, const std::string& bytes, const std::string& hall = "", std::optional<int> built_on = {}) {
    const auto out = halls().publish({"lq2020", "plan", hall, version, bytes, "signature", built_on}, kNow);
    EXPECT_TRUE(out);
    return out ? *out : Publishing::older;
  }
  static protocol::PaperPart part(const TestDevice& device, std::uint64_t offset, const std::string& text, const std::string& whole) {
    return {device.id, base::Uuid{{9}}, "lq2020", "sign-in", "a.pdf", offset, whole.size(), base::sha256(base::as_bytes(whole)), text, {}};
  }
};

TEST_P(HallContract, names_a_published_document_to_who_has_not_passed_it) {
  EXPECT_EQ(publish(1, "one"), Publishing::published);
  const auto first = halls().documents_after(0, "hall");
  ASSERT_EQ(first->documents.size(), 1u);
  EXPECT_EQ(first->documents[0].version, 1);
  EXPECT_EQ(first->documents[0].bytes, 3u);
  EXPECT_EQ(first->documents[0].digest, base::sha256(base::as_bytes(std::string_view("one"))));
  EXPECT_EQ(first->documents[0].signature, "signature");
  EXPECT_TRUE(halls().documents_after(first->next, "hall")->documents.empty());
  EXPECT_EQ(publish(2, "two"), Publishing::published);
  const auto second = halls().documents_after(first->next, "hall");
  ASSERT_EQ(second->documents.size(), 1u);
  EXPECT_EQ(second->documents[0].version, 2);
}

TEST_P(HallContract, takes_no_older_document_and_no_other_one_of_the_same_version) {
  EXPECT_EQ(publish(2, "two"), Publishing::published);
  EXPECT_EQ(publish(2, "two"), Publishing::held_already);
  EXPECT_EQ(publish(1, "one"), Publishing::older);
  EXPECT_EQ(publish(2, "changed"), Publishing::conflicting);
  EXPECT_EQ(halls().document_part({{}, {}, "lq2020", "plan", 2, 0, {}}, "hall", 100)->value().part, "two");
}

TEST_P(HallContract, takes_no_document_that_was_built_on_another_than_the_held_one) {
  EXPECT_EQ(publish(5, "built on nothing", "", 4), Publishing::overtaken);
  EXPECT_EQ(publish(5, "the first", "", 0), Publishing::published);
  EXPECT_EQ(publish(9, "another first", "", 0), Publishing::overtaken);
  EXPECT_EQ(publish(7, "of two, the earlier", "", 5), Publishing::published);
  EXPECT_EQ(publish(9, "of two, the later", "", 5), Publishing::overtaken);
  EXPECT_EQ(publish(7, "of two, the later", "", 5), Publishing::overtaken);
  EXPECT_EQ(publish(7, "of two, the earlier", "", 5), Publishing::held_already) << "the same again, as after a lost answer";
  EXPECT_EQ(publish(9, "the first of a hall", "hall", 0), Publishing::published) << "each hall has its own";
  EXPECT_EQ(halls().document_part({{}, {}, "lq2020", "plan", 7, 0, {}}, "", 100)->value().part, "of two, the earlier");
  EXPECT_EQ(publish(6, "older", "", 7), Publishing::older);
  EXPECT_EQ(publish(9, "the next", "", 7), Publishing::published);
}

// Of each hall: which version, and what it says.
TEST_P(HallContract, names_of_a_kind_the_highest_version_and_of_the_same_version_the_halls_own) {
  const auto named = [&](const std::string& hall) {
    const auto feed = halls().documents_after(0, hall);
    EXPECT_EQ(feed->documents.size(), 1u) << hall;
    const auto& one = feed->documents.at(0);
    return std::to_string(one.version) + " " + halls().document_part({{}, {}, "lq2020", "plan", one.version, 0, {}}, hall, 100)->value().part;
  };
  EXPECT_EQ(publish(3, "everybody's"), Publishing::published);
  EXPECT_EQ(publish(3, "the hall's", "hall"), Publishing::published);
  EXPECT_EQ(named("hall"), "3 the hall's");
  EXPECT_EQ(named("other"), "3 everybody's");
  const auto passed = halls().documents_after(0, "hall")->next;
  EXPECT_EQ(publish(4, "everybody's, later"), Publishing::published);
  EXPECT_EQ(named("hall"), "4 everybody's, later");
  EXPECT_EQ(halls().documents_after(passed, "hall")->documents.size(), 1u);
  EXPECT_EQ(publish(4, "the hall's, later", "hall"), Publishing::published);
  EXPECT_EQ(named("hall"), "4 the hall's, later");
  EXPECT_EQ(publish(5, "another hall's", "other"), Publishing::published);
  EXPECT_EQ(named("hall"), "4 the hall's, later");
  EXPECT_EQ(named(""), "4 everybody's, later");
}

TEST_P(HallContract, gives_a_document_of_one_hall_to_that_hall_only) {
  EXPECT_EQ(publish(1, "for all"), Publishing::published);
  EXPECT_EQ(publish(2, "for the hall", "hall"), Publishing::published);
  EXPECT_EQ(halls().documents_after(0, "hall")->documents.at(0).version, 2);
  EXPECT_EQ(halls().documents_after(0, "other")->documents.at(0).version, 1);
  EXPECT_FALSE(halls().document_part({{}, {}, "lq2020", "plan", 2, 0, {}}, "other", 100)->has_value());
}

TEST_P(HallContract, gives_a_document_in_parts) {
  publish(1, "abcdefgh");
  std::string whole;
  for (std::uint64_t offset = 0; offset < 8; offset += 3) {
    const auto piece = halls().document_part({{}, {}, "lq2020", "plan", 1, offset, {}}, "hall", 3);
    ASSERT_TRUE(piece && *piece);
    EXPECT_EQ((*piece)->bytes, 8u);
    whole += (*piece)->part;
  }
  EXPECT_EQ(whole, "abcdefgh");
  EXPECT_EQ(halls().document_part({{}, {}, "lq2020", "plan", 1, 99, {}}, "hall", 3)->value().part, "");
}

TEST_P(HallContract, feeds_the_records_of_the_halls_other_boxes_in_the_order_of_their_commits) {
  auto here = enrolled(1), there = enrolled(2), far = enrolled(3, "other");
  push(here, 2);
  push(there, 3);
  push(far, 4);
  push(there, 1);
  const auto out = feed(here);
  ASSERT_EQ(out.records.size(), 4u);
  EXPECT_FALSE(out.more);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(out.records[i].device, there.id);
    EXPECT_EQ(out.records[i].seq, i + 1);
    EXPECT_EQ(event::chain_next(there.hashes[i], event::envelope_json(out.records[i]), out.records[i].body_hash), there.hashes[i + 1]);
  }
  EXPECT_TRUE(feed(here, out.next).records.empty());
  push(there, 1);
  EXPECT_EQ(feed(here, out.next).records.size(), 1u);
}

TEST_P(HallContract, feeds_a_long_list_in_pieces_of_so_many_records_and_bytes) {
  const auto here = enrolled(1);
  auto there = enrolled(2);
  push(there, 10);
  std::uint64_t after = 0;
  std::size_t seen = 0, pulls = 0;
  for (bool more = true; more; ++pulls) {
    const auto out = feed(here, after, 4);
    EXPECT_LE(out.records.size(), 4u);
    seen += out.records.size();
    after = out.next;
    more = out.more;
  }
  EXPECT_EQ(seen, 10u);
  EXPECT_EQ(pulls, 3u);
  EXPECT_EQ(feed(here, 0, 100, 1).records.size(), 1u);
}

TEST_P(HallContract, marks_what_stands_at_a_place_until_it_is_another_thing) {
  const auto marks = [this](std::uint64_t documents, std::uint64_t records) { return halls().marks_at(documents, records, "hall").value(); };
  const auto here = enrolled(1);
  auto there = enrolled(2);
  EXPECT_EQ(marks(0, 0), FeedMarks());
  push(there, 2);
  ASSERT_EQ(publish(1, "one"), Publishing::published);
  const auto documents = halls().documents_after(0, "hall")->next, records = feed(here).next;
  const auto then = marks(documents, records);
  EXPECT_NE(then.documents, "");
  EXPECT_NE(then.records, "");
  EXPECT_NE(then.records, marks(documents, records - 1).records);
  push(there, 3);
  EXPECT_EQ(marks(documents, records), then);   // what comes later stands behind it
  EXPECT_EQ(marks(documents, 1000), marks(documents, feed(here).next));
  ASSERT_EQ(publish(2, "two"), Publishing::published);
  EXPECT_NE(marks(documents, records).documents, then.documents);
}

TEST_P(HallContract, feeds_an_erased_record_without_its_body) {
  const auto here = enrolled(1);
  auto there = enrolled(2);
  const auto secret = there.next(R"({"text":"secret"})");
  ASSERT_TRUE(store_->put(there.run({secret}), kNow));
  const auto erase = there.next(event::to_json(event::EraseBody{{secret.id}, "asked", "{}"}), event::Kind::erase);
  ASSERT_TRUE(store_->put(there.run({erase}), kNow));
  const auto out = feed(here);
  ASSERT_EQ(out.records.size(), 2u);
  EXPECT_TRUE(out.records[0].erased());
  EXPECT_FALSE(out.records[0].salt);
  EXPECT_EQ(out.records[0].body_hash, secret.body_hash);
  EXPECT_FALSE(out.records[1].erased());
}

TEST_P(HallContract, lists_the_halls_live_boxes_whenever_one_changed) {
  const auto here = enrolled(1), there = enrolled(2), far = enrolled(3, "other");
  const auto first = halls().devices_after(0, here.id, "hall");
  ASSERT_TRUE(first->changed);
  ASSERT_EQ(first->devices.size(), 1u);
  EXPECT_EQ(first->devices[0], (protocol::KnownDevice{there.id, there.key.public_key(), "box"}));
  EXPECT_FALSE(halls().devices_after(first->next, here.id, "hall")->changed);
  ASSERT_TRUE(store_->bind(there.key.public_key(), there.id, kNow + std::chrono::hours(1)));   // a contact is no change
  EXPECT_FALSE(halls().devices_after(first->next, here.id, "hall")->changed);
  ASSERT_TRUE(store_->revoke_device(there.key.public_key(), kNow));
  const auto second = halls().devices_after(first->next, here.id, "hall");
  EXPECT_TRUE(second->changed);
  EXPECT_TRUE(second->devices.empty());
}

TEST_P(HallContract, lets_one_box_in_with_a_code_and_answers_it_the_same_again) {
  const auto secret = base::sha256(base::random16());
  const TestDevice device(1), other(2);
  ASSERT_TRUE(halls().add_enrolment({secret, "east door", "hall", kNow}, kNow));
  const auto first = halls().enrol(secret, device.key.public_key(), device.id, kNow);
  EXPECT_EQ(first->state, Enrolling::enrolled);
  EXPECT_EQ(first->name, "east door");
  EXPECT_EQ(first->hall, "hall");
  EXPECT_EQ(halls().enrol(secret, device.key.public_key(), device.id, kNow + std::chrono::hours(1))->state, Enrolling::enrolled);
  EXPECT_EQ(halls().enrol(secret, other.key.public_key(), other.id, kNow)->state, Enrolling::used);
  EXPECT_EQ(store_->find_device(device.id)->value().hall, "hall");
  EXPECT_FALSE(store_->find_device(other.id)->has_value());
}

TEST_P(HallContract, refuses_a_code_that_ran_out_or_is_unknown) {
  const auto secret = base::sha256(base::random16());
  const TestDevice device(1);
  ASSERT_TRUE(halls().add_enrolment({secret, "box", "hall", kNow}, kNow));
  EXPECT_EQ(halls().enrol(secret, device.key.public_key(), device.id, kNow + std::chrono::milliseconds(1))->state, Enrolling::expired);
  EXPECT_EQ(halls().enrol(base::sha256(base::random16()), device.key.public_key(), device.id, kNow)->state, Enrolling::unknown_code);
}

TEST_P(HallContract, gives_a_box_that_is_paired_again_its_new_key_and_revokes_the_old_one) {
  const auto old = enrolled(1);
  TestDevice fresh(1);
  const auto secret = base::sha256(base::random16());
  ASSERT_TRUE(halls().add_enrolment({secret, "box", "other", kNow}, kNow));
  EXPECT_EQ(halls().enrol(secret, fresh.key.public_key(), fresh.id, kNow)->state, Enrolling::enrolled);
  const auto known = store_->find_device(old.id);
  EXPECT_EQ((*known)->key, fresh.key.public_key());
  EXPECT_EQ((*known)->hall, "other");
  EXPECT_EQ(store_->bind(old.key.public_key(), old.id, kNow).value(), Binding::revoked);
}

TEST_P(HallContract, takes_no_key_that_was_revoked_or_is_another_boxs) {
  const auto lost = enrolled(1), there = enrolled(2);
  ASSERT_TRUE(store_->revoke_device(lost.key.public_key(), kNow));
  const auto secret = base::sha256(base::random16());
  ASSERT_TRUE(halls().add_enrolment({secret, "box", "hall", kNow}, kNow));
  EXPECT_EQ(halls().enrol(secret, lost.key.public_key(), lost.id, kNow)->state, Enrolling::key_revoked);
  EXPECT_EQ(halls().enrol(secret, there.key.public_key(), lost.id, kNow)->state, Enrolling::key_taken);
  const auto good = base::SigningKey::generate();   // the code is not used up by what was refused
  EXPECT_EQ(halls().enrol(secret, good.public_key(), lost.id, kNow)->state, Enrolling::enrolled);
}

// It begins with the key it has, which is refused, and hears nothing of the one that is taken.
TEST_P(HallContract, answers_a_revoked_box_that_says_its_new_enrolment_again_as_the_first_time) {
  const auto lost = enrolled(1), stranger = enrolled(2);
  ASSERT_TRUE(store_->revoke_device(lost.key.public_key(), kNow));
  const auto secret = base::sha256(base::random16());
  ASSERT_TRUE(halls().add_enrolment({secret, "box", "hall", kNow}, kNow));
  const auto fresh = base::SigningKey::generate(), third = base::SigningKey::generate();
  const auto say = [&](const base::PublicKey& key, const base::Uuid& device, base::Instant at) { return halls().enrol(secret, key, device, at)->state; };
  for (const auto at : {kNow, kNow + std::chrono::hours(1)}) {
    EXPECT_EQ(say(lost.key.public_key(), lost.id, at), Enrolling::key_revoked);
    EXPECT_EQ(say(fresh.public_key(), lost.id, at), Enrolling::enrolled);
  }
  EXPECT_EQ(say(third.public_key(), lost.id, kNow), Enrolling::used);
  EXPECT_EQ(say(stranger.key.public_key(), lost.id, kNow), Enrolling::key_taken);
  for (const auto& key : {fresh.public_key(), stranger.key.public_key(), third.public_key()}) EXPECT_EQ(say(key, stranger.id, kNow), Enrolling::used);
  ASSERT_TRUE(store_->revoke_device(fresh.public_key(), kNow));   // no code brings a revoked key back
  EXPECT_EQ(say(fresh.public_key(), lost.id, kNow), Enrolling::key_revoked);
}

TEST_P(HallContract, changes_a_key_for_the_one_that_the_old_key_vouched_for) {
  const auto device = enrolled(1), other = enrolled(2);
  const auto fresh = base::SigningKey::generate().public_key(), stranger = base::SigningKey::generate().public_key();
  EXPECT_FALSE(halls().rotate(device.id, stranger, fresh, kNow).value());
  EXPECT_FALSE(halls().rotate(device.id, device.key.public_key(), other.key.public_key(), kNow).value());
  EXPECT_TRUE(halls().rotate(device.id, device.key.public_key(), fresh, kNow).value());
  EXPECT_TRUE(halls().rotate(device.id, device.key.public_key(), fresh, kNow).value());
  const auto known = store_->find_device(device.id);
  EXPECT_EQ((*known)->key, fresh);
  EXPECT_EQ((*known)->name, "box");
  EXPECT_EQ((*known)->hall, "hall");
  EXPECT_EQ(store_->bind(device.key.public_key(), device.id, kNow).value(), Binding::revoked);
}

TEST_P(HallContract, keeps_a_paper_that_comes_in_parts_once) {
  const auto device = enrolled(1);
  const std::string whole = "abcdef";
  EXPECT_EQ(halls().put_paper(part(device, 0, "abc", whole), kNow)->held, 3u);
  EXPECT_EQ(halls().put_paper(part(device, 0, "abc", whole), kNow)->held, 3u);
  EXPECT_FALSE(halls().paper(base::to_string(base::Uuid{{9}}))->has_value());
  EXPECT_EQ(halls().put_paper(part(device, 4, "ef", whole), kNow)->held, 3u);   // not the next one
  EXPECT_EQ(halls().put_paper(part(device, 3, "def", whole), kNow)->held, 6u);
  EXPECT_EQ(halls().put_paper(part(device, 3, "def", whole), kNow)->held, 6u);
  EXPECT_EQ(halls().paper(base::to_string(base::Uuid{{9}}))->value(), whole);
  const auto rows = halls().papers();
  ASSERT_EQ(rows->size(), 1u);
  EXPECT_EQ(rows->front().name, "a.pdf");
  EXPECT_EQ(rows->front().held, 6u);
}

TEST_P(HallContract, keeps_no_paper_whose_parts_are_not_what_was_announced) {
  const auto device = enrolled(1);
  auto wrong = part(device, 0, "abcdeX", "abcdef");
  EXPECT_EQ(halls().put_paper(wrong, kNow)->state, PaperState::damaged);
  EXPECT_TRUE(halls().papers()->empty());
  EXPECT_EQ(halls().put_paper(part(device, 0, "abc", "abcdef"), kNow)->held, 3u);
  EXPECT_EQ(halls().put_paper(part(device, 0, "xyz", "xyzuvw"), kNow)->state, PaperState::conflicting);
}

TEST_P(HallContract, feeds_what_a_box_sent_before_it_came_to_the_hall) {
  const auto here = enrolled(1);
  auto there = enrolled(2, "other");
  push(there, 3);
  EXPECT_TRUE(feed(here).records.empty());
  const auto secret = base::sha256(base::random16());
  ASSERT_TRUE(halls().add_enrolment({secret, "box", "hall", kNow}, kNow));
  ASSERT_EQ(halls().enrol(secret, there.key.public_key(), there.id, kNow)->state, Enrolling::enrolled);
  push(there, 1);
  EXPECT_EQ(feed(here).records.size(), 4u);
}

// Who had passed the place where they stood hears of them, too; and the hall that it left hears no more of it, whichever key it has.
TEST_P(HallContract, tells_a_hall_of_a_box_that_came_and_not_of_one_that_left) {
  const auto here = enrolled(1);
  auto mover = enrolled(2, "other"), third = enrolled(3);
  push(mover, 3);
  push(third, 2);
  auto passed = feed(here).next;
  EXPECT_EQ(feed(here).records.size(), 2u);
  const auto move = [&](const std::string& hall, const base::SigningKey& key) {
    const auto secret = base::sha256(base::random16());
    ASSERT_TRUE(halls().add_enrolment({secret, "box", hall, kNow + std::chrono::minutes(15)}, kNow));
    ASSERT_EQ(halls().enrol(secret, key.public_key(), mover.id, kNow)->state, Enrolling::enrolled);
  };
  move("hall", mover.key);
  push(mover, 1);
  const auto fresh = feed(here, passed);
  ASSERT_EQ(fresh.records.size(), 4u);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(fresh.records[i].seq, i + 1);
  push(third, 1);
  EXPECT_EQ(feed(here, fresh.next).records.size(), 1u);
  EXPECT_EQ(feed(here).records.size(), 7u);
  passed = feed(here).next;
  const auto another = base::SigningKey::generate();
  move("third hall", another);
  push(mover, 2);
  EXPECT_TRUE(feed(here, passed).records.empty());
  EXPECT_EQ(feed(here).records.size(), 3u);
  EXPECT_EQ(feed(here, 0, 100, kMuch, "third hall").records.size(), 6u);
}

OPENDAY_ON_EVERY_STORE(HallContract);

}  // namespace
}  // namespace openday::bureau
