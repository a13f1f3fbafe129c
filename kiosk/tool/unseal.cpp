#include <fmt/format.h>

#include "kiosk/base/seal.h"
#include "kiosk/tool/commands.h"
#include "kiosk/tool/inputs.h"

namespace openday::tool {
namespace {

bool is_text(std::string_view bytes) {
  return bytes.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n \t") == std::string_view::npos;
}

std::string_view trimmed(std::string_view line) {
  const auto first = line.find_first_not_of(" \t\r"), last = line.find_last_not_of(" \t\r");
  return first == std::string_view::npos ? std::string_view() : line.substr(first, last - first + 1);
}

// Every line opened; the failure names the first that cannot be.
Input<std::string> open_lines(const base::UnsealKey& key, std::string_view text, const std::string& file) {
  std::string out;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto end = text.find('\n');
    const auto line = trimmed(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (line.empty()) continue;
    const auto plain = base::unseal_text(key, line);
    if (!plain) return base::fail(InputError::unusable, fmt::format("{}:{}: {}", file, number, plain.error().what));
    out += *plain + '\n';
  }
  if (out.empty()) return base::fail(InputError::unusable, fmt::format("{}: empty; expected sealed text", file));
  return out;
}

Input<std::string> open_bytes(const base::UnsealKey& key, std::string_view bytes, const std::string& file) {
  const auto plain = key.unseal(base::as_bytes(bytes));
  if (!plain) return base::fail(InputError::unusable, fmt::format("{}: {}", file, plain.error().what));
  return std::string(base::as_text(*plain));
}

}  // namespace

int unseal(const UnsealOptions& options) {
  const auto key = read_seal_key(options.key, options.passphrase_file);
  if (!key) return complain(key.error());
  const auto sealed = read_input(options.in);
  if (!sealed) return complain(sealed.error());
  const auto plain = is_text(*sealed) ? open_lines(*key, *sealed, options.in) : open_bytes(*key, *sealed, options.in);
  if (!plain) return complain(plain.error());
  if (!options.out.empty()) {
    if (const auto written = write_output(options.out, *plain, 0600); !written) return complain(written.error());
    return kYes;
  }
  print(plain->ends_with('\n') ? plain->substr(0, plain->size() - 1) : *plain);
  return kYes;
}

}  // namespace openday::tool
