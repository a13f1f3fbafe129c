"""The laws of DESIGN.md section 3, read from the sources. usage: layering.py ROOT --rule NAME [--bin FOLDER]
Prints FILE:LINE: what is wrong and what is expected; exit code 1 when anything is. The tables are laws.py."""
import argparse
import pathlib
import re
import subprocess
import sys

import laws

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
SOURCES = (".cpp", ".h", ".h.in", ".cpp.in")


class Tree:
    """The files of a working tree: what git tracks, and what it would. Without git (an unpacked archive): all but build folders."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        if (self.root / ".git").exists():
            self.tracked = self._git("ls-files")
            names = set(self.tracked + self._git("ls-files", "--others", "--exclude-standard"))
        else:
            names = {str(path.relative_to(self.root)) for path in self.root.glob("*") if path.is_file()}
            names |= {str(path.relative_to(self.root)) for top in self.root.iterdir() if top.is_dir() and not top.name.startswith("build")
                      for path in top.rglob("*")}
            self.tracked = sorted(name for name in names if "__pycache__" not in name)
        self.files = sorted(name for name in names if (self.root / name).is_file())

    def _git(self, *words):
        out = subprocess.run(["git", "-c", "safe.directory=*", "-C", str(self.root), *words, "-z"], capture_output=True, text=True, check=True)
        return [name for name in out.stdout.split("\0") if name]

    def sources(self, *folders):
        return [name for name in self.files if name.endswith(SOURCES) and name.startswith(folders)]

    def lines(self, name):
        try:
            return (self.root / name).read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:  # a picture, or a sample in another encoding
            return []

    def includes(self, name):
        for number, line in enumerate(self.lines(name), 1):
            if found := INCLUDE.match(line):
                yield number, found[1] == "<", found[2]


def folder_of(name):
    return "/".join(name.split("/")[:2])


def one_way(tree):
    """Law 1: nothing under kiosk/ includes sync/; sync/ uses three folders of kiosk/; neither uses tests/."""
    for name in tree.sources("kiosk/", "sync/"):
        for line, _, header in tree.includes(name):
            if header.startswith("tests/"):
                yield f"{name}:{line}: includes {header}: the product never uses its tests"
            if name.startswith("kiosk/") and header.startswith("sync/"):
                yield f"{name}:{line}: includes {header}: nothing under kiosk/ includes sync/"
            if name.startswith("sync/") and header.startswith("kiosk/") and folder_of(header) not in laws.SYNC_MAY_USE:
                yield f"{name}:{line}: includes {header}: sync/ may use {', '.join(sorted(laws.SYNC_MAY_USE))} only"


def from_the_root(tree):
    """Headers of the project are included by their path from the root, and exist."""
    for name in tree.sources("kiosk/", "sync/", "tests/"):
        for line, angled, header in tree.includes(name):
            generated = name.startswith("tests/") and "/" not in header  # by CMake, into the build folder
            if not angled and not generated and not (tree.root / header).is_file():
                yield f"{name}:{line}: includes \"{header}\": no such file from the root; write \"kiosk/folder/name.h\""


def is_standard(header):
    if "/" not in header:
        return not header.endswith((".h", ".hpp")) or header in laws.C_LIBRARY
    return header.startswith(laws.C_LIBRARY_FOLDERS)


def third_party_headers(tree):
    """Law 2: one third-party library, one folder."""
    for name in tree.sources("kiosk/", "sync/"):
        for line, angled, header in tree.includes(name):
            if not angled or is_standard(header):
                continue
            places = next((places for start, places in laws.HEADERS.items() if header.startswith(start)), None)
            if places is None:
                yield f"{name}:{line}: includes <{header}>, a library that has no folder; give it one in tests/layering/laws.py and DESIGN.md"
            elif not name.startswith(places):
                yield f"{name}:{line}: includes <{header}>, which belongs to {', '.join(places)}"


def words_of_cmake(tree, name):
    """The words of a CMake list file with their lines, comments left out."""
    for number, line in enumerate(tree.lines(name), 1):
        for word in re.findall(r'"[^"]*"|[^\s()"]+|[()]', line.split("#")[0]):
            yield number, word.strip('"')


def commands_of_cmake(tree, name):
    """Each command: its name, and its arguments with their lines."""
    words = list(words_of_cmake(tree, name))
    for at in range(len(words) - 1):
        if words[at + 1][1] != "(" or words[at][1] in "()":
            continue
        end = next((i for i in range(at + 2, len(words)) if words[i][1] == ")"), len(words))
        yield words[at][1], words[at + 2:end]


def linked(command, arguments):
    """The libraries a command links, with the line of each."""
    if command == "target_link_libraries":
        return [(line, word) for line, word in arguments[1:] if word not in ("PUBLIC", "PRIVATE", "INTERFACE")]
    if command not in ("openday_library", "openday_program"):
        return []
    out, inside = [], False
    for line, word in arguments[1:]:
        if word.isupper():
            inside = word in ("LINKS", "PRIVATE_LINKS")
        elif inside:
            out.append((line, word))
    return out


def links(tree):
    """Law 2 and law 1 by what each folder's CMakeLists.txt links."""
    lists = [name for name in tree.files if name.endswith("CMakeLists.txt") and name.startswith(("kiosk/", "sync/"))]
    home = {}
    for name in lists:
        for command, arguments in commands_of_cmake(tree, name):
            if command in ("openday_library", "openday_program", "add_library", "add_executable") and arguments:
                home.setdefault(arguments[0][1], folder_of(str(pathlib.PurePosixPath(name).parent)))
    for name in lists:
        here = folder_of(str(pathlib.PurePosixPath(name).parent))
        for command, arguments in commands_of_cmake(tree, name):
            for line, target in linked(command, arguments):
                yield from link_problem(f"{name}:{line}", here, target, home)


