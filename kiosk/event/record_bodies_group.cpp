#include "kiosk/event/record_bodies_group.h"

#include "kiosk/event/record_bodies_json.h"

namespace openday::event {

using namespace bodies;

namespace {

constexpr std::array<Word<WaitlistMove>, 3> kMoves{{{WaitlistMove::up, "up"}, {WaitlistMove::declined, "declined"}, {WaitlistMove::released, "released"}}};

}  // namespace

std::string_view to_string(WaitlistMove move) { return text_of(kMoves, move); }

std::string to_json(const RollCallBody& body) {
  Ordered out;
  out["registration"] = to_string(body.registration);
  out["session"] = body.session;
  out["stop"] = body.stop;
  out["persons"] = body.persons;
  put_text(out, "by", body.by);
  put_text(out, "entry", body.entry);
  return dump(out);
}

std::optional<RollCallBody> read_roll_call(std::string_view json) {
  Reader in(json);
  RollCallBody body;
  body.registration = in.registration("registration");
  body.session = in.text("session");
  body.stop = in.text("stop");
  body.persons = static_cast<int>(in.number("persons", 0, kMaxPersons));
  body.by = in.optional_text("by");
  body.entry = in.optional_text("entry");
  return finish(in, std::move(body));
}

std::string to_json(const WaitlistBody& body) {
  Ordered out;
  out["move"] = text_of(kMoves, body.move);
  out["registration"] = to_string(body.registration);
  out["session"] = body.session;
  put_text(out, "by", body.by);
  put_text(out, "entry", body.entry);
  return dump(out);
}

std::optional<WaitlistBody> read_waitlist(std::string_view json) {
  Reader in(json);
  WaitlistBody body;
  body.move = in.word("move", kMoves);
  body.registration = in.registration("registration");
  body.session = in.text("session");
  body.by = in.optional_text("by");
  body.entry = in.optional_text("entry");
  return finish(in, std::move(body));
}

}  // namespace openday::event
