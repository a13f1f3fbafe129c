"""What must hold in the chaos test: at any moment (nothing is acknowledged that the bureau does not have) and at the end (every database says the same)."""
import collections, hashlib, json, subprocess

from chaos_parts import read
from chaos_programs import BIN

Record = collections.namedtuple("Record", "inc seq hash content position")   # content: MD5 of body and salt, "" once erased


def content(body, salt, erased):
    return "" if erased else hashlib.md5(bytes(body.encode() if isinstance(body, str) else body) + bytes(salt)).hexdigest()


class SqliteRows:
    """The bureau's rows, read from its file."""

    def __init__(self, file):
        self.file = file

    def ends(self):
        return read(self.file, "SELECT c.inc, count(DISTINCT seq), max(seq) FROM (SELECT chain, seq FROM records UNION ALL SELECT chain, seq FROM quarantine WHERE replayed IS NULL)"
                               " JOIN chains c ON c.number = chain GROUP BY c.inc")

    def batches(self):
        return {row[0].replace("-", "") for row in read(self.file, "SELECT batch FROM ballot_batches")}

    def records(self):
        return [Record(inc, seq, digest.hex(), content(body or b"", salt or b"", body is None), position) for inc, seq, digest, body, salt, position in
                read(self.file, "SELECT c.inc, seq, hash, body, salt, position FROM records JOIN chains c ON c.number = chain")]

    def quarantined(self):
        return [(inc, seq, digest.hex()) for inc, seq, digest in
                read(self.file, "SELECT c.inc, seq, hash FROM quarantine JOIN chains c ON c.number = chain WHERE replayed IS NULL")]

    def ballots(self):
        return [(row[0].replace("-", ""), row[1].encode().hex()) for table in ("ballots", "ballot_texts")
                for row in read(self.file, f"SELECT l.id, l.bytes FROM {table} l JOIN ballot_batches b USING (batch) WHERE b.state = 'counted'")]

    def devices(self):
        return read(self.file, "SELECT count(*), count(DISTINCT device) FROM devices WHERE revoked IS NULL AND device IS NOT NULL")[0]

    def trouble(self):
        whole = read(self.file, "PRAGMA integrity_check")[0][0]
        return "" if whole == "ok" else f"the bureau's file: {whole}"


class PostgresRows:
    """The same of the tables in PostgreSQL; None while it does not answer."""

    def __init__(self, server):
        self.ask = server.ask

    def ends(self):
        rows = self.ask("SELECT c.inc, count(DISTINCT seq), max(seq) FROM (SELECT chain, seq FROM records UNION ALL SELECT chain, seq FROM quarantine WHERE replayed IS NULL) a"
                        " JOIN chains c ON c.number = chain GROUP BY c.inc")
        return rows and [(inc, int(count), int(top)) for inc, count, top in rows]

    def batches(self):
        rows = self.ask("SELECT replace(batch::text, '-', '') FROM ballot_batches")
        return None if rows is None else {row[0] for row in rows}

    def records(self):
        return [Record(inc, int(seq), digest, md5, int(position)) for inc, seq, digest, md5, position in
                self.ask("SELECT c.inc, seq, encode(hash, 'hex'), coalesce(md5(body || salt), ''), position FROM records JOIN chains c ON c.number = chain")]

    def quarantined(self):
        return [(inc, int(seq), digest) for inc, seq, digest in
                self.ask("SELECT c.inc, seq, encode(hash, 'hex') FROM quarantine JOIN chains c ON c.number = chain WHERE replayed IS NULL")]

    def ballots(self):
        return [tuple(row) for table in ("ballots", "ballot_texts") for row in
                self.ask(f"SELECT replace(l.id::text, '-', ''), encode(l.bytes, 'hex') FROM {table} l JOIN judged_batches b USING (batch) WHERE b.state = 'counted'")]

    def devices(self):
        return tuple(int(one) for one in self.ask("SELECT count(*), count(DISTINCT device) FROM devices WHERE revoked IS NULL AND device IS NOT NULL")[0])

    def trouble(self):
        return ""


def acknowledged_too_much(rows, boxes):
    """S2, at any moment: what a box believes acknowledged is with the bureau. None when the bureau's rows cannot be read now. The boxes are read
    first: what they know then may only have grown there."""
    told = [(box.number, inc, seq) for box in boxes for inc, seq in box.inbox("SELECT inc, seq FROM ack")]
    batches = {bytes(batch).hex() for box in boxes for batch, in box.inbox("SELECT batch FROM batch_ack")}
    ends, there = rows.ends(), rows.batches()
    if ends is None or there is None:
        return None
    for inc, count, top in ends:
        if count != top:
            return f"S5: incarnation {inc} has {count} records up to {top} at the bureau"
    top = {inc: top for inc, _, top in ends}
    for number, inc, seq in told:
        if seq > top.get(inc, 0):
            return f"S2: box {number} has {seq} of {inc} acknowledged, the bureau has {top.get(inc, 0)}"
    return f"S2: {len(batches - there)} ballot batches are acknowledged and not there" if batches - there else ""


def of_a_box(box):
    return [Record(inc, seq, bytes(digest).hex(), content(body, salt, erased), 0) for inc, seq, digest, body, salt, erased in
            box.journal("SELECT c.inc, r.seq, r.hash, r.body, r.salt, r.erased FROM record r JOIN incarnation c ON c.k = r.k")]


