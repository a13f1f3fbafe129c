#include "kiosk/roster_io/workbook_frames.h"

#include <algorithm>

#include "kiosk/base/utf8.h"

namespace openday::roster_io {
namespace {

constexpr std::size_t kBlock = 64u << 10, kHead = 5, kMaxFailureBytes = 2'000;

void put(std::string& out, std::size_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

// Takes numbers and texts off the front; `good` turns false at the first that is not there.
class Taker {
 public:
  explicit Taker(std::string_view bytes) : bytes_(bytes) {}
  bool good = true;
  [[nodiscard]] bool empty() const { return bytes_.empty(); }

  std::size_t number(std::size_t count) {
    std::size_t out = 0;
    const std::string_view bytes = text(count);
    for (std::size_t i = bytes.size(); i-- > 0;) out = out << 8 | static_cast<unsigned char>(bytes[i]);
    return out;
  }
  std::string_view text(std::size_t count) {
    good &= count <= bytes_.size();
    if (!good) return {};
    const std::string_view out = bytes_.substr(0, count);
    bytes_.remove_prefix(count);
    return out;
  }

 private:
  std::string_view bytes_;
};

std::string clean(std::string_view text) { return base::is_utf8(text) ? std::string(text) : base::to_utf8(base::to_code_points(text)); }

}  // namespace

void FrameWriter::sheet(std::string name, bool hidden) { frame('S', (hidden ? "h" : "v") + name); }

void FrameWriter::merge(const Merge& merge) {
  std::string bytes;
  for (const std::uint32_t value : {merge.first_row, merge.first_column, merge.last_row, merge.last_column}) put(bytes, value, 4);
  frame('M', bytes);
}

bool FrameWriter::row(Row&& row) {
  std::string bytes;
  put(bytes, row.line, 4);
  bytes += row.hidden ? '\1' : '\0';
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const CellKind kind = row.kind(i);
    if (row.cells[i].empty() && kind == CellKind::text) continue;
    put(bytes, i, 2);
    put(bytes, static_cast<std::size_t>(kind), 1);
    put(bytes, row.cells[i].size(), 2);
    bytes += row.cells[i];
  }
  frame('R', bytes);
  return true;
}

void FrameWriter::failure(WorkbookError kind, std::string_view what) {
  frame('E', static_cast<char>('0' + static_cast<int>(kind)) + std::string(what));
  flush();
}

void FrameWriter::whole() {
  frame('Z', {});
  flush();
}

void FrameWriter::frame(char letter, std::string_view bytes) {
  waiting_ += letter;
  put(waiting_, bytes.size(), 4);
  waiting_ += bytes;
  if (waiting_.size() >= kBlock) flush();
}

void FrameWriter::flush() {
  out_(waiting_);
  waiting_.clear();
}

bool FrameReader::feed(std::string_view bytes) {
  bytes_ += bytes.size();
  nonsense_ |= bytes_ > kMaxFramesBytes || whole_;
  if (nonsense_ || failure_) return false;
  waiting_ += bytes;
  std::size_t at = 0;
  while (waiting_.size() - at >= kHead) {
    const std::size_t length = Taker(std::string_view(waiting_).substr(at + 1, 4)).number(4);
    nonsense_ = length > kMaxFrameBytes;
    if (nonsense_) return false;
    if (waiting_.size() - at - kHead < length) break;
    if (!take(waiting_[at], std::string_view(waiting_).substr(at + kHead, length))) return false;
    at += kHead + length;
  }
  waiting_.erase(0, at);
  return true;
}

bool FrameReader::take(char letter, std::string_view bytes) {
  Taker taker(bytes);
  nonsense_ = whole_;
  if (letter == 'S') {
    const bool hidden = taker.text(1) == "h";
    nonsense_ |= !taker.good || ++sheets_ > kMaxSheets || bytes.size() > kMaxCellBytes;
    if (!nonsense_) sink_.sheet(clean(bytes.substr(1)), hidden);
  } else if (letter == 'M') {
    Merge merge;
    for (std::uint32_t* part : {&merge.first_row, &merge.first_column, &merge.last_row, &merge.last_column}) *part = static_cast<std::uint32_t>(taker.number(4));
    const bool ordered = merge.first_row >= 1 && merge.first_column >= 1 && merge.first_row <= merge.last_row && merge.first_column <= merge.last_column;
    nonsense_ |= !taker.good || !taker.empty() || !ordered || merge.last_row > kMaxSheetRows || ++merges_ > kMaxMerges * kMaxSheets;
    if (!nonsense_) sink_.merge(merge);
  } else if (letter == 'R') {
    return take_row(bytes);
  } else if (letter == 'E') {
    const std::size_t kind = taker.number(1) - '0';
    nonsense_ |= !taker.good || kind > static_cast<std::size_t>(WorkbookError::unreadable) || bytes.size() > kMaxFailureBytes;
    if (!nonsense_) failure_ = base::Failure<WorkbookError>{static_cast<WorkbookError>(kind), clean(bytes.substr(1))};
  } else {
    nonsense_ |= letter != 'Z' || !bytes.empty();
    whole_ = !nonsense_;
  }
  return !nonsense_ && !failure_;
}

bool FrameReader::take_row(std::string_view bytes) {
  Taker taker(bytes);
  Row row;
  row.line = taker.number(4);
  row.hidden = taker.number(1) == 1;
  nonsense_ |= !taker.good || row.line == 0 || row.line > kMaxSheetRows || ++rows_ > kMaxFramedRows || sheets_ == 0;
  while (!nonsense_ && !taker.empty()) {
    const std::size_t column = taker.number(2), kind = taker.number(1);
    const std::string_view text = taker.text(taker.number(2));
    nonsense_ |= !taker.good || column >= kMaxTableColumns || column < row.cells.size() || kind > static_cast<std::size_t>(CellKind::error) ||
                 text.size() > kMaxCellBytes;
    if (nonsense_) break;
    row.cells.resize(column + 1);
    row.cells[column] = clean(text);
    if (kind != 0) row.marks.push_back({static_cast<std::uint32_t>(column), static_cast<CellKind>(kind)});
  }
  enough_ = !nonsense_ && !sink_.row(std::move(row));
  return !nonsense_ && !enough_;
}

}  // namespace openday::roster_io
