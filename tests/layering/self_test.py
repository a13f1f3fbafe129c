"""Every rule of layering.py holds in a small clean tree and speaks when that tree is broken."""
import contextlib
import io
import pathlib
import subprocess
import tempfile
import unittest

import laws
import layering

CLEAN = {
    "CMakeLists.txt": "", "README.md": "", "LICENSE": "", ".gitignore": "/build/\n", "assets/fonts.toml": "", "config/setup": "", "systemd/a.service": "",
    "tests/base/text_test.cpp": '#include "kiosk/base/text.h"\n#include "vectors.h"\n',
    "kiosk/base/text.h": "#pragma once\n#include <string>\n#include <sys/stat.h>\n#include <fmt/core.h>\n",
    "kiosk/base/crypto.cpp": '#include "kiosk/base/text.h"\n#include <openssl/evp.h>\n',
    "kiosk/base/CMakeLists.txt": "openday_library(openday_base SOURCES crypto.cpp LINKS openday_fmt PRIVATE_LINKS openday_openssl)  # LINKS openday_curl\n",
    "kiosk/event/plan.h": '#include "kiosk/base/text.h"\n',
    "kiosk/event/CMakeLists.txt": "openday_library(openday_event\n  SOURCES plan.cpp\n  LINKS openday_base\n  PRIVATE_LINKS nlohmann_json::nlohmann_json)\n",
    "kiosk/journal/store.cpp": '#include <sqlite3.h>\nconst char* k = "SELECT id FROM record";\n',
    "kiosk/ui/model.h": '#include "kiosk/event/plan.h"\n',
    "kiosk/ui/screens/home.cpp": '#include "kiosk/ui/model.h"\n#include <imgui.h>\nconst char* k = "Select a language";\n',
    "sync/agent/push.cpp": '#include "kiosk/event/plan.h"\n#include "sync/protocol/message.h"\n',
    "sync/agent/CMakeLists.txt": "openday_program(openday-syncd SOURCES push.cpp LINKS openday_event)\n",
    "sync/protocol/message.h": "#include <vector>\n",
    "sync/transport/get.cpp": "#include <curl/curl.h>\n",
}


class TreeCase(unittest.TestCase):
    def tree(self, changes=None, tracked=True):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        root = pathlib.Path(folder.name)
        for name, text in {**CLEAN, **(changes or {})}.items():
            if text is not None:
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text)
        subprocess.run(["git", "init", "-q", str(root)], check=True)
        if tracked:
            subprocess.run(["git", "-C", str(root), "add", "-A"], check=True)
        return layering.Tree(root)

    def found(self, rule, changes=None, tracked=True):
        with contextlib.redirect_stdout(io.StringIO()) as notes:
            problems = list(layering.RULES[rule](self.tree(changes, tracked)))
        return problems + notes.getvalue().splitlines()

    def expect(self, rule, changes, *parts):
        problems = self.found(rule, changes)
        self.assertEqual(len(problems), 1, problems)
        for part in parts:
            self.assertIn(part, problems[0])