def link_problem(place, here, target, home):
    if target in laws.TARGETS:
        if not here.startswith(laws.TARGETS[target]):
            yield f"{place}: {here} links {target}, which belongs to {', '.join(laws.TARGETS[target])}"
    elif target in home:
        there = home[target]
        if here.startswith("kiosk/") and there.startswith("sync/"):
            yield f"{place}: {here} links {target} of {there}: nothing under kiosk/ uses sync/"
        if here.startswith("sync/") and there.startswith("kiosk/") and there not in laws.SYNC_MAY_USE:
            yield f"{place}: {here} links {target} of {there}: sync/ may use {', '.join(sorted(laws.SYNC_MAY_USE))} only"
    elif target != "openday_warnings":
        yield f"{place}: {here} links {target}, which has no folder; give it one in tests/layering/laws.py"


def screens(tree):
    """Law 3: screens, and all of ui/, reach no SQL, no camera, no network."""
    for name in tree.sources("kiosk/ui/"):
        allowed = laws.SCREENS_MAY_USE if name.startswith(laws.SCREENS) else laws.UI_MAY_USE
        for line, angled, header in tree.includes(name):
            if not angled and not header.startswith(allowed):
                yield f"{name}:{line}: includes {header}: a screen knows {', '.join(allowed)} and nothing else"


def no_cycles(tree):
    """The folders' include graph has no cycle."""
    arrows = {}
    for name in tree.sources("kiosk/", "sync/"):
        for line, _, header in tree.includes(name):
            if header.startswith(("kiosk/", "sync/")) and folder_of(header) != folder_of(name):
                arrows.setdefault(folder_of(name), {}).setdefault(folder_of(header), f"{name}:{line}")
    done, path = set(), []

    def walk(folder):
        if folder in path:
            circle = path[path.index(folder):] + [folder]
            yield f"{arrows[circle[-2]][folder]}: closes a circle of folders: {' -> '.join(circle)}"
        elif folder not in done:
            path.append(folder)
            for there in sorted(arrows.get(folder, {})):
                yield from walk(there)
            path.pop()
            done.add(folder)

    for folder in sorted(arrows):
        yield from walk(folder)


