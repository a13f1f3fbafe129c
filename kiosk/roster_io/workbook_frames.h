// What the reading child says to its parent, through a pipe: frames of a letter, the length of what follows (32 bits, little-endian) and
// that many bytes. S sheet, M merge, R row with the cells that hold something, E failure, Z whole. The parent believes nothing: a
// child that met a hostile file may say anything. Private to roster_io.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/roster_io/workbook.h"

namespace openday::roster_io {

inline constexpr std::size_t kMaxFrameBytes = kMaxTableColumns * (kMaxCellBytes + 16) + 64;
inline constexpr std::size_t kMaxFramesBytes = 2u << 30;       // of one workbook
inline constexpr std::size_t kMaxFramedRows = 2'000'000;

// Gathers frames and hands them on in blocks.
class FrameWriter final : public WorkbookSink {
 public:
  explicit FrameWriter(std::function<void(std::string_view)> out) : out_(std::move(out)) {}
  void sheet(std::string name, bool hidden) override;
  void merge(const Merge& merge) override;
  bool row(Row&& row) override;
  void failure(WorkbookError kind, std::string_view what);
  void whole();   // and flushes, as `failure` does

 private:
  void frame(char letter, std::string_view bytes);
  void flush();
  std::function<void(std::string_view)> out_;
  std::string waiting_;
};

class FrameReader {
 public:
  explicit FrameReader(WorkbookSink& sink) : sink_(sink) {}
  // False: no more is wanted. Either the sink has enough, or the frames make no sense (nonsense()).
  bool feed(std::string_view bytes);
  [[nodiscard]] bool nonsense() const { return nonsense_; }
  [[nodiscard]] bool whole() const { return whole_; }
  [[nodiscard]] bool enough() const { return enough_; }   // the sink said so
  [[nodiscard]] const std::optional<base::Failure<WorkbookError>>& failure() const { return failure_; }

 private:
  bool take(char letter, std::string_view bytes);
  bool take_row(std::string_view bytes);
  WorkbookSink& sink_;
  std::string waiting_;
  std::size_t bytes_ = 0, rows_ = 0, sheets_ = 0, merges_ = 0;
  bool nonsense_ = false, whole_ = false, enough_ = false;
  std::optional<base::Failure<WorkbookError>> failure_;
};

}  // namespace openday::roster_io
