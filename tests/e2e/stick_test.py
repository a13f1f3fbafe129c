#!/usr/bin/env python3
"""What sticks do to a box: one that is pulled in the middle of writing, one that may not be written, one without room, one with so many
files that nobody may count them. Each is said on the page, check-in goes on, nothing is lost, and the next stick works."""
import contextlib, ctypes, fcntl, os, pathlib, struct, subprocess, threading

from openday_e2e import Hall, first_start, main
from papers_test import OPEN, PASSPHRASE, config, exports

SHUTDOWN, WITHOUT_FLUSH = 0x8004587D, 2          # FS_IOC_SHUTDOWN, as SERVICES-NOTES.md section 4 found: EIO at once
IN_ACCESS, IN_CREATE, IN_ISDIR = 0x1, 0x100, 0x40000000
EXPORT = [{"tap": "CSV"}, {"tap": "导出到 U 盘"}, {"type": PASSPHRASE}, {"tap": "导出"}]
MANY_GUESTS = 20_000     # a file of many chunks: there is a middle to pull the stick in
MANY_FILES = 200_000


class NotHere(Exception):
    """This machine has not what the test needs."""


class Watch:
    """inotify of one folder: a stick's events as the kernel sees them."""
    libc = ctypes.CDLL(None, use_errno=True)

    def __init__(self, folder, mask):
        self.fd = self.libc.inotify_init1(os.O_CLOEXEC)
        if self.fd < 0 or self.libc.inotify_add_watch(self.fd, os.fsencode(folder), mask) < 0:
            raise NotHere("inotify")

    def events(self):
        """The next events as (mask, name); waits for one."""
        block, at = os.read(self.fd, 65536), 0
        while at < len(block):
            _, mask, _, size = struct.unpack_from("iIII", block, at)
            yield mask, block[at + 16:at + 16 + size].rstrip(b"\0").decode()
            at += 16 + size

    def listings(self):
        """How often the folder itself was read since the last question."""
        os.set_blocking(self.fd, False)
        found = 0
        with contextlib.suppress(BlockingIOError):
            while True:
                found += sum(bool(mask & IN_ISDIR) and not name for mask, name in self.events())
        return found


class Stick:
    """An ext4 image on a loop device, mounted; every write goes to it at once, as a stick's does."""

    def __init__(self, hall: Hall, name, options="sync,dirsync"):
        self.image, self.folder = hall.path / f"{name}.img", hall.path / "stick"
        self.folder.mkdir(exist_ok=True)
        with open(self.image, "wb") as file:
            file.truncate(64 << 20)
        for command in (["mkfs.ext4", "-q", "-F", self.image], ["mount", "-o", f"loop,{options}", self.image, self.folder]):
            run = subprocess.run(command, capture_output=True, text=True) if os.geteuid() == 0 else None
            if run is None or run.returncode != 0:
                raise NotHere(f"{command[0]}: {run.stderr.strip() if run else 'not root'}")

    def pull(self):
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(folder, SHUTDOWN, struct.pack("I", WITHOUT_FLUSH))
        finally:
            os.close(folder)

    def pull_in_the_middle(self):
        """A thread that pulls the stick as soon as a file is begun on it; first in line for a core."""
        watch = Watch(self.folder, IN_CREATE)

        def wait_and_pull():
            with contextlib.suppress(OSError):
                os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(10))
            next(iter(watch.events()))
            self.pull()

        thread = threading.Thread(target=wait_and_pull, daemon=True)
        thread.start()
        return thread

    def leave(self):
        subprocess.run(["umount", "-l", self.folder], check=True)


class Gate:
    """A guest's code that comes before the camera when we say so: the script waits there, all threads of the kiosk but the screen's go on."""

    def __init__(self, hall: Hall, number, name="gate.png"):
        self.path, self.code = hall.path / name, hall.path / hall.code(number)
        os.mkfifo(self.path)
        self.step = {"frame": name}

    @contextlib.contextmanager
    def passed(self, kiosk):
        threading.Thread(target=self.give_up, args=(kiosk,), daemon=True).start()
        with contextlib.suppress(BrokenPipeError), open(self.path, "wb") as picture:   # opens once the script is here
            yield
            picture.write(self.code.read_bytes())

    def give_up(self, kiosk):
        """The kiosk ended before: nobody will ever read."""
        kiosk.wait()
        with contextlib.suppress(OSError):
            os.close(os.open(self.path, os.O_RDONLY | os.O_NONBLOCK))


def many_guests(hall: Hall):
    lines = ["编号,姓名,手机,类别,单位,分组,座位"] + [f"NO-{i:05},周{chr(0x4E00 + i % 5000)},139{i:08},局中层以上,云溪市第{i}中学,一组,{i}座" for i in range(MANY_GUESTS)]
    (hall.path / "many.csv").write_text("\n".join(hall.list.read_text(encoding="utf-8-sig").splitlines() + lines[1:]) + "\n", encoding="utf-8")
    hall.office("roster", "import", hall.path / "many.csv", "--plan", hall.plan, "--out", hall.path / "roster.json")


