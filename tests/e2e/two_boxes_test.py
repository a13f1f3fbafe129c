#!/usr/bin/env python3
"""Two boxes in one hall, each with the other's records as syncd brings them into its inbox: one code at both is a card on both, settled at
one of them for both; what one box undid counts nowhere; a delay said at both is said twice and may be taken back at either."""
import contextlib, sqlite3

from openday_e2e import Hall, PIN, first_start, main, until

GUEST = "YX-008"
COLUMNS = "v, id, kind, event, at, boot, mono, clock, erased, body, salt, body_hash"


def log_in():
    return [{"tap": "请工作人员帮忙"}, {"tap": "工作人员登录"}, {"type": PIN}, {"tap": "确定"}, {"expect": "签到情况"}]


class Boxes:
    """Box A and box B: one event, two state folders."""
    NAMES = {"A": "一号机", "B": "二号机"}

    def __init__(self, hall: Hall):
        self.hall = hall
        self.states = {name: hall.path / f"state-{name}" for name in "AB"}
        hall.start_bureau()
        for name, state in self.states.items():
            (hall.path / f"{name}.toml").write_text(f'box = "{self.NAMES[name]}"\n', encoding="utf-8")
            hall.state = state
            hall.enrol()
            self.visit(name, first_start(), at="08:30")
            hall.start_syncd()    # makes the inbox
            until("syncd has an inbox", (state / "inbox/inbox.db").exists)
            hall.syncd.terminate()
            hall.syncd.wait()

    def visit(self, box, steps, at):
        self.hall.state = self.states[box]
        self.hall.visit(steps, at=at, options=("--config", self.hall.path / f"{box}.toml"))

    def records(self, box, kind):
        self.hall.state = self.states[box]
        return [one["body"] for one in self.hall.records() if one.get("kind") == kind]

    def exchange(self):
        """What pulling does: every record of a box into the other's inbox, once, in order."""
        for source, target in ("AB", "BA"):
            inbox = self.states[target] / "inbox/inbox.db"
            with contextlib.closing(sqlite3.connect(inbox)) as database:
                database.execute("ATTACH ? AS other", (str(self.states[source] / "journal/journal.db"),))
                with database:
                    database.execute(f"""INSERT OR IGNORE INTO foreign_record(device, inc, seq, {COLUMNS})
                        SELECT (SELECT device FROM other.identity), i.inc, r.seq, {", ".join("r." + one for one in COLUMNS.split(", "))}
                        FROM other.record r JOIN other.incarnation i USING (k) ORDER BY r.n""")


def a_code_at_both_boxes_is_one_card_settled_once(hall: Hall):
    boxes = Boxes(hall)
    boxes.visit("A", [{"frame": hall.code(GUEST)}, {"expect": "签到成功"}], at="08:33")
    boxes.visit("B", [{"frame": hall.code(GUEST)}, {"expect": "签到成功"}], at="08:35")
    boxes.exchange()
    boxes.visit("A", [{"frame": hall.code(GUEST)}, {"expect": "已签到"}, {"tap": "返回首页"}] + log_in() + [
        {"expect": "已到 1"}, {"tap": "更多"}, {"expect": "1 项待办"}, {"tap": "异常核对"}, {"expect": "同一个确认码用了两次"}, {"expect": "08:33 · 一号机"}, {"expect": "08:35 · 二号机"}, {"shot": "two-boxes-card.png"},
        {"tap": "是同一个人，只算一次"}, {"tap": "记录核对结果"}, {"expect": "没有需要核对的"}, {"tap": "退出"}], at="08:40")
    settled = [one for one in boxes.records("A", "staff") if one["what"] == "settled"]
    assert len(settled) == 1 and settled[0]["role"] == "supervisor", settled
    boxes.exchange()
    boxes.visit("B", log_in() + [{"expect": "已到 1"}, {"tap": "更多"}, {"tap": "异常核对"}, {"expect": "没有需要核对的"}, {"tap": "退出"}], at="08:45")
    assert not [one for one in boxes.records("B", "staff") if one["what"] == "settled"], "settled once, at one box"