class CleanTree(TreeCase):
    def test_breaks_no_rule(self):
        tree = self.tree()
        for name, rule in layering.RULES.items():
            with self.subTest(rule=name), contextlib.redirect_stdout(io.StringIO()) as notes:
                self.assertEqual(list(rule(tree)), [])
                self.assertEqual(notes.getvalue(), "")

    def test_unpacked_without_git_is_read_as_well(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        (pathlib.Path(folder.name) / "kiosk/base").mkdir(parents=True)
        (pathlib.Path(folder.name) / "kiosk/base/bad.h").write_text('#include "sync/a.h"\n')
        self.assertEqual(len(list(layering.one_way(layering.Tree(folder.name)))), 1)


class Includes(TreeCase):
    def test_of_sync_in_kiosk(self):
        self.expect("one_way", {"kiosk/event/bad.cpp": '\n#include "sync/protocol/message.h"\n'}, "kiosk/event/bad.cpp:2", "nothing under kiosk/")

    def test_of_other_kiosk_folders_in_sync(self):
        self.expect("one_way", {"sync/agent/bad.h": '# include "kiosk/ui/model.h"\n'}, "sync/agent/bad.h:1", "kiosk/ui/model.h")

    def test_of_tests_in_the_product(self):
        self.expect("one_way", {"kiosk/base/bad.h": '#include "tests/support/files.h"\n'}, "never uses its tests")

    def test_of_a_sibling_without_its_folder(self):
        self.expect("from_the_root", {"kiosk/event/bad.cpp": '#include "plan.h"\n'}, "kiosk/event/bad.cpp:1", "no such file")

    def test_of_a_file_not_yet_tracked_are_seen(self):
        problems = self.found("one_way", {"kiosk/event/bad.cpp": '#include "sync/protocol/message.h"\n'}, tracked=False)
        self.assertEqual(len(problems), 1, problems)


class ThirdParties(TreeCase):
    def test_outside_their_folder(self):
        self.expect("third_party_headers", {"kiosk/ui/bad.cpp": "#include <sqlite3.h>\n"}, "kiosk/ui/bad.cpp:1", "kiosk/journal/")

    def test_in_another_file_of_their_folder(self):
        self.expect("third_party_headers", {"kiosk/base/bad.cpp": "#include <openssl/sha.h>\n"}, "kiosk/base/crypto")

    def test_that_nobody_placed(self):
        self.expect("third_party_headers", {"kiosk/event/bad.cpp": "#include <rapidjson/document.h>\n"}, "has no folder")
        self.expect("third_party_headers", {"kiosk/event/bad.cpp": "#include <archive.h>\n"}, "has no folder")

    def test_command_lines_only_where_programs_are(self):
        self.assertEqual(self.found("third_party_headers", {"sync/bureau/main.cpp": "#include <CLI/CLI.hpp>\n"}), [])
        self.expect("third_party_headers", {"kiosk/event/bad.cpp": "#include <CLI/CLI.hpp>\n"}, "kiosk/tool/")

    def test_linked_outside_their_folder(self):
        bad = "openday_library(openday_ui\n  SOURCES a.cpp\n  LINKS openday_base\n  PRIVATE_LINKS openday_curl)\n"
        self.expect("links", {"kiosk/ui/CMakeLists.txt": bad}, "kiosk/ui/CMakeLists.txt:4", "sync/transport")

    def test_linked_by_the_plain_command(self):
        self.expect("links", {"kiosk/ui/CMakeLists.txt": "target_link_libraries(x PRIVATE openday_sqlite)\n"}, "kiosk/journal")

    def test_linked_that_nobody_placed(self):
        self.expect("links", {"kiosk/ui/CMakeLists.txt": "target_link_libraries(x PRIVATE Qt6::Core)\n"}, "Qt6::Core", "has no folder")

    def test_linked_against_the_arrows(self):
        self.expect("links", {"sync/protocol/CMakeLists.txt": "openday_library(openday_protocol SOURCES m.cpp LINKS openday_base)\n",
                              "kiosk/ui/CMakeLists.txt": "openday_library(openday_ui SOURCES a.cpp LINKS openday_protocol)\n"}, "nothing under kiosk/")
        self.expect("links", {"kiosk/ui/CMakeLists.txt": "openday_library(openday_ui SOURCES a.cpp LINKS openday_base)\n",
                              "sync/http/CMakeLists.txt": "openday_library(openday_http SOURCES h.cpp LINKS openday_ui)\n"}, "sync/http links openday_ui")


class Screens(TreeCase):
    def test_know_no_journal_no_camera_no_device(self):
        for header in ("kiosk/journal/store.h", "kiosk/scan/camera.h", "kiosk/device/window.h", "kiosk/app/visit.h", "sync/protocol/message.h"):
            with self.subTest(header=header):
                self.expect("screens", {"kiosk/ui/screens/bad.cpp": f'#include "{header}"\n', header: ""}, "kiosk/ui/screens/bad.cpp:1", header)

    def test_have_no_way_round_through_their_widgets(self):
        self.expect("screens", {"kiosk/ui/widgets/bad.h": '#include "kiosk/journal/store.h"\n'}, "kiosk/ui/widgets/bad.h:1")


class Cycles(TreeCase):
    def test_of_two_folders(self):
        self.expect("no_cycles", {"kiosk/base/bad.h": '#include "kiosk/event/plan.h"\n'}, "kiosk/base", "kiosk/event", "->")

    def test_of_three_folders(self):
        self.expect("no_cycles", {"kiosk/base/bad.h": '#include "kiosk/ui/model.h"\n', "kiosk/event/plan.h": "",
                                  "kiosk/event/rule.h": '#include "kiosk/base/text.h"\n', "kiosk/ui/model.h": '#include "kiosk/event/rule.h"\n'},
                    "kiosk/base -> kiosk/ui -> kiosk/event -> kiosk/base")


class Sql(TreeCase):
    def test_outside_the_stores(self):
        for text in ("SELECT id FROM record", "INSERT OR IGNORE INTO t VALUES(1)", "PRAGMA user_version", "DELETE FROM t", "UPDATE t SET a = 1",
                     "CREATE TABLE t(a)", "BEGIN IMMEDIATE"):
            with self.subTest(text=text):
                self.expect("sql", {"kiosk/app/bad.cpp": f'const char* k = "{text}";\n'}, "kiosk/app/bad.cpp:1", "SQL")


class RootAndText(TreeCase):
    def test_a_stranger_in_the_root(self):
        self.expect("root_listing", {"notes.txt": ""}, "notes.txt:1")
        self.expect("root_listing", {"scripts/run": ""}, "scripts:1")

    def test_something_missing_from_the_root(self):
        self.expect("root_listing", {"LICENSE": None}, "LICENSE:1", "missing")

    def test_a_folder_the_design_does_not_know(self):
        self.expect("root_listing", {"kiosk/utils/a.h": ""}, "kiosk/utils:1")

    def test_a_long_file(self):
        self.expect("sizes", {"kiosk/base/long.cpp": "\n" * (laws.MOST_LINES + 1)}, "kiosk/base/long.cpp", "at most")
        self.expect("sizes", {"kiosk/base/long.cpp": "\n" * (laws.LISTED_LINES + 1)}, "note: ")

    def test_a_path_of_one_machine(self):
        home = "/ho" + "me/anna/openday"
        self.expect("machine_paths", {"config/setup": f"cd {home}\n"}, "config/setup:1", "one machine")

    def test_a_relative_path_or_a_web_address_is_none(self):
        self.assertEqual(self.found("machine_paths", {"README.md": "build/home/x ${DIR}/work/x https://example.org/home/x ../home/x\n"}), [])

    def test_the_host_of_a_package_registry(self):
        self.expect("machine_paths", {"config/setup": f"curl https://{laws.REGISTRIES[0]}/debian\n"}, "registry")


class Programs(TreeCase):
    def test_a_kiosk_that_loads_curl(self):
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
            (pathlib.Path(folder) / "openday-kiosk").write_text("")
            real, layering.libraries_of = layering.libraries_of, lambda program: ["libc.so.6", "libcurl.so.4"]
            self.addCleanup(setattr, layering, "libraries_of", real)
            self.assertEqual(len(list(layering.programs(None, folder))), 1)


if __name__ == "__main__":
    unittest.main()