def check_in(hall: Hall, number):
    return [{"tap": "退出"}, {"expect": "请出示确认码"}, {"frame": hall.code(number)}, {"expect": "签到成功"}, {"wait": 6000}, {"expect": "请出示确认码"}]


def a_stick_pulled_in_the_middle_of_writing_is_said_and_the_next_one_works(hall: Hall):
    many_guests(hall)
    stick, gate = Stick(hall, "first"), Gate(hall, "YX-001")
    try:
        puller = stick.pull_in_the_middle()
        kiosk = hall.start_visit(first_start() + OPEN + EXPORT + [{"expect": "U 盘中途断开了，插好后再试一次"}, {"shot": "pulled.png"}, {"tap": "退出"}, {"expect": "请出示确认码"}, gate.step, {"expect": "签到成功"}, {"wait": 6000}] +
                                 OPEN[:-1] + EXPORT + [{"expect": "可以拔出 U 盘"}] + check_in(hall, "YX-002"), "08:32", config(hall, stick.folder))
        with gate.passed(kiosk):
            puller.join(timeout=60)
            stick.leave()
            stick = Stick(hall, "second")
        _, said = kiosk.communicate(timeout=240)
        assert kiosk.returncode == 0, said
        hall.knows_nobody(said)
        files = [path.name for path in stick.folder.iterdir() if path.suffix == ".zip"]
        assert len(files) == 1, files
        rows = subprocess.run(["bsdtar", "-xOf", stick.folder / files[0], "--passphrase", PASSPHRASE], check=True, capture_output=True).stdout.decode("utf-8-sig").splitlines()
        assert len(rows) == 1 + len(hall.guests) + MANY_GUESTS, len(rows)
    finally:
        subprocess.run(["umount", "-l", stick.folder], capture_output=True)
    assert exports(hall) == ["sign-in csv stick"], exports(hall)
    assert sum(record.get("kind") == "check-in" for record in hall.records()) == 2
    hall.office("verify", "--state", hall.state)


def a_stick_that_may_not_be_written_is_said(hall: Hall):
    stick = Stick(hall, "locked", "ro")
    try:
        hall.visit(first_start() + OPEN + EXPORT + [{"expect": "U 盘是只读的"}, {"shot": "stick-read-only.png"}] + check_in(hall, "YX-001"), options=config(hall, stick.folder))
    finally:
        stick.leave()
    assert exports(hall) == []


def a_stick_without_room_is_said_and_keeps_nothing_of_the_file(hall: Hall):
    stick = hall.path / "stick"
    with small_disk(stick, "1200k"):
        (stick / "holiday.jpg").write_bytes(bytes(300 << 10))
        hall.visit(first_start() + OPEN + EXPORT + [{"expect": "U 盘空间不够"}, {"shot": "stick-full.png"}] + check_in(hall, "YX-001"), options=config(hall, stick))
        assert [path.name for path in stick.iterdir()] == ["holiday.jpg"]
    assert exports(hall) == []


@contextlib.contextmanager
def small_disk(folder, size, options=""):
    folder.mkdir(exist_ok=True)
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}{options}", "tmpfs", folder], capture_output=True).returncode != 0:
        raise NotHere("a small disk: not root, or no tmpfs")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def nobody_counts_the_files_of_a_stick(hall: Hall):
    """However many there are: the folder is never listed, so the answer takes as long as on an empty stick."""
    stick = hall.path / "stick"
    with small_disk(stick, "1g", f",nr_inodes={MANY_FILES + 1000}"):
        (stick / "openday-in").mkdir()
        inside = os.open(stick, os.O_RDONLY)
        for i in range(MANY_FILES):
            os.close(os.open(f"DSC{i:06}.JPG", os.O_WRONLY | os.O_CREAT, dir_fd=inside))
        os.close(inside)
        (stick / "openday-in/名单.csv").write_bytes(hall.list.read_bytes())
        watch = Watch(stick, IN_ACCESS)
        hall.visit(first_start() + OPEN + EXPORT + [{"expect": "可以拔出 U 盘"}, {"tap": "更多"}, {"tap": "U 盘交接"}, {"tap": "从 U 盘装入局里的资料"}, {"expect": "本机已是最新"}] + check_in(hall, "YX-001"),
                   options=config(hall, stick))
        assert not watch.listings(), "the stick's folder was listed"
        os.listdir(stick)
        assert watch.listings(), "the watch sees who lists"
    assert exports(hall) == ["sign-in csv stick"], exports(hall)


def where_possible(test):
    def run(hall: Hall):
        try:
            test(hall)
        except NotHere as missing:
            print(f"     ({test.__name__}: not here: {missing})")
    run.__name__ = test.__name__
    return run


if __name__ == "__main__":
    main([where_possible(test) for test in (a_stick_pulled_in_the_middle_of_writing_is_said_and_the_next_one_works, a_stick_that_may_not_be_written_is_said,
                                            a_stick_without_room_is_said_and_keeps_nothing_of_the_file, nobody_counts_the_files_of_a_stick)])
