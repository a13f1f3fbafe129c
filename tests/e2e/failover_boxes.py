"""Boxes of a hall for failover_test.py: a kiosk without a screen and the real openday-syncd each, enrolled at a rehearsal of the bureau's three
machines; and what is compared between their files and the bureau's database."""
import base64, datetime, hashlib, json, os, sqlite3, subprocess, time, uuid

from chaos_programs import BIN, KIOSK
from rehearse import must, run, until

JSON = "application/vnd.openday+json"


def utc_now():
    return datetime.datetime.now(datetime.timezone.utc)


def t(data):
    return len(data).to_bytes(4, "big") + data


def number(value):
    return value.to_bytes(8, "big")


class Box:
    def __init__(self, place, index, mean_ms):
        self.place, self.hall, self.name, self.mean_ms = place, place.hall, f"box{index}", mean_ms
        self.state = place.folder / self.name
        self.state.mkdir()

    def enrol(self):
        config = self.place.folder / f"{self.name}.toml"
        config.write_text(f'url = "https://{self.place.front.address}:8443"\nca = "{self.place.bureau_ca}"\nbox = "{self.name}"\ncompression = "zstd"\n')
        self.daemon = [BIN / "openday-syncd", "--state", self.state, "--config", config]
        must(*self.daemon, "--init")
        db1 = self.place.db1      # the office's terminal is a shell on one of the machines
        must(*db1.command("root", BIN / "openday-bureau", "admin", "devices", "add", self.state / "keys/device.pub", "--name", self.name, "--config",
                          db1.root / "etc/openday-bureau/bureau.toml"))

    def start(self):
        self.hall.start(f"{self.name}-kiosk", "root", KIOSK, self.state, sum(self.name.encode()), self.mean_ms)
        self.hall.start(f"{self.name}-syncd", "root", *self.daemon)

    def end_visits(self):
        self.hall.stop(f"{self.name}-kiosk")

    def runs_on(self):
        process = self.hall.running[f"{self.name}-syncd"]
        assert process.poll() is None, f"syncd of {self.name} ended by itself: {process.returncode}"

    def rows(self, file, query):
        with sqlite3.connect(f"file:{self.state}/{file}?mode=ro", uri=True, timeout=30) as database:
            return database.execute(query).fetchall()

    def acknowledged(self):
        """{incarnation: seq} that the bureau has promised to keep, as syncd knows it."""
        if not (self.state / "inbox/inbox.db").exists() or not self.rows("inbox/inbox.db", "SELECT 1 FROM sqlite_schema WHERE name = 'ack'"):
            return {}
        return dict(self.rows("inbox/inbox.db", "SELECT inc, seq FROM ack"))

    def acknowledged_batches(self):
        return {bytes(row[0]).hex() for row in self.rows("inbox/inbox.db", "SELECT batch FROM batch_ack")}

    def total(self):
        return sum(self.acknowledged().values())

    def records(self):
        return {(inc, seq): bytes(digest).hex() for inc, seq, digest in
                self.rows("journal/journal.db", "SELECT c.inc, r.seq, r.hash FROM record r JOIN incarnation c ON c.k = r.k")}

    def ballots(self):
        return {bytes(row[0]).hex() for row in self.rows("journal/journal.db", "SELECT id FROM ballot WHERE batch <> x'' UNION ALL SELECT id FROM ballot_text WHERE batch <> x''")}

    # ---- what the box would say itself, to one server of the bureau ----
    def sign(self, data):
        file = self.place.folder / f"{self.name}.to-sign"
        file.write_bytes(data)
        done = subprocess.run(["openssl", "pkeyutl", "-sign", "-rawin", "-inkey", self.state / "keys/device.key", "-in", file], capture_output=True, check=True)
        return base64.b64encode(done.stdout).decode()

    def ask(self, machine, path, message):
        body = json.dumps(message)
        done = run("ip", "netns", "exec", self.hall.namespace, "curl", "-sS", "-m", "30", "--cacert", self.place.bureau_ca, "-H", f"Content-Type: {JSON}",
                   "--data-binary", "@-", f"https://{machine.address}:8480{path}", input=body)
        answer = json.loads(done.stdout)
        assert "error" not in answer, f"{path} of {machine.name}: {answer}"
        answer.pop("now")
        return answer

    def hello(self, machine):
        device = bytes(self.rows("journal/journal.db", "SELECT device FROM identity")[0][0])
        key = subprocess.run(["openssl", "pkey", "-pubin", "-in", self.state / "keys/device.pub", "-outform", "DER"], capture_output=True, check=True).stdout[-32:]
        last = self.rows("journal/journal.db", "SELECT c.inc, r.seq, r.hash FROM record r JOIN incarnation c ON c.k = r.k WHERE r.n = (SELECT max(n) FROM record)")
        nonce = os.urandom(16)
        signed = t(b"openday-hello/1") + number(1) + number(1) + device + key + nonce + number(len(last))
        signed += b"".join(t(inc.encode()) + number(seq) + bytes(head) for inc, seq, head in last)
        return self.ask(machine, "/v1/hello", {"v": 1, "min": 1, "max": 1, "dev": str(uuid.UUID(bytes=device)), "key": key.hex(), "nonce": nonce.hex(), "sig": self.sign(signed),
                                               "incs": [{"inc": inc, "last": seq, "head": bytes(head).hex()} for inc, seq, head in last]})

    def pull_all(self, machine):
        """A digest of everything that this server has for the box."""
        device = bytes(self.rows("journal/journal.db", "SELECT device FROM identity")[0][0])
        seen, cursors, more = hashlib.sha256(), {"documents": "", "records": "", "devices": ""}, True
        while more:
            at, most = int(time.time() * 1000), 1000
            signed = t(b"openday-pull/1") + device + number(at) + b"".join(t(cursors[name].encode()) for name in ("documents", "records", "devices")) + number(most)
            answer = self.ask(machine, "/v1/pull", {"v": 1, "dev": str(uuid.UUID(bytes=device)), "at": at, "cursors": cursors, "most": most, "sig": self.sign(signed)})
            seen.update(json.dumps(answer, sort_keys=True).encode())
            cursors, more = answer["cursors"], answer["more"]
        return seen.hexdigest(), cursors


