// The disk's probe on a folder of this machine, and on a sysfs of the test's own.
#include "kiosk/device/disk_probe.h"

#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/files.h"

namespace openday::device {
namespace {

namespace fs = std::filesystem;

class DiskProbe : public ::testing::Test {
 protected:
  // A disk with a partition that holds the folder, as sysfs has them.
  void write_sysfs(const char* life, const char* spare, bool partition = true) {
    struct stat what {};
    ASSERT_EQ(stat(folder.path().c_str(), &what), 0);
    const fs::path disk = folder / "sys/devices/mmc0/block/mmcblk0", holds = partition ? disk / "mmcblk0p2" : disk;
    fs::create_directories(disk / "device");
    fs::create_directories(holds);
    fs::create_directories(folder / "sys/dev/block");
    fs::create_symlink(holds, folder / "sys/dev/block" / fmt::format("{}:{}", major(what.st_dev), minor(what.st_dev)));
    support::write_text(disk / "device/life_time", life);
    support::write_text(disk / "device/pre_eol_info", spare);
  }
  [[nodiscard]] DiskReport probe() const { return probe_disk(folder.path(), folder / "sys"); }
  support::TempDir folder;
};

TEST_F(DiskProbe, says_room_and_writes_a_block_that_it_takes_away) {
  const DiskReport said = probe();
  EXPECT_TRUE(said.found);
  EXPECT_GT(said.free, 0u);
  EXPECT_GE(said.total, said.free);
  EXPECT_FALSE(said.read_only);
  EXPECT_EQ(said.write_error, "");
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST_F(DiskProbe, says_so_where_health_is_roots) { EXPECT_EQ(probe().health, DiskHealth::unreadable); }

TEST_F(DiskProbe, reads_the_wear_of_flash_that_is_soldered_in) {
  write_sysfs("0x01 0x03\n", "0x01\n");
  EXPECT_EQ(probe().health, DiskHealth::known);
  EXPECT_EQ(probe().worn_percent, 30);
  EXPECT_FALSE(probe().spare_low);
}

TEST_F(DiskProbe, reads_it_of_a_disk_without_partitions) {
  write_sysfs("0x0b 0x01\n", "0x02\n", false);
  EXPECT_EQ(probe().worn_percent, 110);
  EXPECT_TRUE(probe().spare_low);
}

TEST_F(DiskProbe, takes_a_wear_that_is_not_defined_for_none) {
  write_sysfs("0x00 0x00\n", "0x00\n");
  EXPECT_EQ(probe().health, DiskHealth::unreadable);
}

TEST_F(DiskProbe, names_the_systems_reason_when_nothing_can_be_written) {
  EXPECT_FALSE(probe_disk(folder / "nowhere").found);
  fs::create_directory(folder / ".self-test");   // in the way of the probe, even for root
  const DiskReport said = probe();
  EXPECT_TRUE(said.found);
  EXPECT_NE(said.write_error, "");
}

}  // namespace
}  // namespace openday::device
