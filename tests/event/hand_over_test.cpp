#include "kiosk/event/hand_over.h"

#include <gmock/gmock.h>
#include <rapidcheck.h>

#include "tests/event/people_fixture.h"

namespace openday::event {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kEvent = "lq2020";

std::string digest(const std::string& text) { return base::to_hex(base::sha256(base::as_bytes(text))); }

// A package as the office makes it.
Package packed(std::vector<PackagedDocument> documents, const base::SigningKey& key = documents_key(), int version = 2) {
  PackageManifest manifest{kEvent, "2020-11-16T08:00:00Z", {}};
  for (PackagedDocument& one : documents) {
    manifest.files.push_back({one.kind, version, one.bytes.size(), digest(one.bytes)});
    if (one.kind != "trust") one.cose = sign_document(one.bytes, key);
  }
  const std::string text = write_manifest(manifest);
  return {text, sign_document(text, key), std::move(documents)};
}
Package two() { return packed({{"plan", "version = 2", {}}, {"roster", "{\"guests\":[]}", {}}}); }

PackageError error_of(const PackageResult<PackageManifest>& result) {
  EXPECT_FALSE(result);
  return result ? PackageError::older : result.error().kind;
}
PackageError verdict(const Package& package) {
  const Trust trust = codes_trust();
  return error_of(verify_package(package, &trust, kEventDay));
}

TEST(HandOver, takes_what_the_bureau_signed) {
  const Trust trust = codes_trust();
  const auto manifest = verify_package(two(), &trust, kEventDay);
  ASSERT_TRUE(manifest) << manifest.error().what;
  EXPECT_EQ(manifest->event, kEvent);
  ASSERT_EQ(manifest->files.size(), 2u);
  EXPECT_EQ(manifest->find("roster")->version, 2);
}

TEST(HandOver, refuses_a_forged_package) {
  EXPECT_EQ(verdict(packed({{"plan", "x", {}}}, base::SigningKey::from_seed({9}))), PackageError::forged) << "a key nobody trusts";
  EXPECT_EQ(verdict(packed({{"plan", "x", {}}}, issuer_key())), PackageError::forged) << "the key of codes signs no plan";
  Package changed = two();
  changed.documents[1].bytes[2] = 'G';
  EXPECT_EQ(verdict(changed), PackageError::damaged);
  changed = two();
  changed.manifest.replace(changed.manifest.find("\"version\": 2"), 12, "\"version\": 9");
  EXPECT_EQ(verdict(changed), PackageError::forged) << "the manifest was signed as it was";
  changed = two();
  std::swap(changed.documents[0].cose, changed.documents[1].cose);
  EXPECT_EQ(verdict(changed), PackageError::forged);
}

TEST(HandOver, refuses_a_package_without_signatures) {
  Package bare = two();
  bare.cose.clear();
  EXPECT_EQ(verdict(bare), PackageError::not_signed);
  bare = two();
  bare.documents[0].cose.clear();
  EXPECT_EQ(verdict(bare), PackageError::not_signed);
}

TEST(HandOver, refuses_a_truncated_or_missing_file) {
  Package cut = two();
  cut.documents[1].bytes.pop_back();
  EXPECT_EQ(verdict(cut), PackageError::damaged);
  cut = two();
  cut.documents.pop_back();
  EXPECT_EQ(verdict(cut), PackageError::damaged);
  cut = two();
  cut.manifest.resize(cut.manifest.size() / 2);
  EXPECT_EQ(verdict(cut), PackageError::unreadable);
}

TEST(HandOver, a_newer_trust_list_of_the_same_root_counts_for_the_rest) {
  const base::SigningKey fresh = base::SigningKey::from_seed({7});
  Trust next = codes_trust();
  next.version = 2;
  next.keys.push_back(trusted(fresh, KeyUse::documents));
  const Trust held = codes_trust();
  EXPECT_TRUE(verify_package(packed({{"trust", write_trust(next, root_key()), {}}, {"plan", "x", {}}}, fresh), &held, kEventDay));
  EXPECT_TRUE(verify_package(packed({{"trust", write_trust(next, root_key()), {}}, {"plan", "x", {}}}, fresh), nullptr, kEventDay)) << "the first list is taken as it is";
  next.root = base::SigningKey::from_seed({8}).public_key();
  EXPECT_EQ(verdict(packed({{"trust", write_trust(next, base::SigningKey::from_seed({8})), {}}, {"plan", "x", {}}}, fresh)), PackageError::forged) << "another root";
  next = codes_trust();
  next.version = 0;
  EXPECT_EQ(error_of(verify_package(two(), nullptr, kEventDay)), PackageError::not_signed) << "no list at all";
}

TEST(HandOver, a_key_that_has_run_out_signs_nothing) {
  Trust trust = codes_trust();
  trust.keys[1].until = *base::parse_date("2020-11-16");
  EXPECT_EQ(error_of(verify_package(two(), &trust, kEventDay)), PackageError::forged);
  EXPECT_TRUE(verify_package(two(), &trust, std::nullopt)) << "a guessed clock refuses nobody (I6)";
}

TEST(HandOver, names_only_what_is_newer_and_refuses_what_is_older) {
  const auto manifest = *check_contents(two());
  const std::string plan = manifest.find("plan")->sha256, roster = manifest.find("roster")->sha256;
  EXPECT_THAT(*news_of(manifest, kEvent, {{"plan", 1, "a"}}), ElementsAre("plan", "roster"));
  EXPECT_THAT(*news_of(manifest, kEvent, {{"plan", 2, plan}, {"roster", 1, "b"}}), ElementsAre("roster"));
  EXPECT_THAT(*news_of(manifest, kEvent, {{"plan", 2, plan}, {"roster", 2, roster}}), IsEmpty()) << "the same stick twice";
  const auto older = news_of(manifest, kEvent, {{"plan", 1, "a"}, {"roster", 3, "b"}});
  ASSERT_FALSE(older);
  EXPECT_EQ(older.error().kind, PackageError::older);
  EXPECT_THAT(older.error().what, HasSubstr("roster.json is version 2, this box has 3"));
  EXPECT_EQ(news_of(manifest, kEvent, {{"plan", 2, "other"}}).error().kind, PackageError::conflicting);
  EXPECT_EQ(news_of(manifest, "yx2020", {}).error().kind, PackageError::wrong_event);
}

TEST(HandOver, a_manifest_can_name_no_path_of_its_own) {
  const std::string good = two().manifest;
  ASSERT_TRUE(read_manifest(good));
  const auto with = [&](const char* from, const char* to) {
    std::string text = good;
    text.replace(text.find(from), std::string(from).size(), to);
    return read_manifest(text);
  };
  for (const char* name : {"../plan.toml", "/etc/passwd", "plan.toml/..", "PLAN.TOML", "roster.json"}) EXPECT_FALSE(with("\"plan.toml\"", ("\"" + std::string(name) + "\"").c_str())) << name;
  EXPECT_FALSE(with("\"plan\"", "\"journal\""));
  EXPECT_FALSE(with("\"roster\"", "\"plan\"")) << "a kind twice";
  EXPECT_FALSE(with("\"version\": 2", "\"version\": 0"));
  EXPECT_FALSE(with("\"schema\": 1", "\"schema\": 2"));
  EXPECT_EQ(error_of(with("\"bytes\": 11", "\"bytes\": 60000000")), PackageError::too_large);
  EXPECT_EQ(error_of(with("\"bytes\": 11", "\"bytes\": 18446744073709551615")), PackageError::too_large);
  EXPECT_EQ(error_of(read_manifest(std::string(kMaxManifestBytes + 1, ' '))), PackageError::too_large);
  EXPECT_FALSE(read_manifest(R"({"schema":1,"event":"a","made":"2020-11-16T08:00:00Z","files":[]})"));
}

TEST(HandOver, a_bundle_comes_back_as_it_was_and_never_half) {
  const Package package = two();
  const std::string bytes = bundle(package);
  const auto back = unbundle(bytes);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->manifest, package.manifest);
  EXPECT_EQ(back->documents[1].bytes, package.documents[1].bytes);
  EXPECT_EQ(back->documents[1].cose, package.documents[1].cose);
  EXPECT_TRUE(rc::check("a cut bundle is refused, or lacks what the manifest names", [&] {
    const auto cut = unbundle(std::string_view(bytes).substr(0, *rc::gen::inRange<std::size_t>(0, bytes.size())));
    RC_ASSERT(!cut || !check_contents(*cut));
  }));
}

}  // namespace
}  // namespace openday::event
