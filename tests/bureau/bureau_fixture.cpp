#include "tests/bureau/bureau_fixture.h"

#include "kiosk/event/record_bodies.h"
#include "kiosk/journal/database.h"

namespace openday::bureau {

TestDevice::TestDevice(std::uint8_t number, std::string incarnation) : key(base::SigningKey::generate()), inc(std::move(incarnation)) {
  id.bytes.fill(number);
  hashes.push_back(event::chain_start(id, inc));
}

event::Record TestDevice::next(std::string body, event::Kind kind) {
  event::Record record;
  record.device = id;
  record.inc = inc;
  record.seq = hashes.size();
  record.id = base::make_uuid_v7(kNow, base::random16());
  record.kind = event::to_string(kind);
  record.event = "lq2020";
  record.at = "2020-11-17T08:30:00+08:00";
  record.boot = "boot";
  record.mono = 5;
  record.clock = base::ClockState::synced;
  record.body = std::move(body);
  record.salt = base::random16();
  record.body_hash = event::hash_body(*record.salt, *record.body);
  hashes.push_back(event::chain_next(hashes.back(), event::envelope_json(record), record.body_hash));
  return record;
}

std::vector<event::Record> TestDevice::next_few(int count) {
  std::vector<event::Record> out;
  for (int i = 0; i < count; ++i) out.push_back(next());
  return out;
}

protocol::Push TestDevice::push(std::vector<event::Record> records) const {
  const auto first = records.front().seq, last = records.back().seq;
  protocol::Push out{id, inc, first, hashes[first - 1], hashes[last], {}, std::move(records)};
  sign(out);
  return out;
}

Run TestDevice::run(const std::vector<event::Record>& records) const {
  Run out{id, inc, records.front().seq, hashes[records.front().seq - 1], {}};
  for (const auto& record : records) out.records.push_back({record, hashes[record.seq], {}, {}});
  return out;
}

protocol::Hello TestDevice::hello() const {
  protocol::Hello out{1, 1, id, key.public_key(), {{inc, hashes.size() - 1, hashes.back()}}, base::random16(), {}};
  sign(out);
  return out;
}

protocol::Ballots TestDevice::ballots(int count, base::Uuid batch) const {
  protocol::Ballots out{id, batch, "lq2020", "morning", "bureau", {}, {}, {}};
  for (int i = 0; i < count; ++i) {
    out.ballots.push_back({base::make_uuid_v4(base::random16()), base::random16(), R"({"grade":5,"tags":[]})"});
  }
  sign(out);
  return out;
}

event::Record TestDevice::rating_batch(const protocol::Ballots& ballots) {
  event::RatingBatchBody body{ballots.batch, ballots.session, ballots.subject, static_cast<int>(ballots.ballots.size()),
                              base::to_hex(protocol::digest_of(ballots.ballots)), static_cast<int>(ballots.texts.size()),
                              base::to_hex(protocol::digest_of(ballots.texts))};
  return next(event::to_json(body), event::Kind::rating_batch);
}

BureauTest::BureauTest() { reopen(); }

void BureauTest::reopen() {
  service_.reset();
  store_.reset();
  auto opened = SqliteStore::open(folder_.path() / "bureau.db", {Role::server, {}, base::random16()});
  if (!opened) throw std::runtime_error(opened.error().what);
  store_ = std::move(*opened);
  service_ = std::make_unique<BureauService>(*store_, [] { return kNow; }, std::function<std::string()>(), store_.get(), "the CA\n", store_.get());
}

std::int64_t BureauTest::count(const std::string& sql) const {
  journal::Database database(folder_.path() / "bureau.db", journal::Database::Mode::read);
  database.execute("PRAGMA trusted_schema = ON");
  return database.integer(sql.c_str());
}

http::Response BureauTest::post(const std::string& path, const std::string& body, const std::string& encoding) {
  return service_->handle({"POST", path, {}, std::string(protocol::kContentType), encoding, body});
}

std::string code_of(const http::Response& response) {
  const auto refusal = protocol::decode_refusal(response.body);
  return refusal ? refusal->code : std::string();
}

}  // namespace openday::bureau
