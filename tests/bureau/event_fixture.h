// A bureau with one box that sends, and the plan of the event that its records belong to.
#pragma once

#include <string>

#include "kiosk/base/file.h"
#include "tests/bureau/bureau_fixture.h"
#include "tests/support/files.h"

namespace openday::bureau {

class EventTest : public BureauTest {
 protected:
  EventTest() { greet(device_); }
  event::Record put(TestDevice& device, event::Kind kind, const std::string& body) {
    const auto record = device.next(body, kind);
    EXPECT_EQ(send("/v1/push", device.push({record})).status, 200);
    return record;
  }
  event::Record put(event::Kind kind, const std::string& body) { return put(device_, kind, body); }
  // The third sample plan as that of lq2020, with `more` behind it. Returns its file.
  std::filesystem::path write_plan(const std::string& more = {}) {
    std::string text = base::read_file(OPENDAY_SOURCE_DIR "/config/plans/03-city-timed.toml").value();
    text.replace(text.find("YX201117"), 8, "lq2020");
    support::write_text(files_ / "plan.toml", text + more);
    return files_ / "plan.toml";
  }

  TestDevice device_;
  support::TempDir files_;
};

}  // namespace openday::bureau