class Bureau:
    """The database as the primary has it."""

    def __init__(self, place):
        self.place = place

    def rows(self, machine, query):
        return [line.split("|") for line in self.place.sql(machine, query, "openday")]

    def records(self, machine):
        """(incarnation, seq, hash, when it came) of each row."""
        rows = self.rows(machine, "SELECT c.inc, r.seq, encode(r.hash, 'hex'), r.received FROM records r JOIN chains c ON c.number = r.chain UNION ALL"
                                  " SELECT c.inc, q.seq, encode(q.hash, 'hex'), q.received FROM quarantine q JOIN chains c ON c.number = q.chain WHERE q.replayed IS NULL")
        return [(inc, int(seq), digest, datetime.datetime.fromisoformat(received)) for inc, seq, digest, received in rows]

    def batches(self, machine):
        return {batch.replace("-", ""): datetime.datetime.fromisoformat(received) for batch, received in self.rows(machine, "SELECT batch, received FROM ballot_batches")}

    def ballots(self, machine):
        return [row[0].replace("-", "") for row in self.rows(machine, "SELECT b.id FROM ballots b JOIN judged_batches j ON j.batch = b.batch WHERE j.state = 'counted' UNION ALL"
                                                                      " SELECT x.id FROM ballot_texts x JOIN judged_batches j ON j.batch = x.batch WHERE j.state = 'counted'")]


class Promise:
    """What the boxes held as acknowledged at a moment. A record that was lost and sent again is seen by when it came."""

    def __init__(self, boxes, until_when):
        self.boxes, self.until_when = boxes, until_when
        self.held = [(box, box.acknowledged(), box.acknowledged_batches()) for box in boxes]

    def total(self):
        return sum(sum(seqs.values()) for _, seqs, _ in self.held)

    def missing(self, bureau, machine):
        """How many of them the database lacks."""
        there = {(inc, seq) for inc, seq, _, _ in bureau.records(machine)}
        return sum((inc, seq) not in there for _, seqs, _ in self.held for inc, last in seqs.items() for seq in range(1, last + 1))

    def check(self, bureau, machine):
        there, batches = {}, bureau.batches(machine)
        for inc, seq, digest, received in bureau.records(machine):
            assert (inc, seq) not in there, f"seq {seq} is at the bureau twice"
            there[inc, seq] = (digest, received)
        for box, seqs, acknowledged_batches in self.held:
            promised = {key: digest for key, digest in box.records().items() if key[1] <= seqs.get(key[0], 0)}
            lost = [seq for (inc, seq), digest in promised.items() if there.get((inc, seq), ("",))[0] != digest]
            again = [key[1] for key in promised if key in there and there[key][1] > self.until_when]
            assert not lost, f"{len(lost)} acknowledged records of {box.name} are missing, the first is seq {min(lost)}"
            assert not again, f"{len(again)} records of {box.name} had been acknowledged, were lost and were sent again, the first is seq {min(again)}"
            missing = [batch for batch in acknowledged_batches if batch not in batches or batches[batch] > self.until_when]
            assert not missing, f"{len(missing)} acknowledged ballot batches of {box.name} were lost"
        return self.total()


def totals(boxes):
    return [box.total() for box in boxes]


def wait_for_more(boxes, what, before=None):
    """Until each box has had more acknowledged than `before`; (seconds to the first, to the last)."""
    before, begin, first = before or totals(boxes), time.monotonic(), []

    def more():
        now = totals(boxes)
        if not first and any(a > b for a, b in zip(now, before)):
            first.append(time.monotonic() - begin)
        return all(a > b for a, b in zip(now, before))
    until(f"every box goes on: {what}", more, 600)
    for box in boxes:
        box.runs_on()
    return first[0], time.monotonic() - begin


def what_differs(bureau, machine, boxes):
    """Between all boxes' files and the database; "" when nothing does."""
    there = [row[:3] for row in bureau.records(machine)]
    wanted = {(inc, seq, digest) for box in boxes for (inc, seq), digest in box.records().items()}
    if len(there) != len(set(there)):
        return "a record is twice at the bureau"
    if set(there) != wanted:
        return f"{len(wanted - set(there))} records are missing, {len(set(there) - wanted)} are too much"
    counted, ballots = bureau.ballots(machine), set().union(*(box.ballots() for box in boxes))
    if len(counted) != len(set(counted)) or set(counted) != ballots:
        return f"{len(ballots - set(counted))} ballots are missing, {len(counted) - len(set(counted))} are counted twice"
    return ""
