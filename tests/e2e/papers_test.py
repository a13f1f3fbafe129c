#!/usr/bin/env python3
"""A supervisor's papers on the real kiosk: a sealed archive on a stick while guests check in, a stick that is not there, and a printer that
is not. What lies on the stick is opened by libarchive and read as an office would."""
import json, subprocess

from openday_e2e import Hall, PIN, first_start, main

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


if __name__ == "__main__":
    main([the_sign_in_sheet_lies_sealed_on_the_stick, a_stick_that_is_not_there_and_a_printer_that_is_not_are_said])
