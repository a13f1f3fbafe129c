#!/usr/bin/env python3
"""Real processes and everything that goes wrong with them: boxes whose kiosk and syncd, and a bureau whose server, are killed with
SIGKILL in random order, over a TCP proxy that cuts, delays, swallows, slows and garbles TLS. Then all is well again, and every database
is compared: each record and each ballot of every box is at the bureau exactly once.

OPENDAY_CHAOS_SEED=N plays that order of kills again; OPENDAY_NIGHTLY=1: 20 boxes for 30 minutes. Figures: build/reports/chaos.txt."""
import os, pathlib, random, re, signal, sqlite3, subprocess, sys, tempfile, time

from fault_proxy import FaultProxy

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("OPENDAY_BIN_DIR", ROOT / "build/plain/bin"))
KIOSK = pathlib.Path(os.environ.get("OPENDAY_CHAOS_KIOSK", BIN.parent / "tests/chaos_kiosk"))
NIGHTLY = os.environ.get("OPENDAY_NIGHTLY") == "1"
SEED = int(os.environ.get("OPENDAY_CHAOS_SEED", "0")) or (int(time.time()) if NIGHTLY else 7)
BOXES, SECONDS = (20, 1800) if NIGHTLY else (4, 25)
PATIENCE = 900 if NIGHTLY else 240   # from the end of the faults: back-offs of up to five minutes run out


def make_certificates(folder):
    def openssl(*words):
        subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)
    openssl("req", "-x509", "-newkey", "ed25519", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "3650", "-subj", "/CN=chaos CA")
    openssl("req", "-newkey", "ed25519", "-nodes", "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=127.0.0.1")
    (folder / "ext").write_text("subjectAltName=IP:127.0.0.1\n")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "server.pem", "-days", "3650", "-extfile", "ext")


class Bureau:
    def __init__(self, folder):
        self.folder, self.store, self.port, self.process = folder, f"sqlite:{folder}/bureau.db", 0, None

    def start(self):
        log = self.folder / "bureau.log"
        with open(log, "ab") as out:
            begin = out.tell()
            self.process = subprocess.Popen([BIN / "openday-bureau", "--listen", f"127.0.0.1:{self.port}", "--store", self.store,
                                             "--tls", f"{self.folder}/server.pem,{self.folder}/server.key"], stdout=out, stderr=out)
        end = time.monotonic() + 60
        while not (found := re.search(rb"listening on 127\.0\.0\.1:(\d+)", log.read_bytes()[begin:])):
            assert self.process.poll() is None and time.monotonic() < end, log.read_text()[-2000:]
            time.sleep(0.02)
        self.port = int(found[1])

    def kill(self):
        self.process.kill()
        self.process.wait()

    def ports(self):
        return [self.port] if self.process and self.process.poll() is None else []


class Box:
    def __init__(self, folder, number, seed):
        self.folder, self.number, self.state = folder, number, folder / f"box{number}"
        self.random = random.Random(seed)
        self.kiosk = self.syncd = None
        self.state.mkdir()

    def enrol(self, store, port):
        self.config = self.folder / f"sync{self.number}.toml"
        self.config.write_text(f'url = "https://127.0.0.1:{port}"\nca = "ca.pem"\nbox = "box {self.number}"\ncompression = "zstd"\n')
        subprocess.run([BIN / "openday-syncd", "--state", self.state, "--config", self.config, "--init"], check=True, capture_output=True)
        subprocess.run([BIN / "openday-bureau", "admin", "devices", "add", self.state / "keys/device.pub", "--name", f"box {self.number}", "--store", store],
                       check=True, capture_output=True)

    def start_kiosk(self):
        self.said = open(self.folder / f"kiosk{self.number}.txt", "ab")
        self.kiosk = subprocess.Popen([KIOSK, self.state, str(self.random.randrange(1 << 30)), "60"], stdout=self.said, stderr=subprocess.PIPE)

    def start_syncd(self):
        with open(self.folder / f"syncd{self.number}.log", "ab") as log:
            self.syncd = subprocess.Popen([BIN / "openday-syncd", "--state", self.state, "--config", self.config], stdout=log, stderr=log)

    def kill(self, process):
        process.send_signal(signal.SIGKILL)
        process.wait()

    def confirmed(self):
        """(incarnation, seq) that the kiosk had said; a line that the kill cut short was not said."""
        lines = (self.folder / f"kiosk{self.number}.txt").read_text().split("\n")[:-1]
        return {(inc, int(seq)) for inc, seq in (line.split() for line in lines)}

    def rows(self, query):
        with sqlite3.connect(f"file:{self.state}/journal/journal.db?mode=ro", uri=True) as database:
            return database.execute(query).fetchall()

    def records(self):
        return self.rows("SELECT c.inc, r.seq, r.hash FROM record r JOIN incarnation c ON c.k = r.k")

    def ballots(self):
        return {bytes(row[0]).hex() for row in self.rows("SELECT id FROM ballot WHERE batch <> x'' UNION ALL SELECT id FROM ballot_text WHERE batch <> x''")}


