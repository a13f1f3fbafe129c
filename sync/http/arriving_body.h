// A request's body that takes memory as its bytes come. Beast's own string_body reserves all that the header announces, which a client
// gets for a hundred bytes.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>

#include <boost/beast/core/buffer_traits.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/optional.hpp>

namespace openday::http {

// Meets Beast's Body with a BodyReader; how many bytes may come is the parser's body_limit.
struct ArrivingBody {
  using value_type = std::string;

  class reader {
   public:
    template <bool is_request, class Fields>
    reader(boost::beast::http::header<is_request, Fields>& /*head*/, value_type& body) : body_(body) {}

    void init(const boost::optional<std::uint64_t>& length, boost::beast::error_code& error) {
      announced_ = length;
      error = {};
    }
    template <class ConstBufferSequence>
    std::size_t put(const ConstBufferSequence& pieces, boost::beast::error_code& error) {
      const std::size_t fresh = boost::beast::buffer_bytes(pieces);
      make_room(body_.size() + fresh);
      for (const auto piece : boost::beast::buffers_range_ref(pieces)) body_.append(static_cast<const char*>(piece.data()), piece.size());
      error = {};
      return fresh;
    }
    void finish(boost::beast::error_code& error) { error = {}; }

   private:
    // Twice as much each time, but never more than was announced: a string that has something grows to twice that by itself.
    void make_room(std::size_t bytes) {
      if (bytes <= body_.capacity()) return;
      const std::size_t twice = 2 * body_.capacity();
      std::string larger;
      larger.reserve(std::max(bytes, announced_ ? static_cast<std::size_t>(std::min<std::uint64_t>(twice, *announced_)) : twice));
      larger.append(body_);
      body_ = std::move(larger);
    }

    value_type& body_;
    boost::optional<std::uint64_t> announced_;
  };
};

}  // namespace openday::http
