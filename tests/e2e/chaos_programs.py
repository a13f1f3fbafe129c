"""The programs of the tests that kill and break: where they lie, and what to do when one is missing."""
import os, pathlib, sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("OPENDAY_BIN_DIR", ROOT / "build/plain/bin"))
KIOSK = pathlib.Path(os.environ.get("OPENDAY_CHAOS_KIOSK", BIN.parent / "tests/chaos_kiosk"))   # a kiosk without a screen


def end_if_one_is_missing():
    """Ends the test at once: a program that cannot start writes no record, and to wait for one takes ten minutes."""
    folder = "OPENDAY_BIN_DIR to the folder it lies in"
    wanted = [(BIN / "openday-bureau", "openday-bureau", folder), (BIN / "openday-syncd", "openday-syncd", folder), (KIOSK, "chaos_kiosk", "OPENDAY_CHAOS_KIOSK to the file")]
    missing = [f"{program} is missing: build it (ninja -C {BIN.parent} {target}) or set {variable}" for program, target, variable in wanted if not os.access(program, os.X_OK)]
    if missing:
        sys.exit("\n".join(missing))
