#!/usr/bin/env python3
"""A supervisor's whole day on one box: what the office brings on a stick, who may work, the programme, the places, what is decided at the
door, the round that ends, papers and the records that are carried away. Each action is done once, and afterwards each is found in the
records and, by the stick, at the bureau."""
import json

from hand_over_test import key, new_list, staff_records, take_in
from openday_e2e import Hall, PIN, ROOT, first_start, main
from print_service import PRINTED, PrintService
from roll_call_test import change, id_of
from staff_test import add_steward, bodies, log_in

NEW_PIN = "271828"
PASSPHRASE = "yunxigongkai"
AFTERNOON = """
[[session]]
id = "afternoon"
title = "下午场"
precision = "instant"
date = 2020-11-17
start = "14:30"
end = "16:30"
site = "hall5"
"""


def prepare(hall: Hall):
    """Two sessions, a score sheet, walk-ins; a stick with the office's list; syncd, whose bureau is nowhere."""
    text = (ROOT / "tests/samples/plans/sheets.toml").read_text(encoding="utf-8").replace("[registration]\n", '[registration]\nwalk_in = true\nwalk_in_category = "client"\n', 1)
    hall.plan = hall.path / "plan.toml"
    hall.plan.write_text(text + AFTERNOON, encoding="utf-8")
    key(hall, "seal", hall.path)
    stick = hall.path / "stick"
    (stick / "openday-in").mkdir(parents=True)
    new_list(hall, stick / "openday-in/名单.csv")
    (stick / "codes.key").write_bytes((hall.path / "codes.key").read_bytes())
    hall.port = 9
    hall.enrol()
    hall.start_syncd()
    return stick


def page(name):
    return [{"tap": "更多"}, {"tap": name}]


def the_morning():
    """Who may work, and what the office sends."""
    change_pin = [{"tap": "改密码"}, {"type": NEW_PIN}, {"tap": "确定"}, {"expect": "请再输一遍"}, {"type": NEW_PIN}, {"tap": "确定"}, {"expect": "现在登录的人"}]
    return first_start() + log_in() + page("人员与密码") + change_pin + page("U 盘交接") + [
        {"tap": "从 U 盘装入局里的资料"}, {"expect": "没有局里签名，由您担保"}, {"expect": "增加 1 人，减少 1 人"}, {"tap": "确认启用"}, {"expect": "新的资料已启用"},
        {"tap": "制作邀请码"}, {"tap": "制作邀请码到 U 盘"}, {"tap": "开始制作"}, {"expect": "邀请码已做好，可以拔出 U 盘"}, {"tap": "退出"}, {"expect": "请出示确认码"}]


def the_door(hall: Hall):
    """Places, an exception, a guest of the other session."""
    return log_in(NEW_PIN) + [
        {"frame": hall.code("YX-008")}, {"expect": "签到成功"}, {"wait": 6000}, {"expect": "签到情况"},
        {"tap": "补登来宾"}, {"expect": "名额已满"}, {"tap": "登记入场"}, {"expect": "名额已满"}, {"tap": "特许入场"}, {"tap": "领导同意"}, {"expect": "签到成功"}, {"wait": 6000}, {"expect": "签到情况"},
        {"tap": "已到 2"}, {"tap": "欧阳明溪"}, {"tap": "换场次"}, {"expect": "换到哪一场？"}, {"tap": "下午场"}, {"expect": "换了场次"}, {"shot": "supervisor-moved.png"}, {"tap": "返回名单"}] + page("名额与候补") + [
        {"tap": "未到 22"}, {"tap": "释放名额"}, {"tap": "再点确认"}, {"tap": "变动 1"}, {"expect": "名额已释放"}, {"shot": "supervisor-places.png"}]


def the_programme():
    return [{"tap": "议程"}, {"tap": "+10 分"}, {"expect": "全场 +10 分"},
            {"tap": "现场交流"}, {"tap": "取消这项"}, {"tap": "再点一次：取消这项"}, {"expect": "取消：现场交流"}, {"tap": "回到全场"},
            {"tap": "发通知"}, {"tap": "请关闭手机铃声"}, {"tap": "发布"}, {"expect": "通知：请关闭手机铃声"},
            {"tap": "评价开关"}, {"tap": "现场评议  （未开放）"}, {"tap": "开放评价"}, {"expect": "开放评价"},
            {"tap": "活动状态"}, {"tap": "改期，另行通知"}, {"tap": "因天气原因"}, {"tap": "确定"}, {"tap": "再点一次：确定"}, {"expect": "状态：改期，另行通知"},
            {"tap": "撤销"}, {"absent": "状态：改期，另行通知"}, {"shot": "supervisor-programme.png"}]