def compare(bureau, boxes):
    """What is wrong, or nothing."""
    with sqlite3.connect(f"file:{bureau.folder}/bureau.db?mode=ro", uri=True) as database:
        there = database.execute("SELECT c.inc, seq, hash FROM records JOIN chains c ON c.number = chain UNION ALL"
                                 " SELECT c.inc, seq, hash FROM quarantine JOIN chains c ON c.number = chain WHERE replayed IS NULL").fetchall()
        counted = [row[0].replace("-", "") for row in database.execute("SELECT id FROM ratings UNION ALL SELECT id FROM rating_texts")]
        whole = database.execute("PRAGMA integrity_check").fetchone()[0]
    if whole != "ok":
        return f"the bureau's file: {whole}"
    wanted = [record for box in boxes for record in box.records()]
    if len(set(there)) != len(there):
        return "a record is twice at the bureau"
    if set(there) != set(wanted):
        return f"{len(set(wanted) - set(there))} records are missing, {len(set(there) - set(wanted))} are too much"
    for box in boxes:
        if lost := box.confirmed() - {(inc, seq) for inc, seq, _ in box.records()}:
            return f"I1: box {box.number} confirmed {sorted(lost)[:3]} and has them no more"
    ballots = set().union(*(box.ballots() for box in boxes))
    if len(counted) != len(set(counted)) or set(counted) != ballots:
        return f"{len(ballots - set(counted))} ballots are missing, {len(counted) - len(set(counted))} are counted twice"
    return ""


def storm(chance, bureau, boxes, counts):
    """Kills and starts, until the time is over."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        what, box = chance.choice(("kiosk", "syncd", "syncd", "bureau")), chance.choice(boxes)
        counts[what] += 1
        if what == "kiosk":
            assert box.kiosk.poll() is None, box.kiosk.stderr.read()
            box.kill(box.kiosk)
            box.start_kiosk()
        elif what == "syncd":
            assert box.syncd.poll() is None, f"syncd of box {box.number} ended by itself: {box.syncd.returncode}"
            box.kill(box.syncd)
            box.start_syncd()
        else:
            assert bureau.process.poll() is None, f"the bureau ended by itself: {bureau.process.returncode}"
            bureau.kill()
            time.sleep(chance.uniform(0, 1.5))
            bureau.start()
        time.sleep(chance.uniform(0, 0.8))


def main():
    begin = time.monotonic()
    chance, counts = random.Random(SEED), {"kiosk": 0, "syncd": 0, "bureau": 0}
    with tempfile.TemporaryDirectory(prefix="openday-chaos-") as place:
        folder = pathlib.Path(place)
        make_certificates(folder)
        bureau = Bureau(folder)
        proxy = FaultProxy(bureau.ports, SEED)
        boxes = [Box(folder, number, chance.randrange(1 << 30)) for number in range(BOXES)]
        try:
            bureau.start()
            for box in boxes:
                box.enrol(bureau.store, proxy.port)
                box.start_kiosk()
                box.start_syncd()
            storm(chance, bureau, boxes, counts)
            proxy.calm = True
            for box in boxes:
                box.kill(box.kiosk)
                box.kill(box.syncd)      # its back-off may be minutes by now
                box.start_syncd()
            calm = time.monotonic()
            while wrong := compare(bureau, boxes):
                assert time.monotonic() - calm < PATIENCE, f"seed {SEED}: {PATIENCE} s after the faults: {wrong}"
                time.sleep(0.5)
            calm = time.monotonic() - calm
            records, ballots = sum(len(box.records()) for box in boxes), sum(len(box.ballots()) for box in boxes)
            assert records > BOXES * 10 and ballots > 0
        finally:
            proxy.close()
            for process in [bureau.process] + [p for box in boxes for p in (box.kiosk, box.syncd)]:
                if process and process.poll() is None:
                    process.kill()
                    process.wait()
        report = ROOT / "build/reports/chaos.txt"
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_text(f"seed {SEED}\nboxes {BOXES}\nseconds of faults {SECONDS}\nseconds in all {time.monotonic() - begin:.0f}\n"
                          f"seconds until all was there {calm:.1f}\nrecords {records}\nballots and texts {ballots}\n"
                          + "".join(f"killed {name} {count}\n" for name, count in counts.items())
                          + "".join(f"connections {name} {count}\n" for name, count in proxy.counts.items()) + "lost 0\ndoubled 0\n")
        print(report.read_text(), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
