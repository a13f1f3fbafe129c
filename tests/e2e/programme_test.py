#!/usr/bin/env python3
"""Staff correct the programme on the box: seen at once by guests, after a restart, and in the journal."""
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


def a_guest_takes_the_programme_home_in_the_phone(hall: Hall):
    hall.visit(first_start() + [{"tap": "日程"}, {"tap": "存入手机日历"}, {"expect": "微信"}, {"shot": "phone-calendar.png"}, {"tap": "知道了"}, {"tap": "首页"}])


if __name__ == "__main__":
    main([staff_delay_drop_and_insert_and_guests_see_it, a_guest_takes_the_programme_home_in_the_phone])
