#!/usr/bin/env python3
"""Each of the eight programmes on a scripted day: guests of every category arrive, the clock or the staff move through every row,
one delay and one walk-in happen, the rating opens when the plan says so. What a page must show comes from programme.py.

usage: days_test.py NUMBER...      pictures, and what was seen as one JSON file a day: build/reports/days/
"""
import csv, json, os, pathlib, re, shutil, subprocess, sys, tempfile, time

from openday_e2e import BIN, Hall, PIN, ROOT, first_start
from programme import Programme, clock

REPORTS = ROOT / "build/reports/days"
NAMES = ["欧阳明溪", "陈㛃", "刘𬀩", "阿依古丽·买买提", "王𠅤", "张堃", "李祎", "赵頔", "周赟", "吴珺"]  # invented
PARTY, DELAY = 3, 10
STAFF_LOOK = ("code_shown", "temperature", "mask")  # screening steps that staff answer, not the guest
WALK_IN = "W-01"
NOTICE = "活动稍有推迟，请在座位稍候"


class Day:
    """The script of one session: verbs append its lines and remember what must be seen."""

    def __init__(self, programme, session, hall):
        self.programme, self.session, self.hall = programme, session, hall
        self.steps, self.seen, self.pictures = [], [], 0
        self.now = session.begins - 30
        self.corrections = self.arrived = 0

    def do(self, *steps):
        self.steps += steps

    def see(self, text):
        self.do({"expect": text})
        if text not in self.seen:
            self.seen.append(text)

    def shoot(self, name):
        self.pictures += 1
        self.do({"shot": f"{self.session.id}-{self.pictures:02}-{name}.png"})

    def at(self, minutes):
        self.now = minutes
        self.do({"clock": f"{self.session.date}T{clock(minutes)}:00+08:00"})

    # ---- staff ----
    def staff(self, *steps):
        self.do({"tap": "请工作人员帮忙"}, {"tap": "工作人员登录"}, {"type": PIN}, {"tap": "确定"}, {"expect": "签到情况"}, *steps,
                {"tap": "退出"}, {"expect": "请出示确认码"})

    def correct(self, name, *steps):
        self.corrections += 1
        self.staff({"tap": "议程"}, {"expect": "今日议程"}, *steps, {"expect": "撤销"})
        if name:
            self.shoot(name)

    def hold_it(self):
        """What staff must say before an event whose day or whose taking place the plan leaves open."""
        if not self.session.dated:
            self.see("时间待通知")
            self.correct("held-today", {"tap": "选场次"}, {"tap": self.session.title or "第 1 场"}, {"tap": "今天举行这一场"}, {"tap": "再点一次"})
        elif self.programme.event["status"] == "tentative":
            self.see("时间为拟定")
            self.correct("held-after-all", {"tap": "活动状态"}, {"tap": "照常举行"}, {"tap": "确定"})
        else:
            self.see("活动还没有开始")

    def put_off(self):
        """The one delay of the day: minutes where rows have times, a notice where they have none."""
        if any(row.timed and row.start > self.now for row in self.session.rows):
            self.correct(None, {"tap": f"+{DELAY} 分"})
            self.session.delay(self.now, DELAY)
            self.do({"tap": "日程"})
            self.see(f"改 +{DELAY} 分")
        else:
            self.correct(None, {"tap": "发通知"}, {"tap": NOTICE}, {"tap": "发布"})
            self.do({"tap": "日程"})
            self.see(NOTICE)
        self.shoot("delay")
        self.do({"tap": "首页"})

    # ---- guests ----
    def arrive(self, number, picture=None, also=None):
        guest = self.hall.guests[number]
        self.do({"frame": self.hall.code(number)})
        if int(guest["人数"]) > 1:
            self.see("这次来几位？")
            self.shoot(f"party-{number}")
            self.do({"tap": f"全部到齐，{guest['人数']} 位"})
        if self.programme.screening:
            self.screen(picture)
        self.see("签到成功，欢迎您")
        if also:
            self.see(also)
        self.arrived += 1
        self.do({"absent": guest["姓名"]})
        if picture:
            self.shoot(picture)
        self.do({"wait": 12000 if self.programme.screening else 6000}, {"expect": "请出示确认码"})

    def screen(self, picture):
        """The steps of the plan that hold on this day: the guest declares, staff look at the rest behind their PIN."""
        kinds = [step["kind"] for step in self.programme.screening]
        if any(kind not in STAFF_LOOK for kind in kinds):
            self.see("以下各条，您都符合吗？")
            if picture:
                self.shoot(f"declare-{picture}")
            self.do({"tap": "都符合"})
        if any(kind in STAFF_LOOK for kind in kinds):
            self.see("请工作人员查看以下各项")
            if picture:
                self.shoot(f"look-{picture}")
            self.do({"tap": "工作人员查看"}, {"type": PIN}, {"tap": "确定"}, {"tap": "都合格"})

    def walk_in(self):
        """Somebody whom the box's list does not hold, with a good code: let in and said so. (None of the eight programmes has guests
        registered at the door without one.)"""
        self.arrive(WALK_IN, "walk-in", also="您不在名单上，已为您登记")

    # ---- rows ----
    def go_through(self, rows):
        for index, row in enumerate(rows):
            self.reach(row, index == 0, rows[index + 1:])
            self.look_at(row, rows[index + 1:])
            if row.kind == "evaluate":
                self.rate()
            if index == len(rows) // 2 - 1:
                self.put_off()
                if self.session is self.programme.sessions[0]:
                    self.walk_in()

    def reach(self, row, first, later):
        """Rows with times come by the clock; of the others the first begins with the session, the rest when staff say so."""
        if row.timed:
            return self.at(row.start + 1)
        if first:
            return self.at(self.session.begins + 1)
        limit = next((other.start for other in later if other.timed), 24 * 60)
        self.at(min(max(self.now, self.session.begins) + 5, limit - 1))
        self.correct(None, {"tap": "下一项"})

    def look_at(self, row, later):
        self.see(row.title)
        self.shoot(f"home-{row.id}")
        self.do({"tap": "日程"}, {"expect": row.title})
        if row.place:
            self.do({"expect": row.place})
        if later:
            self.do({"expect": later[0].title})
        self.shoot(f"programme-{row.id}")
        self.do({"tap": "首页"}, {"expect": "请出示确认码"})

    def rate(self):
        """Rates every subject once; the guest shows the code again, which is calm."""
        questions = self.programme.questionnaires[0]["subject"]
        self.do({"frame": self.hall.code("D-01")}, {"expect": "您已签到"}, {"tap": "评价"})
        for index, subject in enumerate(questions):
            self.see(subject["question"])
            self.do({"tap": "满意"})
            self.shoot(f"rating-{subject['id']}")
            self.do({"tap": "下一项" if index + 1 < len(questions) else "提交"})
        self.see("谢谢您")
        self.do({"wait": 21000}, {"expect": "请出示确认码"})


