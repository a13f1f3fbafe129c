#include "tests/tool/office.h"

#include <stdexcept>

#include "kiosk/base/qr_code.h"
#include "kiosk/image/png.h"

namespace openday::tool {
namespace {

constexpr const char* kGuests =
    "姓名,手机,类别,分组,座位,人数\n"
    "张玮,13800001111,人大代表,一组,1-1,1\n"
    "欧阳珺,13900002222,服务对象,第 2 组,三排 07,2\n"
    "阿依古丽·买买提,13700003333,媒体记者,,,1\n"
    "陈㛃,13600004444,政协委员,,,1\n";

void must(const support::ProgramResult& result) {
  if (result.exit_code != 0) throw std::runtime_error(result.out + result.err);
}

}  // namespace

std::string programme_3() { return support::read_text(OPENDAY_SOURCE_DIR "/config/plans/03-city-timed.toml"); }

std::vector<nlohmann::json> json_lines(const std::string& text) {
  std::vector<nlohmann::json> out;
  for (const std::string& line : support::lines_of(text)) {
    if (!line.empty()) out.push_back(nlohmann::json::parse(line));
  }
  return out;
}

support::ProgramResult Office::run(std::vector<std::string> arguments) const {
  arguments.insert(arguments.begin(), OPENDAY_BIN_DIR "/openday");
  support::Child child(arguments, {}, folder_.path());
  support::ProgramResult out;
  const auto code = child.wait_exit(std::chrono::seconds(30));
  out.timed_out = !code;
  out.exit_code = code.value_or(-1);
  out.out = child.out();
  out.err = child.err();
  return out;
}

void Office::make_keys(const std::string& folder) const {
  for (const char* use : {"root", "codes", "documents"}) must(run({"key", "new", "--use", use, "--out", folder}));
}

std::vector<std::string> Office::set_up() const {
  write("plan.toml", programme_3());
  write("guests.csv", kGuests);
  must(run({"roster", "import", "guests.csv", "--plan", "plan.toml", "--out", "roster.json"}));
  make_keys("keys");
  must(run({"trust", "add", "--out", "trust.json", "--root", "keys/root.key", "--key", "keys/codes.pub", "--use", "codes"}));
  return issue("plan.toml", "codes");
}

std::vector<std::string> Office::issue(const std::string& plan, const std::string& folder, std::vector<std::string> more) const {
  std::vector<std::string> arguments{"issue", "--plan", plan, "--roster", "roster.json", "--key", "keys/codes.key", "--out", folder, "--json"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  const auto result = run(arguments);
  must(result);
  std::vector<std::string> out;
  for (const auto& line : json_lines(result.out)) out.push_back(line["text"]);
  return out;
}

void Office::draw(const std::string& text, const std::string& name) const {
  const auto code = base::make_qr_code(text).value();
  constexpr int kPixels = 6;
  const int side = (code.size + 2 * base::kQrQuietZone) * kPixels;
  image::GreyImage picture(side, side, 255);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const int column = x / kPixels - base::kQrQuietZone, row = y / kPixels - base::kQrQuietZone;
      const bool inside = column >= 0 && row >= 0 && column < code.size && row < code.size;
      if (inside && code.dark(column, row)) picture.at(x, y) = 0;
    }
  }
  if (!image::write_png(folder_ / name, picture)) throw std::runtime_error("cannot write " + name);
}

nlohmann::json Office::judge(const std::string& picture, const std::string& clock, std::vector<std::string> more) const {
  std::vector<std::string> arguments{"read", "--json", "--plan", "plan.toml", "--roster", "roster.json", "--trust", "trust.json", "--at", "2020-11-17T" + clock + "+08:00", picture};
  arguments.insert(arguments.end(), more.begin(), more.end());
  const auto result = run(arguments);
  if (result.exit_code > 1) throw std::runtime_error(result.out + result.err);
  return json_lines(result.out).at(0);
}

}  // namespace openday::tool
