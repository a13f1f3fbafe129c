"""A plan file as an independent reader sees it: Python's tomllib and a few lines of arithmetic, nothing of the product.

Says for each row when it runs, after a delay too, and invents the day where the programme names only a month or ten days of one.
"""
import dataclasses, datetime, pathlib, tomllib

# The invented year, and the day taken in a month or in its first, middle or last ten days.
NO_YEAR = 2023
DAY_OF = {None: 15, "first": 5, "middle": 15, "last": 25}


def minutes(clock):
    return int(clock[:2]) * 60 + int(clock[3:])


def clock(minutes_of_day):
    return f"{minutes_of_day // 60:02}:{minutes_of_day % 60:02}"


@dataclasses.dataclass
class Row:
    id: str
    title: str
    kind: str
    start: int | None          # minutes of the day
    end: int | None
    throughout: bool
    afterwards: bool           # comes after the last timed row, without a time of its own
    place: str

    @property
    def timed(self):
        return self.start is not None


class Session:
    def __init__(self, plan, table):
        event = plan["event"]
        self.id, self.title = table["id"], table.get("title", "")
        self.dated = table["precision"] in ("instant", "start_only", "date")
        date = table.get("date")
        self.date = date or datetime.date(table.get("year", event.get("year", NO_YEAR)), table["month"], table.get("day", DAY_OF[table.get("ten_days")]))
        sites = {site["id"]: site["name"] for site in plan.get("site", [])}
        self.rows = [Row(item.get("id", ""), item["title"], item["kind"], minutes(item["start"]) if "start" in item else None,
                         minutes(item["end"]) if "end" in item else None, item.get("throughout", False), item.get("untimed_after", False),
                         sites.get(item.get("site", ""), "")) for item in table.get("item", [])]
        starts = [row.start for row in self.rows if row.timed] + ([minutes(table["start"])] if "start" in table else [])
        self.begins = min(starts, default=9 * 60)

    def delay(self, said, by):
        """What is not over at `said` ends so much later; what has not begun begins so much later."""
        for row in self.rows:
            if row.start is not None and row.start > said:
                row.start += by
            if row.end is not None and row.end > said:
                row.end += by


class Programme:
    def __init__(self, file):
        self.file = pathlib.Path(file)
        self.plan = tomllib.loads(self.file.read_text(encoding="utf-8"))
        self.event = self.plan["event"]
        self.sessions = [Session(self.plan, table) for table in self.plan["session"]]
        self.categories = self.plan["category"]
        self.screening = [step for step in self.plan.get("screening", []) if self._holds(step)]
        self.questionnaires = self.plan.get("questionnaire", [])

    def _holds(self, step):
        day = self.sessions[0].date
        return step.get("valid_from", day) <= day <= step.get("valid_to", day)

    @property
    def number(self):
        return int(self.file.name[:2])