def roster(programme, folder):
    """One invented guest a category, the first of them a party, and one who comes late."""
    file = pathlib.Path(folder) / "roster.csv"
    with open(file, "w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["姓名", "手机", "类别", "人数", "报名号"])
        for number, category in enumerate(programme.categories + programme.categories[:1], 1):
            rows.writerow([NAMES[number - 1], f"138000000{number:02}", category["label"], PARTY if number == 2 else 1, f"D-{number:02}"])
        outsider = [category for category in programme.categories if category.get("role", "external") == "external"][-1]
        rows.writerow(["周祎", "13800000099", outsider["label"], 1, WALK_IN])  # of the last: the first may be full by now
    return file


def strike_off(hall, number):
    """The list the box gets does not hold this guest, whose code is good."""
    file = hall.path / "roster.json"
    roster = json.loads(file.read_text(encoding="utf-8"))
    roster["guests"] = [guest for guest in roster["guests"] if guest.get("number") != number]
    file.write_text(json.dumps(roster, ensure_ascii=False), encoding="utf-8")


def rating_waits(day):
    """Where the plan has a questionnaire its tile says from when; where it has none there is no tile."""
    if not day.programme.questionnaires:
        return day.do({"absent": "评价"})
    form = day.programme.questionnaires[0]
    row = next((row for row in day.session.rows if row.id == form.get("row")), None)
    day.see(f"{clock(row.start)} 开始" if row else "现在可以评价")


def script_of(programme, session, hall, first):
    day = Day(programme, session, hall)
    if first:
        day.do(*first_start())
    day.see(programme.event["name"])
    day.shoot("before")
    day.hold_it()
    day.at(session.begins - 8)
    rating_waits(day)
    numbers = sorted(number for number in hall.guests if number != WALK_IN)
    for number in numbers[:-1]:
        day.arrive(number, picture=f"welcome-{number}" if number in ("D-01", "D-02") else None)
    rows = [row for row in session.rows if not row.throughout]
    day.go_through(rows)
    day.arrive(numbers[-1], picture="late")
    if any(row.throughout for row in session.rows):
        day.do({"tap": "日程"})
        for row in session.rows:
            if row.throughout:
                day.see(row.title)
        day.shoot("throughout")
    return day


def checks(hall, programme, days):
    """What the box kept, counted independently, and its chain; how many persons came."""
    *records, last = hall.records()
    kinds = lambda kind: [record for record in records if record["kind"] == kind]
    assert len(kinds("check-in")) == sum(day.arrived for day in days), f"{len(kinds('check-in'))} check-ins of {[day.arrived for day in days]} guests"
    assert len(kinds("correction")) == sum(day.corrections for day in days), [record["body"] for record in kinds("correction")]
    assert len(kinds("screening")) == (sum(day.arrived for day in days) if programme.screening else 0)
    sessions = {session["session"]: session for session in last["fold"]["sessions"]}
    for day in days:
        expected = day.arrived + (PARTY - 1 if day.arrived else 0)
        found = sessions.get(day.session.id, {"registrations": 0, "persons": 0})
        assert (found["registrations"], found["persons"]) == (day.arrived, expected), f"{found}: expected {day.arrived} registrations, {expected} persons"
    hall.office("verify", "--state", hall.state)
    return sum(session["persons"] for session in sessions.values())


def warnings_of(file):
    run = subprocess.run([BIN / "openday", "plan", "check", file], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    return [re.sub(r"^.*?warning: ", "", line) for line in run.stdout.splitlines() if "warning:" in line]


def run(number):
    began = time.monotonic()
    programme = Programme(next((ROOT / "config/plans").glob(f"{number:02}-*.toml")))
    pictures = REPORTS / programme.file.stem
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder, Hall(programme.file, roster(programme, folder), str(programme.sessions[0].date), pictures) as hall:
        strike_off(hall, WALK_IN)
        days = []
        for session in programme.sessions:
            day = script_of(programme, session, hall, first=not days)
            hall.day = str(session.date)
            hall.visit(day.steps, clock(session.begins - 30))
            days.append(day)
        came = checks(hall, programme, days)
        shutil.copy(hall.path / "codes/invitations.pdf", pictures)
    found = {"programme": f"{number} {programme.event['bureau']}", "rows": sum(len(session.rows) for session in programme.sessions),
             "warnings": warnings_of(programme.file), "seen": [text for day in days for text in day.seen], "persons": came,
             "corrections": sum(day.corrections for day in days), "pictures": sum(day.pictures for day in days),
             "seconds": round(time.monotonic() - began)}
    write(REPORTS / f"{number:02}.json", json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    write_table()
    print(f"ok   programme {number}: {found['rows']} rows, {came} persons, {found['pictures']} pictures, {found['seconds']} s", flush=True)


def write(file, text):
    """At once or not at all: days run side by side."""
    fresh = file.with_suffix(f".{os.getpid()}")
    fresh.write_text(text, encoding="utf-8")
    fresh.rename(file)


def write_table():
    """build/reports/days.md from what the runs so far have seen."""
    lines = ["| programme | rows | warnings of `plan check` | what the kiosk showed | persons in | pictures | seconds |", "|---|---|---|---|---|---|---|"]
    for file in sorted(REPORTS.glob("*.json")):
        day = json.loads(file.read_text(encoding="utf-8"))
        lines.append(f"| {day['programme']} | {day['rows']} | {'; '.join(day['warnings']) or 'none'} | {' → '.join(day['seen'])} | {day['persons']} | {day['pictures']} | {day['seconds']} |")
    write(REPORTS.parent / "days.md", "\n".join(lines) + "\n")


def main():
    failed = 0
    for number in map(int, sys.argv[1:]):
        try:
            run(number)
        except Exception as error:  # one failing day must not hide the next
            failed += 1
            print(f"FAIL programme {number}: {error}", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
