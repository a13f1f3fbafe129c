// Bodies of the records that are not a guest's: staff, refusals, erasures, documents, the box itself.
#include "kiosk/event/record_bodies_json.h"

namespace openday::event {

using namespace bodies;

std::string to_json(const StaffBody& body) {
  Ordered out;
  out["what"] = body.what;
  put_text(out, "role", body.role);
  put_text(out, "detail", body.detail);
  put_text(out, "entry", body.entry);
  return dump(out);
}

std::optional<StaffBody> read_staff(std::string_view json) {
  Reader in(json);
  StaffBody body;
  body.what = in.text("what");
  body.role = in.optional_text("role");
  body.detail = in.optional_text("detail");
  body.entry = in.optional_text("entry");
  return finish(in, std::move(body));
}

std::string to_json(const RefusalBody& body) {
  Ordered out;
  out["verdict"] = body.verdict;
  out["session"] = body.session;
  put_text(out, "category", body.category);
  put_text(out, "department", body.department);
  return dump(out);
}

std::optional<RefusalBody> read_refusal(std::string_view json) {
  Reader in(json);
  RefusalBody body;
  body.verdict = in.text("verdict");
  body.session = in.text("session");
  body.category = in.optional_text("category");
  body.department = in.optional_text("department");
  return finish(in, std::move(body));
}

std::string to_json(const EraseBody& body) {
  Ordered out;
  out["records"] = Ordered::array();
  for (const base::Uuid& id : body.records) out["records"].push_back(base::to_string(id));
  put_text(out, "reason", body.reason);
  const Ordered counts = Ordered::parse(body.counts, nullptr, false);
  if (counts.is_object()) out["counts"] = counts;
  return dump(out);
}

std::optional<EraseBody> read_erase(std::string_view json) {
  Reader in(json);
  EraseBody body;
  body.records = in.uuids("records", kMaxErasedIds);
  body.reason = in.optional_text("reason");
  body.counts = in.optional_object("counts");
  return finish(in, std::move(body));
}

std::string to_json(const DocumentBody& body) {
  Ordered out;
  out["kind"] = body.kind;
  out["version"] = body.version;
  out["digest"] = body.digest;
  return dump(out);
}

std::optional<DocumentBody> read_document(std::string_view json) {
  Reader in(json);
  DocumentBody body;
  body.kind = in.text("kind");
  body.version = static_cast<int>(in.number("version", 0, kMaxCount));
  body.digest = in.text("digest");
  return finish(in, std::move(body));
}

std::string to_json(const DeviceBody& body) {
  Ordered out;
  out["what"] = body.what;
  put_text(out, "boot", body.boot);
  put_number(out, "offset_ms", body.offset_ms);
  put_number(out, "uncertainty_ms", body.uncertainty_ms);
  put_text(out, "detail", body.detail);
  return dump(out);
}

std::optional<DeviceBody> read_device(std::string_view json) {
  Reader in(json);
  DeviceBody body;
  body.what = in.text("what");
  body.boot = in.optional_text("boot");
  body.offset_ms = in.optional_number("offset_ms", -kMaxMillis, kMaxMillis);
  body.uncertainty_ms = in.optional_number("uncertainty_ms", 0, kMaxMillis);
  body.detail = in.optional_text("detail");
  return finish(in, std::move(body));
}

}  // namespace openday::event
