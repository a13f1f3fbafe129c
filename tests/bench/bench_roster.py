#!/usr/bin/env python3
"""What a hall's roster costs the office and the box: `openday roster import` of 50,000 and 500,000 guests as CSV and as XLSX, the size
of roster.json, and the same list imported again over it.

usage: bench_roster.py BIN_DIR [ROWS...]
CPU is that of the program and its reading child together (a busy machine stretches the clock beside it); memory is ru_maxrss of
either, whichever is larger. The ratio says how the cost grew beside the rows: 1.0 is linear.
"""
import pathlib, subprocess, sys, tempfile, zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
CATEGORY = ("人大代表", "政协委员", "服务对象", "媒体记者")
HEADER = ("编号", "姓名", "手机", "类别", "单位", "分组", "座位", "人数")


def guest(i):
    return (f"YX-{i:06}", ("王小明", "欧阳明溪", "阿依古丽·买买提")[i % 3] + f"{i % 977}", str(13800000000 + i), CATEGORY[i % 4], f"云溪市第{i % 211}单位", f"第{i % 100}组",
            f"{i // 100}排{i % 100}座", "1")


def write_csv(path, rows):
    with open(path, "w", encoding="utf-8") as out:
        out.write(",".join(HEADER) + "\n")
        out.writelines(",".join(guest(i)) + "\n" for i in range(rows))


def write_xlsx(path, rows):
    """As a spreadsheet program writes it: shared strings, phones and counts as numbers, a style for every cell."""
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    index = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        out.writestr("_rels/.rels", f'<Relationships><Relationship Id="a" Type="{rel}officeDocument" Target="xl/workbook.xml"/></Relationships>')
        out.writestr("xl/_rels/workbook.xml.rels", f'<Relationships><Relationship Id="s" Type="{rel}worksheet" Target="sheet.xml"/><Relationship Id="t" Type="{rel}sharedStrings" Target="strings.xml"/></Relationships>')
        out.writestr("xl/workbook.xml", '<workbook xmlns:r="r"><sheets><sheet name="名单" sheetId="1" r:id="s"/></sheets></workbook>')
        with out.open("xl/sheet.xml", "w") as sheet:
            sheet.write(b"<worksheet><sheetData>")
            for line in range(rows + 1):
                cells = HEADER if line == 0 else guest(line - 1)
                xml = f'<row r="{line + 1}" spans="1:8">'
                for column, text in zip("ABCDEFGH", cells):
                    if text.isdigit():
                        xml += f'<c r="{column}{line + 1}" s="1"><v>{text}</v></c>'
                    else:
                        xml += f'<c r="{column}{line + 1}" s="1" t="s"><v>{index.setdefault(text, len(index))}</v></c>'
                sheet.write((xml + "</row>").encode())
            sheet.write(b"</sheetData></worksheet>")
        with out.open("xl/strings.xml", "w") as strings:
            strings.write(b"<sst>")
            for text in index:
                strings.write(f"<si><t>{text}</t></si>".encode())
            strings.write(b"</sst>")


def cost(command):
    """Seconds by the clock, seconds of CPU and MiB of one run, in a process of its own so that its children's usage is its alone."""
    meter = ("import resource,subprocess,sys,time; b=time.monotonic(); r=subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL).returncode; "
             "u=resource.getrusage(resource.RUSAGE_CHILDREN); print(time.monotonic()-b, u.ru_utime+u.ru_stime, u.ru_maxrss//1024, r)")
    clock, cpu, memory, code = subprocess.run([sys.executable, "-c", meter, *map(str, command)], check=True, capture_output=True, text=True).stdout.split()
    if code != "0":
        sys.exit(f"bench_roster: {command[:3]} ended with {code}")
    return float(clock), float(cpu), int(memory)


def main():
    tool = pathlib.Path(sys.argv[1]).resolve() / "openday"
    sizes = [int(word) for word in sys.argv[2:]] or [50_000, 500_000]
    print("== roster: whole `openday roster import`; ratio 1.0 = linear")
    with tempfile.TemporaryDirectory(prefix="openday-bench-") as folder:
        folder = pathlib.Path(folder)
        plan = folder / "plan.toml"
        text = (ROOT / "config/plans/03-city-timed.toml").read_text(encoding="utf-8")
        plan.write_text("\n".join(line for line in text.splitlines() if not line.startswith(("quota", "[[category.inviting]]", "department", "count"))), encoding="utf-8")
        before = {}
        for rows in sizes:
            write_csv(folder / "list.csv", rows)
            write_xlsx(folder / "list.xlsx", rows)
            for what, file, out in (("csv", "list.csv", "a.json"), ("xlsx", "list.xlsx", "b.json"), ("csv again", "list.csv", "a.json")):
                if what != "csv again":
                    (folder / out).unlink(missing_ok=True)
                clock, cpu, memory = cost([tool, "roster", "import", folder / file, "--plan", plan, "--out", folder / out, "--json"])
                first = before.setdefault(what, (rows, cpu, memory))
                grown = rows / first[0]
                ratio = f", CPU ratio {cpu / first[1] / grown:.2f}, memory ratio {memory / first[2] / grown:.2f}" if grown > 1 else ""
                print(f"{what:9} {rows:7} rows, {(folder / file).stat().st_size // 1000} kB: {clock:6.2f} s, CPU {cpu:5.2f} s, {memory} MiB{ratio}", flush=True)
            print(f"roster.json of {rows}: {(folder / 'a.json').stat().st_size // 1000} kB", flush=True)


if __name__ == "__main__":
    main()
