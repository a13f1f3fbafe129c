#!/usr/bin/env python3
"""A steward's roll call at the bus and a supervisor's waiting list on the real kiosk: each tap and move is found in the records, who moved
up is let in by the code, and all of it is there again after a restart."""
import json

from openday_e2e import Hall, PIN, first_start, main
from staff_test import STEWARD, add_steward, bodies, log_in


def change(hall: Hall, **changes):
    """What the office's list says of a guest, by number: the codes stay those of the list that was imported."""
    path = hall.path / "roster.json"
    roster = json.loads(path.read_text(encoding="utf-8"))
    for guest in roster["guests"]:
        guest.update(changes.get(guest["number"].replace("-", "_"), {}))
    path.write_text(json.dumps(roster, ensure_ascii=False), encoding="utf-8")


def id_of(hall: Hall, number):
    return hall.guests[number]["登记号"]


def a_steward_calls_the_roll_at_the_bus(hall: Hall):
    change(hall, YX_001={"vehicle": "1号车"}, YX_008={"vehicle": "1号车", "persons": 3}, YX_013={"vehicle": "2号车"})
    hall.visit(first_start() + add_steward() + [
        {"frame": hall.code("YX-001")}, {"expect": "签到成功"}, {"wait": 6000}, {"frame": hall.code("YX-008")}, {"expect": "这次来几位"}, {"tap": "2 位"}, {"expect": "签到成功"}, {"wait": 6000}], at="09:01")
    hall.visit(log_in(STEWARD) + [
        {"tap": "更多"}, {"tap": "点名"}, {"expect": "上车 · 前往登记中心"}, {"expect": "缺 3 人"}, {"expect": "王玮、欧阳明溪 ×2"}, {"shot": "roll.png"},
        {"tap": "王玮"}, {"expect": "缺 2 人"}, {"expect": "上一次：王玮"}, {"tap": "+"}, {"expect": "缺 1 人"}, {"tap": "欧阳明溪"}, {"expect": "全部到齐"},
        {"tap": "撤销上一次"}, {"expect": "缺 1 人"}, {"tap": "含未签到"}, {"expect": "马立新"}, {"tap": "2号车 0/1"}, {"absent": "王玮"}, {"tap": "马立新"}, {"expect": "全部到齐"},
        {"tap": "全部来宾"}, {"tap": "下一项"}, {"expect": "确权登记中心"}, {"tap": "上一项"}, {"expect": "上车 · 前往登记中心"}, {"tap": "打印缺席名单"}, {"expect": "没有找到打印机"}, {"shot": "roll-no-printer.png"},
        {"tap": "退出"}, {"absent": "欧阳明溪"}], at="09:04", options=no_printer(hall))
    calls = bodies(hall, "roll-call")
    assert [(one["registration"], one["persons"]) for one in calls] == [(id_of(hall, "YX-001"), 1), (id_of(hall, "YX-008"), 1), (id_of(hall, "YX-008"), 2), (id_of(hall, "YX-013"), 1)], calls
    assert all(one["by"] == "steward" and one["entry"] and one["session"] for one in calls), calls
    assert len({one["stop"] for one in calls}) == 1, calls
    assert [one["reason"] for one in bodies(hall, "void")] == ["call-taken-back"]
    hall.visit(log_in(STEWARD) + [{"tap": "更多"}, {"tap": "点名"}, {"expect": "2号车 1/1"}, {"expect": "1/2"}, {"shot": "roll-again.png"}], at="09:06")


def no_printer(hall: Hall):
    (hall.path / "kiosk.toml").write_text('[printer]\nservice = "127.0.0.1:9"\n', encoding="utf-8")
    return ["--config", hall.path / "kiosk.toml"]


def the_first_in_line_moves_up_and_the_code_admits(hall: Hall):
    change(hall, YX_001={"state": "waiting"}, YX_002={"state": "waiting"}, YX_003={"state": "cancelled"})
    hall.visit(first_start() + [{"frame": hall.code("YX-001")}, {"expect": "请工作人员为您办理"}, {"wait": 12000}] + log_in() + [
        {"tap": "更多"}, {"tap": "名额与候补"}, {"expect": "余 3"}, {"expect": "候补 2 人"}, {"shot": "places.png"},
        {"tap": "未到 19"}, {"tap": "释放名额"}, {"tap": "再点确认"}, {"expect": "未到 18"}, {"expect": "余 4"}, {"shot": "places-absent.png"},
        {"tap": "变动 1"}, {"expect": "名额已释放"}, {"tap": "撤销"}, {"tap": "再点确认"}, {"expect": "还没有递补或释放名额"},
        {"tap": "候补 2"}, {"tap": "递补"}, {"expect": "余 2"}, {"tap": "放弃"}, {"tap": "再点确认"}, {"expect": "没有人候补"},
        {"tap": "变动 2"}, {"expect": "已递补"}, {"expect": "已放弃候补"}, {"shot": "places-moved.png"},
        {"tap": "退出"}, {"frame": hall.code("YX-001")}, {"expect": "签到成功"}])
    moves = [(one["move"], one["registration"], one["by"]) for one in bodies(hall, "waitlist")]
    assert moves == [("released", id_of(hall, "YX-004"), "supervisor"), ("up", id_of(hall, "YX-001"), "supervisor"), ("declined", id_of(hall, "YX-002"), "supervisor")], moves
    assert [one["reason"] for one in bodies(hall, "void")] == ["move-taken-back"]
    assert {one["registration"] for one in bodies(hall, "check-in")} == {id_of(hall, "YX-001")}


if __name__ == "__main__":
    main([a_steward_calls_the_roll_at_the_bus, the_first_in_line_moves_up_and_the_code_admits])
