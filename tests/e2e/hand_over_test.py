#!/usr/bin/env python3
"""A hall without a network: the office packs a stick, the box takes it in and hands out another, the bureau takes that in. And the
office's own work on the box, from a stick: a list and invitation codes. syncd runs, and reaches nobody."""
import json, shutil, subprocess

from openday_e2e import BIN, PIN, Hall, first_start, main

OPEN = [{"tap": "请工作人员帮忙"}, {"tap": "工作人员登录"}, {"type": PIN}, {"tap": "确定"}, {"expect": "签到情况"}, {"tap": "更多"}, {"tap": "U 盘交接"}, {"expect": "从 U 盘装入局里的资料"}]
LEAVE = [{"tap": "退出"}, {"expect": "请出示确认码"}]


def key(hall: Hall, use, path):
    hall.office("key", "new", "--use", use, "--out", path)
    hall.office("trust", "add", "--out", hall.path / "trust.json", "--root", hall.path / "root.key", "--key", path / f"{use}.pub", "--use", use)


def prepare(hall: Hall, *uses):
    """A stick, the keys, and a daemon whose bureau is nowhere."""
    stick = hall.path / "stick"
    stick.mkdir()
    for use in uses:
        key(hall, use, hall.path)
    hall.port = 9
    hall.enrol()
    hall.start_syncd()
    (hall.path / "kiosk.toml").write_text(f'[stick]\nfolder = "{stick}"\n', encoding="utf-8")
    return stick, ["--config", hall.path / "kiosk.toml"]


def new_list(hall: Hall, path):
    """The list without its first guest, who will have checked in, and with another."""
    lines = hall.list.read_text(encoding="utf-8-sig").splitlines()
    lines[1] = "YX-101,贾一,13900000001,人大代表,云溪市图书馆,一组,9排1座"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def take_in(hall: Hall, file, ok=True):
    run = subprocess.run([BIN / "openday-bureau", "admin", "take-in", file, "--seal-key", hall.path / "seal.key", "--json", "--store", f"sqlite:{hall.store}"], capture_output=True, text=True)
    assert (run.returncode == 0) == ok, run.stderr
    return json.loads(run.stdout) if ok else run.stderr


def staff_records(hall: Hall, what):
    bodies = [json.loads(record["body"]) if isinstance(record["body"], str) else record["body"] for record in hall.records() if record.get("kind") == "staff"]
    return [body["detail"] for body in bodies if body["what"] == what]


