#!/usr/bin/env python3
"""A steward's and a supervisor's day on the real kiosk: each thing they do is found in the records, who did it with its role, and no PIN
anywhere; wrong PINs lock the gate over a restart; what was undone is restored."""
import json

from openday_e2e import Hall, PIN, first_start, main

STEWARD = "314159"


def log_in(pin=PIN):
    return [{"tap": "请工作人员帮忙"}, {"tap": "工作人员登录"}, {"type": pin}, {"tap": "确定"}, {"expect": "签到情况"}]


def add_steward():
    """The supervisor gives a steward a PIN; first_start() has ended in public mode."""
    return log_in() + [{"tap": "更多"}, {"tap": "人员与密码"}, {"expect": "现在登录的人"}, {"shot": "people-first.png"}, {"tap": "添加引导员"}, {"tap": "引导员一"}, {"expect": "给“引导员一”设密码"},
                       {"type": STEWARD}, {"tap": "确定"}, {"expect": "请再输一遍"}, {"type": STEWARD}, {"tap": "确定"}, {"expect": "引导员一"}, {"shot": "people.png"}, {"tap": "退出"},
                       {"expect": "请出示确认码"}]


def bodies(hall: Hall, kind):
    out = []
    for record in hall.records():
        if record.get("kind") == kind:
            out.append(json.loads(record["body"]) if isinstance(record["body"], str) else record["body"])
    return out


def nobody_knows_a_pin(hall: Hall):
    text = json.dumps(hall.records(), ensure_ascii=False)
    for secret in (PIN, STEWARD, "scrypt1"):
        assert secret not in text, f"the records hold {secret}"


def a_stewards_day(hall: Hall):
    hall.visit(first_start() + add_steward() + log_in(STEWARD) + [
        {"expect": "引导员一"}, {"absent": "议程"},
        {"frame": hall.code("YX-008")}, {"expect": "签到成功"}, {"wait": 6000}, {"expect": "签到情况"},
        {"tap": "已到 1"}, {"tap": "欧阳明溪"}, {"expect": "签到 1 人 · 工作人员"}, {"shot": "guest.png"},
        {"tap": "撤销"}, {"expect": "为什么撤销？"}, {"shot": "guest-why.png"}, {"tap": "签错了人"}, {"expect": "撤销：签错了人"}, {"expect": "未到"},
        {"tap": "恢复"}, {"tap": "其他原因"}, {"expect": "恢复：其他原因"}, {"expect": "08:32 已到"}, {"shot": "guest-restored.png"},
        {"tap": "返回名单"}, {"tap": "查找"}, {"type": "zhouwei"}, {"tap": "周𬀩"}, {"expect": "未到"}, {"tap": "手工签到"}, {"expect": "签到成功"}, {"wait": 6000},
        {"expect": "签到情况"}, {"tap": "更多"}, {"expect": "请负责人操作"}, {"shot": "steward-more.png"}, {"tap": "退出"}, {"expect": "请出示确认码"}, {"absent": "欧阳明溪"}])
    said = [(one["what"], one.get("role", "")) for one in bodies(hall, "staff")]
    assert said == [("pin-set", "supervisor"), ("login", "supervisor"), ("logout", "supervisor"), ("login", "supervisor"), ("pin-set", "supervisor"), ("logout", "supervisor"),
                    ("login", "steward"), ("logout", "steward")], said
    voids = bodies(hall, "void")
    assert [(one["reason"], one["by"]) for one in voids] == [("wrong-person", "steward"), ("other", "steward")], voids
    entry = bodies(hall, "staff")[6]["entry"]
    assert all(one["entry"] == entry for one in voids), voids
    arrived = {one["registration"] for one in bodies(hall, "check-in")}
    assert arrived == {hall.guests[number]["登记号"] for number in ("YX-008", "YX-006")}, arrived
    assert hall.records()[-1]["fold"], "the fold is the last line"
    nobody_knows_a_pin(hall)


def a_supervisors_day(hall: Hall):
    hall.visit(first_start() + add_steward() + log_in() + [
        {"tap": "更多"}, {"tap": "人员与密码"}, {"tap": "移除"}, {"tap": "确认移除"}, {"absent": "引导员一"},
        {"tap": "退出"}, {"expect": "请出示确认码"}, {"tap": "请工作人员帮忙"}, {"tap": "工作人员登录"}, {"type": STEWARD}, {"tap": "确定"}, {"expect": "密码不对"}, {"tap": "返回"}])
    said = [one["what"] for one in bodies(hall, "staff")]
    assert said[-3:] == ["pin-removed", "logout", "login-failed"], said
    assert not bodies(hall, "staff")[-1].get("role"), "nobody is known who typed a wrong PIN"
    nobody_knows_a_pin(hall)


def wrong_pins_lock_the_gate_over_a_restart(hall: Hall):
    wrong = [step for number in range(5) for step in ({"type": f"11122{number}"}, {"tap": "确定"}, {"wait": 1500})]
    gate = [{"tap": "请工作人员帮忙"}, {"tap": "工作人员登录"}]
    hall.visit(first_start() + gate + wrong + [{"expect": "输错太多次"}, {"shot": "locked.png"}])
    hall.visit(gate + [{"expect": "输错太多次"}, {"wait": 45000}, {"type": PIN}, {"tap": "确定"}, {"expect": "签到情况"}])
    said = [one["what"] for one in bodies(hall, "staff")]
    assert said.count("login-failed") == 4 and said.count("lock-out") == 1 and said[-1] == "login", said


if __name__ == "__main__":
    main([a_stewards_day, a_supervisors_day, wrong_pins_lock_the_gate_over_a_restart])
