#!/usr/bin/env python3
"""A box that begins with nothing but a plan becomes known by a scanned code over TLS, fetches what the office signed, and keeps to it:
guests of a newer roster come in, revoked ones do not, unsigned papers never reach it; two boxes of the hall know each other's guests."""
import json, re, shutil, subprocess

from openday_e2e import BIN, PATIENCE, PIN, Hall, first_start, main, until
from openapi_test import leave_in_spool

GUEST, OTHER = "YX-008", "YX-001"


class Office:
    """The bureau with TLS, a CA of its own and a documents key."""

    def __init__(self, hall: Hall):
        self.hall = hall
        at = lambda name: str(hall.path / name)
        run = lambda *words: subprocess.run(words, check=True, capture_output=True, timeout=PATIENCE)
        run("openssl", "req", "-x509", "-newkey", "ed25519", "-nodes", "-keyout", at("ca.key"), "-out", at("ca.pem"), "-days", "30", "-subj", "/CN=Test CA")
        run("openssl", "req", "-newkey", "ed25519", "-nodes", "-keyout", at("server.key"), "-out", at("server.csr"), "-subj", "/CN=bureau")
        (hall.path / "ext").write_text("subjectAltName=IP:127.0.0.1\n")
        run("openssl", "x509", "-req", "-in", at("server.csr"), "-CA", at("ca.pem"), "-CAkey", at("ca.key"), "-CAcreateserial", "-out", at("server.pem"), "-days", "30", "-extfile", at("ext"))
        hall.office("key", "new", "--use", "documents", "--out", hall.path)
        hall.office("trust", "add", "--out", hall.path / "trust.json", "--root", hall.path / "root.key", "--key", hall.path / "documents.pub", "--use", "documents")
        self.start()
        self.admin("publish", "trust", hall.path / "trust.json")

    def start(self):
        hall = self.hall
        (hall.path / "bureau.toml").write_text(f'listen = "127.0.0.1:{hall.port}"\nstore = "sqlite:{hall.store}"\n'
                                               f'[tls]\ncertificate = "{hall.path}/server.pem"\nkey = "{hall.path}/server.key"\nca = "{hall.path}/ca.pem"\n')
        log = open(hall.path / "bureau.log", "ab")
        begin = log.tell()
        hall.bureau = subprocess.Popen([BIN / "openday-bureau", "--config", hall.path / "bureau.toml"], stdout=log, stderr=log)

        def port():
            found = re.search(rb"listening on 127\.0\.0\.1:(\d+)", (hall.path / "bureau.log").read_bytes()[begin:])
            assert hall.bureau.poll() is None, (hall.path / "bureau.log").read_text()
            return int(found[1]) if found else 0

        hall.port = until("the bureau listens", port)

    def admin(self, *words, ok=True):
        run = subprocess.run([BIN / "openday-bureau", "admin", *map(str, words), "--config", self.hall.path / "bureau.toml"], capture_output=True, text=True, timeout=PATIENCE)
        assert not ok or run.returncode == 0, run.stderr
        return run.stdout if ok else run.stderr

    def code(self, name):
        return json.loads(self.admin("devices", "enrol-code", "--name", name, "--hall", "大厅", "--url", f"https://127.0.0.1:{self.hall.port}", "--json"))["code"]

    def publish(self, kind, file, sign=True):
        if sign:
            self.hall.office("sign", "--key", self.hall.path / "documents.key", file)
        return self.admin("publish", kind, file)


def box(hall: Hall, name):
    """From now on the hall's visits and syncd are this box's; it has been started once."""
    hall.state = hall.path / name
    hall.state.mkdir(exist_ok=True)
    (hall.path / "sync.toml").write_text(f'box = "{name}"\n')
    if not (hall.state / "journal").exists():
        hall.visit(first_start(), at="08:00")


def once(hall: Hall, ok=True):
    run = subprocess.run(hall.syncd_command("--once"), capture_output=True, text=True, timeout=PATIENCE)
    assert not ok or run.returncode == 0, run.stderr
    return run.stderr


def enrol(hall: Hall, office: Office, name):
    box(hall, name)
    request = leave_in_spool(hall, "enrol", office.code(name).encode())
    once(hall)
    assert not request.exists() and (hall.state / "keys/enrolment.toml").exists()


