#!/usr/bin/env python3
"""Whole-process figures of the kiosk on a demo event: exec to first frame, memory, CPU at rest.

usage: whole_process.py BIN_DIR
The kiosk says READY=1 (sd_notify) after its first presented frame. PSS is the kernel's proportional share
(/proc/PID/smaps_rollup, kB); CPU is the scheduler's own count (/proc/PID/task/*/schedstat, ns) over twenty seconds in which nobody
touches it and no minute ends.
"""
import os, pathlib, shutil, socket, statistics, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[2]
STARTS = 5
REST_SECONDS = 20


def demo_event(tool: pathlib.Path, work: pathlib.Path) -> list[str]:
    """Makes keys, trust and a roster for programme 3; returns the kiosk's options."""
    plan = ROOT / "config/plans/03-city-timed.toml"
    run = lambda *words: subprocess.run([tool, *map(str, words)], check=True, stdout=subprocess.DEVNULL)
    for use in ("root", "codes"):
        run("key", "new", "--use", use, "--out", work)
    run("trust", "add", "--out", work / "trust.json", "--root", work / "root.key", "--key", work / "codes.pub", "--use", "codes")
    run("roster", "import", ROOT / "config/demo/roster.csv", "--plan", plan, "--out", work / "roster.json")
    return ["--plan", plan, "--roster", work / "roster.json", "--trust", work / "trust.json", "--camera", "none",
            "--size", "1080x1920", "--at", "2020-11-17T09:35:00+08:00"]


def start(kiosk: pathlib.Path, options: list[str], state: pathlib.Path, ready: socket.socket, address: str):
    environment = dict(os.environ, OPENDAY_TEST="1", NOTIFY_SOCKET=address)
    begin = time.monotonic()
    process = subprocess.Popen([kiosk, *map(str, options), "--state", state], env=environment,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while True:
        if b"READY=1" in ready.recv(4096):
            return process, (time.monotonic() - begin) * 1000


def set_pin(kiosk: pathlib.Path, options: list[str], work: pathlib.Path) -> None:
    """A box that has a PIN starts on its home page; without one it asks for it."""
    script = work / "pin.jsonl"
    script.write_text("\n".join(['{"type":"280519"}', '{"tap":"确定"}'] * 2 + ['{"expect":"签到情况"}']) + "\n", encoding="utf-8")
    subprocess.run([kiosk, *map(str, options), "--state", work / "state", "--script", script, "--shots", work], check=True,
                   env=dict(os.environ, OPENDAY_TEST="1"), stderr=subprocess.DEVNULL)


def pss_kb(pid: int) -> dict[str, int]:
    lines = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    return {line.split(":")[0]: int(line.split()[1]) for line in lines}


def cpu_ns(pid: int) -> int:
    return sum(int(task.read_text().split()[0]) for task in pathlib.Path(f"/proc/{pid}/task").glob("*/schedstat"))


def main() -> None:
    bin_dir = pathlib.Path(sys.argv[1]).resolve()
    work = pathlib.Path(tempfile.mkdtemp(prefix="openday-bench-"))
    try:
        options = demo_event(bin_dir / "openday", work)
        address = str(work / "notify")
        ready = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        ready.bind(address)
        ready.settimeout(60)
        set_pin(bin_dir / "openday-kiosk", options, work)
        first_frames = []
        for number in range(STARTS):
            process, took = start(bin_dir / "openday-kiosk", options, work / "state", ready, address)
            first_frames.append(took)
            if number < STARTS - 1:
                process.terminate()
                process.wait()
        time.sleep(2)
        memory = pss_kb(process.pid)
        before = cpu_ns(process.pid)
        time.sleep(REST_SECONDS)
        busy = (cpu_ns(process.pid) - before) / 1e9 / REST_SECONDS
        process.terminate()
        print("== whole process (1080x1920, software renderer, no camera)")
        print(f"exec to first frame, ms: median {statistics.median(first_frames):.0f}, of {[round(t) for t in first_frames]}")
        print(f"memory at rest, MB: PSS {memory['Pss'] / 1000:.1f}, anonymous {memory['Anonymous'] / 1000:.1f}, RSS {memory['Rss'] / 1000:.1f}")
        print(f"CPU at rest: {busy * 100:.3f} % of one core over {REST_SECONDS} s")
        print(f"exit code after SIGTERM: {process.wait()}")
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
