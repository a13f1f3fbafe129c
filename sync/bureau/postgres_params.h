// Parameters of one statement in PostgreSQL's binary formats (manual, "Frontend/Backend Protocol"; array_recv for arrays), so that
// bytes travel as they are. Values are copied. One thread an object.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/bytes.h"
#include "kiosk/base/uuid.h"

namespace openday::bureau {

enum class PostgresType : std::uint32_t { bytes = 17, integer = 20, text = 25, uuid = 2950 };   // OIDs, persistent in pg_type.dat

// A one-dimensional array.
class PostgresArray {
 public:
  explicit PostgresArray(PostgresType element);
  void add(std::int64_t value);
  void add(std::string_view bytes);             // of a text or a bytea
  void add(base::ByteView bytes) { add(base::as_text(bytes)); }
  void add(const base::Uuid& id) { add(base::ByteView(id.bytes)); }
  void add_null();
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::string encoded() const;

 private:
  PostgresType element_;
  std::uint32_t size_ = 0;
  bool has_null_ = false;
  std::string items_;
};

class PostgresParams {
 public:
  template <class... Args>
  explicit PostgresParams(const Args&... args) {
    values_.reserve(sizeof...(args));
    (add(args), ...);
  }
  [[nodiscard]] std::vector<const char*> pointers() const;
  [[nodiscard]] std::vector<int> lengths() const;
  [[nodiscard]] std::size_t size() const { return values_.size(); }

 private:
  template <std::integral T>
  void add(T value) { add_integer(static_cast<std::int64_t>(value)); }
  void add(std::string_view bytes) { values_.emplace_back(bytes); }
  void add(const std::string& bytes) { values_.emplace_back(bytes); }
  void add(const char* text) { values_.emplace_back(text); }
  void add(base::ByteView bytes) { values_.emplace_back(base::as_text(bytes)); }
  template <std::size_t N>
  void add(const std::array<std::uint8_t, N>& bytes) { add(base::ByteView(bytes)); }
  void add(const base::Uuid& id) { add(base::ByteView(id.bytes)); }
  void add(const PostgresArray& array) { values_.push_back(array.encoded()); }
  void add_integer(std::int64_t value);

  std::vector<std::string> values_;
};

}  // namespace openday::bureau
