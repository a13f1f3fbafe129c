#!/usr/bin/env python3
"""The model of the push (push.pml) looked at whole by spin, and each of its mutants until there is a counterexample.
usage: check.py WORKFOLDER REPORT"""
import pathlib, re, subprocess, sys, time

MODEL = pathlib.Path(__file__).with_name("push.pml")
MOST_DEPTH, MOST_MEMORY_MB, LIMIT_S = 2_000_000, 3000, 240
# Name, what it is, definitions. Exhausted: no error, and pan says that no state was left out.
WHOLE = [("faults", "3 records, 4 faults of any kind, no restore", ["-DFAULTS=4"]),
         ("restores", "3 records, 3 faults, a backup and restores of it", ["-DFAULTS=3", "-DRESTORES"])]
MUTANTS = [("MUTANT_NO_DEDUPE", []), ("MUTANT_DELETE_ON_SEND", []), ("MUTANT_ACK_IS_MAX", ["-DMUTANT_TAKES_A_GAP", "-DRESTORES"]), ("MUTANT_ACK_BEFORE_COMMIT", []),
           ("MUTANT_WATERMARK_FIRST", []), ("MUTANT_NOT_ATOMIC", []), ("MUTANT_NO_HELLO", ["-DRESTORES", "-DMUTANT_NO_SECOND_HELLO", "-DMUTANT_TAKES_A_GAP"]),
           ("MUTANT_NO_SECOND_HELLO", ["-DRESTORES"])]


def explore(folder, name, definitions):
    """Runs spin and pan; gives (errors, states, depth, seconds, complete, text)."""
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    begin = time.monotonic()
    subprocess.run(["spin", *definitions, "-a", str(MODEL)], cwd=place, check=True, capture_output=True, text=True)
    subprocess.run(["gcc", "-O2", "-DSAFETY", "-DCOLLAPSE", f"-DMEMLIM={MOST_MEMORY_MB}", "-w", "-o", "pan", "pan.c"], cwd=place, check=True)
    run = subprocess.run(["./pan", f"-m{MOST_DEPTH}", "-w22"], cwd=place, capture_output=True, text=True, timeout=LIMIT_S)
    text = run.stdout + run.stderr
    errors = int(re.search(r"errors:\s*(\d+)", text)[1])
    states = int(float(re.search(r"([\d.e+]+) states, stored", text)[1]))
    depth = int(re.search(r"depth reached (\d+)", text)[1])
    incomplete = "max search depth too small" in text or "Search not completed" in text or "out of memory" in text
    return errors, states, depth, time.monotonic() - begin, not incomplete, text


def main():
    folder, report = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    report.parent.mkdir(parents=True, exist_ok=True)
    lines, wrong = [], []
    for name, what, definitions in WHOLE:
        errors, states, depth, seconds, complete, text = explore(folder, name, definitions)
        lines.append(f"{what}: {states} states, depth {depth}, {'exhausted' if complete else 'NOT exhausted'}, {errors} errors, {seconds:.1f} s")
        if errors or not complete:
            wrong.append(f"{what}:\n{text}")
    for name, more in MUTANTS:
        errors, states, depth, seconds, complete, text = explore(folder, name.lower(), ["-DFAULTS=3", f"-D{name}", *more])
        lines.append(f"{name}: {'counterexample' if errors else 'NOT CAUGHT'} after {states} states, {seconds:.1f} s")
        if not errors:
            wrong.append(f"{name} has no counterexample")
    report.write_text("\n".join(lines) + "\n")
    print(report.read_text(), end="")
    if wrong:
        print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
