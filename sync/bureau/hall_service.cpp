#include "sync/bureau/hall_service.h"

#include <algorithm>
#include <array>

#include "kiosk/base/log.h"
#include "sync/bureau/feed_cursor.h"
#include "sync/bureau/published.h"
#include "sync/bureau/replies.h"
#include "sync/protocol/limits.h"
#include "sync/protocol/pull_codec.h"

namespace openday::bureau {
namespace {

using http::Response;

constexpr std::array<std::string_view, 5> kPaths{"/v1/pull", "/v1/part", "/v1/enrol", "/v1/rotate", "/v1/paper"};

// No count of changes is this one: the list comes, which is short, and is looked at itself. A restored database counts to the same number
// again, with other changes.
constexpr std::uint64_t kNoGeneration = INT64_MAX;

Response refuse_enrolment(Enrolling state) {
  switch (state) {
    case Enrolling::expired: return refuse(403, "code-expired", "the enrolment code ran out: make a new one");
    case Enrolling::used: return refuse(403, "code-used", "another box was enrolled with this code: make a new one");
    case Enrolling::key_taken: return refuse(409, "other-device", "this key belongs to another device: make a new key");
    case Enrolling::key_revoked: return refuse(409, "key-revoked", "this key was revoked: make a new key");
    default: return refuse(403, "code-unknown", "the bureau knows no such enrolment code: make a new one");
  }
}

}  // namespace

bool HallService::knows(std::string_view path) { return std::ranges::find(kPaths, path) != kPaths.end(); }

Response HallService::handle(std::string_view path, const std::string& body) {
  if (path == "/v1/pull") return pull(body);
  if (path == "/v1/part") return part(body);
  if (path == "/v1/enrol") return enrol(body);
  if (path == "/v1/rotate") return rotate(body);
  return paper(body);
}

template <class Message>
tl::expected<Device, Response> HallService::admit_now(const Message& message) const {
  auto device = admit(store_, message.device, protocol::signed_bytes(message), message.signature);
  if (!device) return device;
  const auto age = now_() - message.at;
  if (age > protocol::kMaxRequestAge || age < -protocol::kMaxRequestAge) {
    return tl::unexpected(refuse(409, "stale", "the request was signed at another time: say hello, and sign again by the bureau's clock"));
  }
  return device;
}

Response HallService::pull(const std::string& body) {
  const auto wanted = RequestDecoder().pull(body);
  if (!wanted) return refuse(wanted.error());
  const auto device = admit_now(*wanted);
  if (!device) return device.error();
  const auto out = gather(*wanted, device->hall, now_());
  return out ? answer(200, protocol::encode(*out)) : refuse(out.error());
}

// Where the device stands. A database that was restored from a backup has the same epoch and gives positions out again, for other things: what
// stands where the device was last tells, and then it begins from the start.
StoreResult<HallService::Places> HallService::places_of(const protocol::Cursors& cursors, const std::string& scope, const std::string& hall) {
  const auto documents = read_cursor(cursors.documents, scope), records = read_cursor(cursors.records, scope), devices = read_cursor(cursors.devices, scope);
  const auto marks = halls_.marks_at(documents.position, records.position, hall);
  if (!marks) return tl::unexpected(marks.error());
  const bool same_records = cursor_tag(marks->records) == records.tag, same_documents = cursor_tag(marks->documents) == documents.tag;
  return Places{same_documents && same_records ? documents.position : 0, same_records ? records.position : 0, devices.tag};
}

// Documents first: a revocation must not wait behind a hall's records.
StoreResult<protocol::PullAnswer> HallService::gather(const protocol::Pull& pull, const std::string& hall, base::Instant now) {
  const auto epoch = store_.epoch(), scope = cursor_scope(epoch, hall);
  protocol::PullAnswer out{epoch, now, {}, false, {}, {}, false, {}, hall};
  const auto at = places_of(pull.cursors, scope, hall);
  if (!at) return tl::unexpected(at.error());
  auto documents = halls_.documents_after(at->documents, hall);
  if (!documents) return tl::unexpected(documents.error());
  out.documents = std::move(documents->documents);
  auto devices = halls_.devices_after(kNoGeneration, pull.device, hall);
  if (!devices) return tl::unexpected(devices.error());
  const auto list = protocol::devices_text(devices->devices);
  out.devices_changed = cursor_tag(list) != at->devices;
  if (out.devices_changed) out.devices = std::move(devices->devices);
  const auto most = std::min(std::max<std::size_t>(pull.most_records, 1), protocol::kMaxPullRecords);
  auto records = halls_.records_after(at->records, pull.device, hall, most, protocol::kMaxPart);
  if (!records) return tl::unexpected(records.error());
  out.records = std::move(records->records);
  out.more = records->more;
  const auto marks = halls_.marks_at(documents->next, records->next, hall);
  if (!marks) return tl::unexpected(marks.error());
  out.cursors = {write_cursor({documents->next, cursor_tag(marks->documents)}, scope), write_cursor({records->next, cursor_tag(marks->records)}, scope),
                 write_cursor({devices->next, cursor_tag(list)}, scope)};
  return out;
}

Response HallService::part(const std::string& body) {
  const auto wanted = RequestDecoder().part(body);
  if (!wanted) return refuse(wanted.error());
  const auto device = admit_now(*wanted);
  if (!device) return device.error();
  const auto found = halls_.document_part(*wanted, device->hall, protocol::kMaxPart);
  if (!found) return refuse(found.error());
  if (!*found) return refuse(409, "replaced", "this version of the document is not here any more: pull again");
  return answer(200, protocol::encode(**found));
}

Response HallService::enrol(const std::string& body) {
  const auto message = RequestDecoder().enrol(body);
  if (!message) return refuse(message.error());
  if (!base::verify(message->key, base::as_bytes(protocol::signed_bytes(*message)), message->signature)) {
    return refuse(401, "signature", "the request is not signed by the key in it");
  }
  const auto now = now_();
  const auto done = halls_.enrol(base::sha256(message->secret), message->key, message->device, now);
  if (!done) return refuse(done.error());
  if (done->state != Enrolling::enrolled) {
    base::log_warning("a box could not enrol: {}", static_cast<int>(done->state));
    return refuse_enrolment(done->state);
  }
  const auto trust = read_published(halls_, "trust", {});
  if (!trust) return refuse(trust.error());
  base::log_notice("device {} enrolled with key {}", base::to_string(message->device), base::to_hex(base::key_id(message->key)));
  return answer(200, protocol::encode(protocol::EnrolAnswer{done->name, done->hall, store_.epoch(), now, *trust ? (*trust)->bytes : std::string()}));
}

Response HallService::rotate(const std::string& body) {
  const auto message = RequestDecoder().rotate(body);
  if (!message) return refuse(message.error());
  const auto bytes = protocol::signed_bytes(*message);
  const auto known = store_.find_device(message->device);
  if (!known) return refuse(known.error());
  if (!*known) return refuse(403, "not-bound", "say hello first: no key is bound to this device");
  if ((*known)->is_revoked()) return refuse_binding(Binding::revoked, (*known)->key);
  const bool again = (*known)->key == message->key;   // the answer to the first time was lost
  const bool vouched = again || base::verify((*known)->key, base::as_bytes(bytes), message->by_old);
  if (!vouched || !base::verify(message->key, base::as_bytes(bytes), message->by_new)) {
    return refuse(401, "signature", "a new key needs the signature of the old one and its own");
  }
  const auto done = halls_.rotate(message->device, (*known)->key, message->key, now_());
  if (!done) return refuse(done.error());
  if (!*done) return refuse(409, "other-device", "this key cannot be the device's: make another new key");
  base::log_notice("device {} has the new key {}", base::to_string(message->device), base::to_hex(base::key_id(message->key)));
  return answer(200, protocol::encode(protocol::EnrolAnswer{(*known)->name, (*known)->hall, store_.epoch(), now_(), {}}));
}

Response HallService::paper(const std::string& body) {
  const auto message = RequestDecoder().paper(body);
  if (!message) return refuse(message.error());
  const auto device = admit(store_, message->device, protocol::signed_bytes(*message), message->signature);
  if (!device) return device.error();
  const auto place = halls_.put_paper(*message, now_());
  if (!place) return refuse(place.error());
  if (place->state == PaperState::conflicting) return refuse(422, "conflicting", "another paper has this id: make the paper again");
  if (place->state == PaperState::damaged) return refuse(422, "damaged", "the paper came changed: make it again");
  return answer(200, protocol::encode(protocol::PaperAnswer{place->held}));
}

}  // namespace openday::bureau