def a_new_box_is_enrolled_and_keeps_to_what_the_office_signed(hall: Hall):
    office = Office(hall)
    enrol(hall, office, "box-a")
    assert "box-a" in office.admin("devices", "list")
    revoked = hall.path / "revoked.json"
    hall.office("revoke", "--out", revoked, "--event", "YX201117", hall.guests[OTHER]["登记号"])
    assert "openday sign" in office.admin("publish", "revocations", revoked, ok=False)
    office.publish("revocations", revoked)
    once(hall)
    hall.visit([{"frame": hall.code(GUEST)}, {"expect": "签到成功"}], at="08:32")
    hall.visit([{"frame": hall.code(OTHER)}, {"expect": "这个码已经作废"}], at="08:33")
    once(hall)
    assert hall.everything_arrived()


def a_supervisor_shows_the_offices_code_to_the_kiosk(hall: Hall):
    office = Office(hall)
    box(hall, "box-a")
    hall.start_syncd()
    page = [{"tap": "请工作人员帮忙"}, {"tap": "工作人员登录"}, {"type": PIN}, {"tap": "确定"}, {"expect": "签到情况"}, {"tap": "更多"}, {"tap": "开门自检"},
            {"expect": "没有接入，单机使用"}]
    used = office.code("东门")
    hall.visit([{"wedge": used}, {"absent": "登记"}] + page + [{"shot": "enrol-before.png"}, {"wedge": "ODE1:{"}, {"expect": "局里不认这个配置码"}, {"shot": "enrol-refused.png"},
                {"wedge": used}, {"expect": "已在局里登记"}, {"shot": "enrol-done.png"}, {"tap": "退出"}], at="08:10")
    assert [one["body"]["what"] for one in hall.records() if one.get("kind") == "staff"].count("enrol") == 2
    assert "东门" in office.admin("devices", "list")
    until("the records are with the bureau", hall.everything_arrived)


def two_boxes_of_a_hall_know_each_others_guests(hall: Hall):
    office = Office(hall)
    enrol(hall, office, "box-a")
    enrol(hall, office, "box-b")
    box(hall, "box-a")
    hall.visit([{"frame": hall.code(GUEST)}, {"expect": "签到成功"}], at="08:33")
    once(hall)
    box(hall, "box-b")
    once(hall)
    hall.visit([{"frame": hall.code(GUEST)}, {"expect": "已签到"}, {"absent": "签到成功"}], at="08:40")


def a_lost_box_is_refused_and_comes_back_with_a_new_code_and_the_same_records(hall: Hall):
    office = Office(hall)
    enrol(hall, office, "box-a")
    device = json.loads(office.admin("devices", "list", "--json").splitlines()[0])["device"]
    office.admin("devices", "revoke", device)
    hall.visit([{"frame": hall.code(GUEST)}, {"expect": "签到成功"}], at="08:33")
    assert "revoked" in once(hall, ok=False)
    enrol(hall, office, "box-a")
    once(hall)
    assert hall.everything_arrived()
    keys = [json.loads(line) for line in office.admin("devices", "list", "--json").splitlines()]
    assert {one["device"] for one in keys} == {device} and len(keys) == 2


def a_code_that_is_over_or_shows_another_ca_is_refused_in_words(hall: Hall):
    office = Office(hall)
    box(hall, "box-a")
    used = office.code("somebody")
    leave_in_spool(hall, "enrol", used.encode())
    once(hall)
    box(hall, "box-c")
    for text, word in ((used, "code"), (re.sub(r'"ca":"(.)', lambda digit: '"ca":"' + ("0" if digit[1] != "0" else "1"), used), "another CA"), ("ODE1:{", "damaged")):
        request = leave_in_spool(hall, "enrol", text.encode())
        once(hall, ok=False)
        assert not request.exists(), text[:20]
        refused = hall.state / "inbox/out" / f"{request.name}.refused"
        assert word in refused.read_text(), refused.read_text()


def another_plan(hall: Hall, bureau, version):
    """The event's plan as a file of its own, of another bureau's name: the pages show which one counts."""
    text = hall.plan.read_text(encoding="utf-8")
    text = re.sub(r'(?m)^bureau = .*$', f'bureau = "{bureau}"', text, count=1)
    text = re.sub(r'(?m)^version = .*$', f"version = {version}", text, count=1)
    file = hall.path / "plan.toml"
    file.write_text(text, encoding="utf-8")
    return file


