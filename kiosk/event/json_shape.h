// One linear pass over a JSON text that builds nothing. nlohmann's parser with a callback looks at a whole array again at the end of
// each object in it: 64 KiB of "{}," cost it 0.7 s. So depth and doubles are looked at here, and it then parses without a callback.
// Header-only; whoever includes it links nlohmann_json.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace openday::event {

// What the pass sees of objects and their members.
class JsonPass : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit JsonPass(int most_depth) : most_depth_(most_depth) {}
  // False: no JSON, or nested deeper.
  bool run(std::string_view text) { return nlohmann::json::sax_parse(text.begin(), text.end(), this); }

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool key(string_t&) override { return true; }
  bool start_object(std::size_t) override { return ++depth_ <= most_depth_; }
  bool start_array(std::size_t) override { return ++depth_ <= most_depth_; }
  bool end_object() override { return --depth_, true; }
  bool end_array() override { return --depth_, true; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

 protected:
  [[nodiscard]] int depth() const { return depth_; }   // 1: the members of the whole

 private:
  int most_depth_, depth_ = 0;
};

// Whether it is JSON nested at most so deep; 1: an object or array of nothing but scalars.
inline bool is_json_within(std::string_view text, int most_depth) { return JsonPass(most_depth).run(text); }

// Whether a member stands twice at the top; false also where it is no JSON.
inline bool repeats_a_member(std::string_view text) {
  class Pass final : public JsonPass {
   public:
    using JsonPass::JsonPass;
    bool key(string_t& name) override { return twice_ = depth() == 1 && !seen_.insert(name).second, !twice_; }
    [[nodiscard]] bool twice() const { return twice_; }

   private:
    std::set<std::string, std::less<>> seen_;
    bool twice_ = false;
  };
  Pass pass(1'000'000);
  (void)pass.run(text);
  return pass.twice();
}

// The text that the member `name` of the whole is; nothing where there is none, or where it is no JSON.
inline std::optional<std::string> text_member(std::string_view text, std::string_view name) {
  class Pass final : public JsonPass {
   public:
    explicit Pass(std::string_view name) : JsonPass(64), name_(name) {}
    bool key(string_t& key) override { return here_ = depth() == 1 && key == name_, true; }
    bool string(string_t& value) override {
      if (here_ && depth() == 1) found_ = value;
      return true;
    }
    std::optional<std::string> found_;

   private:
    std::string_view name_;
    bool here_ = false;
  };
  Pass pass(name);
  return pass.run(text) ? pass.found_ : std::nullopt;
}

}  // namespace openday::event
