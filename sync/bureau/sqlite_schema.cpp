#include "sync/bureau/sqlite_schema.h"

namespace openday::bureau {
namespace {

constexpr int kApplicationId = 0x4f444255;   // "ODBU", persistent

constexpr const char* kSteps[] = {
    // 1
    "CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE devices(key BLOB PRIMARY KEY, name TEXT NOT NULL, device TEXT, added TEXT NOT NULL, bound TEXT, revoked TEXT,"
    " last_contact TEXT) WITHOUT ROWID;"
    "CREATE INDEX devices_by_device ON devices(device);"
    "CREATE TABLE chains(number INTEGER PRIMARY KEY, device TEXT NOT NULL, inc TEXT NOT NULL, top INTEGER NOT NULL DEFAULT 0,"
    " forked INTEGER, UNIQUE(device, inc));"
    "CREATE TABLE records(position INTEGER PRIMARY KEY AUTOINCREMENT, chain INTEGER NOT NULL REFERENCES chains(number), seq INTEGER NOT NULL,"
    " branch INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, v INTEGER NOT NULL, kind TEXT NOT NULL, event TEXT NOT NULL, at TEXT NOT NULL,"
    " boot TEXT NOT NULL, mono INTEGER NOT NULL, clock TEXT NOT NULL, body TEXT, salt BLOB, body_hash BLOB NOT NULL, hash BLOB NOT NULL,"
    " received TEXT NOT NULL, UNIQUE(chain, seq, branch));"
    "CREATE TABLE quarantine(number INTEGER PRIMARY KEY AUTOINCREMENT, chain INTEGER NOT NULL REFERENCES chains(number), seq INTEGER NOT NULL,"
    " branch INTEGER NOT NULL, hash BLOB NOT NULL, id TEXT, code TEXT NOT NULL, raw BLOB NOT NULL, received TEXT NOT NULL, replayed TEXT,"
    " UNIQUE(chain, seq, branch));"
    "CREATE INDEX quarantine_by_id ON quarantine(id) WHERE id IS NOT NULL;"
    "CREATE TABLE erased(id TEXT PRIMARY KEY) WITHOUT ROWID;"
    "CREATE TABLE voids(record TEXT PRIMARY KEY, by_record TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE rating_batches(batch TEXT PRIMARY KEY, record TEXT NOT NULL, device TEXT NOT NULL, event TEXT NOT NULL,"
    " session TEXT NOT NULL, subject TEXT NOT NULL, count INTEGER NOT NULL, digest TEXT NOT NULL, text_count INTEGER NOT NULL,"
    " text_digest TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE ballot_batches(batch TEXT PRIMARY KEY, device TEXT NOT NULL, event TEXT NOT NULL, session TEXT NOT NULL,"
    " subject TEXT NOT NULL, count INTEGER NOT NULL, digest TEXT NOT NULL, text_count INTEGER NOT NULL, text_digest TEXT NOT NULL,"
    " state TEXT NOT NULL, received TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE INDEX ballot_batches_by_device ON ballot_batches(device);"
    "CREATE TABLE ballots(batch TEXT NOT NULL, id TEXT NOT NULL, salt BLOB NOT NULL, bytes TEXT NOT NULL, PRIMARY KEY(batch, id)) WITHOUT ROWID;"
    "CREATE TABLE ballot_texts(batch TEXT NOT NULL, id TEXT NOT NULL, salt BLOB NOT NULL, bytes TEXT NOT NULL, PRIMARY KEY(batch, id)) WITHOUT ROWID;"
    // What a clerk reads: flat, with the words of the bodies as columns. Voided check-ins stay, marked.
    "CREATE VIEW journal AS SELECT r.position, c.device, c.inc, r.seq, r.branch, r.id, r.kind, r.event, r.at, r.clock, r.body, r.received"
    " FROM records r JOIN chains c ON c.number = r.chain;"
    "CREATE VIEW check_ins AS SELECT r.event, json_extract(r.body, '$.session') AS session,"
    " json_extract(r.body, '$.registration') AS registration, json_extract(r.body, '$.persons') AS persons,"
    " json_extract(r.body, '$.category') AS category, json_extract(r.body, '$.way') AS way, r.at, r.clock, c.device, r.id,"
    " EXISTS(SELECT 1 FROM voids v WHERE v.record = r.id) AS voided"
    " FROM records r JOIN chains c ON c.number = r.chain WHERE r.kind = 'check-in';"
    "CREATE INDEX records_by_kind ON records(event, kind);"
    // Counted ballots only: a batch whose record came and agrees.
    "CREATE VIEW ratings AS SELECT b.event, b.session, b.subject, json_extract(l.bytes, '$.grade') AS grade,"
    " json_extract(l.bytes, '$.tags') AS tags, l.batch, l.id FROM ballots l JOIN ballot_batches b ON b.batch = l.batch WHERE b.state = 'counted';"
    "CREATE VIEW rating_texts AS SELECT b.event, b.session, b.subject, json_extract(l.bytes, '$.text') AS text, l.batch, l.id"
    " FROM ballot_texts l JOIN ballot_batches b ON b.batch = l.batch WHERE b.state = 'counted';"
    "CREATE VIEW tallies AS SELECT event, session, subject, grade, count(*) AS ballots FROM ratings GROUP BY event, session, subject, grade;"
    "CREATE VIEW quarantine_list AS SELECT q.number, c.device, c.inc, q.seq, q.code, q.received, q.replayed, length(q.raw) AS bytes"
    " FROM quarantine q JOIN chains c ON c.number = q.chain;",
    // 2: figures come from kiosk/event/tally, the same on the box, in the report and here; who came in without a registration counts.
    "DROP VIEW tallies;"
    "DROP VIEW check_ins;"
    "CREATE VIEW check_ins AS SELECT r.event, json_extract(r.body, '$.session') AS session,"
    " json_extract(r.body, '$.registration') AS registration, json_extract(r.body, '$.persons') AS persons,"
    " json_extract(r.body, '$.category') AS category,"
    " iif(r.kind = 'walk-in', 'walk-in', json_extract(r.body, '$.way')) AS way, r.at, r.clock, c.device, r.id,"
    " EXISTS(SELECT 1 FROM voids v WHERE v.record = r.id) AS voided"
    " FROM records r JOIN chains c ON c.number = r.chain WHERE r.kind IN ('check-in', 'walk-in');",
    // 3: runs whose predecessor is not here yet.
    "CREATE TABLE aside(number INTEGER PRIMARY KEY, chain INTEGER NOT NULL REFERENCES chains(number), first INTEGER NOT NULL,"
    " last INTEGER NOT NULL, previous BLOB NOT NULL, head BLOB NOT NULL, run TEXT NOT NULL, received TEXT NOT NULL, UNIQUE(chain, first, head));",
    // 4: what boxes fetch and send besides records. `devices_generation` counts every change that neighbours should know.
    "ALTER TABLE devices ADD COLUMN hall TEXT NOT NULL DEFAULT '';"
    "INSERT INTO meta(name, value) VALUES('devices_generation', '1');"
    "CREATE TRIGGER devices_added AFTER INSERT ON devices BEGIN UPDATE meta SET value = value + 1 WHERE name = 'devices_generation'; END;"
    "CREATE TRIGGER devices_changed AFTER UPDATE OF name, device, revoked, hall ON devices BEGIN"
    " UPDATE meta SET value = value + 1 WHERE name = 'devices_generation'; END;"
    "CREATE TABLE documents(position INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL, kind TEXT NOT NULL, hall TEXT NOT NULL,"
    " version INTEGER NOT NULL, digest BLOB NOT NULL, bytes BLOB NOT NULL, cose BLOB NOT NULL, published TEXT NOT NULL, UNIQUE(event, kind, hall));"
    "CREATE TABLE enrolments(secret BLOB PRIMARY KEY, name TEXT NOT NULL, hall TEXT NOT NULL, until INTEGER NOT NULL, made TEXT NOT NULL, used TEXT,"
    " key BLOB, device TEXT) WITHOUT ROWID;"
    "CREATE TABLE papers(id TEXT PRIMARY KEY, device TEXT NOT NULL, event TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, bytes INTEGER NOT NULL,"
    " digest BLOB NOT NULL, received TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE paper_parts(paper TEXT NOT NULL, start INTEGER NOT NULL, part BLOB NOT NULL, PRIMARY KEY(paper, start));",
    // 5: a ballot that waited while its disk was copied comes in a batch of each copy, and is shown once: that of the lesser batch.
    "DROP VIEW ratings;"
    "DROP VIEW rating_texts;"
    "CREATE VIEW ratings AS SELECT b.event, b.session, b.subject, json_extract(l.bytes, '$.grade') AS grade,"
    " json_extract(l.bytes, '$.tags') AS tags, min(l.batch) AS batch, l.id FROM ballots l JOIN ballot_batches b ON b.batch = l.batch"
    " WHERE b.state = 'counted' GROUP BY b.event, l.id, l.salt, l.bytes;"
    "CREATE VIEW rating_texts AS SELECT b.event, b.session, b.subject, json_extract(l.bytes, '$.text') AS text, min(l.batch) AS batch, l.id"
    " FROM ballot_texts l JOIN ballot_batches b ON b.batch = l.batch WHERE b.state = 'counted' GROUP BY b.event, l.id, l.salt, l.bytes;",
    // 6: what each box said at its last hello.
    "CREATE TABLE told(device TEXT NOT NULL, inc TEXT NOT NULL, last INTEGER NOT NULL, at TEXT NOT NULL, PRIMARY KEY(device, inc)) WITHOUT ROWID;",
    // 7: quarantined bytes that the office gave up.
    "ALTER TABLE quarantine ADD COLUMN dropped TEXT;"
    "ALTER TABLE quarantine ADD COLUMN reason TEXT;"
    "DROP VIEW quarantine_list;"
    "CREATE VIEW quarantine_list AS SELECT q.number, c.device, c.inc, q.seq, q.code, q.received, q.replayed, length(q.raw) AS bytes, q.dropped, q.reason"
    " FROM quarantine q JOIN chains c ON c.number = q.chain;",
    // 8: numbers that records leave behind when their retention is over, and what each run of it took.
    "CREATE TABLE left_behind(record TEXT PRIMARY KEY, event TEXT NOT NULL, counts TEXT NOT NULL, at TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE INDEX left_behind_by_event ON left_behind(event);"
    "CREATE TABLE retention_runs(number INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL, at TEXT NOT NULL, records INTEGER NOT NULL,"
    " texts INTEGER NOT NULL, rosters INTEGER NOT NULL, papers INTEGER NOT NULL);",
    // 9: every hello asks which batches of its box are without their ballots.
    "CREATE INDEX rating_batches_by_device ON rating_batches(device, batch);"};

constexpr journal::Schema kSchema{kApplicationId, kSteps};

}  // namespace

const journal::Schema& bureau_schema() { return kSchema; }

}  // namespace openday::bureau
