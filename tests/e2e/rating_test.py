#!/usr/bin/env python3
"""Ratings on the whole kiosk: changed until handed in, a low grade with reasons and a comment, and what the office's report makes of them."""
import csv

from openday_e2e import Hall, first_start, main, rate

REST = ["YX-002", "YX-003", "YX-004", "YX-005"]


def appraisals(hall: Hall):
    out = hall.path / "appraisals.csv"
    hall.office("report", "--state", hall.state, "--plan", hall.plan, "--out", out, "--what", "appraisals")
    with open(out, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def a_mind_changed_and_a_low_grade_with_reasons_and_a_comment(hall: Hall):
    steps = first_start() + [
        {"frame": hall.code("YX-001")}, {"expect": "签到成功"}, {"tap": "评价"}, {"expect": "您对我局的工作满意吗"}, {"absent": "讲解不清楚"},
        {"tap": "非常不满意"}, {"tap": "讲解不清楚"}, {"tap": "满意"}, {"absent": "讲解不清楚"}, {"tap": "不满意"}, {"tap": "时间太紧"}, {"tap": "回答不具体"}, {"tap": "回答不具体"},
        {"tap": "再写几句"}, {"type": "讲得太快，电话13812345678"}, {"tap": "写好了"}, {"tap": "下一项"},
        {"expect": "您对这次开放日活动满意吗"}, {"tap": "非常满意"}, {"tap": "返回"}, {"expect": "讲得太快"}, {"tap": "下一项"}, {"tap": "提交"}, {"expect": "谢谢"},
        {"wait": 21000}, {"expect": "请出示确认码"}, {"absent": "讲得太快"}]
    for number in REST:
        steps += [{"frame": hall.code(number)}, {"expect": "签到成功"}, {"absent": "讲得太快"}] + rate("满意") + [{"wait": 21000}]
    hall.visit(steps, at="11:22")
    rows = appraisals(hall)
    low = [row for row in rows if row["appraiseLevel"] == "2"]
    assert len(low) == 1 and low[0]["appraiseContent"] == "K202", rows
    assert not low[0]["otherAppraiseContent"], "an anonymous comment stands apart from its grade"
    said = [row["otherAppraiseContent"] for row in rows if row["otherAppraiseContent"]]
    assert said == ["讲得太快，电话138****5678"], said
    assert sum(1 for row in rows if row["appraiseLevel"]) == 10, rows


def a_pause_before_the_last_tap_hands_in_nothing(hall: Hall):
    hall.visit(first_start() + [
        {"frame": hall.code("YX-001")}, {"expect": "签到成功"}, {"tap": "评价"}, {"tap": "不满意"}, {"tap": "时间太紧"}, {"wait": 91000}, {"expect": "继续"},
        {"tap": "继续"}, {"expect": "时间太紧"}, {"wait": 111000}, {"expect": "请出示确认码"}, {"absent": "时间太紧"},
        {"frame": hall.code("YX-001")}, {"expect": "您已签到"}] + rate("满意"), at="11:22")
    assert not [record for record in hall.records() if record.get("kind") in ("rating", "rating-batch")]


def a_clock_before_the_event_asks_for_nothing(hall: Hall):
    hall.visit(first_start() + [{"clock": "2019-03-01T11:22:00+08:00"}, {"expect": "请出示确认码"}, {"tap": "日程"}, {"absent": "现在可以评价"}, {"tap": "首页"},
                                {"tap": "评价"}, {"absent": "非常满意"}, {"shot": "rating-before.png"},
                                {"clock": "2020-11-17T11:22:00+08:00"}, {"wait": 120000}, {"expect": "请出示确认码"},
                                {"frame": hall.code("YX-001")}, {"expect": "签到成功"}] + rate("满意"), at="11:22")
    assert not [record for record in hall.records() if record.get("kind") == "rating"]


main([a_mind_changed_and_a_low_grade_with_reasons_and_a_comment, a_pause_before_the_last_tap_hands_in_nothing, a_clock_before_the_event_asks_for_nothing])
