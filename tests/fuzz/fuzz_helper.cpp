// What the root helper reads: a request line, and the first bytes of whatever stick was put in. Any bytes give an answer of one line and
// never do more than they say.
#include <cstdlib>

#include "kiosk/helper/helper.h"
#include "kiosk/helper/request.h"

namespace {

using namespace openday::helper;

class Nothing final : public Machine {
 public:
  explicit Nothing(std::string_view bytes) : bytes_(bytes) {}
  std::vector<StickDevice> sticks() override { return {{"sdz1", "8:241"}}; }
  MachineResult<std::string> first_bytes(const StickDevice&) override { return std::string(bytes_.substr(0, kProbeBytes)); }
  bool mounted() override { return false; }
  MachineResult<void> mount(const StickDevice&, const std::string& kind) override {
    if (kind != "vfat" && kind != "exfat" && kind != "ext4") std::abort();
    return {};
  }
  MachineResult<void> unmount(bool) override { std::abort(); }
  MachineResult<void> set_clock(openday::base::Instant) override { return {}; }

 private:
  std::string_view bytes_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Nothing machine(bytes);
  const std::string_view line = bytes.substr(0, bytes.find('\n') + 1);
  for (const std::string& said : {answer(line, machine), answer("mount\n", machine)})
    if (said.empty() || said.find('\n') != said.size() - 1) std::abort();
  if (parse_request(line) && line.size() > kMostRequest) std::abort();
  return 0;
}
