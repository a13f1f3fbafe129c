#include "kiosk/event/record_bodies.h"

#include "kiosk/event/record_bodies_json.h"

namespace openday::event {

using namespace bodies;

namespace {

constexpr std::array<Word<Way>, 4> kWays{
    {{Way::code, "code"}, {Way::found, "found"}, {Way::staff, "staff"}, {Way::foreign_code, "foreign-code"}}};

constexpr std::array<Word<bool>, 2> kResults{{{true, "pass"}, {false, "refer"}}};

constexpr std::array<Word<CorrectionKind>, 10> kCorrections{{{CorrectionKind::next, "next"},
                                                            {CorrectionKind::delay, "delay"},
                                                            {CorrectionKind::skip, "skip"},
                                                            {CorrectionKind::insert, "insert"},
                                                            {CorrectionKind::move, "move"},
                                                            {CorrectionKind::notice, "notice"},
                                                            {CorrectionKind::session_state, "session-state"},
                                                            {CorrectionKind::rating_opened, "rating-opened"},
                                                            {CorrectionKind::rating_closed, "rating-closed"},
                                                            {CorrectionKind::held_on, "held-on"}}};

}  // namespace

std::string_view to_string(Way way) { return text_of(kWays, way); }
std::string_view to_string(CorrectionKind what) { return text_of(kCorrections, what); }

std::string to_json(const CheckInBody& body) {
  Ordered out;
  out["registration"] = to_string(body.registration);
  out["session"] = body.session;
  out["persons"] = body.persons;
  out["category"] = body.category;
  out["way"] = text_of(kWays, body.way);
  out["on_roster"] = body.on_roster;
  put_flag(out, "early", body.early);
  put_flag(out, "late", body.late);
  put_flag(out, "validity_unverified", body.validity_unverified);
  if (body.seats > 1) out["seats"] = body.seats;
  return dump(out);
}

std::optional<CheckInBody> read_check_in(std::string_view json) {
  Reader in(json);
  CheckInBody body;
  body.registration = in.registration("registration");
  body.session = in.text("session");
  body.persons = static_cast<int>(in.number("persons", 1, kMaxPersons));
  body.category = in.text("category");
  body.way = in.word("way", kWays);
  body.on_roster = in.flag("on_roster", true);
  body.early = in.flag("early", false);
  body.late = in.flag("late", false);
  body.validity_unverified = in.flag("validity_unverified", false);
  body.seats = static_cast<int>(in.optional_number("seats", 1, kMaxPersons).value_or(1));
  return finish(in, std::move(body));
}

std::string to_json(const WalkInBody& body) {
  Ordered out;
  out["registration"] = to_string(body.registration);
  out["session"] = body.session;
  out["persons"] = body.persons;
  out["category"] = body.category;
  put_flag(out, "declared", body.declared);
  put_flag(out, "early", body.early);
  put_flag(out, "validity_unverified", body.validity_unverified);
  put_text(out, "name", body.name);
  return dump(out);
}

std::optional<WalkInBody> read_walk_in(std::string_view json) {
  Reader in(json);
  WalkInBody body;
  body.registration = in.registration("registration");
  body.session = in.text("session");
  body.persons = static_cast<int>(in.number("persons", 1, kMaxPersons));
  body.category = in.text("category");
  body.declared = in.flag("declared", false);
  body.early = in.flag("early", false);
  body.validity_unverified = in.flag("validity_unverified", false);
  body.name = in.optional_text("name");
  return finish(in, std::move(body));
}

std::string to_json(const ScreeningBody& body) {
  Ordered out;
  out["registration"] = to_string(body.registration);
  out["session"] = body.session;
  out["result"] = body.passed ? "pass" : "refer";
  return dump(out);
}

std::optional<ScreeningBody> read_screening(std::string_view json) {
  Reader in(json);
  ScreeningBody body;
  body.registration = in.registration("registration");
  body.session = in.text("session");
  body.passed = in.word("result", kResults);
  return finish(in, std::move(body));
}

std::string to_json(const VoidBody& body) {
  Ordered out;
  out["record"] = base::to_string(body.record);
  put_text(out, "reason", body.reason);
  put_text(out, "by", body.by);
  put_text(out, "entry", body.entry);
  return dump(out);
}

std::optional<VoidBody> read_void(std::string_view json) {
  Reader in(json);
  VoidBody body;
  body.record = in.uuid("record");
  body.reason = in.optional_text("reason");
  body.by = in.optional_text("by");
  body.entry = in.optional_text("entry");
  return finish(in, std::move(body));
}

std::string to_json(const CorrectionBody& body) {
  Ordered out;
  out["what"] = text_of(kCorrections, body.what);
  out["session"] = body.session;
  put_text(out, "item", body.item);
  put_number(out, "minutes", body.minutes);
  put_text(out, "text", body.text);
  put_text(out, "site", body.site);
  put_number(out, "start", body.start);
  put_number(out, "end", body.end);
  put_text(out, "row", body.row);
  put_text(out, "reason", body.reason);
  return dump(out);
}

std::optional<CorrectionBody> read_correction(std::string_view json) {
  Reader in(json);
  CorrectionBody body;
  body.what = in.word("what", kCorrections);
  body.session = in.text("session");
  body.item = in.optional_text("item");
  body.minutes = narrow(in.optional_number("minutes", -kMaxShiftMinutes, kMaxShiftMinutes));
  body.text = in.optional_text("text");
  body.site = in.optional_text("site");
  body.start = narrow(in.optional_number("start", 0, kMaxMinuteOfDay));
  body.end = narrow(in.optional_number("end", 0, kMaxMinuteOfDay));
  body.row = in.optional_text("row");
  body.reason = in.optional_text("reason");
  return finish(in, std::move(body));
}

}  // namespace openday::event
