#!/usr/bin/env python3
"""The pinyin of each prompt is a reading of its Hanzi, by Unihan. usage: prompts_test.py PROMPTS.toml UNIHAN.txt
Tones may differ where speech changes them (一 and 不 before another tone) or drops them (5)."""
import re, sys, tomllib, unicodedata

MARKS = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
FREE = {"一": "1234", "不": "245"}


def numbered(syllable):
    tone, letters = "5", ""
    for c in unicodedata.normalize("NFD", syllable):
        if c in MARKS:
            tone = MARKS[c]
        else:
            letters += "" if c == "\u0308" else c
    return unicodedata.normalize("NFC", letters.replace("u\u0308", "v")), tone


readings = {}
for line in open(sys.argv[2], encoding="utf-8"):
    if found := re.match(r"U\+([0-9A-F]+)\t(kMandarin|kHanyuPinyin|kXHC1983|kTGHZ2013)\t(.+)", line):
        for word in re.split(r"[ ,]", re.sub(r"\S+:", "", found[3])):
            readings.setdefault(chr(int(found[1], 16)), set()).add(numbered(word))

wrong, checked = [], 0
for key, entry in tomllib.load(open(sys.argv[1], "rb")).items():
    hanzi = re.findall(r"[\u4e00-\u9fff]", entry["zh"])
    for character, spoken in zip(hanzi, re.split(r"[\s,.?!]+", entry["pinyin"].strip(" ,.?!")), strict=True):
        letters, tone = spoken[:-1], spoken[-1]
        tones = {t for l, t in readings.get(character, ()) if l == letters}
        checked += 1
        if not tones or (tone not in tones and tone != "5" and tone not in FREE.get(character, "")):
            wrong.append(f"[{key}] {character} spoken {spoken}; Unihan: {sorted(readings.get(character, ()))}")
print("\n".join(wrong) or f"{checked} syllables are readings of their Hanzi")
sys.exit(1 if wrong else 0)