def once_enrolled_a_box_takes_only_what_the_bureau_signed(hall: Hall):
    office = Office(hall)
    enrol(hall, office, "box-a")
    hall.visit([{"expect": "云溪市自然资源局"}], at="08:31")   # unsigned, but in force when the box was enrolled
    hall.plan = another_plan(hall, "别处的局", 2)
    said = hall.visit([{"expect": "云溪市自然资源局"}, {"absent": "别处的局"}, {"tap": "请工作人员帮忙"}, {"tap": "工作人员登录"}, {"type": PIN}, {"tap": "确定"}, {"tap": "更多"},
                       {"tap": "联网与上传"}, {"expect": "没有采用的文件"}, {"expect": "plan.toml"}, {"shot": "line-not-taken.png"}, {"tap": "退出"}], at="08:32")
    assert "openday sign" in said and "plan.toml" in said, said
    shutil.rmtree(hall.state / "inbox")   # who wipes what syncd remembers does not open the box
    hall.visit([{"absent": "别处的局"}, {"expect": "云溪市自然资源局"}], at="08:33")
    once(hall)
    hall.visit([{"absent": "别处的局"}, {"expect": "云溪市自然资源局"}], at="08:34")
    hall.office("sign", "--key", hall.path / "documents.key", hall.plan)
    hall.visit([{"expect": "别处的局"}], at="08:35")
    hall.plan.write_bytes(hall.plan.read_bytes() + b"\n# a change that nobody signed\n")
    hall.visit([{"expect": "别处的局"}], at="08:36")


def what_the_office_tells_everybody_is_on_the_first_page_until_it_ends_or_is_withdrawn(hall: Hall):
    office = Office(hall)
    enrol(hall, office, "box-a")
    key = hall.path / "documents.key"
    tell = lambda *words: office.admin("publish", "notice", "--event", "YX201117", "--key", key, *words)
    board = hall.path / "notices.json"   # as a file, like every other document: of a day that is over for the office's clock
    board.write_text(json.dumps({"schema": 1, "event": "YX201117", "version": 1, "notices": [
        {"id": "1", "text": "二号车改停西门停车场", "english": "Bus 2 waits at the west gate", "severity": "attention", "until": "2020-11-17T09:00:00+08:00"}]}, ensure_ascii=False))
    office.publish("notice", board)
    once(hall)
    hall.visit([{"expect": "二号车改停西门停车场"}, {"shot": "notice.png"}, {"tap": "看通知"}, {"expect": "请注意"}, {"expect": "至 09:00"}, {"tap": "EN"}, {"expect": "Bus 2 waits at the west gate"}, {"shot": "notice-page.png"},
                {"tap": "Back"}, {"frame": hall.code(GUEST)}, {"expect": "Checked in"}], at="08:40")
    hall.visit([{"expect": "二号车改停西门停车场"}, {"clock": "2020-11-17T09:00:01+08:00"}, {"absent": "二号车改停西门停车场"}], at="08:58")
    assert "version 2" in tell("--text", "本楼下午停水", "--until", "2099-01-01T00:00:00+08:00", "--severity", "urgent")
    assert "本楼下午停水" in office.admin("notices")
    once(hall)
    hall.visit([{"expect": "本楼下午停水"}, {"shot": "notice-urgent.png"}], at="09:10")
    assert "withdrawn" in tell("--withdraw", "all")
    once(hall)
    hall.visit([{"absent": "本楼下午停水"}, {"expect": "请出示确认码"}], at="09:11")


def a_notice_reaches_a_kiosk_that_runs(hall: Hall):
    office = Office(hall)
    enrol(hall, office, "box-a")
    hall.start_syncd()
    (hall.shots / "before.png").unlink(missing_ok=True)   # of a run before
    kiosk = hall.start_visit([{"absent": "本楼下午停水"}, {"shot": "before.png"}, {"expect": "本楼下午停水"}], at="08:40")
    until("the kiosk shows its first page", (hall.shots / "before.png").exists)
    office.admin("publish", "notice", "--text", "本楼下午停水", "--until", "2099-01-01T00:00:00+08:00", "--key", hall.path / "documents.key")
    _, said = kiosk.communicate(timeout=PATIENCE)
    assert kiosk.returncode == 0, said


if __name__ == "__main__":
    main([a_new_box_is_enrolled_and_keeps_to_what_the_office_signed, a_supervisor_shows_the_offices_code_to_the_kiosk, two_boxes_of_a_hall_know_each_others_guests,
          a_lost_box_is_refused_and_comes_back_with_a_new_code_and_the_same_records, a_code_that_is_over_or_shows_another_ca_is_refused_in_words,
          once_enrolled_a_box_takes_only_what_the_bureau_signed, what_the_office_tells_everybody_is_on_the_first_page_until_it_ends_or_is_withdrawn, a_notice_reaches_a_kiosk_that_runs])
