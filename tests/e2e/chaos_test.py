#!/usr/bin/env python3
"""Real processes and everything that goes wrong with them: twenty boxes (kiosk and syncd, enrolled by code over TLS) and two servers of the bureau on
one PostgreSQL, all killed with SIGKILL in random order, PostgreSQL too; between boxes and servers a TCP proxy that cuts, delays, swallows, slows,
truncates and garbles, and another between the servers and PostgreSQL. Meanwhile nothing may be acknowledged that is not there. Then all is well
again, and every database is compared: each record, erasure and ballot of every box is at the bureau once, in order, and known to the other boxes.

usage: chaos_test.py [postgres|sqlite]     OPENDAY_CHAOS_SEED=N plays that order of kills again; OPENDAY_NIGHTLY=1: half an hour.
Figures: build/reports/chaos.txt, chaos-sqlite.txt."""
import os, pathlib, random, sys, tempfile, time

from chaos_checker import PostgresRows, SqliteRows, acknowledged_too_much, compare, is_still_coming, ballots_of, of_a_box, totals
from chaos_parts import Box, Bureau, end, lines_of, make_certificates
from chaos_programs import ROOT, end_if_one_is_missing
from fault_proxy import FAULTS_OF_A_DATABASE, FaultProxy
from postgres_server import PostgresServer

NIGHTLY = os.environ.get("OPENDAY_NIGHTLY") == "1"
SEED = int(os.environ.get("OPENDAY_CHAOS_SEED", "0")) or (int(time.time()) if NIGHTLY else 7)
PATIENCE = 900 if NIGHTLY else 240   # from the end of the faults, on a busy machine
SIZES = {"postgres": (20, 2, 1800 if NIGHTLY else 120, 1200 if NIGHTLY else 400),   # boxes, servers, seconds of faults, ms between two guests
         "sqlite": (4, 1, 300 if NIGHTLY else 12, 100)}


