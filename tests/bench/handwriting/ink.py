"""Stroke medians of hanzi-writer-data (Arphic Public License) as lines for compare_handwriting. usage: ink.py FOLDER STEP > INK.txt
FOLDER: the unpacked npm package, one JSON file a character; STEP: every how manieth standard character of the folder, by code point."""
import bz2
import json
import pathlib
import sys

TOP = 900  # the medians' y grows upwards from here

folder, step = pathlib.Path(sys.argv[1]), int(sys.argv[2])
standard = []
with bz2.open("/usr/share/unicode/Unihan_OtherMappings.txt.bz2", "rt", encoding="utf-8") as lines:
    for line in lines:
        if "\tkTGH\t" in line and line.startswith("U+"):
            standard.append(chr(int(line.split("\t")[0][2:], 16)))
for character in [one for one in standard if (folder / f"{one}.json").exists()][::step]:
    medians = json.loads((folder / f"{character}.json").read_text(encoding="utf-8"))["medians"]
    print(character + "\t" + ";".join(" ".join(f"{x},{TOP - y}" for x, y in stroke) for stroke in medians))
