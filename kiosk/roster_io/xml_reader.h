// One XML part of a workbook, element by element, by orcus' SAX parser. No entities but the five of XML and character references;
// a document type with definitions of its own is refused. Depth costs no stack. Private to roster_io.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace openday::roster_io {

struct XmlAttribute {
  std::string_view prefix, name, value;
};

struct XmlElement {
  std::string_view name;   // without its prefix
  std::span<const XmlAttribute> attributes;
  // The value of the attribute without a prefix; empty when there is none.
  [[nodiscard]] std::string_view operator[](std::string_view attribute) const;
  // The value of an attribute with any prefix: r:id.
  [[nodiscard]] std::string_view prefixed(std::string_view attribute) const;
};

class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void open(const XmlElement& element) = 0;   // views live until it returns
  virtual void close(std::string_view name) = 0;
  virtual void text(std::string_view part) = 0;
};

// False when the part is not well-formed. Adds bytes of its own to the end of `part` while it reads and takes them off again: the
// parser looks a few characters past the end of a part that is cut off.
[[nodiscard]] bool read_xml(std::string& part, XmlHandler& handler);

}  // namespace openday::roster_io
