#!/usr/bin/env python3
"""A steward's whole day on one box, three starts of the program in it: each action is done once, and afterwards each is found in the
records, whose it was with it; the journal holds, and the sign-in sheet says what the day came to."""
import csv, json

from openday_e2e import Hall, first_start, main
from roll_call_test import change, id_of, no_printer
from staff_test import STEWARD, add_steward, bodies, log_in, nobody_knows_a_pin

MORE = """
[eligibility]
min_age = 18
"""


def prepare(hall: Hall):
    """Walk-ins are allowed and one place for them is free; a party of three; somebody waits."""
    text = hall.plan.read_text(encoding="utf-8").replace("[registration]\n", '[registration]\nwalk_in = true\nwalk_in_category = "client"\n', 1)
    hall.plan = hall.path / "plan.toml"
    hall.plan.write_text(text + MORE, encoding="utf-8")
    change(hall, YX_008={"persons": 3, "vehicle": "1号车"}, YX_001={"vehicle": "1号车"}, YX_020={"state": "cancelled"})


def the_morning(hall: Hall):
    """07:41: before the doors open."""
    hall.visit(first_start() + add_steward() + log_in(STEWARD) + [
        {"tap": "更多"}, {"tap": "开门自检"}, {"expect": "还有 "}, {"tap": "记下结果"}, {"expect": "已记下"}, {"tap": "退出"}, {"expect": "请出示确认码"}], at="07:41", options=no_printer(hall))


def the_door(hall: Hall):
    """08:32: everything a steward does with guests, and what only a supervisor does."""
    hall.visit(log_in(STEWARD) + [
        {"frame": hall.code("YX-001")}, {"expect": "签到成功"}, {"wait": 6000}, {"expect": "签到情况"},
        {"frame": hall.code("YX-008")}, {"expect": "这次来几位"}, {"tap": "2 位"}, {"expect": "签到成功"}, {"wait": 6000}, {"expect": "签到情况"},
        # The third of them comes along after all: corrected on the guest's page.
        {"tap": "已到 3"}, {"tap": "欧阳明溪"}, {"expect": "已到 2 人"}, {"tap": "改人数"}, {"expect": "实际到了几人？"}, {"tap": "+"}, {"tap": "保存"}, {"expect": "已到 3 人"}, {"shot": "steward-party.png"},
        {"tap": "返回名单"},
        # Found by pinyin, checked in by hand; the wrong one; it was the right one; no, it was not: an undo of an undo, undone.
        {"tap": "查找"}, {"type": "zhouwei"}, {"tap": "周𬀩"}, {"expect": "未到"}, {"tap": "手工签到"}, {"expect": "签到成功"}, {"wait": 6000}, {"expect": "签到情况"},
        {"tap": "已到 5"}, {"tap": "周𬀩"}, {"tap": "撤销"}, {"tap": "签错了人"}, {"expect": "撤销：签错了人"}, {"tap": "恢复"}, {"tap": "其他原因"}, {"expect": "恢复：其他原因"}, {"expect": "08:32 已到"},
        {"tap": "撤销"}, {"tap": "人没有到"}, {"expect": "撤销：人没有到"}, {"expect": "未到"}, {"shot": "steward-undone.png"}, {"tap": "返回名单"},
        # One place is left for somebody who is not on the list; his name sounds like a guest's.
        {"tap": "补登来宾"}, {"expect": "现场名额还有 1 个"}, {"tap": "填写姓名（选填）"}, {"type": "gaowangshu"}, {"tap": "高望舒"}, {"tap": "写好了"}, {"tap": "年满 18 周岁"}, {"shot": "steward-walk-in.png"}, {"tap": "登记入场"},
        {"expect": "签到成功"}, {"wait": 6000}, {"expect": "签到情况"},
        {"tap": "更多"}, {"expect": "1 项待办"}, {"tap": "异常核对"}, {"expect": "补登的来宾可能已在名单上"}, {"tap": "不是同一个人"}, {"tap": "记录核对结果"}, {"expect": "没有需要核对的"},
        {"tap": "更多"}, {"expect": "请负责人操作"}, {"tap": "退出"}, {"expect": "请出示确认码"}, {"absent": "高望舒"}])


def the_bus(hall: Hall):
    """09:04: the roll, and a steward who walks away: staff mode ends by itself."""
    hall.visit(log_in(STEWARD) + [
        {"tap": "更多"}, {"tap": "点名"}, {"expect": "上车 · 前往登记中心"}, {"tap": "王玮"}, {"expect": "上一次：王玮"}, {"tap": "打印缺席名单"}, {"expect": "没有找到打印机"}, {"shot": "steward-roll.png"},
        {"wait": 205000}, {"expect": "请出示确认码"}, {"absent": "王玮"}], at="09:04", options=no_printer(hall))


def a_stewards_day_is_found_in_the_records(hall: Hall):
    prepare(hall)
    the_morning(hall)
    the_door(hall)
    the_bus(hall)
    staff = bodies(hall, "staff")
    assert [one["what"] for one in staff] == ["pin-set", "login", "logout", "login", "pin-set", "logout",
                                              "login", "self-test", "logout",
                                              "login", "settled", "logout", "login", "logout"], [one["what"] for one in staff]
    steward = staff[6]["entry"]
    assert steward and all((one["role"], one["entry"]) == ("steward", steward) for one in staff[6:]), staff
    check_ins = sorted((one["registration"], one["persons"], one["way"]) for one in bodies(hall, "check-in"))
    assert check_ins == sorted([(id_of(hall, "YX-001"), 1, "staff"), (id_of(hall, "YX-008"), 2, "staff"), (id_of(hall, "YX-008"), 1, "staff"), (id_of(hall, "YX-006"), 1, "staff")]), check_ins
    voids = [(one["reason"], one["by"], one["entry"]) for one in bodies(hall, "void")]
    for reason in ("wrong-person", "other", "not-here"):
        assert (reason, "steward", steward) in voids, voids
    walk_ins = bodies(hall, "walk-in")
    assert len(walk_ins) == 1 and walk_ins[0]["name"] == "高望舒" and walk_ins[0]["declared"] is True, walk_ins
    calls = bodies(hall, "roll-call")
    assert [(one["registration"], one["persons"], one["by"], one["entry"]) for one in calls] == [(id_of(hall, "YX-001"), 1, "steward", steward)], calls
    assert not bodies(hall, "correction"), "the programme is a supervisor's"
    nobody_knows_a_pin(hall)
    hall.office("verify", "--state", hall.state)
    sheet = sign_in_sheet(hall)
    came = {name: int(row["人数"]) for name, row in sheet.items() if int(row["人数"]) > 0}
    assert came == {"王玮": 1, "欧阳明溪": 3, "高望舒（补登）": 1}, came


def sign_in_sheet(hall: Hall):
    """Rows by name; a walk-in's is marked, since a guest may have the same."""
    out = hall.path / "sheet.csv"
    hall.office("report", "--state", hall.state, "--plan", hall.plan, "--roster", hall.path / "roster.json", "--what", "sign-in", "--out", out)
    with open(out, encoding="utf-8-sig", newline="") as file:
        return {row["姓名"] + ("（补登）" if row["方式"] == "现场补登" else ""): row for row in csv.DictReader(file)}


if __name__ == "__main__":
    main([a_stewards_day_is_found_in_the_records])
