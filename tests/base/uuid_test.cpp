#include "kiosk/base/uuid.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace openday::base {
namespace {

Random16 random_of(std::string_view hex) { return *array_from_hex<16>(hex); }

// RFC 9562 appendix A.6: rand_a 0xCC3, rand_b 0b01 0x8C4DC0C0C07398F.
TEST(Uuid, of_version_7_agrees_with_the_rfc) {
  const Instant at = parse_rfc3339("2022-02-22T14:22:22.00-05:00")->at;
  const Uuid uuid = make_uuid_v7(at, random_of("0000000000000cc318c4dc0c0c07398f"));
  EXPECT_EQ(to_string(uuid), "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
}

// RFC 9562 appendix A.3.
TEST(Uuid, of_version_4_agrees_with_the_rfc) {
  EXPECT_EQ(to_string(make_uuid_v4(random_of("919108f752d133205bacf847db4148a8"))), "919108f7-52d1-4320-9bac-f847db4148a8");
}

TEST(Uuid, sorts_by_time) {
  EXPECT_TRUE(rc::check("earlier is less", [](const Random16& a, const Random16& b) {
    const Instant at{Millis(*rc::gen::inRange<std::int64_t>(0, (std::int64_t{1} << 48) - 2))};
    RC_ASSERT(make_uuid_v7(at, a) < make_uuid_v7(at + Millis(1), b));
  }));
}

TEST(Uuid, is_read_in_one_form_only) {
  EXPECT_EQ(to_string(*parse_uuid("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")), "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  for (const char* text : {"", "017f22e279b07cc398c4dc0c0c07398f", "{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}", "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
                           "017f22e2-79b0-7cc3-98c4-dc0c0c07398g", "017f22e2-79b07-cc3-98c4-dc0c0c07398f", "017f22e2+79b0-7cc3-98c4-dc0c0c07398f"}) {
    EXPECT_FALSE(parse_uuid(text)) << text;
  }
}

TEST(Uuid, round_trips) {
  EXPECT_TRUE(rc::check("parse(print(id)) == id", [](const Random16& random) {
    const Uuid id = make_uuid_v4(random);
    RC_ASSERT(parse_uuid(to_string(id)) == id);
  }));
}

}  // namespace
}  // namespace openday::base
