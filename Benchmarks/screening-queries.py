#!/usr/bin/env python3
"""Writes lists and queries for ScreeningBenchmark.

usage: screening-queries.py CSL.json DIR    csl.tsv and csl-queries.tsv: listed names as they are, in capitals, with a
                                            word misspelled or in another order, and invented firms that are not listed
       screening-queries.py names.tsv DIR   list.tsv and queries.tsv.numbered from the names.tsv and queries.tsv of the
                                            generator of names
The same arguments give the same files.
"""
import json
import sys
from pathlib import Path
from random import Random

SYLLABLES = "ka lo ve tra mon del sar fen bri tor val nex qui dor lan ris pel hal gor zen ost mar vik dra sol tem".split()
TRADES = "Electronics Systems Logistics Trading Components Networks Technologies Aerospace Robotics Materials".split()
FORMS = ["Ltd.", "GmbH", "LLC", "Inc.", "FZE", "Pte. Ltd.", "Co., Ltd.", "S.A."]


def misspelled(r, word):
    i, kind = 1 + r.randrange(len(word) - 2), r.randrange(4)
    if kind == 0:
        return word[:i] + r.choice("aeinorst") + word[i + 1:]
    if kind == 1:
        return word[:i] + word[i + 1:]
    if kind == 2:
        return word[:i] + word[i] + word[i:]
    return word[:i] + word[i + 1] + word[i] + word[i + 2:]


def variant(r, name):
    """(kind, query), nil where the name can't be changed so"""
    kind, words = r.choice(["exact", "capitals", "misspelled", "order", "last word dropped"]), name.split()
    if kind == "capitals":
        return kind, name.upper().replace(".", "").replace(",", "")
    if kind == "misspelled":
        long = [i for i, word in enumerate(words) if len(word) >= 5 and word.isalpha()]
        if not long:
            return None
        i = r.choice(long)
        words[i] = misspelled(r, words[i])
    elif kind == "order":
        if len(words) < 3:
            return None
        words = words[1:] + words[:1]
    elif kind == "last word dropped":
        if len(words) < 3:
            return None
        words = words[:-1]
    return kind, " ".join(words)


def write_csl(path, folder, count=4000):
    r, rows = Random(5), []
    for number, entry in enumerate(json.loads(path.read_text(encoding="utf-8"))["entries"]):
        for name in [entry["n"], *(entry.get("a") or [])]:
            name = " ".join(name.split())
            if name:
                rows.append((number, name))
    queries = []
    while len(queries) < count // 2:
        number, name = r.choice(rows)
        found = variant(r, name)
        if found:
            queries.append((number, *found))
    while len(queries) < count:
        brand = "".join(r.choice(SYLLABLES) for _ in range(2 + r.randrange(3))).capitalize()
        queries.append((-1, "invented", f"{brand} {r.choice(TRADES)} {r.choice(FORMS)}"))
    r.shuffle(queries)
    (folder / "csl.tsv").write_text("".join(f"{n}\t{x}\n" for n, x in rows), encoding="utf-8")
    (folder / "csl-queries.tsv").write_text("".join(f"{n}\t{k}\t{q}\n" for n, k, q in queries), encoding="utf-8")


def write_generated(path, folder):
    numbers = {}
    with open(path, encoding="utf-8") as source, open(folder / "list.tsv", "w", encoding="utf-8") as target:
        next(source)
        for number, line in enumerate(source):
            key, latin, han, *_ = line.rstrip("\n").split("\t")
            numbers[key] = number
            for name in filter(None, (latin, han)):
                target.write(f"{number}\t{name}\n")
    with open(path.with_name("queries.tsv"), encoding="utf-8") as source, \
            open(folder / "queries.tsv.numbered", "w", encoding="utf-8") as target:
        next(source)
        for line in source:
            _, query, kind, key = line.rstrip("\n").split("\t")
            target.write(f"{numbers.get(key, -1)}\t{kind}\t{query}\n")


if __name__ == "__main__":
    source, folder = Path(sys.argv[1]), Path(sys.argv[2])
    write_csl(source, folder) if source.suffix == ".json" else write_generated(source, folder)
