#!/usr/bin/env python3
"""Opinions on the whole kiosk: written, masked, answered with a receipt, lost never without a warning and stored whole or not at all."""
import json, signal, time

from openday_e2e import PIN, Hall, first_start, main, until

OPINIONS = """
[opinions]
opens = "all_day"
replies = ["registered", "address"]
[[feedback]]
what = "resolve"
n = 15
unit = "workday"
[[feedback]]
what = "reply"
n = 10
unit = "workday"
anchor = "comment_received"
[privacy]
controller = "宁朔县自然资源局办公室"
phone = "0950-1234567"
text_version = "2020-11"
"""


def with_opinions(hall: Hall, more=OPINIONS, change=lambda text: text):
    plan = hall.path / "opinions.toml"
    plan.write_text(change(hall.plan.read_text(encoding="utf-8")) + more, encoding="utf-8")
    hall.plan = plan


def bodies(hall: Hall, kind):
    found = []
    for record in hall.records():
        if record.get("kind") == kind:
            body = record["body"]
            found.append(json.loads(body) if isinstance(body, str) else body)
    return found


WRITE = [{"tap": "提意见"}, {"expect": "您想说哪方面"}, {"tap": "不动产登记"}, {"expect": "说说您的意见"}]
NO_REPLY = [{"tap": "写好了"}, {"expect": "需要答复吗"}, {"expect": "请选一项"}, {"tap": "不需要答复"}, {"tap": "下一步"}]


def phrases_and_a_keyboard_without_a_reply(hall: Hall):
    with_opinions(hall)
    hall.visit(first_start() + WRITE + [
        {"tap": "窗口排队时间太长"}, {"tap": "建议周末也能办理登记"}, {"tap": "删除"}, {"type": "，请多开窗口"}, {"expect": "窗口排队时间太长，请多开窗口"}, {"shot": "opinion-compose.png"}]
        + NO_REPLY + [{"expect": "请看一遍"}, {"shot": "opinion-review.png"}, {"tap": "提交"}, {"expect": "意见回执号"}, {"expect": "办理期限"}, {"expect": "12月8日"}, {"shot": "opinion-thanks.png"},
                      {"wait": 41000}, {"expect": "请出示确认码"}, {"absent": "请多开窗口"}], at="11:05")
    opinion, = bodies(hall, "opinion")
    assert opinion["text"] == "窗口排队时间太长，请多开窗口" and opinion["subject"] == "registration" and opinion["reply"] == "none", opinion
    assert "registration" not in opinion and not bodies(hall, "consent")


def named_with_a_reply_wanted(hall: Hall):
    with_opinions(hall)
    hall.visit(first_start() + [{"frame": hall.code("YX-001")}, {"expect": "签到成功"}, {"tap": "提意见"}, {"tap": "耕地保护"}, {"type": "希望公开征地补偿标准"}, {"tap": "写好了"},
               {"absent": "答复到别的地方"},   # no seal key
               {"tap": "答复到登记的电话"}, {"expect": "请先勾选同意"}, {"expect": "2020-11"}, {"tap": "我同意"}, {"shot": "opinion-reply.png"}, {"tap": "下一步"}, {"tap": "提交"}, {"expect": "登记的电话"},
               {"expect": "12月1日"}, {"tap": "完成"}, {"expect": "请出示确认码"}], at="11:05")
    opinion, = bodies(hall, "opinion")
    consent, = bodies(hall, "consent")
    assert opinion["registration"] == hall.guests["YX-001"]["登记号"] and consent["number"] == opinion["number"] and consent["version"] == "2020-11", (opinion, consent)


def another_address_is_sealed(hall: Hall):
    with_opinions(hall)
    hall.office("key", "new", "--use", "seal", "--out", hall.path)
    hall.office("trust", "add", "--out", hall.path / "trust.json", "--root", hall.path / "root.key", "--key", hall.path / "seal.pub", "--use", "seal")
    hall.visit(first_start() + WRITE + [{"tap": "窗口排队时间太长"}, {"tap": "写好了"}, {"tap": "答复到别的地方"}, {"expect": "请先填联系方式"}, {"tap": "填写联系方式"}, {"type": "wang@example.com"},
               {"tap": "写好了"}, {"tap": "我同意"}, {"tap": "下一步"}, {"expect": "wang@example.com"}, {"tap": "提交"}, {"expect": "您留的联系方式"}], at="11:05")
    opinion, = bodies(hall, "opinion")
    assert opinion["reply"] == "address" and opinion["sealed"] and "registration" not in opinion, opinion
    for file in (hall.state / "journal").iterdir():
        assert b"wang@example" not in file.read_bytes(), file


def a_pasted_number_is_masked_and_a_scanner_never_lands_in_the_text(hall: Hall):
    with_opinions(hall)
    hall.visit(first_start() + WRITE + [{"type": "请打 138 1234 5678 或 64010419900101001X"}, {"wedge": "CODE-OF-ANOTHER"}, {"expect": "继续"}, {"tap": "继续"}, {"absent": "CODE-OF-ANOTHER"}]
               + NO_REPLY + [{"expect": "138****5678"}, {"expect": "已隐去"}, {"tap": "提交"}, {"expect": "意见回执号"}], at="11:05")
    opinion, = bodies(hall, "opinion")
    assert "138****5678" in opinion["text"] and "1234 5678" not in opinion["text"], opinion
    for file in (hall.state / "journal").iterdir():
        assert b"1234 5678" not in file.read_bytes(), file


