#!/usr/bin/env python3
"""What a guest hears, from SDL's disk driver: the bell of a check-in, a spoken prompt, a person's recording in its place, and a call for help."""
import array, pathlib, wave

from openday_e2e import BIN, PIN, Hall, first_start, main

SOUNDS = BIN.parent / "sounds"


def samples(path):
    with wave.open(str(path)) as file:
        return file.readframes(file.getnframes())


def heard(hall, steps, toml="", at="08:32"):
    """Everything that was played during the script, and the log. A script's waits take no time, a picture does: the driver is told to take
    23 ms of sound in 1 ms, and some pictures are made for it to be done."""
    steps = steps + [{"shot": f"heard-{i}.png"} for i in range(4)]
    played, config = hall.path / "played.raw", hall.path / "kiosk.toml"
    played.unlink(missing_ok=True)
    config.write_text("[sound]\nvolume = 100\n" + toml, encoding="utf-8")
    log = hall.visit(steps, at=at, options=("--config", config), surroundings={"SDL_AUDIODRIVER": "disk", "SDL_DISKAUDIOFILE": str(played), "SDL_DISKAUDIODELAY": "1"})
    return (played.read_bytes() if played.exists() else b""), log


def piece(name, start=2_000, length=4_000):
    """Some samples of the sound's middle: nothing else holds the same bytes."""
    return samples(SOUNDS / f"{name}.wav")[start:start + length]


def a_check_in_rings_the_bell_and_says_nothing_unless_asked(hall: Hall):
    played, _ = heard(hall, first_start() + [{"frame": hall.code("YX-001")}, {"expect": "签到成功"}])
    assert piece("success") in played
    assert piece("zh/admitted", 20_000) not in played


def with_the_voice_on_pages_are_spoken(hall: Hall):
    played, _ = heard(hall, first_start() + [{"tap": "语音"}, {"expect": "关语音"}, {"shot": "voice.png"}, {"frame": hall.code("YX-001")}, {"expect": "签到成功"}])
    at = [played.find(piece(name, 20_000)) for name in ("zh/home", "success", "zh/admitted")]
    assert -1 not in at and at == sorted(at), f"home, bell, admitted: {at}"


def a_person_s_recording_takes_the_place_and_a_bad_one_does_not(hall: Hall):
    folder = hall.path / "recordings"
    folder.mkdir()
    ramp = array.array("h", [1000 + i % 9000 for i in range(12_000)])
    with wave.open(str(folder / "success.wav"), "wb") as file:
        file.setparams((1, 2, 22_050, 0, "NONE", ""))
        file.writeframes(ramp.tobytes())
    (folder / "tap.wav").write_bytes(b"RIFF of a broken copy")
    played, log = heard(hall, first_start() + [{"frame": hall.code("YX-001")}, {"expect": "签到成功"}], f'recordings = "{folder}"\n')
    assert ramp.tobytes()[2_000:6_000] in played and piece("success") not in played
    assert "tap.wav" in log and "the built-in sound is used" in log, log


def a_guest_who_calls_rings_and_stays_on_staff_s_list(hall: Hall):
    played, _ = heard(hall, first_start() + [
        {"tap": "日程"}, {"tap": "请工作人员帮忙"}, {"expect": "已请工作人员过来"}, {"shot": "called.png"},
        {"tap": "知道了"}, {"frame": hall.code("YX-001")}, {"expect": "签到成功"}, {"tap": "返回首页"}, {"tap": "请工作人员帮忙"}, {"tap": "工作人员登录"}, {"type": PIN}, {"tap": "确定"},
        {"expect": "有来宾请求帮助"}, {"shot": "called-staff.png"}, {"tap": "已处理"}, {"absent": "有来宾请求帮助"}])
    assert piece("help") in played


def without_a_card_the_kiosk_says_it_once_and_goes_on(hall: Hall):
    log = hall.visit(first_start() + [{"frame": hall.code("YX-001")}, {"expect": "签到成功"}], surroundings={"SDL_AUDIODRIVER": "no-such-driver"})
    assert log.count("goes on silent") == 1, log


if __name__ == "__main__":
    assert pathlib.Path(SOUNDS / "tap.wav").exists(), f"{SOUNDS}: build the target sounds"
    main([a_check_in_rings_the_bell_and_says_nothing_unless_asked, with_the_voice_on_pages_are_spoken,
          a_person_s_recording_takes_the_place_and_a_bad_one_does_not, a_guest_who_calls_rings_and_stays_on_staff_s_list,
          without_a_card_the_kiosk_says_it_once_and_goes_on])
