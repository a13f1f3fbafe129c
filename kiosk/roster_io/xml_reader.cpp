#include "kiosk/roster_io/xml_reader.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <deque>
#include <exception>
#include <new>
#include <type_traits>
#include <vector>

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

// A character reference names one of XML's own characters (XML 1.0, 4.1): the parser stops the whole program at one beyond Unicode.
bool is_character(std::string_view digits) {
  const bool hex = digits.starts_with('x');
  if (hex) digits.remove_prefix(1);
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
  return error == std::errc() && end == digits.data() + digits.size() && value != 0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
}

// Every "&" begins a reference that ends where its name does: the parser looks for the ";" past quotes and tags, and would go on from there.
bool references_are_sound(std::string_view part) {
  constexpr std::string_view kNames("#0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
  for (std::size_t at = part.find('&'); at != std::string_view::npos; at = part.find('&', at + 1)) {
    const std::size_t end = part.find_first_not_of(kNames, at + 1);
    if (end == std::string_view::npos || part[end] != ';' || end == at + 1) return false;
    if (part[at + 1] == '#' && !is_character(part.substr(at + 2, end - at - 2))) return false;
  }
  return true;
}

// Past the ">" of the tag that `part` begins with; npos when it has none. Past an open quote at the end of a part the parser runs on and
// stops the program.
std::size_t end_of_tag(std::string_view part) {
  std::size_t at = part.find_first_of("\"'>");
  while (at != std::string_view::npos && part[at] != '>') {
    const std::size_t quote = part.find(part[at], at + 1);
    at = quote == std::string_view::npos ? quote : part.find_first_of("\"'>", quote + 1);
  }
  return at == std::string_view::npos ? at : at + 1;
}

// Tags end, quoted values end inside them, references end inside those; nothing is looked for in comments and literal text.
bool is_sound(std::string_view part) {
  constexpr std::string_view kComment("<!--"), kLiteral("<![CDATA[");
  while (!part.empty()) {
    const std::size_t tag = std::min(part.find('<'), part.size());
    if (!references_are_sound(part.substr(0, tag))) return false;
    part.remove_prefix(tag);
    if (part.empty()) break;
    const std::string_view opening = part.starts_with(kComment) ? kComment : part.starts_with(kLiteral) ? kLiteral : std::string_view();
    const std::string_view closing = opening == kComment ? "-->" : "]]>";
    const std::size_t last = opening.empty() ? end_of_tag(part) : part.find(closing, opening.size());
    if (last == std::string_view::npos) return false;
    if (opening.empty() && !references_are_sound(part.substr(0, last))) return false;
    part.remove_prefix(opening.empty() ? last : last + closing.size());
  }
  return true;
}

struct Padded {
  // White space, so that a part that is cut off does not end inside a word; where the parser looks past it, what it can neither skip nor
  // take for the end of anything.
  explicit Padded(std::string& part) : part_(part), size_(part.size()) {
    part_.append(kPadding, ' ');
    part_.append(kPadding, '<');
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
  if (!is_sound(part)) return false;
  const Padded padded(part);
  Adapter adapter(handler);
  try {
    parse<Parser>(padded.view(), adapter);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {   // orcus' own errors, and those of the standard functions it calls
    return false;
  }
  return adapter.whole();
}

}  // namespace openday::roster_io
