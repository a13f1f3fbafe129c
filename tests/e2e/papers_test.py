#!/usr/bin/env python3
"""A supervisor's papers on the real kiosk: a sealed archive on a stick while guests check in, a stick that is not there, and a printer that
is not. What lies on the stick is opened by libarchive and read as an office would."""
import json, subprocess

from openday_e2e import Hall, PIN, first_start, main, until
from print_service import GIVEN_UP, PRINTED, WORKING, PrintService

PASSPHRASE = "yunxigongkai"
OPEN = [{"tap": "请工作人员帮忙"}, {"tap": "工作人员登录"}, {"type": PIN}, {"tap": "确定"}, {"expect": "签到情况"}, {"tap": "更多"}, {"tap": "打印与导出"}, {"expect": "选好以后开始"}]


def config(hall: Hall, stick):
    (hall.path / "kiosk.toml").write_text(f'[stick]\nfolder = "{stick}"\n[printer]\nservice = "127.0.0.1:9"\n', encoding="utf-8")
    return ["--config", hall.path / "kiosk.toml"]


def exports(hall: Hall):
    bodies = [json.loads(record["body"]) if isinstance(record["body"], str) else record["body"] for record in hall.records() if record.get("kind") == "staff"]
    return [body["detail"] for body in bodies if body["what"] == "export"]


def the_sign_in_sheet_lies_sealed_on_the_stick(hall: Hall):
    stick = hall.path / "stick"
    stick.mkdir()
    hall.visit(first_start() + [{"frame": hall.code("YX-001")}, {"expect": "签到成功"}, {"wait": 6000}] + OPEN + [
        {"shot": "papers.png"}, {"tap": "CSV"}, {"tap": "导出到 U 盘"}, {"expect": "给压缩包设一个口令"}, {"type": "short"}, {"tap": "导出"}, {"expect": "口令太短"},
        {"type": PASSPHRASE}, {"shot": "papers-passphrase.png"}, {"tap": "导出"}, {"expect": "可以拔出 U 盘"}, {"absent": PASSPHRASE}, {"shot": "papers-on-stick.png"}], options=config(hall, stick))
    files = list(stick.iterdir())
    assert len(files) == 1 and files[0].name.startswith("openday-sign-in-") and files[0].suffix == ".zip", files
    opened = subprocess.run(["bsdtar", "-xOf", files[0], "--passphrase", "short" + PASSPHRASE], capture_output=True)
    assert opened.returncode == 0, opened.stderr
    rows = opened.stdout.decode("utf-8-sig").splitlines()
    assert len(rows) == 1 + len(hall.guests), rows
    assert sum("未到" in row for row in rows) == len(hall.guests) - 1, rows
    assert exports(hall) == ["sign-in csv stick"], exports(hall)
    assert sorted(path.name for path in (hall.state / "reports").iterdir()) in ([], ["sign-in.pdf"])


def a_stick_that_is_not_there_and_a_printer_that_is_not_are_said(hall: Hall):
    hall.visit(first_start() + OPEN + [{"tap": "导出到 U 盘"}, {"type": PASSPHRASE}, {"tap": "导出"}, {"expect": "没有找到 U 盘"}, {"shot": "papers-no-stick.png"},
               {"tap": "打印"}, {"tap": "开始打印"}, {"expect": "没有找到打印机"}, {"shot": "papers-no-printer.png"}], options=config(hall, hall.path / "nowhere"))
    assert exports(hall) == []


def a_printer_that_fails_is_said_and_the_paper_is_repeated_and_marked(hall: Hall):
    """A jam, then a good one, then one more: the page says what the print service says, check-in goes on meanwhile."""
    hall.shots = hall.path
    with PrintService(hall.path, [("job-1", GIVEN_UP), (hall.path / "failed.png", WORKING), ("job-2", PRINTED)]) as printer:
        (hall.path / "kiosk.toml").write_text(f'[printer]\nservice = "127.0.0.1:{printer.port}"\n', encoding="utf-8")
        hall.visit(first_start() + OPEN + [
            {"tap": "打印"}, {"tap": "开始打印"}, {"expect": "打印机没有打完，看过打印机后再试一次"}, {"shot": "given-up.png"}, {"tap": "退出"}, {"expect": "请出示确认码"}, {"frame": hall.code("YX-001")}, {"expect": "签到成功"}, {"wait": 6000}] + OPEN[:-1] + [
            {"expect": "打印机没有打完，看过打印机后再试一次"}, {"shot": "failed.png"}, {"tap": "打印"}, {"tap": "开始打印"}, {"expect": "签到表已打印"},
            {"tap": "重印一份"}, {"expect": "签到表已打印"}, {"shot": "printed-again.png"}], options=["--config", hall.path / "kiosk.toml"])
        assert printer.jobs() == ["job-1", "job-2", "job-3"], printer.jobs()
        assert "重印" not in printer.text(2) and "重印" in printer.text(3), printer.text(3)[:400]
    assert exports(hall) == ["sign-in pdf printer", "sign-in pdf printer again"], exports(hall)
    assert sum(record.get("kind") == "check-in" for record in hall.records()) == 1


def a_paper_for_the_bureau_waits_sealed_for_the_sync_daemon(hall: Hall):
    hall.office("key", "new", "--use", "seal", "--out", hall.path)
    hall.office("trust", "add", "--out", hall.path / "trust.json", "--root", hall.path / "root.key", "--key", hall.path / "seal.pub", "--use", "seal")
    hall.shots = hall.path
    kiosk = hall.start_visit(first_start() + [{"frame": hall.code("YX-001")}, {"expect": "签到成功"}, {"wait": 6000}] + OPEN + [
        {"tap": "送局里"}, {"tap": "CSV"}, {"tap": "送到局里"}, {"expect": "签到表已交给同步程序"}, {"shot": "papers-handed.png"}, {"expect": "签到表已送达局里"}, {"shot": "papers-delivered.png"}], "08:32", config(hall, hall.path))
    try:
        [request] = until("a paper lies in spool/", lambda: list((hall.state / "spool").glob("*.send-paper")))
        line, sealed = request.read_bytes().split(b"\n", 1)
        until("the page says that it was handed over", lambda: (hall.shots / "papers-handed.png").exists() or kiosk.poll() is not None)
        request.unlink()  # as the daemon does when the bureau has it
        _, said = kiosk.communicate(timeout=240)
    finally:
        kiosk.kill()
        kiosk.wait()
    assert kiosk.returncode == 0, said
    about = json.loads(line)
    assert about["kind"] == "sign-in" and about["name"].endswith(".csv") and about["event"] == "YX201117" and about["session"] == "main", about
    assert "王玮".encode() not in sealed and len(sealed) > 48
    assert exports(hall) == ["sign-in csv bureau"], exports(hall)


if __name__ == "__main__":
    main([the_sign_in_sheet_lies_sealed_on_the_stick, a_stick_that_is_not_there_and_a_printer_that_is_not_are_said, a_printer_that_fails_is_said_and_the_paper_is_repeated_and_marked,
          a_paper_for_the_bureau_waits_sealed_for_the_sync_daemon])
