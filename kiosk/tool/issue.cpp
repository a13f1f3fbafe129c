#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kiosk/base/qr_code.h"
#include "kiosk/base/unique_fd.h"
#include "kiosk/event/confirmation.h"
#include "kiosk/image/png.h"
#include "kiosk/report/invitation_book.h"
#include "kiosk/tool/commands.h"
#include "kiosk/tool/inputs.h"

namespace openday::tool {
namespace {

namespace fs = std::filesystem;

constexpr int kModulePixels = 10;          // 570 pixels a side at version 8: sharp on paper at 48 mm and on a phone
constexpr const char* kBookName = "invitations.pdf";
constexpr const char* kIndexName = "index.csv";
constexpr const char* kWaitingFolder = "waiting";   // of those who wait: nobody sends these out with the invitations
constexpr int kDaysAfterTheEvent = 90;     // a postponed event must not make every code worthless

struct Work {
  event::Plan plan;
  event::Roster roster;
  base::SigningKey key;
  std::optional<base::Instant> expires;

  [[nodiscard]] std::size_t count(event::GuestState state) const {
    return static_cast<std::size_t>(std::ranges::count(roster.guests(), state, &event::Guest::state));
  }
};

struct Issued {
  std::string text;
  base::QrCode code;
};

std::optional<base::Instant> default_expiry(const event::Plan& plan) {
  if (plan.valid_until) return plan.valid_until;
  std::optional<base::Date> last;
  for (const event::Session& session : plan.sessions) {
    const auto date = session.when.date();
    if (date && (!last || *date > *last)) last = date;
  }
  if (!last) return std::nullopt;
  return base::at_local(base::Date{std::chrono::sys_days(*last) + std::chrono::days(kDaysAfterTheEvent)}, base::Minutes(0), plan.zone);
}

std::string list_of(const event::Trust& trust, event::KeyUse use) {
  std::string out;
  for (const event::TrustedKey& key : trust.keys)
    if (key.use == use) out += (out.empty() ? "" : ", ") + base::to_hex(key.kid);
  return out.empty() ? "none" : out;
}

// A box refuses every code of a key that its list does not name: found here, and not at the door.
Input<void> check_issuer(const IssueOptions& options, const base::SigningKey& key, const event::Plan& plan) {
  if (options.trust.empty()) return {};
  const auto trust = read_trust_file(options.trust);
  if (!trust) return tl::unexpected(trust.error());
  const std::string kid = base::to_hex(base::key_id(key.public_key()));
  const event::TrustedKey* listed = trust->find(base::key_id(key.public_key()), event::KeyUse::codes);
  if (!listed || listed->key != key.public_key())
    return base::fail(InputError::unusable, fmt::format("{} is key {}, which {} does not trust for codes (it trusts: {}); take the key of that list, or add this one: openday trust add --use codes", options.key, kid,
                                                        options.trust, list_of(*trust, event::KeyUse::codes)));
  for (const event::Session& session : plan.sessions) {
    const auto day = session.when.date();
    if (listed->until && day && *listed->until < *day)
      return base::fail(InputError::unusable, fmt::format("{} trusts key {} until {}, and the event is on {}; add a key that counts for longer: openday trust add --use codes", options.trust, kid,
                                                          base::to_string(*listed->until), base::to_string(*day)));
  }
  return {};
}

Input<Work> read_all(const IssueOptions& options) {
  auto plan = read_plan_file(options.plan);
  if (!plan) return tl::unexpected(plan.error());
  auto roster = read_roster_file(options.roster, *plan);
  if (!roster) return tl::unexpected(roster.error());
  auto key = read_key(options.key, options.passphrase_file);
  if (!key) return tl::unexpected(key.error());
  if (const auto trusted = check_issuer(options, *key, *plan); !trusted) return tl::unexpected(trusted.error());
  auto expires = default_expiry(*plan);
  if (options.expires) {
    const auto said = parse_moment(*options.expires, "--expires");
    if (!said) return tl::unexpected(said.error());
    expires = *said;
  }
  return Work{std::move(*plan), std::move(*roster), std::move(*key), expires};
}

Input<Issued> make_code(const event::Guest& guest, const Work& work) {
  const event::Category* category = work.plan.category(guest.category);
  if (category == nullptr) {
    return base::fail(InputError::unusable, fmt::format("registration {} has the category {}, which the plan does not know; import the list again with this plan",
                                                        to_string(guest.registration), guest.category));
  }
  event::Confirmation confirmation{work.plan.id, guest.registration, std::nullopt, work.expires, category->code, guest.persons, {}};
  if (work.plan.confirmation.name_in_code) confirmation.name = guest.name;
  Issued out;
  out.text = event::encode_confirmation(confirmation, work.key);
  auto code = base::make_qr_code(out.text);
  if (!code) return base::fail(InputError::unusable, fmt::format("the code of registration {} does not fit a QR code", to_string(guest.registration)));
  out.code = std::move(*code);
  return out;
}

image::GreyImage draw(const base::QrCode& code) {
  const int side = (code.size + 2 * base::kQrQuietZone) * kModulePixels;
  image::GreyImage picture(side, side, 255);
  for (int y = 0; y < code.size * kModulePixels; ++y) {
    for (int x = 0; x < code.size * kModulePixels; ++x) {
      if (code.dark(x / kModulePixels, y / kModulePixels)) picture.at(x + base::kQrQuietZone * kModulePixels, y + base::kQrQuietZone * kModulePixels) = 0;
    }
  }
  return picture;
}

// Not synced one by one: 50,000 guests make 100,000 files, and a cut run is simply run again.
Input<void> write_plainly(const fs::path& path, std::string_view bytes) {
  const auto failed = [&] { return base::fail(InputError::unusable, fmt::format("{}: {}", path.string(), std::strerror(errno))); };
  base::UniqueFd file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));   // a code lets its bearer in
  if (!file) return failed();
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return failed();
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

// A cell as Excel reads it: quoted where needed, and never a formula.
std::string cell(std::string text) {
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) text.insert(0, 1, '\'');
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

std::string index_line(const event::Guest& guest, const event::Plan& plan, const Issued& issued) {
  const event::Category* category = plan.category(guest.category);
  const std::string id = to_string(guest.registration);
  return fmt::format("{},{},{},{},{},{},{},{},{},{}.png,{}.svg,{}\r\n", id, cell(guest.number), cell(guest.name), cell(category->label), cell(guest.group),
                     cell(guest.seat), guest.phone_tail, guest.persons, issued.code.version, id, id, issued.text);
}

Input<void> write_pictures(const fs::path& folder, const event::Guest& guest, const Issued& issued) {
  const std::string id = to_string(guest.registration);
  auto png = image::encode_png(draw(issued.code));
  if (!png) return base::fail(InputError::unusable, png.error().what);
  if (auto written = write_plainly(folder / (id + ".png"), *png); !written) return written;
  return write_plainly(folder / (id + ".svg"), base::to_svg(issued.code));
}

void say(const event::Guest& guest, const Issued& issued, bool json) {
  const std::string id = to_string(guest.registration);
  if (!json) return print(fmt::format("{}.png version {} ({} modules)", id, issued.code.version, issued.code.size));
  print(nlohmann::ordered_json{{"registration", id}, {"version", issued.code.version}, {"modules", issued.code.size}, {"png", id + ".png"},
                               {"svg", id + ".svg"}, {"text", issued.text}}.dump());
}

Input<report::InvitationBook> open_book(const Work& work, const IssueOptions& options, const fs::path& folder) {
  report::BookInfo info{fmt::format("{}邀请卡", work.plan.name), work.plan.bureau, report::date_of_document(work.plan), work.plan.zone};
  if (options.dated) {
    const auto said = parse_moment(*options.dated, "--dated");
    if (!said) return tl::unexpected(said.error());
    info.dated = *said;
  }
  auto book = report::InvitationBook::open(folder / kBookName, options.fonts.empty() ? OPENDAY_ASSETS_DIR "/fonts.toml" : options.fonts, info);
  if (!book) return base::fail(InputError::unusable, book.error().what);
  return std::move(*book);
}

// What the cards could not show as it stands; characters are named, never the person.
void say(const report::BookSummary& summary, const IssueOptions& options) {
  for (const char32_t c : summary.missing)
    note(fmt::format("{}: no font has U+{:04X}; it is printed as a box; install a font that has it and name it in fonts.toml", kBookName, static_cast<std::uint32_t>(c)));
  if (summary.cut > 0) note(fmt::format("{}: {} cards have a text too long for them, cut with …; shorten the plan's name, places or notes", kBookName, summary.cut));
  if (!options.json) print(fmt::format("{}: {} cards on {} pages", kBookName, summary.cards, summary.pages));
}

// The guests of that state: pictures, cards and an index in a folder of their own.
Input<void> issue_all(const Work& work, const IssueOptions& options, event::GuestState state, const fs::path& folder) {
  auto book = open_book(work, options, folder);
  if (!book) return tl::unexpected(book.error());
  std::string index = "\xEF\xBB\xBF" "登记号,报名号,姓名,类别,分组,座位,手机尾号,人数,码版本,图片,矢量图,确认码\r\n";
  for (const event::Guest& guest : work.roster.guests()) {
    if (guest.state != state) continue;
    const auto issued = make_code(guest, work);
    if (!issued) return tl::unexpected(issued.error());
    if (auto written = write_pictures(folder, guest, *issued); !written) return written;
    index += index_line(guest, work.plan, *issued);
    if (auto added = book->add(report::make_card(work.plan, guest, issued->code)); !added) return base::fail(InputError::unusable, added.error().what);
    say(guest, *issued, options.json);
  }
  const auto summary = book->close();
  if (!summary) return base::fail(InputError::unusable, summary.error().what);
  say(*summary, options);
  return write_output((folder / kIndexName).string(), index, 0600);
}

Input<void> make_folder(const fs::path& folder) {
  std::error_code failed;
  if (fs::create_directories(folder, failed)) fs::permissions(folder, fs::perms::owner_all, failed);
  if (failed) return base::fail(InputError::unusable, fmt::format("{}: {}; choose a folder that can be written", folder.string(), failed.message()));
  return {};
}

}  // namespace

