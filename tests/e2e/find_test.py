#!/usr/bin/env python3
"""Guests without any code, on the real kiosk through its real input path: found by name, pinyin, initials, handwriting and the phone's tail,
confirmed by one more fact; two of one name; who gives up and rings. Taps and keys of each journey go to build/reports/taps.txt."""
import json, pathlib

from openday_e2e import Hall, ROOT, first_start, main

TAIL = "输入您手机号的后四位"
OPEN = [{"tap": "签到"}, {"tap": "用姓名签到"}, {"expect": "用姓名查找"}]
STROKES = {  # each as a child learns it, in 0..1 of the pad
    "马": "0.30,0.22 0.66,0.22 0.62,0.46; 0.36,0.26 0.32,0.50 0.72,0.50 0.70,0.72 0.62,0.84 0.54,0.80; 0.18,0.64 0.58,0.64",
    "立": "0.46,0.12 0.52,0.22; 0.24,0.30 0.76,0.30; 0.34,0.42 0.42,0.66; 0.66,0.42 0.56,0.72; 0.16,0.80 0.84,0.80",
}


def fact(digits):
    return [{"expect": TAIL}, {"type": digits}, {"tap": "确定"}]


def effort(steps):
    """Taps and typed characters of a journey, as a guest makes them."""
    taps = sum(1 for step in steps if "tap" in step)
    typed = sum(len(step["type"]) for step in steps if "type" in step)
    return taps, typed, sum(step["draw"].count(";") + 1 for step in steps if "draw" in step)


def note(name, steps):
    report = ROOT / "build/reports/taps.txt"
    report.parent.mkdir(parents=True, exist_ok=True)
    taps, typed, drawn = effort(steps)
    lines = [line for line in (report.read_text(encoding="utf-8").splitlines() if report.exists() else []) if not line.startswith(name + ":")]
    lines.append(f"{name}: {taps} taps, {typed} keys" + (f", {drawn} strokes" if drawn else ""))
    report.write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")


def comes_in(hall: Hall, name, steps, number, at="08:32"):
    """The journey ends with this guest, and nobody else, checked in."""
    hall.visit(first_start() + steps, at=at)
    arrived = [record for record in hall.records() if record.get("kind") == "check-in"]
    assert len(arrived) == 1, arrived
    body = arrived[0]["body"]
    body = json.loads(body) if isinstance(body, str) else body
    assert body["registration"] == hall.guests[number]["登记号"], body
    note(name, steps)
    return body


def by_initials_and_the_phone_s_tail(hall: Hall):
    body = comes_in(hall, "name by pinyin initials", OPEN + [{"shot": "find-empty.png"}, {"type": "oymx"}, {"expect": "欧阳＊＊"}, {"absent": "明溪"}, {"shot": "find-cards.png"}, {"tap": "欧阳＊＊"},
                   {"expect": TAIL}, {"absent": "1296"}, {"shot": "find-fact.png"}, {"type": "1296"}, {"tap": "确定"}, {"expect": "签到成功"}, {"absent": "明溪"}], "YX-008")
    assert body["way"] == "found", body


def by_pinyin_of_a_rare_character(hall: Hall):
    comes_in(hall, "rare character by pinyin", OPEN + [{"type": "zhouwei"}, {"expect": "周＊"}, {"tap": "周＊"}] + fact("1222") + [{"expect": "签到成功"}], "YX-006")


def a_minority_name_by_any_part(hall: Hall):
    comes_in(hall, "minority name by its second part", OPEN + [{"type": "maimaiti"}, {"expect": "阿＊＊·买＊＊"}, {"tap": "阿＊＊·买＊＊"}] + fact("1407") + [{"expect": "签到成功"}], "YX-011")


def by_the_phone_s_tail_and_the_name(hall: Hall):
    comes_in(hall, "phone tail, then the name", OPEN + [{"tap": "手机尾号"}, {"type": "1740"}, {"expect": "诸葛＊＊"}, {"tap": "诸葛＊＊"}, {"expect": "输入您的姓名"}, {"shot": "find-name.png"},
             {"type": "zhugeqinghe"}, {"tap": "确认"}, {"expect": "签到成功"}], "YX-020")


def by_handwriting(hall: Hall):
    comes_in(hall, "name by handwriting", OPEN + [{"tap": "手写"}, {"draw": STROKES["马"]}, {"wait": 500}, {"tap": "马"}, {"draw": STROKES["立"]}, {"wait": 500}, {"shot": "find-ink.png"}, {"tap": "立"},
             {"expect": "马＊＊"}, {"tap": "马＊＊"}] + fact("1481") + [{"expect": "签到成功"}], "YX-013")


def two_of_one_name_are_told_apart_by_the_fact(hall: Hall):
    roster = json.loads((hall.path / "roster.json").read_text(encoding="utf-8"))
    by_number = {guest["number"]: guest for guest in roster["guests"]}
    twin = by_number["YX-016"]
    twin.update({key: by_number["YX-017"][key] for key in ("name", "category", "department", "group") if key in by_number["YX-017"]})
    (hall.path / "roster.json").write_text(json.dumps(roster, ensure_ascii=False), encoding="utf-8")
    comes_in(hall, "two of one name", OPEN + [{"type": "heyutong"}, {"expect": "何＊＊"}, {"shot": "find-twins.png"}, {"tap": "何＊＊"}] + fact("1592") + [{"expect": "签到成功"}], "YX-016")


def gives_up_and_rings(hall: Hall):
    steps = OPEN + [{"type": "xyzzy"}, {"expect": "没有找到"}, {"shot": "find-none.png"}, {"tap": "请工作人员帮忙"}, {"expect": "已请工作人员过来"}, {"shot": "find-help.png"}]
    hall.visit(first_start() + steps)
    assert not [record for record in hall.records() if record.get("kind") == "check-in"]
    note("gives up and rings", steps)


def five_wrong_facts_slow_the_box_down_and_show_nobody(hall: Hall):
    wrong = [step for _ in range(5) for step in ({"type": "0000"}, {"tap": "确定"})]
    hall.visit(first_start() + OPEN + [{"type": "wangwei"}, {"expect": "王＊"}, {"tap": "王＊"}, {"expect": TAIL}] + wrong + [
        {"expect": "请等"}, {"absent": "王玮"}, {"shot": "find-wait.png"}, {"wait": 61000}, {"type": "1037"}, {"tap": "确定"}, {"expect": "签到成功"}])


def a_guest_with_a_code_needs_no_tap(hall: Hall):
    steps = [{"frame": hall.code("YX-001")}, {"expect": "签到成功"}]
    assert effort(steps)[0] <= 2
    comes_in(hall, "with a code", steps, "YX-001")


def nothing_of_a_query_is_there_for_the_next_guest(hall: Hall):
    hall.visit(first_start() + OPEN + [{"type": "gaowang"}, {"expect": "高＊＊"}, {"wait": 111000}, {"expect": "请出示确认码"}, {"absent": "高＊＊"}] + OPEN + [{"absent": "gaowang"}, {"absent": "高＊＊"}])


if __name__ == "__main__":
    main([by_initials_and_the_phone_s_tail, by_pinyin_of_a_rare_character, a_minority_name_by_any_part, by_the_phone_s_tail_and_the_name, by_handwriting,
          two_of_one_name_are_told_apart_by_the_fact, gives_up_and_rings, five_wrong_facts_slow_the_box_down_and_show_nobody, a_guest_with_a_code_needs_no_tap,
          nothing_of_a_query_is_there_for_the_next_guest])