def documents_come_in_and_records_go_out(hall: Hall):
    stick, options = prepare(hall, "documents", "seal")
    new_list(hall, hall.path / "list.csv")
    shutil.copy(hall.path / "roster.json", hall.path / "roster-2.json")
    hall.office("roster", "import", hall.path / "list.csv", "--plan", hall.plan, "--out", hall.path / "roster-2.json")
    hall.office("hand-over", "pack", "--plan", hall.plan, "--roster", hall.path / "roster-2.json", "--key", hall.path / "documents.key", "--out", stick)
    hall.office("issue", "--plan", hall.plan, "--roster", hall.path / "roster-2.json", "--key", hall.path / "codes.key", "--out", hall.path / "codes-2")
    fresh = next(line.split(",")[9] for line in (hall.path / "codes-2/index.csv").read_text(encoding="utf-8-sig").splitlines() if "YX-101" in line)
    hall.visit(first_start() + [{"frame": hall.code("YX-001")}, {"expect": "签到成功"}, {"wait": 6000}] + OPEN + [
        {"shot": "hand-over.png"}, {"tap": "从 U 盘装入局里的资料"}, {"expect": "请核对改动"}, {"expect": "局里签名有效"}, {"expect": "第 1 版改为第 2 版"}, {"expect": "增加 1 人，减少 1 人"},
        {"expect": "有 1 人已签到，但不在新名单上"}, {"shot": "hand-over-preview.png"}, {"tap": "确认启用"}, {"expect": "新的资料已启用"},
        {"tap": "从 U 盘装入局里的资料"}, {"expect": "本机已是最新"}] + LEAVE +
        [{"frame": f"codes-2/{fresh}"}, {"expect": "签到成功"}, {"wait": 6000}] + OPEN + [
        {"tap": "带走记录"}, {"tap": "把记录存到 U 盘"}, {"expect": "记录已存好，可以拔出 U 盘"}, {"shot": "hand-over-done.png"}], options=options)
    assert staff_records(hall, "take-in") == ["roster 2"], staff_records(hall, "take-in")
    assert staff_records(hall, "export") == ["records stick"]
    files = list(stick.glob("*.openday-out"))
    assert len(files) == 1, files
    first = take_in(hall, files[0])
    held = hall.rows("SELECT seq, id FROM journal ORDER BY inc, seq")
    own = [(r["seq"], r["id"]) for r in hall.records() if "fold" not in r]
    assert held and held == own[:len(held)] and first["records"] == len(held), (first, len(held), len(own))
    assert len(hall.rows("SELECT 1 FROM check_ins")) == 2
    again = take_in(hall, files[0])
    assert (again["records"], again["known"]) == (0, first["records"]), again
    assert hall.rows("SELECT seq, id FROM journal ORDER BY inc, seq") == held
    cut = hall.path / "cut.openday-out"
    cut.write_bytes(files[0].read_bytes()[:-9])
    assert "nothing of it was taken" in take_in(hall, cut, ok=False)


def a_forged_package_and_a_missing_stick_are_said(hall: Hall):
    stick, options = prepare(hall, "documents")
    hall.office("key", "new", "--use", "documents", "--out", hall.path / "stranger")
    hall.office("hand-over", "pack", "--plan", hall.plan, "--roster", hall.path / "roster.json", "--key", hall.path / "stranger/documents.key", "--out", stick)
    hall.visit(first_start() + OPEN + [{"tap": "从 U 盘装入局里的资料"}, {"expect": "签名不对，资料不能用"}, {"shot": "hand-over-forged.png"},
                                       {"tap": "带走记录"}, {"tap": "把记录存到 U 盘"}, {"expect": "没有局里的封存公钥"}], options=options)
    stick.rename(hall.path / "pulled")
    hall.visit(OPEN + [{"tap": "从 U 盘装入局里的资料"}, {"expect": "没有找到 U 盘"}], at="08:50", options=options)
    assert staff_records(hall, "take-in") == []


def the_office_works_on_the_box(hall: Hall):
    stick, options = prepare(hall)
    (stick / "openday-in").mkdir()
    new_list(hall, stick / "openday-in/名单.csv")
    shutil.copy(hall.path / "codes.key", stick / "codes.key")
    hall.visit(first_start() + OPEN + [
        {"tap": "从 U 盘装入局里的资料"}, {"expect": "没有局里签名，由您担保"}, {"tap": "确认启用"}, {"expect": "新的资料已启用"},
        {"tap": "制作邀请码"}, {"tap": "制作邀请码到 U 盘"}, {"expect": "输入发码密钥的口令"}, {"shot": "hand-over-passphrase.png"}, {"tap": "开始制作"}, {"expect": "邀请码已做好，可以拔出 U 盘"}], options=options)
    made = list(stick.glob("openday-codes-*"))
    assert len(made) == 1 and (made[0] / "invitations.pdf").exists(), made
    assert "YX-101" in (made[0] / "index.csv").read_text(encoding="utf-8-sig")
    assert staff_records(hall, "take-in") == ["roster 2, vouched for"]
    assert staff_records(hall, "export") == ["codes stick"]
    assert not (hall.state / "reports/hand-over").exists()


if __name__ == "__main__":
    main([documents_come_in_and_records_go_out, a_forged_package_and_a_missing_stick_are_said, the_office_works_on_the_box])