def ballots_of(box):
    return [(bytes(one).hex(), bytes(text).hex()) for one, text in
            box.journal("SELECT id, bytes FROM ballot WHERE batch <> x'' UNION ALL SELECT id, bytes FROM ballot_text WHERE batch <> x''")]


def totals(ballots):
    """Grade by grade, as a report counts them."""
    out = collections.Counter()
    for _, text in ballots:
        ballot = json.loads(bytes.fromhex(text))
        out[str(ballot.get("grade", "text"))] += 1
    return dict(sorted(out.items()))


def is_still_coming(rows, boxes):
    """A cheap look before the long one: something is not acknowledged, or not there."""
    for box in boxes:
        heads = dict(box.journal("SELECT c.inc, max(r.seq) FROM record r JOIN incarnation c ON c.k = r.k GROUP BY c.inc"))
        told = dict(box.inbox("SELECT inc, seq FROM ack"))
        waiting = sum(head - told.get(inc, 0) for inc, head in heads.items())
        batches = len(box.journal("SELECT id FROM batch")) - len(box.inbox("SELECT batch FROM batch_ack"))
        if waiting or batches:
            return f"box {box.number}: {waiting} records and {batches} ballot batches are not acknowledged"
    per_box = {box.number: sum(count for count, in box.journal("SELECT count(*) FROM record")) for box in boxes}
    at_the_bureau = sum(count for _, count, _ in rows.ends() or [])
    if at_the_bureau != sum(per_box.values()):
        return f"{at_the_bureau} records at the bureau, {sum(per_box.values())} on the boxes"
    understood = len(rows.records())
    for box in boxes:
        own = per_box[box.number] - len(box.inbox("SELECT seq FROM quarantined"))
        others = sum(count for count, in box.inbox("SELECT count(*) FROM foreign_record"))
        if others != understood - own:
            return f"box {box.number} knows {others} of {understood - own} records of the others"
    return ""


def compare(rows, boxes):
    """What is wrong in the end, or nothing: journals, what came into each inbox, the bureau's rows."""
    there, put_aside = rows.records(), rows.quarantined()
    if trouble := rows.trouble():
        return trouble
    wanted = {box.number: of_a_box(box) for box in boxes}
    everything = [(one.inc, one.seq, one.hash) for records in wanted.values() for one in records]
    held = [(one.inc, one.seq, one.hash) for one in there] + put_aside
    if len(set(held)) != len(held):
        return "a record is twice at the bureau"
    if set(held) != set(everything):
        return f"{len(set(everything) - set(held))} records are missing at the bureau, {len(set(held) - set(everything))} are too much"
    if wrong := out_of_order(there):
        return wrong
    contents = {(one.inc, one.seq): one.content for records in wanted.values() for one in records}
    different = [one for one in there if contents[one.inc, one.seq] != one.content]
    if different:
        return f"{len(different)} records have another content at the bureau: {different[0].inc} {different[0].seq}"
    for box in boxes:
        if wrong := wrong_in_box(box, wanted[box.number], there, put_aside):
            return f"box {box.number}: {wrong}"
    return wrong_ballots(rows, boxes)


def out_of_order(there):
    last = {}
    for one in sorted(there, key=lambda record: record.position):
        if one.seq <= last.get(one.inc, 0):
            return f"incarnation {one.inc}: seq {one.seq} is behind {last[one.inc]} in the bureau's order"
        last[one.inc] = one.seq
    return ""


def wrong_in_box(box, own, there, put_aside):
    if lost := box.confirmed() - {(one.inc, one.seq) for one in own}:
        return f"I1: confirmed {sorted(lost)[:3]} and has them no more"
    heads = collections.Counter()
    for one in own:
        heads[one.inc] = max(heads[one.inc], one.seq)
    told = {inc: (seq, durable) for inc, seq, durable in box.inbox("SELECT inc, seq, durable FROM ack")}
    if told != {inc: (seq, seq) for inc, seq in heads.items()}:
        return f"acknowledged {told}, the journal ends at {dict(heads)}"
    mine = set(heads)
    if set(box.inbox("SELECT inc, seq FROM quarantined")) != {(inc, seq) for inc, seq, _ in put_aside if inc in mine}:
        return "its list of what is in quarantine is not the bureau's"
    known = [(inc, seq, content(body, salt, erased)) for inc, seq, body, salt, erased in box.inbox("SELECT inc, seq, body, salt, erased FROM foreign_record")]
    if sorted(known) != sorted((one.inc, one.seq, one.content) for one in there if one.inc not in mine):
        return "its records of the other boxes are not those of the bureau"
    run = subprocess.run([BIN / "openday", "verify", "--state", box.state], capture_output=True, text=True)
    return "" if run.returncode == 0 else run.stdout + run.stderr


def wrong_ballots(rows, boxes):
    counted, cast = rows.ballots(), [one for box in boxes for one in ballots_of(box)]
    if sorted(counted) != sorted(cast):
        return f"{len(set(cast) - set(counted))} ballots are missing, {len(counted) - len(set(counted))} are twice, {len(set(counted) - set(cast))} are too much"
    assert totals(counted) == totals(cast)
    count, different = rows.devices()
    return "" if count == different == len(boxes) else f"{count} keys of {different} boxes are known, there are {len(boxes)}"
