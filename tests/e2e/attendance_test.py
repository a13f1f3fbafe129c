#!/usr/bin/env python3
"""Staff look through the list of who is here on the real kiosk: they search it by pinyin as guests do, open a guest from what was found and
come back to it; and a label that stands on no list is typed for a new PIN."""
from openday_e2e import Hall, first_start, main
from staff_test import STEWARD, bodies, log_in


def the_list_is_searched_by_pinyin_and_shown_whole_again(hall: Hall):
    hall.visit(first_start() + [{"frame": hall.code("YX-008")}, {"expect": "签到成功"}, {"wait": 6000}] + log_in() + [
        {"expect": "王玮"}, {"tap": "查名单"}, {"expect": "首字母"}, {"type": "oymx"}, {"expect": "找到 1 位"}, {"expect": "欧阳明溪"}, {"absent": "王玮"}, {"shot": "staff-search.png"},
        {"tap": "看结果"}, {"expect": "“oymx” 1 位"}, {"absent": "王玮"}, {"shot": "staff-found.png"}, {"tap": "欧阳明溪"}, {"expect": "签到 1 人"}, {"tap": "返回名单"},
        {"expect": "“oymx” 1 位"}, {"absent": "王玮"}, {"tap": "看全部"}, {"expect": "王玮"},
        {"tap": "查名单"}, {"type": "zzzz"}, {"expect": "名单里没有找到"}, {"tap": "返回"}, {"expect": "王玮"},
        {"tap": "退出"}, {"expect": "请出示确认码"}, {"absent": "欧阳明溪"}])


def a_label_is_typed_for_a_new_pin(hall: Hall):
    hall.visit(first_start() + log_in() + [
        {"tap": "更多"}, {"tap": "人员与密码"}, {"tap": "添加引导员"}, {"tap": "自己写一个"}, {"expect": "给谁设密码"}, {"tap": "下一步"}, {"expect": "请先写一个称呼"},
        {"type": "erhaomen"}, {"tap": "二号门"}, {"shot": "people-label.png"}, {"tap": "下一步"}, {"expect": "给“二号门”设密码"},
        {"type": STEWARD}, {"tap": "确定"}, {"expect": "请再输一遍"}, {"type": STEWARD}, {"tap": "确定"}, {"expect": "二号门"}, {"tap": "退出"}, {"expect": "请出示确认码"}] + log_in(STEWARD) + [
        {"expect": "二号门"}])
    assert [one["what"] for one in bodies(hall, "staff")].count("pin-set") == 2
    assert "二号门" not in str(hall.records()), "no record holds a label"


if __name__ == "__main__":
    main([the_list_is_searched_by_pinyin_and_shown_whole_again, a_label_is_typed_for_a_new_pin])
