#!/usr/bin/env python3
"""Real programs on disks without a byte left, while guests keep coming: the bureau refuses with 507 and the box says whose disk it is; a box whose
inbox cannot be written acknowledges nothing. With room again everything arrives once, and both sides say the same."""
import errno, os, pathlib, sys, tempfile, time

from chaos_checker import SqliteRows, compare, is_still_coming
from chaos_parts import Box, Bureau, end, make_certificates
from chaos_programs import end_if_one_is_missing
from disk_test import fill
from stick_test import NotHere, small_disk

PATIENCE = 120
GUESTS_EVERY_MS = 30


def until(what, condition):
    stop = time.monotonic() + PATIENCE
    while not (result := condition()):
        assert time.monotonic() < stop, f"{what}: not within {PATIENCE} s"
        time.sleep(0.05)
    return result


def fill_up(folder):
    """Somebody writes there meanwhile: what is left may be less by the time it is taken."""
    def left():
        return os.statvfs(folder).f_bavail
    while left() > 0:
        try:
            fill(folder, 0)
        except OSError as error:
            assert error.errno == errno.ENOSPC, error


class World:
    """One box and one bureau, each part on the disk that it is given."""

    def __init__(self, folder, bureau_disk=None):
        make_certificates(folder)
        self.store = (bureau_disk or folder) / "bureau.db"
        self.bureau = Bureau(folder, "1", f"sqlite:{self.store}")
        self.box, self.rows = Box(folder, 0, 1), SqliteRows(self.store)

    def start(self):
        self.bureau.start()
        self.bureau.wait_until_up()
        self.box.leave_code(self.bureau.store, self.bureau.port)
        self.box.start_kiosk(GUESTS_EVERY_MS)
        self.box.start_syncd()
        until("the first records are acknowledged", lambda: self.acknowledged() > 20)

    def acknowledged(self):
        return sum(seq for seq, in self.box.inbox("SELECT seq FROM ack"))

    def written(self):
        return self.box.journal("SELECT count(*) FROM record")[0][0]

    def guests_keep_coming(self):
        before = self.written()
        until("guests come all the same", lambda: self.written() > before + 20)

    def ends_whole(self):
        self.box.kill("kiosk")
        self.box.kill("syncd")       # its back-off may be long by now
        self.box.start_syncd()
        until("everything arrives", lambda: not is_still_coming(self.rows, [self.box]))
        wrong = compare(self.rows, [self.box])
        assert not wrong, wrong

    def close(self):
        for process in (self.box.kiosk, self.box.syncd, self.bureau.process):
            end(process)


def the_bureaus_disk_is_full(folder):
    disk = folder / "disk"
    with small_disk(disk, "8m"):
        world = World(folder, bureau_disk=disk)
        try:
            world.start()
            fill_up(disk)
            detail = until("the box says so", lambda: next((one for one, in world.box.inbox("SELECT detail FROM link") if "507" in one), ""))
            assert "the bureau's disk is full" in detail, detail
            assert "free some space" in world.bureau.log.read_text(), world.bureau.log.read_text()
            world.guests_keep_coming()
            assert world.bureau.is_up() and world.written() > world.acknowledged()
            (disk / "other-data").unlink()
            world.ends_whole()
        finally:
            world.close()


def the_inboxs_disk_is_full(folder):
    inbox = folder / "box0/inbox"
    world = World(folder)
    with small_disk(inbox, "2m"):
        try:
            world.start()
            fill_up(inbox)
            log = world.box.syncd_log()
            until("syncd says so", lambda: "free some space and try again" in log.read_text())
            before = world.acknowledged()
            world.guests_keep_coming()
            assert world.acknowledged() == before, "acknowledged on a disk that takes nothing"
            (inbox / "other-data").unlink()
            until("it goes on by itself", lambda: world.acknowledged() > before)
            world.ends_whole()
        finally:
            world.close()


def main(tests):
    end_if_one_is_missing()
    for test in tests:
        with tempfile.TemporaryDirectory(prefix="openday-full-") as place:
            try:
                test(pathlib.Path(place))
                print(f"ok   {test.__name__}", flush=True)
            except NotHere as missing:
                print(f"     ({test.__name__}: not here: {missing})")
            except BaseException:
                for log in sorted(pathlib.Path(place).glob("*.log")):
                    print(f"--- {log.name}", *log.read_text(errors="replace").splitlines()[-8:], sep="\n")
                raise
    return 0


if __name__ == "__main__":
    sys.exit(main([the_bureaus_disk_is_full, the_inboxs_disk_is_full]))