int issue(const IssueOptions& options) {
  const auto work = read_all(options);
  if (!work) return complain(work.error());
  const std::size_t expected = work->count(event::GuestState::expected), waiting = work->count(event::GuestState::waiting);
  if (expected + waiting == 0)
    return complain(fmt::format("{}: no guest is expected, so there is no code to issue; import the list first (openday roster import)", options.roster));
  const fs::path folder = options.out, of_waiting = folder / kWaitingFolder;
  if (const auto made = make_folder(folder); !made) return complain(made.error());
  if (expected > 0) {
    if (const auto done = issue_all(*work, options, event::GuestState::expected, folder); !done) return complain(done.error());
  }
  if (waiting == 0) {   // what a run before wrote says of guests who wait no longer that they do
    std::error_code ignored;
    for (const char* name : {kBookName, kIndexName}) fs::remove(of_waiting / name, ignored);
  } else {
    if (const auto made = make_folder(of_waiting); !made) return complain(made.error());
    if (const auto done = issue_all(*work, options, event::GuestState::waiting, of_waiting); !done) return complain(done.error());
  }
  if (options.json) return kYes;
  const std::size_t left = work->roster.guests().size() - expected - waiting;
  print(fmt::format("{} codes in {}{}", expected, options.out, left > 0 ? fmt::format("; {} guests are cancelled and got none", left) : ""));
  if (waiting > 0) print(fmt::format("{} codes of guests who wait in {}; each lets in once its guest has moved up, until then it sends to staff", waiting, of_waiting.string()));
  return kYes;
}

}  // namespace openday::tool