def time_out_in_the_middle_warns_and_leaves_nothing(hall: Hall):
    with_opinions(hall)
    hall.visit(first_start() + WRITE + [{"type": "写到一半的话"}, {"wait": 91000}, {"expect": "继续"}, {"tap": "继续"}, {"expect": "写到一半的话"}, {"wait": 111000},
               {"expect": "请出示确认码"}, {"absent": "写到一半的话"}] + WRITE + [{"absent": "写到一半的话"}], at="11:05")
    assert not bodies(hall, "opinion")


def a_megabyte_and_any_script_are_taken_bounded_and_said(hall: Hall):
    with_opinions(hall)
    hall.visit(first_start() + WRITE + [{"type": "登记" * 170000}, {"expect": "写满了"}, {"shot": "opinion-full.png"}] + NO_REPLY + [{"tap": "提交"}, {"expect": "意见回执号"}, {"tap": "完成"}]
               + WRITE + [{"type": "😀👨‍👩‍👧 سلام עולם Zoé 𬀩\u202e\u200b\U000F1234"}, {"shot": "opinion-scripts.png"}] + NO_REPLY + [{"tap": "提交"}, {"expect": "意见回执号"}], at="11:05")
    long, scripts = bodies(hall, "opinion")
    assert len(long["text"]) == 500, len(long["text"])
    assert "سلام" in scripts["text"] and "👨‍👩‍👧" in scripts["text"] and "\u202e" not in scripts["text"], scripts


def a_plug_pulled_at_the_last_tap_leaves_it_whole_or_not_at_all(hall: Hall):
    with_opinions(hall)
    hall.visit(first_start(), at="11:00")
    for i in range(5):
        mark = hall.shots / f"before-{i}.png"
        mark.unlink(missing_ok=True)
        steps = [{"frame": hall.code(f"YX-00{i + 1}")}, {"expect": "签到成功"}, {"tap": "提意见"}, {"tap": "规划"}, {"type": f"第{i}条"}, {"tap": "写好了"}, {"tap": "答复到登记的电话"}, {"tap": "我同意"},
                 {"tap": "下一步"}, {"expect": "请看一遍"}, {"shot": mark.name}, {"tap": "提交"}, {"wait": 600000}]
        kiosk = hall.start_visit(steps, "11:05")
        until("the last page stands", lambda: mark.exists() or kiosk.poll() is not None)
        time.sleep(0.03 * i)   # when the plug is pulled
        kiosk.send_signal(signal.SIGKILL)
        kiosk.communicate()
        opinions, consents = bodies(hall, "opinion"), bodies(hall, "consent")
        assert sorted(o["number"] for o in opinions) == sorted(c["number"] for c in consents), (opinions, consents)
    hall.office("verify", "--state", hall.state)


def with_a_name_or_without_but_once(hall: Hall):
    with_opinions(hall, change=lambda text: text.replace('title = "现场评议"\n', 'title = "现场评议"\nanonymous = true\nnamed = true\n'))
    hall.visit(first_start() + [{"clock": "2020-11-17T11:25:00+08:00"}, {"frame": hall.code("YX-001")}, {"expect": "签到成功"}] + [{"tap": "评价"}, {"tap": "现场评议"}, {"expect": "怎样评价"}, {"shot": "rating-way.png"}, {"tap": "记名"},
               {"tap": "不满意"}, {"tap": "再写几句"}, {"type": "讲得太快"}, {"tap": "写好了"}, {"expect": "讲得太快"}, {"tap": "下一项"}, {"tap": "满意"}, {"tap": "提交"}, {"expect": "谢谢您"}, {"tap": "完成"},
               {"frame": hall.code("YX-001")}, {"expect": "您已签到"}, {"tap": "评价"}, {"tap": "现场评议"}, {"expect": "您已经评价过了"}], at="11:05")
    ratings = bodies(hall, "rating")
    assert len(ratings) == 2 and ratings[0]["text"] == "讲得太快", ratings
    assert bodies(hall, "consent")[0]["purpose"] == "named-rating"


def staff_type_for_a_guest(hall: Hall):
    with_opinions(hall)
    hall.visit(first_start() + WRITE + [{"tap": "窗口排队时间太长"}, {"tap": "请工作人员帮忙"}, {"tap": "工作人员"}, {"type": PIN}, {"tap": "确定"}, {"expect": "工作人员代填"}, {"type": "，老人不会用机器"}, {"shot": "opinion-by-staff.png"}]
               + NO_REPLY + [{"tap": "提交"}, {"expect": "意见回执号"}], at="11:05")
    opinion, = bodies(hall, "opinion")
    assert opinion["typed_by_staff"] is True and opinion["text"].endswith("老人不会用机器"), opinion


if __name__ == "__main__":
    main([phrases_and_a_keyboard_without_a_reply, named_with_a_reply_wanted, another_address_is_sealed, a_pasted_number_is_masked_and_a_scanner_never_lands_in_the_text,
          time_out_in_the_middle_warns_and_leaves_nothing, a_megabyte_and_any_script_are_taken_bounded_and_said, a_plug_pulled_at_the_last_tap_leaves_it_whole_or_not_at_all,
          with_a_name_or_without_but_once, staff_type_for_a_guest])
