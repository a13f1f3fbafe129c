#include "tests/report/printed.h"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "tests/support/process.h"

namespace openday::report {

std::string code_text(int number) { return fmt::format("OD1:{:0>210}", number); }

InvitationCard card_of(const std::string& name, int number) {
  InvitationCard card;
  card.bureau = "云溪市自然资源局";
  card.event = "政府开放日";
  card.name = name;
  card.category = "服务对象";
  card.sessions = {{"", "2020年11月17日 星期二", "08:40—11:30", "08:30 集中", "局五楼会议室"}};
  card.tips = {"如遇变化，另行通知"};
  card.number_label = "报名号";
  card.number = fmt::format("A-{:03}", number);
  card.code = base::make_qr_code(code_text(number)).value();
  return card;
}

std::vector<InvitationCard> cards(int count) {
  std::vector<InvitationCard> out;
  for (int i = 1; i <= count; ++i) out.push_back(card_of("张玮", i));
  return out;
}

base::Result<BookSummary, BookError> Desk::try_to_print(const std::vector<InvitationCard>& cards, const std::filesystem::path& target) const {
  auto book = InvitationBook::open(target, OPENDAY_FONTS_TOML, {"邀请卡", "云溪市自然资源局", base::parse_rfc3339("2020-11-17T00:00:00+08:00")->at});
  if (!book) return tl::unexpected(book.error());
  for (const InvitationCard& card : cards) {
    if (auto added = book->add(card); !added) return tl::unexpected(added.error());
  }
  return book->close();
}

BookSummary Desk::print(const std::vector<InvitationCard>& cards) const {
  auto done = try_to_print(cards, file());
  if (!done) throw std::runtime_error(done.error().what);
  return *done;
}

std::string Desk::tool(const std::vector<std::string>& argv) const {
  auto result = support::run_program(argv);
  if (result.exit_code != 0) throw std::runtime_error(argv[0] + ": " + result.err);
  return result.out;
}

std::string Desk::text() const {
  std::string out = tool({"pdftotext", "-raw", file().string(), "-"});
  std::erase_if(out, [](char c) { return c == ' ' || c == '\n' || c == '\f'; });
  return out;
}

std::vector<std::string> Desk::codes(int page, int dpi) const {
  const std::string picture = path("page").string(), number = std::to_string(page);
  tool({"pdftoppm", "-r", std::to_string(dpi), "-f", number, "-l", number, "-singlefile", "-png", file().string(), picture});
  auto out = support::lines_of(tool({"zbarimg", "-q", "--raw", "--nodbus", picture + ".png"}));
  std::erase(out, "");
  std::sort(out.begin(), out.end());
  return out;
}

bool has_tools() { return support::run_program({"sh", "-c", "command -v pdftotext && command -v pdftoppm && command -v zbarimg"}).exit_code == 0; }

}  // namespace openday::report