def the_end():
    """The round, the papers, the records."""
    return [{"tap": "评价"}, {"tap": "活动评议表"}, {"tap": "截止这一轮"}, {"tap": "再点一次：截止这一轮"}, {"absent": "截止这一轮"}] + page("打印与导出") + [
        {"tap": "CSV"}, {"tap": "导出到 U 盘"}, {"type": PASSPHRASE}, {"tap": "导出"}, {"expect": "可以拔出 U 盘"},
        {"tap": "打印"}, {"tap": "开始打印"}, {"expect": "签到表已打印"}, {"shot": "supervisor-printed.png"}] + page("U 盘交接") + [
        {"tap": "带走记录"}, {"tap": "把记录存到 U 盘"}, {"expect": "记录已存好，可以拔出 U 盘"}, {"tap": "退出"}, {"expect": "请出示确认码"}]


def a_supervisors_day_is_found_in_the_records_and_at_the_bureau(hall: Hall):
    stick = prepare(hall)
    with PrintService(hall.path, [("job-1", PRINTED)]) as printer:
        (hall.path / "kiosk.toml").write_text(f'[stick]\nfolder = "{stick}"\n[printer]\nservice = "127.0.0.1:{printer.port}"\n', encoding="utf-8")
        options = ["--config", hall.path / "kiosk.toml"]
        hall.visit(the_morning(), at="07:50", options=options)
        hall.visit(the_door(hall) + the_programme() + the_end(), at="08:35", options=options)
        assert "欧阳明溪" in printer.text(1)
    staff = bodies(hall, "staff")
    supervisor = staff[2]["entry"]
    what = [one["what"] for one in staff]
    assert what == ["pin-set", "login", "logout", "login", "pin-changed", "take-in", "export", "logout", "login", "override", "export", "export", "export", "logout"], what
    assert staff_records(hall, "take-in") == ["roster 2, vouched for"], staff_records(hall, "take-in")
    assert staff_records(hall, "export") == ["codes stick", "sign-in csv stick", "sign-in pdf printer", "records stick"], staff_records(hall, "export")
    assert staff_records(hall, "override")[0].startswith("category-full leader-approved "), staff_records(hall, "override")
    said = bodies(hall, "correction")
    assert [one["what"] for one in said] == ["delay", "skip", "notice", "rating-opened", "session-state", "rating-closed", "rating-closed"], said   # the sheet is one of both sessions
    assert len(bodies(hall, "walk-in")) == 1 and [(one["move"], one["by"]) for one in bodies(hall, "waitlist")] == [("released", "supervisor")]
    sessions = [(one["registration"], one["session"]) for one in bodies(hall, "check-in")]
    assert sessions == [(id_of(hall, "YX-008"), "main"), (id_of(hall, "YX-008"), "afternoon")], sessions
    assert all(one["entry"] == supervisor for one in staff if one.get("entry")), staff
    text = json.dumps(hall.records(), ensure_ascii=False)
    assert not any(secret in text for secret in (PIN, NEW_PIN, PASSPHRASE, "scrypt1")), "the records hold a secret"
    hall.office("verify", "--state", hall.state)
    the_bureau_has_them_too(hall, stick)


def the_bureau_has_them_too(hall: Hall, stick):
    files = list(stick.glob("*.openday-out"))
    assert len(files) == 1, files
    taken = take_in(hall, files[0])
    held = hall.rows("SELECT seq, id FROM journal ORDER BY inc, seq")
    own = [(one["seq"], one["id"]) for one in hall.records() if "fold" not in one]
    assert taken["records"] == len(held) and held == own[:len(held)] and taken["refused"] == [], taken
    assert len(own) - len(held) == 2, "the export that carried them and the log-out come after"


if __name__ == "__main__":
    main([a_supervisors_day_is_found_in_the_records_and_at_the_bureau])
