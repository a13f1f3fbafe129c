#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/tool/office.h"

namespace openday::tool {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
namespace fs = std::filesystem;

class Codes : public ::testing::Test {
 protected:
  Office office_;
  std::vector<std::string> texts_ = office_.set_up();

  [[nodiscard]] std::string verdict(const std::string& picture, const std::string& clock = "08:35:00", std::vector<std::string> more = {}) const {
    return office_.judge(picture, clock, std::move(more))["verdict"];
  }
  [[nodiscard]] std::string verdict_of_text(const std::string& text, const std::string& clock = "08:35:00") const {
    office_.draw(text, "one.png");
    return verdict("one.png", clock);
  }
};

TEST_F(Codes, admit_every_guest_they_were_issued_for) {
  const auto names = support::names_in(office_.path("codes"));
  EXPECT_EQ(std::count_if(names.begin(), names.end(), [](const std::string& name) { return name.ends_with(".png"); }), 4);
  for (const std::string& name : names) {
    if (!name.ends_with(".png")) continue;
    const auto answer = office_.judge("codes/" + name);
    EXPECT_EQ(answer["verdict"], "admitted");
    EXPECT_EQ(answer["registration"], name.substr(0, 32));
    EXPECT_EQ(answer["format"], "QRCode");
    EXPECT_FALSE(answer["name"].get<std::string>().empty());
    EXPECT_TRUE(answer["ms"].is_number());
  }
}

TEST_F(Codes, fit_version_8_and_the_index_names_them) {
  const auto result = office_.run({"issue", "--plan", "plan.toml", "--roster", "roster.json", "--key", "keys/codes.key", "--out", "again"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr(".png version 8 (49 modules)"));
  EXPECT_THAT(result.out, HasSubstr("4 codes in again"));
  const std::string index = office_.read("again/index.csv");
  EXPECT_THAT(index, StartsWith("\xEF\xBB\xBF登记号,"));
  EXPECT_THAT(index, HasSubstr("陈㛃,政协委员"));
  EXPECT_THAT(index, HasSubstr("阿依古丽·买买提"));
  EXPECT_THAT(index, ::testing::Not(HasSubstr("13600004444")));
}

TEST_F(Codes, are_readable_by_their_owner_only) {
  for (const char* name : {"codes/index.csv", "keys/codes.key", "keys/root.key"}) {
    EXPECT_EQ(fs::status(office_.path(name)).permissions(), fs::perms::owner_read | fs::perms::owner_write) << name;
  }
}

TEST_F(Codes, are_read_by_zbarimg_every_one) {
  if (support::run_program({"sh", "-c", "command -v zbarimg"}).exit_code != 0) GTEST_SKIP() << "zbarimg is missing: install zbar-tools, this test compares with it";
  std::vector<std::string> read;
  for (const std::string& name : support::names_in(office_.path("codes"))) {
    if (!name.ends_with(".png")) continue;
    const auto result = support::run_program({"zbarimg", "-q", "--raw", "--nodbus", office_.path("codes/" + name)});
    EXPECT_EQ(result.exit_code, 0) << name << result.err;
    read.push_back(support::lines_of(result.out).at(0));
  }
  std::sort(read.begin(), read.end());
  std::sort(texts_.begin(), texts_.end());
  EXPECT_EQ(read, texts_);
}

TEST_F(Codes, of_an_unknown_issuer_do_not_count) {
  office_.make_keys("thief");
  const auto forged = office_.run({"issue", "--plan", "plan.toml", "--roster", "roster.json", "--key", "thief/codes.key", "--out", "forged", "--json"});
  ASSERT_EQ(forged.exit_code, 0) << forged.err;
  EXPECT_EQ(verdict_of_text(json_lines(forged.out)[0]["text"]), "unknown-issuer");
}

TEST_F(Codes, with_any_character_changed_do_not_count) {
  for (const std::size_t where : {4u, 20u, 60u, 100u, 150u}) {
    std::string text = texts_[0];
    text[where] = text[where] == '0' ? '1' : '0';
    const std::string found = verdict_of_text(text);
    EXPECT_THAT(found, ::testing::AnyOf("bad-signature", "unreadable", "unknown-issuer")) << where;
  }
}

TEST_F(Codes, are_printed_as_invitations_that_a_scanner_reads) {
  const auto result = office_.run({"issue", "--plan", "plan.toml", "--roster", "roster.json", "--key", "keys/codes.key", "--out", "again"});
  EXPECT_THAT(result.out, HasSubstr("invitations.pdf: 4 cards on 1 pages"));
  EXPECT_EQ(office_.read("again/invitations.pdf"), office_.read("codes/invitations.pdf"));
  EXPECT_EQ(fs::status(office_.path("codes/invitations.pdf")).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  if (support::run_program({"sh", "-c", "command -v zbarimg && command -v pdftoppm"}).exit_code != 0) GTEST_SKIP() << "zbar-tools or poppler-utils is missing";
  ASSERT_EQ(support::run_program({"pdftoppm", "-r", "200", "-singlefile", "-png", office_.path("codes/invitations.pdf"), office_.path("page")}).exit_code, 0);
  auto read = support::lines_of(support::run_program({"zbarimg", "-q", "--raw", "--nodbus", office_.path("page.png")}).out);
  std::erase(read, "");
  std::sort(read.begin(), read.end());
  std::sort(texts_.begin(), texts_.end());
  EXPECT_EQ(read, texts_);
}

TEST_F(Codes, of_who_waits_lie_apart_and_are_the_same_once_the_guest_is_expected) {
  auto roster = nlohmann::json::parse(office_.read("roster.json"));
  const std::string id = roster["guests"][1]["registration"], text = texts_[1];
  roster["guests"][1]["state"] = "waiting";
  office_.write("roster.json", roster.dump());
  const auto result = office_.run({"issue", "--plan", "plan.toml", "--roster", "roster.json", "--key", "keys/codes.key", "--out", "line"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, AllOf(HasSubstr("3 codes in line"), HasSubstr("1 codes of guests who wait in line/waiting")));
  EXPECT_THAT(office_.read("line/index.csv"), Not(HasSubstr(id))) << "nobody invites who waits by mistake";
  EXPECT_THAT(office_.read("line/waiting/index.csv"), HasSubstr(text)) << "the code that was made when the guest was expected";
  EXPECT_EQ(office_.judge("line/waiting/" + id + ".png")["verdict"], "needs-staff");
  if (support::run_program({"sh", "-c", "command -v pdftotext"}).exit_code == 0) {
    EXPECT_THAT(support::run_program({"pdftotext", office_.path("line/waiting/invitations.pdf"), "-"}).out, AllOf(HasSubstr("候补"), HasSubstr("接到递补通知后")));
    EXPECT_THAT(support::run_program({"pdftotext", office_.path("line/invitations.pdf"), "-"}).out, Not(HasSubstr("候补")));
  }
  roster["guests"][1].erase("state");
  office_.write("roster.json", roster.dump());
  EXPECT_EQ(office_.judge("line/waiting/" + id + ".png")["verdict"], "admitted");
  ASSERT_EQ(office_.run({"issue", "--plan", "plan.toml", "--roster", "roster.json", "--key", "keys/codes.key", "--out", "line"}).exit_code, 0);
  EXPECT_FALSE(fs::exists(office_.path("line/waiting/index.csv"))) << "nobody waits any longer";
}

TEST_F(Codes, of_a_key_that_the_boxes_do_not_trust_are_not_made) {
  office_.make_keys("thief");
  const auto issue = [&](const std::string& key, const std::string& trust, const std::string& out) {
    return office_.run({"issue", "--plan", "plan.toml", "--roster", "roster.json", "--key", key, "--trust", trust, "--out", out});
  };
  EXPECT_EQ(issue("keys/codes.key", "trust.json", "good").exit_code, 0);
  const auto refused = issue("thief/codes.key", "trust.json", "bad");
  const std::string trusted = nlohmann::json::parse(office_.read("trust.json"))["keys"][0]["kid"];
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, AllOf(HasSubstr("thief/codes.key is key "), HasSubstr("trust.json does not trust for codes (it trusts: " + trusted + ")"), HasSubstr("openday trust add")));
  EXPECT_FALSE(fs::exists(office_.path("bad"))) << "before anything is written";
  ASSERT_EQ(office_.run({"trust", "add", "--out", "short.json", "--root", "keys/root.key", "--key", "keys/codes.pub", "--use", "codes", "--until", "2020-11-16"}).exit_code, 0);
  const auto late = issue("keys/codes.key", "short.json", "late");
  EXPECT_EQ(late.exit_code, 2);
  EXPECT_THAT(late.err, AllOf(HasSubstr("until 2020-11-16"), HasSubstr("2020-11-17")));
}

TEST_F(Codes, are_not_issued_for_a_list_without_an_expected_guest) {
  std::string roster = office_.read("roster.json");
  office_.write("none.json", roster.substr(0, roster.find("\"guests\":[") + 10) + "]}");
  const auto result = office_.run({"issue", "--plan", "plan.toml", "--roster", "none.json", "--key", "keys/codes.key", "--out", "none"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("none.json: no guest is expected"));
  EXPECT_FALSE(fs::exists(office_.path("none")));
}

TEST_F(Codes, are_not_issued_into_a_folder_that_cannot_be_written) {
  const auto into = [&](const std::string& folder) { return office_.run({"issue", "--plan", "plan.toml", "--roster", "roster.json", "--key", "keys/codes.key", "--out", folder}); };
  const auto in_a_file = into("plan.toml/codes");
  EXPECT_EQ(in_a_file.exit_code, 2);
  EXPECT_THAT(in_a_file.err, HasSubstr("plan.toml/codes: Not a directory; choose a folder that can be written"));
  fs::create_directory(office_.path("full"));
  fs::create_symlink("/dev/full", office_.path("full/invitations.pdf.part"));
  const auto full = into("full");
  EXPECT_EQ(full.exit_code, 2);
  EXPECT_THAT(full.err, HasSubstr("invitations.pdf: No space left on device; make room on the disk"));
  EXPECT_FALSE(fs::exists(office_.path("full/invitations.pdf")));
}

TEST_F(Codes, expire) {
  const auto texts = office_.issue("plan.toml", "short", {"--expires", "2020-11-17T09:00:00+08:00"});
  EXPECT_EQ(verdict_of_text(texts[0], "08:59:00"), "admitted");
  EXPECT_EQ(verdict_of_text(texts[0], "09:01:00"), "expired");
}

TEST_F(Codes, of_another_event_are_told_apart) {
  std::string plan = programme_3();
  plan.replace(plan.find("YX201117"), 8, "OTHER-01");
  office_.write("other.toml", plan);
  ASSERT_EQ(office_.run({"roster", "import", "guests.csv", "--plan", "other.toml", "--out", "other.json"}).exit_code, 0);
  const auto issued = office_.run({"issue", "--plan", "other.toml", "--roster", "other.json", "--key", "keys/codes.key", "--out", "other", "--json"});
  ASSERT_EQ(issued.exit_code, 0) << issued.err;
  EXPECT_EQ(verdict_of_text(json_lines(issued.out)[0]["text"]), "wrong-event");
}

TEST_F(Codes, of_other_systems_and_empty_pictures_are_unreadable) {
  EXPECT_EQ(verdict_of_text("https://example.cn/q?code=12345678"), "unreadable");
  EXPECT_EQ(verdict_of_text("OD1:"), "unreadable");
  office_.write("blank.pgm", "");
  EXPECT_EQ(office_.run({"read", "blank.pgm"}).exit_code, 2);
  const std::string whole = office_.read("codes/" + support::names_in(office_.path("codes"))[0]);
  office_.write("torn.png", whole.substr(0, whole.size() / 2));
  const auto torn = office_.run({"read", "torn.png", "missing.png"});
  EXPECT_EQ(torn.exit_code, 2);
  EXPECT_THAT(torn.err, HasSubstr("torn.png"));
  EXPECT_THAT(torn.err, HasSubstr("missing.png"));
}

TEST_F(Codes, that_were_revoked_do_not_count) {
  const std::string id = support::names_in(office_.path("codes"))[0].substr(0, 32);
  const auto revoked = office_.run({"revoke", "--out", "revoked.json", "--event", "YX201117", id, "--json"});
  ASSERT_EQ(revoked.exit_code, 0) << revoked.err;
  EXPECT_EQ(json_lines(revoked.out)[0]["version"], 1);
  EXPECT_EQ(verdict("codes/" + id + ".png", "08:35:00", {"--revocations", "revoked.json"}), "revoked");
  const auto again = office_.run({"revoke", "--out", "revoked.json", "--event", "YX201117", std::string(32, 'a'), "--json"});
  EXPECT_EQ(json_lines(again.out)[0]["version"], 2);
  EXPECT_EQ(json_lines(again.out)[0]["revoked"], 2);
  EXPECT_EQ(office_.run({"revoke", "--out", "revoked.json", "--event", "OTHER", id}).exit_code, 2);
  EXPECT_THAT(office_.run({"revoke", "--out", "new.json", "--event", "YX201117", "nonsense"}).err, HasSubstr("expected 32 hex digits"));
}

TEST_F(Codes, of_a_cancelled_event_say_so) {
  std::string plan = programme_3();
  plan.replace(plan.find("status = \"confirmed\""), 20, "status = \"cancelled\"\nnotice = \"因故取消\"");
  office_.write("plan.toml", plan);
  EXPECT_EQ(verdict_of_text(texts_[0]), "event-not-running");
}

TEST_F(Codes, are_only_decoded_without_a_plan) {
  office_.draw(texts_[0], "one.png");
  EXPECT_EQ(office_.run({"read", "--raw", "one.png"}).out, texts_[0] + "\n");
  const auto line = json_lines(office_.run({"read", "--json", "one.png"}).out).at(0);
  EXPECT_EQ(line["text"], texts_[0]);
  EXPECT_TRUE(line["verdict"].is_null());
  EXPECT_THAT(office_.run({"read", "--plan", "plan.toml", "one.png"}).err, HasSubstr("--plan without --trust"));
}

TEST_F(Codes, are_not_issued_with_a_key_whose_passphrase_is_missing) {
  office_.write("pass", "geheim\n");
  ASSERT_EQ(office_.run({"key", "new", "--use", "codes", "--out", "safe", "--passphrase-file", "pass"}).exit_code, 0);
  EXPECT_THAT(office_.read("safe/codes.key"), HasSubstr("ENCRYPTED"));
  const std::vector<std::string> arguments{"issue", "--plan", "plan.toml", "--roster", "roster.json", "--key", "safe/codes.key", "--out", "o"};
  const auto without = office_.run(arguments);
  EXPECT_EQ(without.exit_code, 2);
  EXPECT_THAT(without.err, HasSubstr("--passphrase-file"));
  auto with = arguments;
  with.insert(with.end(), {"--passphrase-file", "pass"});
  EXPECT_EQ(office_.run(with).exit_code, 0);
}

TEST_F(Codes, are_not_issued_for_the_roster_of_another_event) {
  std::string plan = programme_3();
  plan.replace(plan.find("YX201117"), 8, "OTHER-01");
  office_.write("other.toml", plan);
  const auto result = office_.run({"issue", "--plan", "other.toml", "--roster", "roster.json", "--key", "keys/codes.key", "--out", "o"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("roster.json is the roster of event YX201117, the plan is of event OTHER-01"));
}

TEST_F(Codes, keys_are_never_overwritten_and_trust_grows) {
  EXPECT_THAT(office_.run({"key", "new", "--use", "codes", "--out", "keys"}).err, HasSubstr("a key is never overwritten"));
  const auto second = office_.run({"trust", "add", "--out", "trust.json", "--root", "keys/root.key", "--key", "keys/documents.pub", "--use", "documents", "--until", "2030-01-01", "--json"});
  ASSERT_EQ(second.exit_code, 0) << second.err;
  EXPECT_EQ(json_lines(second.out)[0]["version"], 2);
  EXPECT_EQ(json_lines(second.out)[0]["keys"], 2);
  office_.make_keys("thief");
  const auto thief = office_.run({"trust", "add", "--out", "trust.json", "--root", "thief/root.key", "--key", "thief/codes.pub", "--use", "codes"});
  EXPECT_EQ(thief.exit_code, 2);
  EXPECT_THAT(thief.err, HasSubstr("trust.json was signed by another root key"));
}

TEST_F(Codes, documents_are_signed_beside_themselves) {
  const auto signature = office_.run({"sign", "--key", "keys/documents.key", "plan.toml", "roster.json"});
  EXPECT_EQ(signature.exit_code, 0);
  EXPECT_TRUE(fs::exists(office_.path("plan.toml.cose")));
  EXPECT_TRUE(fs::exists(office_.path("roster.json.cose")));
  EXPECT_EQ(office_.run({"sign", "--key", "keys/documents.pub", "plan.toml"}).exit_code, 2);
}

TEST(RosterCommand, names_every_bad_row_and_writes_nothing) {
  const Office office;
  office.write("plan.toml", programme_3());
  office.write("bad.csv", "姓名,手机,类别,报名号\n张玮,13800001111,人大代表,A1\n王珺,1380000,政协委员,A2\n李堃,13600004444,外星人,A3\n赵祎,13500005555,媒体记者,A1\n");
  const auto result = office.run({"roster", "import", "bad.csv", "--plan", "plan.toml", "--out", "roster.json"});
  EXPECT_EQ(result.exit_code, 1);
  for (const char* line : {"bad.csv:3: error", "bad.csv:4: error", "bad.csv:5: error"}) EXPECT_THAT(result.out, HasSubstr(line));
  EXPECT_THAT(result.out, ::testing::Not(HasSubstr("王珺")));
  EXPECT_FALSE(fs::exists(office.path("roster.json")));
  EXPECT_EQ(office.run({"roster", "check", "bad.csv", "--plan", "plan.toml"}).exit_code, 1);
  const auto json = json_lines(office.run({"roster", "check", "bad.csv", "--plan", "plan.toml", "--json"}).out);
  EXPECT_EQ(json.back()["ok"], false);
  EXPECT_GE(json.back()["errors"], 3);
}

TEST(RosterCommand, keeps_registrations_when_a_list_is_imported_again) {
  const Office office;
  office.set_up();
  const std::string before = office.read("roster.json");
  const auto again = office.run({"roster", "import", "guests.csv", "--plan", "plan.toml", "--out", "roster.json", "--json"});
  EXPECT_EQ(again.exit_code, 0);
  EXPECT_EQ(json_lines(again.out).back()["kept"], 4);
  EXPECT_EQ(office.read("roster.json"), before);
}

TEST(RosterCommand, reads_gb18030_and_says_what_to_do_with_an_old_workbook) {
  const Office office;
  office.write("plan.toml", programme_3());
  office.write("gb.csv", "\xD0\xD5\xC3\xFB,\xC0\xE0\xB1\xF0\n\xD5\xC5\xE7\xE2,\xC8\xCB\xB4\xF3\xB4\xFA\xB1\xED\n");   // 姓名,类别 / 张玮,人大代表
  const auto result = office.run({"roster", "check", "gb.csv", "--plan", "plan.toml", "--json"});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
  EXPECT_EQ(json_lines(result.out).back()["encoding"], "GB 18030");
  office.write("old.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 an old one");
  const auto old = office.run({"roster", "check", "old.xls", "--plan", "plan.toml"});
  EXPECT_EQ(old.exit_code, 1);
  EXPECT_THAT(old.out, HasSubstr("old.xls: error: 这是旧格式（.xls 或 .et）；请在 WPS 或 Excel 中打开，另存为 .xlsx"));
  EXPECT_THAT(office.run({"roster", "check", "list.xlsx", "--plan", "plan.toml"}).err, HasSubstr("list.xlsx: no such file"));
}

}  // namespace
}  // namespace openday::tool
