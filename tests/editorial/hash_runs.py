#!/usr/bin/env python3
"""Prints the hash of every run of eight words in a folder of texts, sorted, each once, one a line.

usage: hash_runs.py FOLDER > runs.txt

FOLDER: every .txt file in it is read. The words are those of `[A-Za-z0-9]+(?:['’][A-Za-z]+)?`, in lower case, with a plain
apostrophe; a run is eight of them with a space between, and its hash FNV-1a, 64 bits, in 16 hexadecimal digits.
tests/editorial/originality.rs reads the list and makes the same hashes. Exit status: 0 done, 2 wrong usage.
"""
import pathlib
import re
import sys

WORD = re.compile(r"[A-Za-z0-9]+(?:['’][A-Za-z]+)?")
LENGTH = 8


def fnv1a(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return value


def main():
    if len(sys.argv) != 2 or not pathlib.Path(sys.argv[1]).is_dir():
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    hashes = set()
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.txt")):
        words = [word.lower().replace("’", "'") for word in WORD.findall(path.read_text(encoding="utf-8"))]
        for start in range(len(words) - LENGTH + 1):
            hashes.add(fnv1a(" ".join(words[start : start + LENGTH]).encode()))
    for value in sorted(hashes):
        print(f"{value:016x}")


if __name__ == "__main__":
    main()
