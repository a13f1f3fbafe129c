"""Verbs for end-to-end tests: an event of invented guests, the three real programs, the bureau's database.

Every process is stopped by its own process id. Ports are the system's choice, on loopback.
"""
import csv, json, os, pathlib, re, signal, sqlite3, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("OPENDAY_BIN_DIR", ROOT / "build/plain/bin"))
PATIENCE = 60  # seconds for anything to come true on a busy machine
PIN = "280519"
DAY = "2020-11-17"


def until(what, condition):
    """Polls until `condition()` is true; fails naming `what` after PATIENCE seconds."""
    end = time.monotonic() + PATIENCE
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > end:
            raise AssertionError(f"{what}: not within {PATIENCE} s")
        time.sleep(0.05)


class Hall:
    """A service hall: one box's state folder, its event, the bureau's server and the sync daemon."""

    def __init__(self, plan=None, roster=None, day=DAY, shots=None):
        self.folder = tempfile.TemporaryDirectory(prefix="openday-e2e-")
        self.path = pathlib.Path(self.folder.name)
        self.state = self.path / "state"
        self.store = self.path / "bureau.db"
        self.plan = plan or ROOT / "config/plans/03-city-timed.toml"
        self.list = roster or ROOT / "config/demo/roster.csv"
        self.day = day
        self.shots = shots or pathlib.Path(os.environ.get("OPENDAY_SHOTS", self.path))
        self.port = 0
        self.bureau = self.syncd = None

    def __enter__(self):
        for use in ("root", "codes"):
            self.office("key", "new", "--use", use, "--out", self.path)
        self.office("trust", "add", "--out", self.path / "trust.json", "--root", self.path / "root.key",
                    "--key", self.path / "codes.pub", "--use", "codes")
        self.office("roster", "import", self.list, "--plan", self.plan, "--out", self.path / "roster.json")
        self.office("issue", "--plan", self.plan, "--roster", self.path / "roster.json", "--key", self.path / "codes.key",
                    "--out", self.path / "codes")
        with open(self.path / "codes/index.csv", encoding="utf-8-sig", newline="") as index:
            self.guests = {row["报名号"]: row for row in csv.DictReader(index)}
        return self

    def __exit__(self, *_):
        for process in (self.syncd, self.bureau):
            if process and process.poll() is None:
                process.kill()
                process.wait()
        self.folder.cleanup()

    def knows_nobody(self, log):
        """No log may hold a guest's name, registration or code (DESIGN.md I5)."""
        for row in self.guests.values():
            for secret in (row["姓名"], row["登记号"], row["确认码"]):
                assert secret not in log, f"a log holds {secret}: ...{log[max(0, log.index(secret) - 200):][:400]}"

    def office(self, *words, ok=True):
        run = subprocess.run([BIN / "openday", *map(str, words)], capture_output=True, text=True, timeout=PATIENCE)
        assert not ok or run.returncode == 0, f"openday {words}: {run.stderr}"
        return run.stdout

    def code(self, number):
        return f"codes/{self.guests[number]['图片']}"

    # ---- the bureau ----
    def start_bureau(self):
        log = open(self.path / "bureau.log", "ab")
        begin = log.tell()
        self.bureau = subprocess.Popen([BIN / "openday-bureau", "--listen", f"127.0.0.1:{self.port}", "--store", f"sqlite:{self.store}"],
                                       stdout=log, stderr=log)

        def port():
            assert self.bureau.poll() is None, (self.path / "bureau.log").read_text()
            found = re.search(rb"listening on 127\.0\.0\.1:(\d+)", (self.path / "bureau.log").read_bytes()[begin:])
            return int(found[1]) if found else 0

        self.port = until("the bureau listens", port)

    def pull_the_plug(self):
        self.bureau.send_signal(signal.SIGKILL)
        self.bureau.wait()

    def rows(self, query):
        with sqlite3.connect(f"file:{self.store}?mode=ro", uri=True) as database:
            return database.execute(query).fetchall()

    def figures(self):
        """The tallies as the box's report has them and as the bureau's terminal does: rows as objects, the same columns."""
        out = self.path / "tallies.jsonl"
        self.office("report", "--state", self.state, "--plan", self.plan, "--out", out)
        run = subprocess.run([BIN / "openday-bureau", "admin", "export", "tallies", "--plan", self.plan, "--format", "json", "--store", f"sqlite:{self.store}"],
                             capture_output=True, text=True, timeout=PATIENCE)
        assert run.returncode == 0, run.stderr
        read = lambda text: [json.loads(line) for line in text.splitlines()]
        return read(out.read_text(encoding="utf-8")), read(run.stdout)

    # ---- the sync daemon ----
    def enrol(self):
        config = (ROOT / "config/sync.toml").read_text()
        config, changed = re.subn(r'(?m)^url = .*$', f'url = "http://127.0.0.1:{self.port}"', config)
        assert changed == 1
        (self.path / "sync.toml").write_text(config)
        self.state.mkdir(exist_ok=True)
        subprocess.run(self.syncd_command("--init"), check=True, capture_output=True)
        subprocess.run([BIN / "openday-bureau", "admin", "devices", "add", self.state / "keys/device.pub", "--name", "hall",
                        "--store", f"sqlite:{self.store}"], check=True, capture_output=True)

    def syncd_command(self, *words):
        return [BIN / "openday-syncd", "--state", self.state, "--config", self.path / "sync.toml", *words]

    def start_syncd(self):
        log = open(self.path / "syncd.log", "ab")
        self.syncd = subprocess.Popen(self.syncd_command(), stdout=log, stderr=log)

    # ---- the kiosk ----
    def kiosk_command(self, *words):
        return [BIN / "openday-kiosk", "--plan", self.plan, "--roster", self.path / "roster.json", "--trust", self.path / "trust.json",
                "--state", self.state, "--camera", "none", "--size", "1080x1920", *map(str, words)]

    def start_visit(self, steps, at, options=(), surroundings=None):
        script = self.path / "visit.jsonl"
        script.write_text("\n".join(json.dumps(step, ensure_ascii=False) for step in steps) + "\n", encoding="utf-8")
        environment = dict(os.environ, OPENDAY_TEST="1", SDL_VIDEODRIVER="dummy", SDL_AUDIODRIVER="dummy", SDL_RENDER_DRIVER="software") | (surroundings or {})
        return subprocess.Popen(self.kiosk_command("--at", f"{self.day}T{at}:00+08:00", "--script", script, "--shots", self.shots, *options),
                                env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def visit(self, steps, at="08:32", options=(), surroundings=None):
        """Runs the kiosk with a script; every expectation holds. Returns what it logged."""
        kiosk = self.start_visit(steps, at, options, surroundings)
        try:
            _, said = kiosk.communicate(timeout=240)
        except subprocess.TimeoutExpired:
            kiosk.kill()
            _, said = kiosk.communicate()
        assert kiosk.returncode == 0, f"exit code {kiosk.returncode}\n{said}"
        self.knows_nobody(said)
        return said

    def records(self):
        return [json.loads(line) for line in self.office("records", "--state", self.state, "--json").splitlines()]

    def everything_arrived(self):
        """True when the bureau holds each record of the box, once, in order, and no other."""
        held = [(r["seq"], r["id"]) for r in self.records() if "fold" not in r]
        return held and held == self.rows("SELECT seq, id FROM journal ORDER BY inc, seq")


def first_start():
    """The supervisor sets a PIN; there is no default."""
    return [{"type": PIN}, {"tap": "确定"}, {"type": PIN}, {"tap": "确定"}, {"expect": "签到情况"}, {"tap": "退出"}, {"expect": "请出示确认码"}]


def rate(grade):
    """Rates both subjects of programme 3; the guest is known already."""
    return [{"tap": "评价"}, {"expect": "您对我局的工作满意吗"}, {"tap": grade}, {"tap": "下一项"},
            {"expect": "您对这次开放日活动满意吗"}, {"tap": grade}, {"tap": "提交"}, {"expect": "谢谢"}]


def main(tests):
    """Runs the functions given, each in a hall of its own."""
    failed = 0
    for test in tests:
        with Hall() as hall:
            try:
                test(hall)
                for log in hall.path.glob("*.log"):
                    hall.knows_nobody(log.read_text())
                print(f"ok   {test.__name__}", flush=True)
            except Exception as error:  # one failing test must not hide the next
                failed += 1
                print(f"FAIL {test.__name__}: {error}", flush=True)
                for log in ("bureau.log", "syncd.log"):
                    if (hall.path / log).exists():
                        print(f"--- {log}\n" + "\n".join((hall.path / log).read_text().splitlines()[-15:]))
    sys.exit(1 if failed else 0)
