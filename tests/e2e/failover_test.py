#!/usr/bin/env python3
"""The bureau's three machines as config/bureau/ describes them (PostgreSQL with a synchronous standby under Patroni and etcd, haproxy, two
servers), and boxes that push without a pause, while machines lose their power. No acknowledged record may be missing after a fail-over,
each is there once, all boxes go on by themselves, and in the end everything is there and both servers say the same.

By default one fail-over; OPENDAY_NIGHTLY=1 plays every kind of trouble, several times. OPENDAY_FAILOVER=a,b plays only those kinds.
Figures: build/reports/failover.txt."""
import os, pathlib, signal, sys, time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "config/bureau"))
from chaos_programs import BIN, ROOT, end_if_one_is_missing
from failover_boxes import Box, Bureau, Promise, totals, utc_now, wait_for_more, what_differs
from rehearse import Rehearsal, cannot_be_here, must, run, until

NIGHTLY = os.environ.get("OPENDAY_NIGHTLY") == "1"
BOXES, MEAN_MS = (8, 40) if NIGHTLY else (3, 30)
ALL = ("held-back", "server", "power", "etcd", "cancelled", "alone", "switchover", "strict", "restore")
KINDS = os.environ.get("OPENDAY_FAILOVER", "").split(",") if os.environ.get("OPENDAY_FAILOVER") else ALL * 5 if NIGHTLY else ("server", "held-back")
WITHOUT_THE_STANDBY = 300     # records acknowledged while the standby hears nothing: it is not waited for


