#!/usr/bin/env python3
"""A badge from the check-in to the print service: the real kiosk, and a service that takes what it is given (tests/device/ipp_peer.py).
A second one is printed when staff ask for it on the guest's page, and says so; a code shown again prints none."""
import subprocess, sys

from openday_e2e import Hall, PIN, ROOT, first_start, main
from staff_test import bodies

STAFF = [{"tap": "请工作人员帮忙"}, {"tap": "工作人员登录"}, {"type": PIN}, {"tap": "确定"}, {"expect": "签到情况"}]


class PrintService:
    def __init__(self, hall: Hall):
        self.folder = hall.path / "ipp"
        self.folder.mkdir()
        self.say("9 3")  # jobs are completed, the printer is idle
        self.process = subprocess.Popen([sys.executable, "-B", ROOT / "tests/device/ipp_peer.py", self.folder], stdout=subprocess.PIPE, text=True)
        port = int(self.process.stdout.readline().split()[1])
        (hall.path / "kiosk.toml").write_text(f'[printer]\nservice = "127.0.0.1:{port}"\n[badge]\nenabled = true\n', encoding="utf-8")
        self.options = ["--config", hall.path / "kiosk.toml"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def say(self, what):
        (self.folder / "say").write_text(what)

    def jobs(self):
        """What was printed, as a reader sees it, in order."""
        out = []
        for job in sorted(self.folder.glob("job-*"), key=lambda path: int(path.name[4:])):
            assert job.read_bytes().startswith(b"%PDF-"), job
            out.append(subprocess.run(["pdftotext", "-layout", job, "-"], capture_output=True, check=True).stdout.decode())
        return out


def a_badge_goes_from_the_door_to_the_printer_once_and_again_when_staff_ask(hall: Hall):
    with PrintService(hall) as service:
        hall.visit(first_start() + [{"frame": hall.code("YX-001")}, {"expect": "签到成功"}, {"wait": 6000}, {"frame": hall.code("YX-001")}, {"expect": "您已签到"}, {"wait": 6000}] + STAFF + [
            {"frame": hall.code("YX-001")}, {"expect": "您已签到"}, {"wait": 6000}, {"tap": "王玮"}, {"expect": "签到 1 人"}, {"shot": "guest-badge.png"},
            {"tap": "补打胸卡"}, {"expect": "胸卡已送去打印"}, {"shot": "guest-badge-sent.png"}], options=service.options)
        printed = service.jobs()
    assert len(printed) == 2, printed
    for badge in printed:
        assert "王玮" in badge and "人大代表" in badge, badge
    assert "补打" not in printed[0] and "补打" in printed[1], printed
    assert [one["what"] for one in bodies(hall, "staff")].count("badge-again") == 1


def a_printer_without_paper_is_said_to_staff_and_keeps_nobody_out(hall: Hall):
    with PrintService(hall) as service:
        service.say("5 5 media-empty-error")
        hall.visit(first_start() + [{"frame": hall.code("YX-001")}, {"expect": "签到成功"}, {"wait": 6000}, {"frame": hall.code("YX-002")}, {"expect": "签到成功"}, {"wait": 6000}] + STAFF + [
            {"expect": "胸卡打印机缺纸"}, {"shot": "staff-no-paper.png"}], options=service.options)
    assert [one["what"] for one in bodies(hall, "staff")].count("badge-again") == 0
    assert len(bodies(hall, "check-in")) == 2


if __name__ == "__main__":
    main([a_badge_goes_from_the_door_to_the_printer_once_and_again_when_staff_ask, a_printer_without_paper_is_said_to_staff_and_keeps_nobody_out])
