#include "kiosk/roster_io/xml_reader.h"

#include <algorithm>
#include <deque>
#include <type_traits>
#include <vector>

#include <orcus/exception.hpp>
#include <orcus/sax_parser.hpp>

namespace openday::roster_io {
namespace {

constexpr std::size_t kPadding = 64;   // the longest word the parser compares without looking for the end has 6 letters

// Attributes come before their element; those with a decoded character live in a buffer of the parser's.
class Adapter {
 public:
  explicit Adapter(XmlHandler& handler) : handler_(handler) {}

  void doctype(const orcus::sax::doctype_declaration&) {}
  void start_declaration(std::string_view) {}
  void end_declaration(std::string_view) { forget(); }
  void attribute(const orcus::sax::parser_attribute& attribute) {
    std::string_view value = attribute.value;
    if (attribute.transient) value = decoded_.emplace_back(value);
    attributes_.push_back({attribute.ns, attribute.name, value});
  }
  // A part that is cut off between two elements ends like one that is whole.
  [[nodiscard]] bool whole() const { return begun_ && depth_ == 0; }

  void start_element(const orcus::sax::parser_element& element) {
    begun_ = true;
    ++depth_;
    handler_.open({element.name, attributes_});
    forget();
  }
  void end_element(const orcus::sax::parser_element& element) {
    --depth_;
    handler_.close(element.name);
  }
  void characters(std::string_view text, bool) { handler_.text(text); }

 private:
  void forget() {
    attributes_.clear();
    decoded_.clear();
  }

  XmlHandler& handler_;
  std::vector<XmlAttribute> attributes_;
  std::deque<std::string> decoded_;
  std::size_t depth_ = 0;
  bool begun_ = false;
};

using Parser = orcus::sax_parser<Adapter>;

// liborcus 0.17 (Debian 12) takes pointer and size, 0.18 and later (Debian 13) a view.
template <class P>
void parse(std::string_view part, Adapter& adapter) {
  if constexpr (std::is_constructible_v<P, const char*, std::size_t, Adapter&>) {
    P(part.data(), part.size(), adapter).parse();
  } else {
    P(part, adapter).parse();
  }
}

struct Padded {
  // White space, so that a part that is cut off does not end inside a word; zeros, which end every word, where the parser looks past it.
  explicit Padded(std::string& part) : part_(part), size_(part.size()) {
    part_.append(kPadding, ' ');
    part_.append(kPadding, '\0');
  }
  ~Padded() { part_.resize(size_); }
  Padded(const Padded&) = delete;
  Padded& operator=(const Padded&) = delete;
  [[nodiscard]] std::string_view view() const { return {part_.data(), size_ + kPadding}; }

 private:
  std::string& part_;
  std::size_t size_;
};

}  // namespace

std::string_view XmlElement::operator[](std::string_view attribute) const {
  for (const XmlAttribute& one : attributes)
    if (one.prefix.empty() && one.name == attribute) return one.value;
  return {};
}

std::string_view XmlElement::prefixed(std::string_view attribute) const {
  for (const XmlAttribute& one : attributes)
    if (!one.prefix.empty() && one.name == attribute) return one.value;
  return {};
}

bool read_xml(std::string& part, XmlHandler& handler) {
  const Padded padded(part);
  Adapter adapter(handler);
  try {
    parse<Parser>(padded.view(), adapter);
  } catch (const orcus::general_error&) {
    return false;
  }
  return adapter.whole();
}

}  // namespace openday::roster_io
