#!/usr/bin/env python3
"""A steward's morning on the real kiosk: the self-test with a script's camera, a hand scanner, corners, the bell, no printer; what a
nearly full disk looks like; what is put on record. A code held up for the test checks nobody in."""
import os, subprocess

from openday_e2e import Hall, PIN, first_start, main
from papers_test import config
import json

OPEN = [{"tap": "请工作人员帮忙"}, {"tap": "工作人员登录"}, {"type": PIN}, {"tap": "确定"}, {"expect": "签到情况"}, {"tap": "更多"}, {"tap": "开门自检"}]
CORNERS = [{"tap": f"角 {i}"} for i in range(1, 5)]


def details(hall: Hall):
    bodies = [json.loads(record["body"]) if isinstance(record["body"], str) else record["body"] for record in hall.records() if record.get("kind") == "staff"]
    return [body["detail"] for body in bodies if body["what"] == "self-test"]


def kinds(hall: Hall):
    return [record.get("kind") for record in hall.records()]


def a_steward_goes_through_every_line_and_puts_it_on_record(hall: Hall):
    code = hall.code("YX-001")
    hall.visit(first_start() + OPEN + [
        {"expect": "打印服务没有应答"}, {"shot": "self-test.png"},
        {"tap": "摄像头"}, {"expect": "返回"}, {"shot": "self-test-camera.png"}, {"tap": "返回"},
        {"frame": code}, {"expect": "读到确认码"}, {"expect": "清楚，清晰度 100"}, {"absent": "签到成功"},
        {"wedge": "OD1:A CODE THAT IS TYPED BY A HAND SCANNER"}, {"expect": "扫到 42 个字符"},
        {"tap": "触摸屏"}, {"expect": "请点准发光的角"}, {"shot": "self-test-corners.png"}] + CORNERS + [{"expect": "四角都能点"},
        {"tap": "声音"}, {"expect": "听到了吗"}, {"tap": "听到了"}, {"expect": "听得到"},
        {"expect": "可以开门，有几项留意"}, {"tap": "打印"}, {"expect": "没有找到打印机"},
        {"expect": "已记下"}, {"shot": "self-test-done.png"}, {"tap": "更多"}, {"expect": "07:41 自检，可以开门"}, {"shot": "more-self-test.png"}], at="07:41", options=config(hall, hall.path))
    assert "check-in" not in kinds(hall), kinds(hall)
    assert len(details(hall)) == 1 and " bad 0 todo 0" in details(hall)[0], details(hall)


def a_disk_without_room_is_red_and_says_what_to_do(hall: Hall):
    disk = hall.path / "small"
    disk.mkdir()
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=120m", "tmpfs", disk], capture_output=True).returncode != 0:
        print("     (no small disk here: not root, or no tmpfs; tests/app/self_test_test.cpp judges the figures)")
        return
    try:
        hall.state = disk / "state"
        hall.visit(first_start() + OPEN + [{"expect": "请技术人员清理"}, {"expect": "磁盘空间"}, {"shot": "self-test-full.png"}, {"tap": "记下结果"}, {"expect": "已记下"}], at="07:41", options=config(hall, hall.path))
        assert details(hall) and "disk-space" in details(hall)[0], details(hall)
    finally:
        subprocess.run(["umount", disk], check=True)


if __name__ == "__main__":
    main([a_steward_goes_through_every_line_and_puts_it_on_record, a_disk_without_room_is_red_and_says_what_to_do])