SQL = re.compile(r'"\s*(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|CREATE\s+(UNIQUE\s+)?(TABLE|INDEX|TRIGGER|VIEW)\s'
                 r'|DROP\s+(TABLE|INDEX)\s|ALTER\s+TABLE\s|PRAGMA\s+\w|BEGIN\s+IMMEDIATE|ROLLBACK\b|VACUUM\b)')


def sql(tree):
    """SQL text only in the two stores."""
    for name in tree.sources("kiosk/", "sync/"):
        if name.startswith(laws.SQL_FOLDERS):
            continue
        for number, line in enumerate(tree.lines(name), 1):
            if SQL.search(line):
                yield f"{name}:{number}: SQL outside {' and '.join(laws.SQL_FOLDERS)}"


def root_listing(tree):
    """The root holds exactly what the design names; kiosk/ and sync/ hold its folders."""
    found = {name.split("/")[0] for name in tree.tracked if not name.startswith(".")}
    for name in sorted(found - laws.ROOT):
        yield f"{name}:1: not in the root's list of DESIGN.md section 3"
    for name in sorted(laws.ROOT - found):
        yield f"{name}:1: named by DESIGN.md section 3 and missing from the root"
    for top, allowed in (("kiosk", laws.KIOSK_FOLDERS), ("sync", laws.SYNC_FOLDERS)):
        folders = {name.split("/")[1] for name in tree.tracked if name.startswith(top + "/") and name.count("/") > 1}
        for name in sorted(folders - allowed):
            yield f"{top}/{name}:1: no folder of DESIGN.md section 3"


def sizes(tree):
    """Files above LISTED_LINES are listed, above MOST_LINES refused."""
    for name in tree.sources("kiosk/", "sync/", "tests/") + [n for n in tree.files if n.endswith(".py")]:
        count = len(tree.lines(name))
        if count > laws.MOST_LINES:
            yield f"{name}:{count}: {count} lines; {laws.MOST_LINES} at most, about 300 by the style"
        elif count > laws.LISTED_LINES:
            print(f"note: {name} has {count} lines")


MACHINE_PATH = re.compile(r"(?<![\w.~}\]>-])/(home|Users|work|root|mnt|workspace|usr/local/src)/[A-Za-z]")


def machine_paths(tree):
    """No path of one machine, no name of a package registry in any tracked text."""
    hosts = re.compile(r"(?<![\w-])(" + "|".join(re.escape(host) for host in laws.REGISTRIES) + r")\b")
    for name in tree.tracked:
        if not (tree.root / name).is_file():
            continue
        for number, line in enumerate(tree.lines(name), 1):
            if found := MACHINE_PATH.search(line):
                yield f"{name}:{number}: {found[0]}... is a path of one machine; use one relative to the root or a temporary folder"
            if found := hosts.search(line) or next(filter(None, (re.search(re.escape(w), line) for w in laws.REGISTRY_WORDS)), None):
                yield f"{name}:{number}: names a package registry ({found[0]}); the machine's own configuration decides that"


def libraries_of(program):
    out = subprocess.run(["ldd", str(program)], capture_output=True, text=True, check=False)
    return [line.split()[0] for line in out.stdout.splitlines() if line.strip()]


def programs(tree, folder):
    """What the built programs load, by any path."""
    for name, never in laws.NEVER_LINKED.items():
        program = pathlib.Path(folder) / name
        if not program.exists():
            print(f"note: {name} is not built here, its libraries were not looked at")
            continue
        for library in libraries_of(program):
            if library.startswith(never):
                yield f"{name}:1: loads {library}; it must never link {', '.join(never)}"


RULES = {rule.__name__: rule for rule in
         (one_way, from_the_root, third_party_headers, links, screens, no_cycles, sql, root_listing, sizes, machine_paths)}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", nargs="?")
    parser.add_argument("--rule", choices=[*RULES, "programs"])
    parser.add_argument("--bin", help="folder of the built programs, for the rule `programs`")
    arguments = parser.parse_args()
    tree = Tree(arguments.root)
    problems = list(programs(tree, arguments.bin) if arguments.rule == "programs" else RULES[arguments.rule](tree))
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
