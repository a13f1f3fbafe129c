#!/usr/bin/env python3
"""Staff correct the programme on the box: seen at once by guests, after a restart, and in the journal."""
import json, re

from openday_e2e import PIN, Hall, first_start, main


def staff_login():
    return [{"tap": "请工作人员帮忙"}, {"tap": "工作人员登录"}, {"type": PIN}, {"tap": "确定"}, {"expect": "签到情况"}]


def staff_delay_drop_and_insert_and_guests_see_it(hall: Hall):
    hall.visit(first_start() + staff_login() + [
        {"tap": "议程"}, {"expect": "今日议程"}, {"tap": "+10 分"}, {"expect": "全场 +10 分"},
        {"tap": "现场交流"}, {"tap": "取消这项"}, {"absent": "取消：现场交流"}, {"tap": "再点一次：取消这项"}, {"expect": "取消：现场交流"},
        {"tap": "回到全场"}, {"tap": "发通知"}, {"tap": "请关闭手机铃声"}, {"tap": "发布"}, {"expect": "通知：请关闭手机铃声"},
        {"shot": "staff-programme.png"}, {"tap": "退出"},
        {"tap": "日程"}, {"expect": "请关闭手机铃声"}, {"expect": "改 +10 分"}, {"shot": "programme-corrected.png"}, {"tap": "首页"}], at="09:35")
    hall.visit([{"tap": "日程"}, {"expect": "请关闭手机铃声"}, {"expect": "改 +10 分"}] + [{"tap": "首页"}] + staff_login() + [
        {"tap": "议程"}, {"tap": "撤销"}, {"expect": "取消：现场交流"}, {"tap": "退出"}, {"tap": "日程"}, {"absent": "请关闭手机铃声"}], at="09:40")
    kinds = [record.get("kind") for record in hall.records()]
    assert kinds.count("correction") == 3 and kinds.count("void") == 1, kinds


def the_days_controls_are_followed_at_the_door_and_found_in_the_records(hall: Hall):
    hall.visit(first_start() + staff_login() + [
        {"tap": "议程"}, {"tap": "评价开关"}, {"tap": "现场评议  （未开放）"}, {"tap": "开放评价"}, {"expect": "开放评价"},
        {"tap": "评价开关"}, {"tap": "现场评议  （已开放）"}, {"tap": "关闭评价"}, {"tap": "再点一次：关闭评价"}, {"expect": "关闭评价"},
        {"tap": "其他分钟"}, {"shot": "programme-minutes.png"}, {"tap": "返回"}, {"tap": "\u22125 分"}, {"expect": "全场 -5 分"},
        {"tap": "活动状态"}, {"tap": "改期，另行通知"}, {"tap": "因天气原因"}, {"tap": "确定"}, {"tap": "再点一次：确定"}, {"expect": "状态：改期，另行通知"}, {"tap": "退出"},
        {"expect": "活动改期，另行通知"}, {"frame": hall.code("YX-001")}, {"expect": "现在不能签到"}, {"shot": "programme-postponed.png"}, {"wait": 12000}] + staff_login() + [
        {"tap": "议程"}, {"tap": "活动状态"}, {"tap": "照常举行"}, {"tap": "确定"}, {"expect": "状态：照常举行"}, {"tap": "退出"},
        {"frame": hall.code("YX-001")}, {"expect": "签到成功"}], at="09:35")
    said = [json.loads(record["body"]) if isinstance(record["body"], str) else record["body"] for record in hall.records() if record.get("kind") == "correction"]
    assert [one["what"] for one in said] == ["rating-opened", "rating-closed", "delay", "session-state", "session-state"], said
    assert said[3]["text"] == "postponed" and said[3]["reason"] == "因天气原因" and said[4]["text"] in ("", "open"), said


def without_times(hall: Hall):
    """The programme of the plan, its rows one after the other: they go on when staff say so."""
    rows = lambda block: re.sub(r"(?m)^(start|end|minutes) = .*\n", "", block[0])
    text = re.sub(r"(?ms)^\[\[session\.item\]\]\n.*?(?=^\[)", rows, hall.plan.read_text(encoding="utf-8"))
    text = text.replace('precision = "instant"', 'precision = "start_only"').replace('start = "08:40"\nend = "11:30"\n', 'start = "08:40"\n')
    hall.plan = hall.path / "plan.toml"
    hall.plan.write_text(text, encoding="utf-8")


def rows_without_times_go_on_when_staff_say_so(hall: Hall):
    without_times(hall)
    hall.visit(first_start() + [{"expect": "参观机关科室"}, {"absent": "前往登记中心"}] + staff_login() + [
        {"tap": "议程"}, {"tap": "下一项"}, {"expect": "撤销"}, {"tap": "退出"}, {"expect": "前往登记中心"}] + staff_login() + [
        {"tap": "议程"}, {"tap": "下一项"}, {"shot": "programme-next.png"}, {"tap": "退出"}, {"expect": "参观不动产登记窗口"}, {"absent": "参观机关科室"}], at="08:45")
    hall.visit([{"expect": "参观不动产登记窗口"}] + staff_login() + [{"tap": "议程"}, {"tap": "撤销"}, {"tap": "退出"}, {"expect": "参观机关科室"}], at="08:50")
    said = [json.loads(record["body"]) if isinstance(record["body"], str) else record["body"] for record in hall.records() if record.get("kind") in ("correction", "void")]
    assert [one.get("what", "void") for one in said] == ["next", "next", "void"], said
    assert all(one["session"] == "main" for one in said[:2]), said


def a_guest_takes_the_programme_home_in_the_phone(hall: Hall):
    hall.visit(first_start() + [{"tap": "日程"}, {"tap": "存入手机日历"}, {"expect": "微信"}, {"shot": "phone-calendar.png"}, {"tap": "知道了"}, {"tap": "首页"}])


if __name__ == "__main__":
    main([staff_delay_drop_and_insert_and_guests_see_it, the_days_controls_are_followed_at_the_door_and_found_in_the_records, rows_without_times_go_on_when_staff_say_so, a_guest_takes_the_programme_home_in_the_phone])