def what_one_box_undoes_counts_at_neither(hall: Hall):
    boxes = Boxes(hall)
    boxes.visit("A", [{"frame": hall.code(GUEST)}, {"expect": "签到成功"}], at="08:33")
    boxes.exchange()
    boxes.visit("B", log_in() + [{"tap": "已到 1"}, {"tap": "欧阳明溪"}, {"tap": "撤销"}, {"tap": "签错了人"}, {"expect": "撤销：签错了人"}, {"expect": "未到"}, {"tap": "退出"}], at="08:40")
    boxes.exchange()
    boxes.visit("A", log_in() + [{"expect": "已到 0"}, {"tap": "退出"}, {"expect": "请出示确认码"}, {"frame": hall.code(GUEST)}, {"expect": "签到成功"}], at="08:50")
    assert len(boxes.records("B", "void")) == 1 and len(boxes.records("A", "check-in")) == 2
    boxes.exchange()
    boxes.visit("B", log_in() + [{"expect": "已到 1"}, {"tap": "更多"}, {"tap": "异常核对"}, {"expect": "没有需要核对的"}], at="08:55")


def a_delay_said_at_both_boxes_adds_up_and_either_takes_one_back(hall: Hall):
    boxes = Boxes(hall)
    delay = log_in() + [{"tap": "议程"}, {"tap": "+10 分"}, {"expect": "全场 +10 分"}, {"tap": "退出"}]
    boxes.visit("A", delay, at="09:35")
    boxes.visit("B", delay, at="09:36")
    boxes.exchange()
    for box in "AB":
        boxes.visit(box, [{"tap": "日程"}, {"expect": "改 +20 分"}, {"tap": "首页"}], at="09:38")
    boxes.visit("A", log_in() + [{"tap": "议程"}, {"expect": "改 +20 分"}, {"tap": "撤销"}, {"expect": "改 +10 分"}, {"tap": "退出"}], at="09:40")
    boxes.exchange()
    for box in "AB":
        boxes.visit(box, [{"tap": "日程"}, {"expect": "改 +10 分"}, {"tap": "首页"}], at="09:42")
    assert len(boxes.records("A", "void")) == 1 and not boxes.records("B", "void")


def a_row_dropped_at_both_boxes_is_back_only_when_both_are_taken_back(hall: Hall):
    """Two supervisors drop the same row and shift it: each act is a record of its own, both boxes say the same, nothing is lost by undoing one."""
    boxes = Boxes(hall)
    row = [{"tap": "议程"}, {"tap": "现场交流"}]
    drop = row + [{"tap": "取消这项"}, {"tap": "再点一次：取消这项"}, {"expect": "取消：现场交流"}]
    boxes.visit("A", log_in() + drop + [{"tap": "退出"}], at="09:35")
    boxes.visit("B", log_in() + drop + [{"tap": "退出"}], at="09:36")
    boxes.exchange()
    boxes.visit("A", log_in() + [{"tap": "议程"}, {"expect": "取消：现场交流"}, {"tap": "撤销"}, {"expect": "取消：现场交流"}, {"shot": "two-boxes-dropped.png"}, {"tap": "退出"}], at="09:38")
    boxes.exchange()
    boxes.visit("B", log_in() + [{"tap": "议程"}, {"expect": "取消：现场交流"}, {"tap": "撤销"}, {"absent": "取消：现场交流"}, {"tap": "退出"}], at="09:40")
    boxes.exchange()
    boxes.visit("A", log_in() + [{"tap": "议程"}, {"absent": "取消：现场交流"}, {"expect": "还没有改动"}, {"tap": "退出"}], at="09:42")
    for box in "AB":
        assert [one["what"] for one in boxes.records(box, "correction")] == ["skip"] and len(boxes.records(box, "void")) == 1, box


if __name__ == "__main__":
    main([a_code_at_both_boxes_is_one_card_settled_once, what_one_box_undoes_counts_at_neither, a_delay_said_at_both_boxes_adds_up_and_either_takes_one_back, a_row_dropped_at_both_boxes_is_back_only_when_both_are_taken_back])
