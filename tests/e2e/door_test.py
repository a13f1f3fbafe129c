#!/usr/bin/env python3
"""The door by the plan, on the real kiosk through its real input path: a screening and a party in one scan, a code of another system
with its confirming fact, a walk-in, a guest from the waiting list, a supervisor's override; a first start that serves nobody."""
import json

from openday_e2e import Hall, PIN, first_start, main

MORE = """
[confirmation]
method = "qr"
[[confirmation.foreign_code]]
name = "网上报名"
pattern = 'https://example\\.org/s\\?code=([A-Z0-9-]+)'
field = "number"
confirm = "phone_tail"

[eligibility]
min_age = 18
full_capacity = true
"""
SCREENING = """
[[screening]]
kind = "symptoms"
label = "没有下列症状"
symptoms = ["发热", "咳嗽"]
on_fail = "refer"
[[screening]]
kind = "mask"
label = "佩戴口罩"
on_fail = "refer"
"""


def prepare(hall: Hall, more, party=(), waiting=()):
    """The plan with more tables, and a roster in which some bring others or wait."""
    text = hall.plan.read_text(encoding="utf-8").replace("[registration]\n", '[registration]\nwalk_in = true\nwalk_in_category = "client"\n', 1)
    hall.plan = hall.path / "plan.toml"
    hall.plan.write_text(text + more, encoding="utf-8")
    roster = json.loads((hall.path / "roster.json").read_text(encoding="utf-8"))
    for guest in roster["guests"]:
        if guest.get("number") in party:
            guest["persons"] = 3
        if guest.get("number") in waiting:
            guest["state"] = "waiting"
    (hall.path / "roster.json").write_text(json.dumps(roster, ensure_ascii=False), encoding="utf-8")


def bodies(hall, kind):
    out = []
    for record in hall.records():
        if record.get("kind") == kind:
            body = record["body"]
            out.append(json.loads(body) if isinstance(body, str) else body)
    return out


def screening_and_party_go_on_from_one_scan(hall: Hall):
    prepare(hall, MORE + SCREENING, party=["YX-002"])
    hall.visit(first_start() + [
        {"frame": hall.code("YX-002")}, {"expect": "这次来几位"}, {"absent": "李珺"}, {"shot": "door-party.png"}, {"tap": "2 位"},
        {"expect": "您都符合吗"}, {"shot": "door-screening.png"}, {"tap": "都符合"},
        {"expect": "请工作人员查看"}, {"tap": "工作人员查看"}, {"type": PIN}, {"tap": "确定"}, {"tap": "都合格"},
        {"expect": "签到成功"}, {"expect": "2 / 3"}, {"wait": 6000}, {"expect": "请出示确认码"}])
    assert [body["result"] for body in bodies(hall, "screening")] == ["pass"], bodies(hall, "screening")
    # A restart; another guest says no and is sent to staff, also the second time.
    hall.visit([{"frame": hall.code("YX-001")}, {"expect": "您都符合吗"}, {"tap": "有不符合的"}, {"expect": "请到工作人员处复核"}, {"wait": 11000},
                {"frame": hall.code("YX-001")}, {"expect": "请到工作人员处复核"}, {"absent": "您都符合吗"}])
    assert sum(body["persons"] for body in bodies(hall, "check-in")) == 2
    hall.office("verify", "--state", hall.state)


def a_code_of_another_system_needs_the_phones_last_digits(hall: Hall):
    prepare(hall, MORE)
    url = "https://example.org/s?code=YX-003"
    hall.visit(first_start() + [
        {"wedge": url}, {"expect": "手机号后四位"}, {"absent": "赵"}, {"shot": "door-fact.png"}, {"type": "0000"}, {"tap": "确定"}, {"expect": "不对"},
        {"absent": "赵"}, {"type": "1111"}, {"tap": "确定"}, {"expect": "签到成功"}, {"expect": "赵＊"}])
    assert [body["way"] for body in bodies(hall, "check-in")] == ["foreign-code"]


def staff_register_a_walk_in_and_let_in_who_waits(hall: Hall):
    prepare(hall, MORE, waiting=["YX-004"])
    hall.visit([
        {"type": PIN}, {"tap": "确定"}, {"type": PIN}, {"tap": "确定"}, {"expect": "签到情况"},
        {"tap": "补登来宾"}, {"expect": "名额"}, {"tap": "年满 18 周岁"}, {"tap": "具有完全民事行为能力"}, {"shot": "door-walk-in.png"}, {"tap": "登记入场"},
        # Ten seats of the category, ten of them kept by guests who may still come: a supervisor decides.
        {"expect": "名额已满"}, {"tap": "特许入场"}, {"expect": "请选原因"}, {"shot": "door-override.png"}, {"tap": "领导同意"},
        {"expect": "签到成功"}, {"wait": 6000}, {"expect": "签到情况"}, {"expect": "补登"},
        {"tap": "候补 1"}, {"tap": "张堃"}, {"expect": "还没有记录"}, {"tap": "手工签到"}, {"expect": "签到成功"}])
    walk_ins, overrides = bodies(hall, "walk-in"), [body for body in bodies(hall, "staff") if body["what"] == "override"]
    assert len(walk_ins) == 1 and walk_ins[0]["declared"] is True and "name" not in walk_ins[0], walk_ins
    assert len(overrides) == 1 and overrides[0]["detail"].startswith("category-full leader-approved "), overrides
    assert [body["way"] for body in bodies(hall, "check-in")] == ["staff"]
    hall.office("verify", "--state", hall.state)


def nobody_is_served_before_a_first_pin_is_set(hall: Hall):
    hall.visit([{"expect": "设置工作人员密码"}, {"absent": "返回"}, {"frame": hall.code("YX-001")}, {"wait": 200000}, {"expect": "设置工作人员密码"}, {"absent": "签到成功"}])
    assert not bodies(hall, "check-in")
    hall.visit(first_start() + [{"frame": hall.code("YX-001")}, {"expect": "签到成功"}])


main([screening_and_party_go_on_from_one_scan, a_code_of_another_system_needs_the_phones_last_digits,
      staff_register_a_walk_in_and_let_in_who_waits, nobody_is_served_before_a_first_pin_is_set])