class Storm:
    def __init__(self, place, boxes):
        self.place, self.boxes, self.bureau, self.lines = place, boxes, Bureau(place), []

    def say(self, kind, text):
        self.lines.append(f"{kind}: {text}")
        print(self.lines[-1], flush=True)

    def waiting_commits(self, primary):
        return self.place.sql(primary, "SELECT pid FROM pg_stat_activity WHERE usename = 'openday' AND wait_event = 'SyncRep'")

    def hold_back_the_standby(self, primary):
        """From now on nothing reaches the standby; until a commit waits for it, or until nobody seems to wait."""
        for pid in self.place.sql(primary, "SELECT pid FROM pg_stat_replication"):
            os.kill(int(pid), signal.SIGSTOP)
        before = sum(totals(self.boxes))
        until("a commit waits for the standby", lambda: self.waiting_commits(primary) or sum(totals(self.boxes)) > before + WITHOUT_THE_STANDBY)

    def cancel_the_waiting(self, primary):
        for _ in range(5):
            until("a waiting commit is cancelled", lambda: "t" in self.place.sql(
                primary, "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE usename = 'openday' AND wait_event = 'SyncRep'"))

    def kill_the_primary(self, kind):
        """All of its machine: database, Patroni, etcd, haproxy, server."""
        primary = self.place.wait_for_standby()
        wait_for_more(self.boxes, "before the kill")
        if kind != "power":
            self.hold_back_the_standby(primary)
        if kind == "cancelled":
            self.cancel_the_waiting(primary)
        primary.kill()
        promise, begin = Promise(self.boxes, utc_now()), time.monotonic()
        first, last = wait_for_more(self.boxes, "after the primary's end")
        spent = time.monotonic() - begin - last
        now = self.place.wait_for_primary()
        assert now is self.place.other(primary), "the dead machine is primary"
        kept = promise.check(self.bureau, now)
        back = time.monotonic()
        self.place.start_again(primary)
        self.place.wait_for_standby()
        self.say(kind, f"{primary.name} killed; first acknowledgement after {spent + first:.1f} s, every box after {spent + last:.1f} s; {kept} acknowledged records kept; "
                       f"synchronous standby again {time.monotonic() - back:.1f} s after its start")

    def kill_a_server(self, kind):
        machine = self.place.other(self.place.wait_for_standby())
        before = totals(self.boxes)
        machine.stop("bureau")
        first, last = wait_for_more(self.boxes, "after a server's end", before)
        self.place.start_bureau_again(machine)
        self.say(kind, f"server of {machine.name} killed; every box went on within {last:.1f} s")

    def kill_etcd(self, kind):
        """All three at once: nobody can be elected, but nobody needs to be."""
        primary = self.place.wait_for_standby()
        for machine in (self.place.db1, self.place.db2, self.place.front):
            machine.stop("etcd")
        until("Patroni goes on without etcd", lambda: self.place.patroni(primary).get("failsafe_mode_is_active"))
        _, last = wait_for_more(self.boxes, "without etcd")
        for machine in (self.place.db1, self.place.db2, self.place.front):
            machine.start_etcd()
        until("etcd is back", lambda: (said := self.place.patroni(primary)) and not said.get("failsafe_mode_is_active"))
        assert self.place.wait_for_standby() is primary, "the primary changed though nothing had happened to it"
        wait_for_more(self.boxes, "with etcd again")
        self.say(kind, f"all three killed; every box had more acknowledged within {last:.1f} s, {primary.name} stayed primary")

    def sees_no_primary(self, machine):
        """When it last heard of that from etcd; nothing before. A program that ended meanwhile, or a machine that became primary, is told at once."""
        self.place.complain_of_the_dead()
        assert self.place.primary() is None, "a standby that lacks acknowledged records became primary"
        said = self.place.patroni(machine)
        return said.get("cluster_unlocked") and said.get("dcs_last_seen")

    def kill_both_one_after_the_other(self, kind):
        """The standby, and when the primary has gone on alone, that too: who lacks acknowledged records must not become primary."""
        primary = self.place.wait_for_standby()
        standby, begin = self.place.other(primary), time.monotonic()
        standby.kill()
        until("the primary goes on alone", lambda: self.place.sql(primary, "SHOW synchronous_standby_names") == [""])
        wait_for_more(self.boxes, "on one machine")
        alone = time.monotonic() - begin
        primary.kill()
        promise = Promise(self.boxes, utc_now())
        standby.start_etcd()
        standby.start_patroni()
        standby.start_haproxy()
        seen = until("the old standby sees that there is no primary", lambda: self.sees_no_primary(standby))
        until("it has looked for five rounds", lambda: self.place.patroni(standby).get("dcs_last_seen", 0) >= seen + 15)
        assert self.place.primary() is None, "a standby that lacks acknowledged records became primary"
        self.place.start_again(primary)
        self.place.start_bureau_again(standby)
        assert self.place.wait_for_standby() is primary
        kept = promise.check(self.bureau, primary)
        _, last = wait_for_more(self.boxes, "after both were away")
        self.say(kind, f"standby killed, {alone:.1f} s later every box had gone on with {primary.name} alone; that killed too: the old standby was not made primary; {kept} acknowledged records kept; "
                       f"every box went on within {last:.1f} s of both being back")

    def switch_over(self, kind):
        primary = self.place.wait_for_standby()
        before, begin = totals(self.boxes), time.monotonic()
        self.place.patronictl("switchover", "openday", "--master", primary.name, "--candidate", self.place.other(primary).name, "--force")
        promise_of = Promise(self.boxes, utc_now())
        assert self.place.wait_for_standby() is not primary
        first, last = wait_for_more(self.boxes, "after a switch-over")
        promise_of.check(self.bureau, self.place.wait_for_primary())
        self.say(kind, f"from {primary.name}; a synchronous standby and every box going on {time.monotonic() - begin:.1f} s after the command ({sum(before)} before)")

    def strict(self, kind):
        """synchronous_mode_strict: without a standby nothing is acknowledged, and nothing is lost."""
        self.place.patronictl("edit-config", "openday", "--force", "-s", "synchronous_mode_strict=true")
        primary = self.place.wait_for_standby()
        standby = self.place.other(primary)
        standby.kill()
        oldest = "SELECT coalesce(max(extract(epoch FROM now() - xact_start)), 0)::int FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
        until("a commit waits", lambda: self.waiting_commits(primary))
        until("no standby is left in the settings", lambda: self.place.sql(primary, "SHOW synchronous_standby_names") == ["*"])
        before = sum(totals(self.boxes))
        until("commits have waited for seconds", lambda: int((self.place.sql(primary, oldest) or ["0"])[0]) >= 5)
        assert sum(totals(self.boxes)) == before, "a record was acknowledged without a standby"
        self.place.start_again(standby)
        _, last = wait_for_more(self.boxes, "with the standby again")
        self.place.patronictl("edit-config", "openday", "--force", "-s", "synchronous_mode_strict=false")
        self.place.wait_for_standby()
        self.say(kind, f"nothing was acknowledged without {standby.name}; every box went on {last:.1f} s after its server was up again")

    def restore(self, kind):
        """Both disks are lost; what the last backup lacks comes from the boxes."""
        place, primary = self.place, self.place.wait_for_standby()
        standby = place.other(primary)
        data, backup = f"var/lib/postgresql/{place.bin.parent.name}/openday", "var/lib/postgresql/backup"
        must(*standby.command("postgres", place.bin / "pg_basebackup", "-h", standby.root / "run/postgresql", "-U", "postgres", "-D", standby.root / backup, "-X", "stream", "-c", "fast"))
        wait_for_more(self.boxes, "after the backup")
        for machine in (place.db1, place.db2):
            machine.kill()
        promise = Promise(self.boxes, utc_now())
        for machine in (place.db1, place.db2):
            must("rm", "-r", machine.root / data)
            machine.start_etcd()
        must("mv", standby.root / backup, standby.root / data)
        until("etcd answers", lambda: run(*place.ctl_command("list")).returncode == 0)
        # While the dead primary's lease lasts it asks for its name, too, and is not to be told: it is over in seconds.
        until("the cluster is forgotten", lambda: run(*place.ctl_command("remove", "openday"), input="openday\nYes I am aware\n").returncode == 0)
        standby.start_patroni()
        until("the restored machine is primary", lambda: place.primary() is standby)
        missing = promise.missing(self.bureau, standby)
        assert missing, "the backup lacks nothing: this would show nothing"
        begin = time.monotonic()
        standby.start_haproxy()
        place.start_bureau_again(standby)
        place.start_patroni_and_the_rest(primary)
        until("the boxes have filled the restored database up", lambda: not promise.missing(self.bureau, standby), 600)
        filled = time.monotonic() - begin
        assert place.wait_for_standby() is standby
        self.say(kind, f"both disks lost, an older backup put on {standby.name}: {missing} acknowledged records were missing, and had come again from the boxes after {filled:.1f} s")

    def play(self, kind):
        {"held-back": self.kill_the_primary, "power": self.kill_the_primary, "cancelled": self.kill_the_primary, "server": self.kill_a_server, "etcd": self.kill_etcd,
         "alone": self.kill_both_one_after_the_other, "switchover": self.switch_over, "strict": self.strict, "restore": self.restore}[kind](kind)

    def both_servers_say_the_same(self):
        for box in self.boxes:
            for ask in (box.hello, box.pull_all):
                one, two = ask(self.place.db1), ask(self.place.db2)
                assert one == two, f"{box.name}: {ask.__name__}: {one} and {two}"


