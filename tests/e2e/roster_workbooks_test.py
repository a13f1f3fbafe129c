#!/usr/bin/env python3
"""Workbooks as offices and attackers make them, through `openday roster`: real ones written by openpyxl, bombs, and what they cost.

The memory of `openday` and its reading child is the kernel's ru_maxrss of all children so far, so bombs are tried in rising order of
what they would need. Prints one line a case.
"""
import datetime, io, os, pathlib, resource, subprocess, sys, tempfile, unittest, zipfile

try:
    import openpyxl
except ImportError:  # a python of its own may stand before Debian's in PATH
    if sys.executable != "/usr/bin/python3" and os.path.exists("/usr/bin/python3"):
        os.execv("/usr/bin/python3", ["/usr/bin/python3", "-B", *sys.argv])
    sys.exit("python3-openpyxl is missing: config/setup check")

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("OPENDAY_BIN_DIR", ROOT / "build/plain/bin"))
PLAN = ROOT / "config/plans/03-city-timed.toml"
MOST_MEMORY_MB = 1700

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def bomb(path, sheet_chunks, level=9, strings=None):
    """A workbook whose only sheet is made of these chunks of XML, never held in memory whole."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as out:
        out.writestr("_rels/.rels", f'<Relationships><Relationship Id="a" Type="{REL}officeDocument" Target="xl/workbook.xml"/></Relationships>')
        more = f'<Relationship Id="t" Type="{REL}sharedStrings" Target="strings.xml"/>' if strings else ""
        out.writestr("xl/_rels/workbook.xml.rels", f'<Relationships><Relationship Id="s" Type="{REL}worksheet" Target="sheet.xml"/>{more}</Relationships>')
        out.writestr("xl/workbook.xml", '<workbook xmlns:r="r"><sheets><sheet name="名单" sheetId="1" r:id="s"/></sheets></workbook>')
        for name, chunks in (("xl/sheet.xml", sheet_chunks), ("xl/strings.xml", strings)):
            if chunks:
                with out.open(name, "w", force_zip64=True) as part:
                    for chunk in chunks:
                        part.write(chunk)


class Workbooks(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="openday-workbooks-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def openday(self, verb, file, *more):
        run = subprocess.run([BIN / "openday", "roster", verb, file, "--plan", PLAN, *more], cwd=self.folder, capture_output=True, text=True, timeout=280)
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        print(f"{self.id().split('.')[-1]}: {file}: exit {run.returncode}, most memory so far {memory} MiB: {run.stdout.splitlines()[0] if run.stdout else run.stderr.strip()}", flush=True)
        self.assertLess(memory, MOST_MEMORY_MB)
        return run

    def refused(self, file, *words):
        run = self.openday("check", file)
        self.assertEqual(run.returncode, 1, run.stdout + run.stderr)
        line = run.stdout.splitlines()[0]
        self.assertTrue(line.startswith(f"{file}: error: "), line)
        for word in words:
            self.assertIn(word, line)

    def office_list(self):
        book = openpyxl.Workbook()
        book.active.title = "填表说明"
        book.active["A1"] = "请如实填写"
        sheet = book.create_sheet("来宾名单")
        sheet.append(["云溪市自然资源局政府开放日来宾名单"])
        sheet.merge_cells("A1:H1")
        sheet.append(["填报日期：2020年11月10日"])
        sheet.append(["序号", "姓　名", "联系电话", "类别", "单位及职务", "随行人员", "组别", "备注"])
        sheet.append([1, "王玮", 13800001037, "人大代表", "云溪市第三中学", None, "一组", None])
        sheet.append([2, "李珺", "138 0000 1074", None, "云溪市人民医院", "甲、乙", "一组", None])
        sheet.append([3, "周𬀩", "+86-13800001111", None, "河湾镇青石村", "无", "二组", datetime.date(2020, 1, 1)])
        sheet.append([4, "陈㛃", 13800001185.0, "媒体记者", "云溪日报", None, "二组", "=1+1"])
        sheet.merge_cells("D4:D6")
        sheet.append([5])
        sheet.append(["注：以上名单由办公室汇总"])
        return book, sheet

    def test_1_a_list_of_an_office_is_understood_whole(self):
        book, _ = self.office_list()
        book.save(self.folder / "list.xlsx")
        run = self.openday("import", "list.xlsx", "--out", "roster.json")
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        for word in ("工作表“来宾名单”，第 3 行是表头", "C 联系电话 → 手机（只保存后四位）", "录取 6 人（4 条登记）", "人大代表 5 人，名额 5", "合并单元格", "只有序号的空行：第 8 行", "结果：4 行都能导入"):
            self.assertIn(word, run.stdout)
        roster = (self.folder / "roster.json").read_text()
        self.assertIn('"name":"周𬀩"', roster)
        for number in ("13800001037", "0000103", "甲"):
            self.assertNotIn(number, roster)

    def test_2_csv_continues_a_workbook_and_changes_are_told(self):
        book, sheet = self.office_list()
        book.save(self.folder / "list.xlsx")
        self.assertEqual(self.openday("import", "list.xlsx", "--out", "roster.json").returncode, 0)
        (self.folder / "list.csv").write_text("姓名,手机,类别,分组\n王玮,13800001037,人大代表,二组\n李珺,13800001074,人大代表,一组\n新人,13800009999,媒体记者,一组\n", encoding="gb18030")
        run = self.openday("import", "list.csv", "--out", "roster.json")
        self.assertIn("version 2, 3 guests (2 registrations kept, 1 new)", run.stdout)
        for word in ("新增 1 条：第 4 行", "变更 2 条：第 2、3 行", "删除 2 条", "openday revoke"):
            self.assertIn(word, run.stdout)

    def test_3_nothing_is_written_while_a_row_is_bad_unless_its_number_is_said(self):
        book, sheet = self.office_list()
        sheet["G7"] = datetime.date(2020, 3, 1)
        book.save(self.folder / "list.xlsx")
        run = self.openday("import", "list.xlsx", "--out", "roster.json")
        self.assertEqual(run.returncode, 1)
        self.assertIn("list.xlsx:来宾名单!G7: error: 组被表格程序存成了日期，读作 2020-03-01", run.stdout)
        self.assertIn("--leave-out 1", run.stderr)
        self.assertFalse((self.folder / "roster.json").exists())
        run = self.openday("import", "list.xlsx", "--out", "roster.json", "--leave-out", "1")
        self.assertEqual(run.returncode, 0)
        self.assertIn("1 行有错，按要求不导入：第 7 行", run.stdout)

    def test_4_a_locked_or_old_workbook_says_how_to_save_it(self):
        ole = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + b"\0" * 600
        (self.folder / "old.xls").write_bytes(ole)
        (self.folder / "locked.xlsx").write_bytes(ole + "EncryptedPackage".encode("utf-16-le"))
        (self.folder / "text.xlsx").write_text("not a workbook")
        (self.folder / "empty.xlsx").write_bytes(b"")
        self.refused("old.xls", "旧格式", "另存为 .xlsx")
        self.refused("locked.xlsx", "密码", "另存为 .xlsx")
        self.refused("text.xlsx", "不是 .xlsx 工作簿")
        self.refused("empty.xlsx", "不是 .xlsx 工作簿")
        book, _ = self.office_list()
        book.save(self.folder / "whole.xlsx")
        whole = (self.folder / "whole.xlsx").read_bytes()
        (self.folder / "half.xlsx").write_bytes(whole[:len(whole) // 2])
        self.refused("half.xlsx", "已损坏")

    def test_5_definitions_of_entities_and_endless_depth_are_damage(self):
        lol = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "lol"}">' for i in range(12))
        bomb(self.folder / "entities.xlsx", [f'<!DOCTYPE w [{lol}]><worksheet><sheetData><row><c t="str"><v>&l11;</v></c></row></sheetData></worksheet>'.encode()])
        bomb(self.folder / "deep.xlsx", [b"<worksheet>"] + [b"<a>" * 1_000_000] * 20)
        self.refused("entities.xlsx", "已损坏")
        self.refused("deep.xlsx", "已损坏")

    def test_6_a_stray_cell_at_the_end_of_the_sheet_costs_nothing(self):
        head = '<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c><c r="B1" t="inlineStr"><is><t>类别</t></is></c></row>'
        guest = '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>王玮</t></is></c><c r="B1048576" t="inlineStr"><is><t>npc</t></is></c></row>'
        bomb(self.folder / "last-row.xlsx", [f"<worksheet><sheetData>{head}{guest}</sheetData></worksheet>".encode()])
        self.assertEqual(self.openday("check", "last-row.xlsx").returncode, 0)
        bomb(self.folder / "last-column.xlsx", [f'<worksheet><sheetData>{head}<row r="2"><c r="XFD2"><v>1</v></c></row></sheetData></worksheet>'.encode()])
        self.refused("last-column.xlsx", "256 列")

    def test_7_ten_gigabytes_of_empty_rows_are_refused_unread(self):
        rows = b'<row r="2" spans="1:9"/>' * 400_000
        bomb(self.folder / "sparse.xlsx", [b"<worksheet><sheetData>", *[rows] * 1_080, b"</sheetData></worksheet>"], level=1)
        self.assertLess((self.folder / "sparse.xlsx").stat().st_size, 128 << 20)
        self.refused("sparse.xlsx", "展开后超过 512 MiB")

    def test_8_what_the_caps_let_through_but_not_the_memory_ends_with_the_child(self):
        bomb(self.folder / "many.xlsx", [b"<worksheet><sheetData/></worksheet>"], level=1, strings=[b"<sst>", *[b"<si/>" * 1_000_000] * 90, b"</sst>"])
        self.refused("many.xlsx", "文字太多")
        bomb(self.folder / "long.xlsx", [b"<worksheet><sheetData/></worksheet>"], level=1, strings=[b"<sst>", *[(b"<si><t>" + b"x" * 980 + b"</t></si>") * 1000] * 530, b"</sst>"])
        self.refused("long.xlsx", "内存超过")


if __name__ == "__main__":
    unittest.main(verbosity=0)
