#!/usr/bin/env python3
"""Score sheets on the whole kiosk: an anonymous one by six guests, a named weighted one, a supervisor who closes the round, the result on
staff's page, a bad rating that becomes a case whose state is changed and found in the records."""
from openday_e2e import Hall, PIN, ROOT, first_start, main

SIX = ["YX-001", "YX-002", "YX-006", "YX-011", "YX-012", "YX-013"]
STAFF = [{"tap": "请工作人员帮忙"}, {"tap": "工作人员登录"}, {"type": PIN}, {"tap": "确定"}, {"expect": "签到情况"}]


def use_the_sample(hall: Hall):
    hall.plan = ROOT / "tests/samples/plans/sheets.toml"


def day_sheet(grade, mark):
    """Fills in the anonymous sheet; the guest is known already."""
    return [{"tap": "评价"}, {"expect": "您想说些什么"}, {"tap": "活动评议表"}, {"expect": "现场秩序"}, {"expect": "必填"}, {"tap": grade}, {"tap": "下一项"},
            {"expect": "讲解"}, {"tap": str(mark)}, {"tap": "下一项"}, {"expect": "希望加强"}, {"tap": "耕地保护"}, {"tap": "核对答案"},
            {"expect": "请您核对一遍"}, {"expect": grade}, {"expect": f"{mark} 分"}, {"tap": "提交"}, {"expect": "谢谢您"}]


def an_anonymous_sheet_is_sealed_until_the_round_is_closed(hall: Hall):
    use_the_sample(hall)
    steps = first_start()
    for i, number in enumerate(SIX):
        steps += [{"frame": hall.code(number)}, {"expect": "签到成功"}] + day_sheet("满意" if i else "非常满意", 8) + [{"wait": 21000}, {"expect": "请出示确认码"}]
    # The first one comes again: calm, and no second sheet.
    steps += [{"frame": hall.code(SIX[0])}, {"expect": "您已签到"}, {"tap": "评价"}, {"tap": "活动评议表"}, {"expect": "您已经评价过了"}, {"wait": 21000}]
    steps += STAFF + [{"tap": "评价"}, {"expect": "评价结果"}, {"shot": "results-rating.png"}, {"tap": "活动评议表"}, {"expect": "截止以前只显示参与情况"},
                      {"expect": "收到 6 份，到场 6 人"}, {"absent": "讲解"}, {"shot": "results-sealed.png"},
                      {"tap": "截止这一轮"}, {"expect": "收到 6 份，到场 6 人"}, {"absent": "讲解"}, {"tap": "再点一次：截止这一轮"},
                      {"expect": "讲解"}, {"expect": "8.00 / 10"}, {"absent": "截止这一轮"}, {"shot": "results-sheet.png"}, {"tap": "退出"}]
    hall.visit(steps, at="09:15")
    batches = [record for record in hall.records() if record.get("kind") == "rating-batch"]
    assert len(batches) == 1, batches
    closed = [record["body"] for record in hall.records() if record.get("kind") == "correction"]
    assert [body["what"] for body in closed] == ["rating-closed"], closed
    hall.office("verify", "--state", hall.state)


def a_named_sheet_is_weighted_and_given_once(hall: Hall):
    use_the_sample(hall)
    steps = first_start()
    for number, tens, units in [("YX-001", "90", "+0"), ("YX-011", "70", "+5")]:
        steps += [{"frame": hall.code(number)}, {"expect": "签到成功"}, {"tap": "评价"}, {"tap": "工作评议表"}, {"expect": "工作实绩"}, {"expect": "记名评议"}, {"tap": tens}, {"tap": units},
                  {"tap": "下一项"}, {"expect": "工作作风"}, {"tap": "满意"}, {"tap": "下一项"}, {"expect": "了解渠道"}, {"tap": "服务窗口"}, {"tap": "核对答案"},
                  {"expect": "服务窗口"}, {"tap": "提交"}, {"expect": "谢谢您"}, {"absent": "不记名"}, {"wait": 21000}]
    steps += [{"frame": hall.code("YX-001")}, {"expect": "您已签到"}, {"tap": "评价"}, {"tap": "工作评议表"}, {"expect": "您已经评价过了"}, {"wait": 21000}]
    hall.visit(steps, at="09:15")
    cards = [record["body"] for record in hall.records() if record.get("kind") == "scorecard"]
    assert [(card["category"], card["subjects"][0]["items"][0]["value"]) for card in cards] == [("npc", 90), ("client", 75)], cards


def a_bad_rating_becomes_a_case_whose_state_is_changed(hall: Hall):
    use_the_sample(hall)
    steps = first_start()
    for i, number in enumerate(SIX[:5]):
        grade = "满意" if i else "非常不满意"
        steps += [{"frame": hall.code(number)}, {"expect": "签到成功"}, {"tap": "评价"}, {"tap": "现场评议"}, {"expect": "您对我局的工作满意吗"}, {"tap": grade}, {"tap": "下一项"},
                  {"tap": grade}, {"tap": "下一项"}, {"tap": grade}, {"tap": "提交"}, {"expect": "谢谢"}, {"wait": 21000}]
    # What the plan publishes, guests see: from the fifth on.
    steps[-1:] = [{"expect": "80.0%"}, {"shot": "published.png"}, {"wait": 21000}]
    steps += STAFF + [{"tap": "评价"}, {"expect": "80.0%"}, {"expect": "差评率"}, {"tap": "交办"}, {"expect": "交办单"}, {"expect": "待办 3"}, {"expect": "差评（不记名）"}, {"shot": "cases.png"}]
    hall.visit(steps + [{"tap": "退出"}], at="11:22")
    number = case_number(hall)
    hall.visit([{"expect": "请出示确认码"}] + STAFF + [
        {"tap": "交办"}, {"tap": number}, {"expect": "非常不满意"}, {"tap": "指定承办单位"}, {"tap": "登记中心"}, {"expect": "承办单位：登记中心"}, {"expect": "已交办"},
        {"tap": "办理进度"}, {"tap": "已办结"}, {"tap": "已现场整改"}, {"tap": "保存"}, {"expect": "办理情况：已现场整改"}, {"shot": "case.png"},
        {"tap": "回到列表"}, {"expect": "办结 1"}, {"wedge": f"OD-CASE:YX201117:{number.replace('-', '')}"}, {"expect": "办理情况：已现场整改"}, {"tap": "退出"}], at="11:40")
    moved = [record["body"] for record in hall.records() if record.get("kind") == "follow-up"]
    assert [(body.get("state"), body.get("owner"), body.get("note")) for body in moved] == [("assigned", "登记中心", None), ("closed", None, "已现场整改")], moved
    assert {body["number"] for body in moved} == {number}


def case_number(hall):
    """One of the cases, as the office's own command lists them."""
    import csv
    out = hall.path / "cases.csv"
    hall.office("report", "--state", hall.state, "--plan", hall.plan, "--out", out, "--what", "follow-up")
    with open(out, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    numbers = [cell for row in rows for cell in row if len(cell) == 9 and cell[4] == "-"]
    assert len(numbers) == 3, rows
    return numbers[0]


main([an_anonymous_sheet_is_sealed_until_the_round_is_closed, a_named_sheet_is_weighted_and_given_once,
      a_bad_rating_becomes_a_case_whose_state_is_changed])