class World:
    def __init__(self, folder, kind):
        self.chance, self.counts, self.looks = random.Random(SEED), {}, 0
        self.kind, self.folder, self.postgres, self.postgres_at, self.to_postgres = kind, folder, None, 0.0, None
        count, servers, self.seconds, self.mean_ms = SIZES[kind]
        make_certificates(folder)
        store = self.near = f"sqlite:{folder}/bureau.db"
        self.rows = SqliteRows(folder / "bureau.db")
        self.boxes, self.bureaus = [], []
        if kind == "postgres":
            self.postgres = PostgresServer()
            self.to_postgres = FaultProxy(lambda: [self.postgres.port], SEED + 1, FAULTS_OF_A_DATABASE, (2_000, 400_000))
            self.rows, self.near, store = PostgresRows(self.postgres), "postgres:" + self.postgres.near(), "postgres:" + self.postgres.through(self.to_postgres.port)
        self.bureaus = [Bureau(folder, str(number + 1), store) for number in range(servers)]
        self.proxy = FaultProxy(lambda: [bureau.port for bureau in self.bureaus if bureau.process], SEED)
        self.boxes = [Box(folder, number, self.chance.randrange(1 << 30)) for number in range(count)]

    def count(self, what):
        self.counts[what] = self.counts.get(what, 0) + 1

    def start(self):
        for bureau in self.bureaus:
            bureau.start()
        for bureau in self.bureaus:
            bureau.wait_until_up(PATIENCE)
        for box in self.boxes:   # enrolment is in the midst of it all
            box.leave_code(self.near, self.proxy.port)
            box.start_kiosk(self.mean_ms)
            box.start_syncd()

    def tend(self):
        if self.postgres and not self.postgres.is_up() and time.monotonic() >= self.postgres_at:
            self.postgres.start()
        for bureau in self.bureaus:
            bureau.tend()

    def pause(self):
        """Until a killed server is started again: mostly soon, sometimes so late that back-offs grow."""
        return self.chance.uniform(0, 1.5) if self.chance.random() < 0.9 else self.chance.uniform(3, 10)

    def kill_something(self):
        what = self.chance.choice(["kiosk"] * 2 + ["syncd"] * 4 + ["bureau"] * 2 + ["postgres"] * 2 * bool(self.postgres))
        box = self.chance.choice(self.boxes)
        if what in ("kiosk", "syncd"):
            box.kill(what)
            box.start_kiosk(self.mean_ms) if what == "kiosk" else box.start_syncd()
        elif what == "bureau":
            bureau = self.chance.choice(self.bureaus)
            if bureau.is_up():
                bureau.kill(self.pause())
            else:
                what = "bureau that was not up yet"
        elif self.postgres.is_up():
            way = self.chance.choice(PostgresServer.WAYS)
            what = f"postgres, {way}"
            self.postgres.kill(way, self.chance)
            self.postgres_at = time.monotonic() + self.pause()
        else:
            what = "postgres that was not up yet"
        self.count(what)

    def look(self):
        if self.postgres and not self.postgres.is_up():
            return
        wrong = acknowledged_too_much(self.rows, self.boxes)
        self.looks += wrong is not None
        assert not wrong, wrong

    def storm(self):
        stop = time.monotonic() + self.seconds
        look_at = 0.0
        while time.monotonic() < stop:
            self.tend()
            self.kill_something()
            if time.monotonic() >= look_at:
                self.look()
                look_at = time.monotonic() + self.seconds / 60
            time.sleep(self.chance.uniform(0, 0.6))

    def calm(self):
        """The faults end; how long until every database says the same."""
        for proxy in (self.proxy, self.to_postgres):
            if proxy:
                proxy.calm = True
        begin = time.monotonic()
        if self.postgres and not self.postgres.is_up():
            self.postgres.start()
        for bureau in self.bureaus:
            bureau.wait_until_up(PATIENCE)
        for box in self.boxes:
            box.kill("kiosk")
            box.kill("syncd")      # its back-off may be minutes by now
            box.start_syncd()
        while wrong := is_still_coming(self.rows, self.boxes):
            assert time.monotonic() - begin < PATIENCE, f"{PATIENCE} s after the faults: {wrong}"
            time.sleep(0.5)
        begin = time.monotonic() - begin
        wrong = compare(self.rows, self.boxes)
        assert not wrong, wrong
        return begin

    def close(self):
        for proxy in (self.proxy, self.to_postgres):
            if proxy:
                proxy.close()
        for process in [bureau.process for bureau in self.bureaus] + [process for box in self.boxes for process in (box.kiosk, box.syncd)]:
            end(process)
        if self.postgres:
            self.postgres.close()

    def figures(self, seconds, calm):
        records = [one for box in self.boxes for one in of_a_box(box)]
        ballots = [one for box in self.boxes for one in ballots_of(box)]
        assert len(records) > len(self.boxes) * 10 and ballots
        yield from (("seed", SEED), ("store", self.kind), ("boxes", len(self.boxes)), ("bureau servers", len(self.bureaus)), ("load", " ".join(f"{one:.1f}" for one in os.getloadavg())),
                    ("seconds of faults", self.seconds), ("seconds in all", round(seconds)), ("seconds until all was there", round(calm, 1)),
                    ("records", len(records)), ("of these erased", sum(not one.content for one in records)), ("of these in quarantine", len(self.rows.quarantined())),
                    ("ballots and texts", len(ballots)), ("grades", totals(ballots)), ("looks at what was acknowledged", self.looks))
        yield from ((f"killed {name}", count) for name, count in sorted(self.counts.items()))
        yield ("servers started again without a database", sum(bureau.again for bureau in self.bureaus))
        yield from ((f"connections of boxes {name}", count) for name, count in self.proxy.counts.items())
        if self.to_postgres:
            yield from ((f"connections to postgres {name}", count) for name, count in self.to_postgres.counts.items())
        yield from ((f"syncd said '{word}'", lines_of(self.boxes, word)) for word in ("enrolled at", "enrolment refused", "sending again from", "beginning again from the files"))
        yield from (("lost", 0), ("doubled", 0))


def main(kind):
    begin = time.monotonic()
    end_if_one_is_missing()
    print(f"seed {SEED}", flush=True)
    with tempfile.TemporaryDirectory(prefix="openday-chaos-") as place:
        world = World(pathlib.Path(place), kind)
        try:
            world.start()
            world.storm()
            calm = world.calm()
            text = "".join(f"{name} {figure}\n" for name, figure in world.figures(time.monotonic() - begin, calm))
        except BaseException:
            print(f"--- seed {SEED}, after {time.monotonic() - begin:.0f} s")
            for log in sorted(pathlib.Path(place).glob("*.log")):
                print(f"--- {log.name}", *log.read_text(errors="replace").splitlines()[-6:], sep="\n")
            raise
        finally:
            world.close()
    report = ROOT / f"build/reports/chaos{'' if kind == 'postgres' else '-' + kind}.txt"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.write_text(text)
    print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "postgres"))
