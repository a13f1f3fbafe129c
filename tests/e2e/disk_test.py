#!/usr/bin/env python3
"""A box whose disk runs full while it works: papers are the first that cannot be made, and that is said; check-ins go on in the room that the
journal holds, down to the last byte of the disk; whoever was told "签到成功" is on it, also after the next start."""
import os, pathlib

from openday_e2e import Hall, first_start, main
from papers_test import OPEN, PASSPHRASE, config
from stick_test import Gate, many_guests, small_disk, where_possible

EXPORT = [{"tap": "CSV"}, {"tap": "导出到 U 盘"}, {"type": PASSPHRASE}, {"tap": "导出"}]


def fill(folder: pathlib.Path, but):
    """Takes all room but so many bytes."""
    with open(folder / "other-data", "ab") as file:
        about = os.statvfs(folder)
        left = about.f_bavail * about.f_frsize
        if left > but:
            os.posix_fallocate(file.fileno(), file.tell(), left - but)


def check_ins(hall: Hall):
    return [record["body"]["registration"] for record in hall.records() if record.get("kind") == "check-in"]


def a_full_disk_costs_papers_first_and_never_a_record(hall: Hall):
    disk, stick = hall.path / "disk", hall.path / "stick"
    stick.mkdir()
    many_guests(hall)   # their papers need more room than their check-ins
    with small_disk(disk, "64m"):
        hall.state = disk / "state"
        gates = [Gate(hall, "YX-001", "nearly.png"), Gate(hall, "YX-003", "full.png")]
        kiosk = hall.start_visit(first_start() + [gates[0].step, {"expect": "签到成功"}, {"wait": 6000}] + OPEN + EXPORT + [
            {"expect": "本机磁盘满了，请联系技术人员"}, {"shot": "disk-papers.png"}, {"tap": "退出"}, {"expect": "请出示确认码"}, {"frame": hall.code("YX-002")}, {"expect": "签到成功"}, {"wait": 6000},
            gates[1].step, {"expect": "签到成功"}, {"shot": "disk-full.png"}], "08:32", config(hall, stick))
        for gate, left in zip(gates, (400 << 10, 0)):
            with gate.passed(kiosk):
                fill(disk, left)
        _, said = kiosk.communicate(timeout=240)
        assert kiosk.returncode == 0, said
        hall.knows_nobody(said)
        assert not list(stick.iterdir()), list(stick.iterdir())
        told = [hall.guests[number]["登记号"] for number in ("YX-001", "YX-002", "YX-003", "YX-004")]
        assert check_ins(hall) == told[:3], check_ins(hall)
        (disk / "other-data").unlink()
        hall.visit([{"frame": hall.code("YX-003")}, {"expect": "已签到"}, {"wait": 12000}, {"frame": hall.code("YX-004")}, {"expect": "签到成功"}], at="08:50", options=config(hall, stick))
        assert check_ins(hall) == told, check_ins(hall)
        hall.office("verify", "--state", hall.state)


if __name__ == "__main__":
    main([where_possible(a_full_disk_costs_papers_first_and_never_a_record)])
