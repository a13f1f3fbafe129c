#!/usr/bin/env python3
"""Runs every command of README.md's ```sh blocks, in order, from the root of the tree, as a reader would.

`tests/run` would run this again; all else is run. build/bin/ stands for the programs under test, build/try for a fresh folder.
"""
import os, pathlib, re, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = os.environ.get("OPENDAY_BIN_DIR", str(ROOT / "build/plain/bin"))
NOT_HERE = ("tests/run", "tests/bench/run", ".ci/run")


def commands():
    for block in re.findall(r"^```sh\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S | re.M):
        for line in re.sub(r"\\\n\s*", "", block).splitlines():
            line = line.split("  #")[0].strip()
            if line and not line.startswith("#") and not line.startswith(NOT_HERE):
                yield line


def main():
    failed = ran = 0
    with tempfile.TemporaryDirectory(prefix="openday-readme-") as folder:
        for command in commands():
            here = command.replace("build/bin/", BIN + "/").replace("build/try", folder)
            run = subprocess.run(["bash", "-c", here], cwd=ROOT, capture_output=True, text=True, timeout=500)
            ran += 1
            print(("ok   " if run.returncode == 0 else "FAIL ") + command, flush=True)
            if run.returncode != 0:
                failed += 1
                print(run.stdout[-2000:] + run.stderr[-2000:])
    assert ran >= 8, f"README.md has only {ran} commands: was a block lost?"
    sys.exit(1 if failed else 0)


main()
