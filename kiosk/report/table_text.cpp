// CSV in two encodings: UTF-8 with a byte order mark, which Excel and WPS both take, and GB 18030 for programs that know nothing else.
#include <cerrno>
#include <memory>
#include <stdexcept>

#include <iconv.h>

#include "kiosk/base/csv_text.h"
#include "kiosk/report/table_files.h"

namespace openday::report {
namespace {

struct CloseIconv {
  void operator()(void* descriptor) const { ::iconv_close(descriptor); }
};

// Every character of Unicode has its place in GB 18030 (four bytes where not two): nothing can be lost.
std::string to_gb18030(std::string_view utf8) {
  const iconv_t opened = ::iconv_open("GB18030", "UTF-8");
  if (opened == reinterpret_cast<iconv_t>(-1)) throw std::runtime_error("iconv has no GB18030; install libc-bin's gconv modules again");
  const std::unique_ptr<void, CloseIconv> descriptor(opened);
  std::string out(utf8.size() * 2 + 4, '\0');    // one byte gives one, two or three give four at most
  char* in = const_cast<char*>(utf8.data());     // iconv(3) does not write through it
  std::size_t in_left = utf8.size(), out_left = out.size();
  char* to = out.data();
  while (in_left > 0 && ::iconv(opened, &in, &in_left, &to, &out_left) == static_cast<std::size_t>(-1)) {
    if (errno == E2BIG) throw std::logic_error("GB 18030 needs more than twice the bytes of UTF-8");
    ++in;                                        // a byte that is no UTF-8
    --in_left;
    *to++ = '?';
    --out_left;
  }
  out.resize(out.size() - out_left);
  return out;
}

}  // namespace

std::string to_csv(const event::DataTable& table, CsvEncoding encoding) {
  std::string out;
  std::vector<std::string> cells;
  for (const event::TableColumn& column : table.columns) cells.push_back(column.title);
  out += base::csv_line(cells);
  for (const auto& row : table.rows) {
    cells.clear();
    for (const event::TableCell& cell : row) cells.push_back(event::to_text(cell));
    out += base::csv_line(cells);
  }
  return encoding == CsvEncoding::gb18030 ? to_gb18030(out) : std::string(base::kByteOrderMark) + out;
}

}  // namespace openday::report
