#!/usr/bin/env python3
"""The main job, end to end, with the three real programs: a code before the camera, the itinerary, a rating, a bureau whose plug
is pulled in between; at the end exactly the expected rows are in the bureau's database."""
from openday_e2e import Hall, PIN, first_start, main, rate, until

FIVE = ["YX-001", "YX-002", "YX-003", "YX-004", "YX-005"]


def a_day_with_the_bureau_cut_in_between(hall: Hall):
    hall.start_bureau()
    hall.enrol()
    hall.start_syncd()
    morning = first_start()
    morning += [{"frame": hall.code("YX-001")}, {"expect": "签到成功"}, {"expect": "王＊"}, {"absent": "王玮"},
                {"tap": "看日程"}, {"expect": "参观机关科室"}, {"wait": 120000}, {"expect": "请出示确认码"}, {"absent": "王＊"}]
    hall.visit(morning)
    until("the first check-in reaches the bureau", lambda: hall.rows("SELECT 1 FROM check_ins"))

    hall.pull_the_plug()
    rest = []
    for number in FIVE:
        rest += [{"frame": hall.code(number)}, {"expect": "签到"}] + rate("满意") + [{"wait": 21000}]
    # The first one comes again: calm, and no second rating.
    rest += [{"frame": hall.code("YX-001")}, {"expect": "您已签到"}]
    hall.visit(rest, at="11:22")
    assert len(hall.rows("SELECT 1 FROM check_ins")) == 1, "nothing can have arrived while the bureau was away"

    hall.start_bureau()
    until("every record is at the bureau, once", hall.everything_arrived)
    until("both batches of ballots are counted", lambda: len(hall.rows("SELECT 1 FROM ratings GROUP BY subject")) == 2)
    came = sorted(row[0] for row in hall.rows("SELECT registration FROM check_ins"))
    assert came == sorted(hall.guests[number]["登记号"] for number in FIVE), came
    assert sorted(hall.rows("SELECT subject, grade, count(*) FROM ratings GROUP BY subject, grade")) == [("bureau", 4, 5), ("event", 4, 5)]
    assert hall.rows("SELECT count(*) FROM quarantine") == [(0,)]
    hall.office("verify", "--state", hall.state)
    box, bureau = hall.figures()
    assert box == bureau, (box, bureau)
    bureau_row = next(row for row in box if row["scope"] == "对象" and row["subject"] == "局工作")
    assert (bureau_row["n4"], bureau_row["n"], bureau_row["satisfied"], bureau_row["given"]) == (5, 5, 1.0, 5), bureau_row


def a_kiosk_killed_in_the_middle_loses_nothing_it_confirmed(hall: Hall):
    hall.visit(first_start() + [{"frame": hall.code("YX-003")}, {"expect": "签到成功"}])
    check_ins = lambda: sum(1 for record in hall.records() if record.get("kind") == "check-in")
    # It waits for what never comes, and is killed while the second guest's success is on the screen.
    kiosk = hall.start_visit([{"frame": hall.code("YX-004")}, {"expect": "签到成功"}, {"expect": "无此文字"}], "08:40")
    until("the second check-in is on the disk", lambda: check_ins() == 2)
    kiosk.kill()
    kiosk.wait()
    hall.visit([{"frame": hall.code("YX-003")}, {"expect": "您已签到"}, {"wait": 6000},
                {"frame": hall.code("YX-004")}, {"expect": "您已签到"}])
    assert check_ins() == 2
    hall.office("verify", "--state", hall.state)


def what_others_show_to_the_camera_is_said_and_the_next_guest_is_served(hall: Hall):
    stranger = hall.path / "stranger"
    hall.office("key", "new", "--use", "codes", "--out", stranger)
    hall.office("issue", "--plan", hall.plan, "--roster", hall.path / "roster.json", "--key", stranger / "codes.key", "--out", hall.path / "forged")
    forged = "forged/" + hall.guests["YX-001"]["图片"]
    hall.visit(first_start() + [
        {"frame": forged}, {"expect": "请工作人员帮忙"}, {"absent": "签到成功"}, {"absent": "王＊"},
        {"frame": hall.code("YX-002")}, {"expect": "签到成功"},
        {"wait": 6000}, {"wedge": "https://example.invalid/ticket?code=1"}, {"absent": "签到成功"}, {"expect": "请工作人员帮忙"},
        {"wedge": hall.guests["YX-005"]["确认码"]}, {"expect": "签到成功"}])
    assert sum(1 for record in hall.records() if record.get("kind") == "check-in") == 2


def staff_see_who_came_behind_the_pin_only(hall: Hall):
    hall.visit(first_start() + [
        {"frame": hall.code("YX-004")}, {"expect": "签到成功"}, {"wait": 6000}, {"absent": "张堃"},
        {"tap": "请工作人员帮忙"}, {"tap": "工作人员登录"}, {"type": "111222"}, {"tap": "确定"}, {"absent": "签到情况"},
        {"type": PIN}, {"tap": "确定"}, {"expect": "签到情况"}, {"expect": "张堃"}, {"tap": "退出"}, {"absent": "张堃"}])


main([a_day_with_the_bureau_cut_in_between, a_kiosk_killed_in_the_middle_loses_nothing_it_confirmed,
      what_others_show_to_the_camera_is_said_and_the_next_guest_is_served, staff_see_who_came_behind_the_pin_only])
