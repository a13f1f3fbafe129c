#!/usr/bin/env python3
"""Bad surroundings, seen on the screen by whoever stands there: each is said, nothing is lost, none needs a restart."""
import os, re, shutil, signal, socket, subprocess, tempfile

from openday_e2e import DAY, ROOT, Hall, first_start, main, until


def a_broken_plan_names_file_line_and_column(hall: Hall):
    good = hall.plan
    hall.plan = hall.path / "broken.toml"
    hall.plan.write_text(good.read_text(encoding="utf-8") + "\n[broken\n", encoding="utf-8")
    hall.visit([{"expect": "broken.toml:"}, {"expect": "请先用纸质表签到"}, {"frame": hall.code("YX-001")}, {"expect": "没有保存"}, {"absent": "签到成功"}])
    broken, hall.plan = hall.plan, good
    hall.visit(first_start() + [{"frame": hall.code("YX-001")}, {"expect": "签到成功"}])
    hall.plan = broken   # now there is a last good one
    hall.visit([{"absent": "broken.toml:"}, {"frame": hall.code("YX-003")}, {"expect": "签到成功"}])
    hall.plan = good


def a_plan_words_its_own_sentences(hall: Hall):
    good = hall.plan
    hall.plan = hall.path / "worded.toml"
    hall.plan.write_text(good.read_text(encoding="utf-8") + '\n[texts]\n"home.show_code" = "请把确认码放在扫码口上"\n', encoding="utf-8")
    hall.visit(first_start()[:-1] + [{"expect": "请把确认码放在扫码口上"}, {"absent": "请出示确认码"}])
    hall.plan = good


def without_a_chinese_font_the_screen_and_the_log_say_so(hall: Hall):
    assets = hall.path / "assets"
    shutil.copytree(ROOT / "assets/strings", assets / "strings")
    fonts = (ROOT / "assets/fonts.toml").read_text(encoding="utf-8")
    (assets / "fonts.toml").write_text(re.sub(r'"/[^"]*/', '"/nowhere/', fonts), encoding="utf-8")
    config = hall.path / "kiosk.toml"
    config.write_text(f'[folders]\nassets = "{assets}"\n', encoding="utf-8")
    said = hall.visit([{"expect": "fonts-noto-cjk"}, {"expect": "paper"}, {"shot": "no-font.png"}, {"frame": hall.code("YX-001")}, {"absent": "签到成功"}],
                      options=("--config", config))
    assert "/nowhere/NotoSansCJK-Regular.ttc" in said, said
    assert not any(record.get("kind") == "check-in" for record in hall.records())


def a_camera_unplugged_and_back_is_said_and_goes_on(hall: Hall):
    hall.visit(first_start() + [
        {"camera": "unplugged"}, {"expect": "扫码口"}, {"tap": "签到"}, {"shot": "camera-missing.png"}, {"tap": "首页"},
        {"camera": "back"}, {"frame": hall.code("YX-002")}, {"expect": "签到成功"}])


def a_second_kiosk_says_that_the_first_holds_the_journal(hall: Hall):
    environment = dict(os.environ, OPENDAY_TEST="1", SDL_VIDEODRIVER="dummy", SDL_AUDIODRIVER="dummy", SDL_RENDER_DRIVER="software")
    first = subprocess.Popen(hall.kiosk_command("--at", f"{DAY}T08:30:00+08:00"), env=environment, stderr=subprocess.PIPE, text=True)
    try:
        until("the first one holds the lock", lambda: (hall.state / "journal/journal.db").exists())
        hall.visit([{"expect": "journal.lock"}])
    finally:
        first.send_signal(signal.SIGTERM)
        _, said = first.communicate(timeout=30)
    assert first.returncode == 0, f"SIGTERM is a clean stop, not {first.returncode}: {said}"
    hall.visit(first_start())


def readiness_and_the_watchdog_are_told_to_the_service_manager(hall: Hall):
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(folder + "/notify")
        manager.settimeout(30)
        environment = dict(os.environ, OPENDAY_TEST="1", SDL_VIDEODRIVER="dummy", SDL_RENDER_DRIVER="software",
                           NOTIFY_SOCKET=folder + "/notify", WATCHDOG_USEC="1000000")
        kiosk = subprocess.Popen(hall.kiosk_command(), env=environment, stderr=subprocess.DEVNULL)
        try:
            said = [manager.recv(200).decode() for _ in range(4)]
        finally:
            kiosk.send_signal(signal.SIGTERM)
            kiosk.wait(timeout=30)
        assert "READY=1" in said and said.count("WATCHDOG=1") >= 2, said


def a_wrong_option_or_script_ends_with_its_reason(hall: Hall):
    def run(*words, camera="none", **extra):
        command = [camera if word == "none" else word for word in hall.kiosk_command(*words)]
        return subprocess.run(command, env=dict(os.environ, SDL_VIDEODRIVER="dummy", **extra), capture_output=True, text=True, timeout=60)

    refused = run("--at", f"{DAY}T08:30:00+08:00")
    assert refused.returncode == 2 and "OPENDAY_TEST=1" in refused.stderr, refused.stderr
    script = hall.path / "bad.jsonl"
    script.write_text('{"wait":1}\n{"jump":"x"}\n')
    refused = run("--script", script, OPENDAY_TEST="1")
    assert refused.returncode == 1 and "bad.jsonl:2" in refused.stderr, refused.stderr
    refused = run(camera="floppy")
    assert refused.returncode == 1 and "dir:PATH" in refused.stderr, refused.stderr


main([a_broken_plan_names_file_line_and_column, a_plan_words_its_own_sentences, without_a_chinese_font_the_screen_and_the_log_say_so, a_camera_unplugged_and_back_is_said_and_goes_on,
      a_second_kiosk_says_that_the_first_holds_the_journal, readiness_and_the_watchdog_are_told_to_the_service_manager,
      a_wrong_option_or_script_ends_with_its_reason])
