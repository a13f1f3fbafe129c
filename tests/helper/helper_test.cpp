// Three verbs and nothing else.
#include "kiosk/helper/helper.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "kiosk/helper/request.h"

namespace openday::helper {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

std::string exfat() {
  std::string out(kProbeBytes, '\0');
  out.replace(3, 8, "EXFAT   ");
  return out;
}

class FakeMachine final : public Machine {
 public:
  std::vector<StickDevice> found{{"sdb1", "8:17"}};
  std::string bytes = exfat();
  bool is_mounted = false, busy = false, pulled = false;
  std::vector<std::string> did;

  std::vector<StickDevice> sticks() override { return found; }
  MachineResult<std::string> first_bytes(const StickDevice&) override { return bytes; }
  bool mounted() override { return is_mounted; }
  MachineResult<void> mount(const StickDevice& device, const std::string& kind) override {
    did.push_back("mount " + device.name + " " + kind);
    if (pulled) return base::fail(MachineError::failed, "sdb1:\nno medium");
    is_mounted = true;
    return {};
  }
  MachineResult<void> unmount(bool now) override {
    did.push_back(now ? "unmount now" : "unmount");
    if (busy && !now) return base::fail(MachineError::busy, "in use");
    is_mounted = false;
    return {};
  }
  MachineResult<void> set_clock(base::Instant at) override {
    did.push_back("clock " + base::to_rfc3339(at, base::Minutes(0)));
    return {};
  }
};

TEST(Helper, mounts_the_one_stick_with_its_file_system) {
  FakeMachine machine;
  EXPECT_EQ(answer("mount\n", machine), "ok exfat\n");
  EXPECT_THAT(machine.did, ElementsAre("mount sdb1 exfat"));
}

TEST(Helper, takes_away_a_stick_that_was_pulled_before_it_mounts_another) {
  FakeMachine machine;
  machine.is_mounted = machine.busy = true;
  EXPECT_EQ(answer("mount\n", machine), "ok exfat\n");
  EXPECT_THAT(machine.did, ElementsAre("unmount", "unmount now", "mount sdb1 exfat"));
}

TEST(Helper, mounts_nothing_when_there_is_none_or_it_is_not_clear_which_or_what) {
  FakeMachine machine;
  machine.found = {};
  EXPECT_THAT(answer("mount\n", machine), StartsWith("error none "));
  machine.found = {{"sdb1", "8:17"}, {"sdc1", "8:33"}};
  EXPECT_THAT(answer("mount\n", machine), StartsWith("error several 2 "));
  machine.found = {{"sdb1", "8:17"}};
  machine.bytes = "\xEB\x52\x90NTFS    ";
  EXPECT_THAT(answer("mount\n", machine), StartsWith("error foreign "));
  EXPECT_THAT(machine.did, IsEmpty());
  machine.bytes = exfat();
  machine.pulled = true;
  EXPECT_EQ(answer("mount\n", machine), "error failed sdb1: no medium\n") << "one line, whatever the system said";
}

TEST(Helper, unmounts_only_what_nobody_writes_to) {
  FakeMachine machine;
  EXPECT_THAT(answer("unmount\n", machine), StartsWith("error not-mounted "));
  machine.is_mounted = machine.busy = true;
  EXPECT_THAT(answer("unmount\n", machine), StartsWith("error busy "));
  machine.busy = false;
  EXPECT_EQ(answer("unmount\n", machine), "ok\n");
}

TEST(Helper, sets_the_time_within_this_century) {
  FakeMachine machine;
  EXPECT_EQ(answer("set-time 2026-11-17T08:30:00+08:00\n", machine), "ok\n");
  EXPECT_THAT(machine.did, ElementsAre("clock 2026-11-17T00:30:00+00:00"));
  for (const char* bad : {"set-time 2019-12-31T00:00:00Z\n", "set-time 2100-01-02T00:00:00Z\n", "set-time now\n", "set-time \n", "set-time 2026-11-17\n"}) EXPECT_THAT(answer(bad, machine), StartsWith("error bad-request ")) << bad;
  EXPECT_EQ(machine.did.size(), 1u);
}

TEST(Helper, refuses_every_other_line) {
  FakeMachine machine;
  for (const std::string& bad : {std::string("mount"), std::string(), std::string("\n"), std::string("mount /dev/sda1\n"), std::string("MOUNT\n"), std::string("mount\r\n"), std::string(" mount\n"), std::string("umount\n"),
                                 std::string("mount\0\n", 7), std::string("set-time ") + std::string(80, '0') + "\n"})
    EXPECT_THAT(answer(bad, machine), StartsWith("error bad-request ")) << bad;
  EXPECT_THAT(machine.did, IsEmpty());
  rc::check("any bytes but the three verbs do nothing", [](const std::string& bytes) {
    RC_PRE(!parse_request(bytes + "\n"));
    FakeMachine any;
    (void)answer(bytes + "\n", any);
    RC_ASSERT(any.did.empty());
  });
}

TEST(MountOptions, give_the_files_to_the_kiosk_alone) {
  EXPECT_EQ(mount_options("vfat", 990, 991), "uid=990,gid=991,fmask=0177,dmask=0077,utf8,errors=remount-ro");
  EXPECT_THAT(mount_options("exfat", 990, 991), HasSubstr("iocharset=utf8"));
  EXPECT_EQ(mount_options("ext4", 990, 991), "errors=remount-ro");
}

}  // namespace
}  // namespace openday::helper
