// Which of a box's block devices is the stick.
#include "kiosk/helper/stick_finder.h"

#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/files.h"

namespace openday::helper {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A box's sysfs, as far as it is looked at.
class Sys : public ::testing::Test {
 protected:
  void disk(const std::string& name, const std::string& bus, const std::string& removable, const std::string& numbers, const std::string& size = "31277056") {
    at_[name] = folder_ / ("devices/" + bus + "/block/" + name);
    support::write_text(at_[name] / "removable", removable + "\n");
    device(name, numbers, size);
  }
  void partition(const std::string& of, const std::string& name, const std::string& numbers) {
    at_[name] = at_[of] / name;
    support::write_text(at_[name] / "partition", "1\n");
    device(name, numbers, "31275008");
  }
  void hold(const std::string& name) { support::write_text(at_[name] / "holders/dm-0", ""); }
  [[nodiscard]] std::vector<std::string> found(std::string_view mountinfo = {}) const {
    std::vector<std::string> out;
    for (const StickDevice& one : find_sticks(folder_ / "class", mountinfo)) out.push_back(one.name);
    return out;
  }

 private:
  void device(const std::string& name, const std::string& numbers, const std::string& size) {
    support::write_text(at_[name] / "dev", numbers + "\n");
    support::write_text(at_[name] / "size", size + "\n");
    std::filesystem::create_directories(folder_ / "class");
    std::filesystem::create_directory_symlink(at_[name], folder_ / "class" / name);
  }
  support::TempDir folder_;
  std::map<std::string, std::filesystem::path> at_;
};

TEST_F(Sys, the_partition_of_a_removable_disk_and_never_the_boxs_own) {
  disk("sda", "pci0/ata1", "0", "8:0");
  partition("sda", "sda1", "8:1");
  disk("nvme0n1", "pci0/nvme", "0", "259:0");
  disk("sdb", "pci0/card", "1", "8:16");
  partition("sdb", "sdb1", "8:17");
  EXPECT_THAT(found(), ElementsAre("sdb1"));
}

TEST_F(Sys, a_disk_in_a_case_on_usb_that_says_it_stays) {
  disk("sdb", "pci0/usb2/2-1", "0", "8:16");
  partition("sdb", "sdb1", "8:17");
  EXPECT_THAT(found(), ElementsAre("sdb1"));
}

TEST_F(Sys, a_stick_without_partitions) {
  disk("sdb", "pci0/usb2", "1", "8:16");
  EXPECT_THAT(found(), ElementsAre("sdb"));
}

TEST_F(Sys, not_what_is_mounted_held_or_an_empty_card_reader) {
  disk("sdb", "pci0/usb2", "1", "8:16");
  partition("sdb", "sdb1", "8:17");
  EXPECT_THAT(found("36 35 8:17 / /mnt rw - ext4 /dev/sdb1 rw\n"), IsEmpty());
  EXPECT_THAT(found("36 35 8:177 / /mnt rw - ext4 /dev/sdk1 rw\n"), ElementsAre("sdb1"));
  hold("sdb1");
  EXPECT_THAT(found(), IsEmpty());
  disk("sdc", "pci0/usb3", "1", "8:32", "0");
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(Sys, both_where_there_are_two) {
  for (const char* name : {"sdc", "sdb"}) {
    disk(name, "pci0/usb2", "1", name[2] == 'b' ? "8:16" : "8:32");
    partition(name, std::string(name) + "1", name[2] == 'b' ? "8:17" : "8:33");
  }
  EXPECT_THAT(found(), ElementsAre("sdb1", "sdc1"));
}

TEST(FileSystem, is_told_by_its_first_bytes) {
  const auto with = [](std::initializer_list<std::pair<std::size_t, std::string>> marks) {
    std::string out(kProbeBytes, '\0');
    for (const auto& [at, mark] : marks) out.replace(at, mark.size(), mark);
    return out;
  };
  EXPECT_EQ(file_system_of(with({{3, "EXFAT   "}, {510, "\x55\xAA"}})), "exfat");
  EXPECT_EQ(file_system_of(with({{82, "FAT32   "}, {510, "\x55\xAA"}})), "vfat");
  EXPECT_EQ(file_system_of(with({{54, "FAT16   "}, {510, "\x55\xAA"}})), "vfat");
  EXPECT_EQ(file_system_of(with({{1080, "\x53\xEF"}})), "ext4");
  EXPECT_EQ(file_system_of(with({{3, "NTFS    "}, {510, "\x55\xAA"}})), std::nullopt);
  EXPECT_EQ(file_system_of(with({{82, "FAT32   "}})), std::nullopt);
  EXPECT_EQ(file_system_of(""), std::nullopt);
}

}  // namespace
}  // namespace openday::helper
