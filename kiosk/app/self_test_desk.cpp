#include "kiosk/app/self_test_desk.h"

#include <utility>

#include "kiosk/base/log.h"
#include "kiosk/report/letterhead.h"
#include "kiosk/report/self_test_paper.h"
#include "kiosk/ui/strings.h"

namespace openday::app {

using ui::SelfTestGrade;
using ui::Text;

namespace {

constexpr std::string_view kConfirmation = "OD1:";

ScanFacts facts_of_scan(std::string_view text, base::Instant now) { return {now, text.size(), text.starts_with(kConfirmation)}; }

SoundFact fact_of(device::SoundState sound) {
  switch (sound) {
    case device::SoundState::off: return SoundFact::off;
    case device::SoundState::no_card: return SoundFact::no_card;
    default: return SoundFact::untried;      // whether it was heard is the page's
  }
}

report::SelfTestTone tone_of(SelfTestGrade grade) {
  switch (grade) {
    case SelfTestGrade::good: return report::SelfTestTone::good;
    case SelfTestGrade::attention:
    case SelfTestGrade::todo:
    case SelfTestGrade::looking: return report::SelfTestTone::attention;
    case SelfTestGrade::bad: return report::SelfTestTone::bad;
    case SelfTestGrade::absent: break;
  }
  return report::SelfTestTone::quiet;
}

std::string sum_of(const std::vector<ui::SelfTestLine>& lines, const ui::Strings& words) {
  const ui::SelfTestCounts counts = ui::count_of(lines);
  const int todo = counts[SelfTestGrade::todo] + counts[SelfTestGrade::looking];
  if (counts[SelfTestGrade::bad] > 0) return ui::fill_in(words.text(Text::self_test_unfit), {std::to_string(counts[SelfTestGrade::bad])});
  if (todo > 0) return ui::fill_in(words.text(Text::self_test_open), {std::to_string(todo)});
  return words.text(Text::self_test_fit);
}

}  // namespace

SelfTestDesk::SelfTestDesk(SelfTestOptions options, std::unique_ptr<BoxProbe> probe, std::unique_ptr<device::Printer> printer, std::function<void()> wake)
    : options_(std::move(options)),
      probe_([shared = std::shared_ptr<BoxProbe>(std::move(probe))] { return [shared](const ProbeQuestion& question) { return shared->look(question); }; }, wake),
      press_(options_.state / "reports" / "self-test", options_.printer, std::move(printer), wake) {
  if (options_.camera) facts_.camera.state = DeviceState::starting;
  if (options_.scanner) facts_.scanner.state = DeviceState::starting;
}

void SelfTestDesk::see(const scan::ScanEvent& event, base::Instant now) {
  changed_ = true;
  if (const auto* changed = std::get_if<scan::DeviceChanged>(&event)) {
    const bool camera = changed->source == scan::ScanSource::camera;
    (camera ? facts_.camera.state : facts_.scanner.state) = changed->working ? DeviceState::working : DeviceState::missing;
    (camera ? facts_.camera.what : facts_.scanner.what) = changed->what;
    if (camera && !changed->working) facts_.camera.picture.reset();
  } else if (const auto* code = std::get_if<scan::CodeRead>(&event)) {
    (code->source == scan::ScanSource::camera ? facts_.camera.read : facts_.scanner.read) = facts_of_scan(code->text, now);
  } else if (const auto* preview = std::get_if<scan::Preview>(&event); preview && preview->sharpness) {
    facts_.camera.picture = PictureFacts{preview->sharpness->focus, preview->sharpness->contrast, preview->sharpness->brightness};
  }
}

void SelfTestDesk::hear_burst(std::string_view text, base::Instant now) {
  facts_.scanner.read = facts_of_scan(text, now);
  changed_ = true;
}

// A run begins with empty hands: what was read before it proves nothing of this morning.
void SelfTestDesk::forget_readings() {
  facts_.camera.read.reset();
  facts_.scanner.read.reset();
  facts_.camera.picture.reset();
  facts_.looked.reset();
}

void SelfTestDesk::carry_out(std::uint64_t visit, const SelfTestJob& job, std::shared_ptr<const Documents> documents, const base::Moment& now) {
  visit_ = visit;
  if (documents) facts_.zone = documents->plan.zone;
  if (job.kind == SelfTestJob::Kind::print) return print(job, std::move(documents), now);
  if (job.kind != SelfTestJob::Kind::look) return;
  forget_readings();
  changed_ = true;
  probe_.ask({std::move(documents), now});
}

std::vector<SelfTestAnswer> SelfTestDesk::take(bool watched, device::SoundState sound, const base::Moment& now) {
  std::vector<SelfTestAnswer> out;
  const auto say = [&](SelfTestNews news) { out.push_back({visit_, std::make_shared<const SelfTestNews>(std::move(news))}); };
  if (auto looked = probe_.take()) {
    facts_.looked = std::move(*looked);
    changed_ = true;
  }
  for (PrintNews& one : press_.take()) {
    SelfTestNews news;
    news.print = std::move(one.status);
    say(std::move(news));
  }
  if (facts_.sound != fact_of(sound)) facts_.sound = fact_of(sound), changed_ = true;
  if (!std::exchange(changed_, false) || !watched) return out;
  facts_.clock = {now.wall, now.state};
  SelfTestNews news;
  news.box = facts_;
  say(std::move(news));
  return out;
}

void SelfTestDesk::print(const SelfTestJob& job, std::shared_ptr<const Documents> documents, const base::Moment& now) {
  const auto draw = [lines = job.lines, documents = std::move(documents), at = now.wall, options = options_](const std::filesystem::path& file) { return draw_self_test(file, options, lines, documents.get(), at); };
  press_.print({visit_, "self-test", draw});
}

bool draw_self_test(const std::filesystem::path& file, const SelfTestOptions& options, const std::vector<ui::SelfTestLine>& lines, const Documents* documents, base::Instant at) {
  const ui::Strings words = ui::Strings::load(options.assets / "strings" / "zh-CN.toml");
  const auto text = [&](Text id) -> const std::string& { return words.text(id); };
  const base::Minutes zone = documents ? documents->plan.zone : base::kChinaOffset;
  report::PaperFile to{file, options.assets / "fonts.toml", {text(Text::self_test_title), {}, at, zone}, {}};
  to.head.title = text(Text::self_test_title);
  if (documents) {
    to.info.author = documents->plan.bureau;
    to.head = report::letterhead_of(to.head.title, documents->plan, {}, at, {});
  }
  const report::SelfTestWords around{text(Text::self_test_column_check), text(Text::self_test_column_grade), text(Text::self_test_column_said), ui::fill_in(text(Text::self_test_box), {options.box}),
                                     ui::fill_in(text(Text::self_test_made), {base::to_string(base::date_in(at, zone)) + " " + base::clock_text(base::minutes_of_day(at, zone))}), sum_of(lines, words), text(Text::self_test_sign)};
  std::vector<report::SelfTestRow> rows;
  for (const ui::SelfTestLine& line : lines)
    rows.push_back({text(ui::name_of(line.check)), text(ui::name_of(line.grade)), ui::said_of(line, text(line.said)), line.step ? text(*line.step) : std::string(), tone_of(line.grade)});
  const auto done = report::print_self_test(to, around, rows);
  if (!done) base::log_warning("the self-test's paper: {}", done.error().what);
  return done.has_value();
}

}  // namespace openday::app