def main():
    os.environ.setdefault("OPENDAY_KEEP_LOGS", str(ROOT / "build/reports/failover-logs"))   # of a run that fails
    if why := cannot_be_here():
        print(f"SKIPPED: {why}")
        return 77
    end_if_one_is_missing()
    begin = time.monotonic()
    with Rehearsal(BIN) as place:
        up = time.monotonic() - begin
        boxes = [Box(place, index, MEAN_MS) for index in range(BOXES)]
        storm = Storm(place, boxes)
        for box in boxes:
            box.enrol()
            box.start()
        wait_for_more(boxes, "the first records")
        for kind in KINDS:
            storm.play(kind)
        for box in boxes:
            box.end_visits()
        calm = time.monotonic()
        until("everything is at the bureau", lambda: not what_differs(storm.bureau, place.wait_for_primary(), boxes), 600)
        calm = time.monotonic() - calm
        storm.both_servers_say_the_same()
        records = sum(len(box.records()) for box in boxes)
    report = ROOT / "build/reports/failover.txt"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.write_text("\n".join([f"from empty disks to a synchronous standby and two servers {up:.1f} s", f"boxes {BOXES}", *storm.lines,
                                 f"all there {calm:.1f} s after the last visit", f"records {records}", "lost 0", "doubled 0", f"seconds in all {time.monotonic() - begin:.0f}",
                                 f"load of the machine at the end {os.getloadavg()[0]:.1f}"]) + "\n")
    print(report.read_text(), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
