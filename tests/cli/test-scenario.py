# SPDX-License-Identifier: GPL-3.0-or-later
"""A day with the command line from the sample to the tables, and somebody else's comments in and out."""
import csv
import io
import json
import random
import signal
import sqlite3
import subprocess
import time

import tap
from cliarchive import PROGRAM, Archive

SEMINAR = "2011-01-19"


def read(path, **how):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, **how))


@tap.test("sample, list, show, add, search, export, undo, redo, backup, check: one thing follows from the other")
def _():
    with Archive() as archive:
        out, copy = archive.folder / "out", archive.folder / "copy"
        archive.run("sample").done()
        tap.equal(len(archive.json("list")), 2)
        before = archive.points(SEMINAR)
        point = archive.run("add", SEMINAR, "--syndicate", "1", "=1+1 is what trust adds up to #trust *").done().out.strip()
        hit, = archive.json("search", '"trust adds up"')
        tap.equal((hit["id"], hit["date"]), (point, SEMINAR))

        files = archive.run("export", SEMINAR, "--to", out).done().lines
        tap.equal(files[-1], str(out / "datapackage.json"))
        tap.equal(sorted(files), sorted(map(str, out.iterdir())))
        rows = {row["id"]: row for row in read(out / "points.csv")}
        tap.equal(len(rows), len(before) + 1)
        tap.equal([rows[point][key] for key in ("point", "themes", "starred", "syndicate_number")],
                  ["'=1+1 is what trust adds up to", "trust", "true", "1"])
        json.loads((out / "datapackage.json").read_text("utf-8"))

        archive.run("export", SEMINAR, "--to", out, "--exact", "--delimiter", "tab", "--table", "points").done()
        exact = {row["id"]: row for row in read(out / "points.csv", delimiter="\t")}
        tap.equal(exact[point.upper()]["point"], "=1+1 is what trust adds up to")

        archive.run("backup", copy).done()
        archive.run("undo").done()
        tap.equal(archive.points(SEMINAR), before)
        tap.equal(archive.json("search", '"trust adds up"'), [])
        archive.run("redo").done()
        tap.equal(sorted(archive.points(SEMINAR)), sorted([*before, "=1+1 is what trust adds up to"]))
        shown = archive.run("show", SEMINAR, "--format", "json").done().bytes
        tap.equal(archive.run_plain(PROGRAM, "--archive", copy, "show", SEMINAR, "--format", "json").done().bytes, shown)
        for path in (archive.path, copy):
            tap.equal(archive.run_plain(PROGRAM, "--archive", path, "check").done().out, "ok\n")


@tap.test("what was exported comes back into another archive, in both editions, and then not once more")
def _():
    for words in ([], ["--exact"], ["--bom", "--delimiter", ";"]):
        with Archive() as archive, Archive() as other:
            archive.run("sample").done()
            archive.run("add", SEMINAR, "--syndicate", "2", "-", stdin=b"\\ '=quoted\n\\ +1 is \"not\" a sum\n").done()
            archive.run("export", SEMINAR, "--to", archive.folder / "out", *words).done()
            other.run("new", "Another", "--date", SEMINAR, "--syndicates", "4").done()
            table = archive.folder / "out" / "points.csv"
            words = ["import", "points", SEMINAR, table, "--session", "1"]
            for column in ("syndicate_number", "syndicate", "attributed_to", "action_owner"):
                words += ["--map", column + "=ignore"]  # other groups, other people
            other.run(*words).done()
            tap.equal(sorted(other.points(SEMINAR)), sorted(archive.points(SEMINAR)))
            assert other.run(*words).done().out.startswith("0 new")


@tap.test("a file of comments in and out, byte for byte")
def _():
    letters = ["a", "é", "e\u0301", "日本", "😀", "\u200d", '"', "''", ",", ";", "\t", "\r\n", "\n", "=", "+", "-", "@", "#x ", "＝",
               "\u202e", "'", " ", "\\", "*", "?"]
    rand = random.Random(20110119)
    comments = ["x".join(rand.choices(letters, k=rand.randrange(1, 30))) + "." for _ in range(500)]
    with Archive() as archive:
        file, out = archive.folder / "comments.csv", archive.folder / "out"
        text = io.StringIO(newline="")
        rows = csv.writer(text)
        rows.writerow(["timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body"])
        for number, comment in enumerate(comments):
            rows.writerow([1295452800000 + number, "Wed Jan 19 16:00:00 UTC 2011", number, 5, 1, 0, 1, comment])
        file.write_bytes(text.getvalue().encode())
        archive.run("new", "Comments", "--date", SEMINAR).done()
        archive.run("import", "points", SEMINAR, file).done()
        archive.run("export", SEMINAR, "--to", out, "--exact", "--table", "points").done()
        exact = read(out / "points.csv")
        tap.equal([row["point"] for row in sorted(exact, key=lambda row: row["recorded_at"])], comments)
        archive.run("export", SEMINAR, "--to", out, "--table", "points").done()
        guarded = {row["id"].upper(): row["point"] for row in read(out / "points.csv")}
        for row in exact:
            assert guarded[row["id"]] in (row["point"], "'" + row["point"]), row
        assert any(guarded[row["id"]] != row["point"] for row in exact), "control: some need the guard"


@tap.test("the rule of attribution holds whatever is asked for, and a note says so")
def _():
    with Archive() as archive:
        out = archive.folder / "out"
        archive.run("sample").done()
        tap.equal(archive.run("export", SEMINAR, "--to", out, "--attribution", "named").done().err, "")
        named = read(out / "points.csv")
        archive.run("export", SEMINAR, "--to", out, "--attribution", "none").done()
        unnamed = read(out / "points.csv")
        assert any(row["attributed_to"] for row in named) and not any(row["attributed_to"] for row in unnamed)
        with sqlite3.connect(archive.path) as db:
            db.execute("UPDATE seminar SET attribution = 'none'")
        db.close()
        note = archive.run("export", SEMINAR, "--to", out, "--attribution", "named").done().err
        assert note.count("\n") == 1 and "stricter rule" in note, note
        tap.equal(read(out / "points.csv"), unnamed)
        tap.equal(archive.run("export", SEMINAR, "--to", out).done().err, "", "not asked for, not told")


@tap.test("the leak check tells of a name in a text that may not be there, and the tables are written all the same")
def _():
    with Archive() as archive:
        out = archive.folder / "out"
        archive.run("sample").done()
        point = archive.run("add", SEMINAR, "Elisabeth\tminds \x1b[1m it").done().out.strip()
        archive.run("add", SEMINAR, "Hazel says @Elisabeth does").done()
        run = archive.run("export", SEMINAR, "--to", out).done()
        tap.equal(run.err, f"rapporteur-cli: point {point}: “Elisabeth” may not be named here, but stands in "
                           "“Elisabeth minds [1m it”\n")
        assert len(run.lines) == 7 and run.lines[-1] == str(out / "datapackage.json"), run.lines
        texts = [row["point"] for row in read(out / "points.csv")]
        assert "Hazel says [name] does" in texts and any(text.startswith("Elisabeth") for text in texts), texts
        tap.equal(archive.run("export", SEMINAR, "--to", archive.folder / "people", "--table", "people").done().err, "",
                  "not in this table")
        strict = archive.run("export", SEMINAR, "--to", out, "--attribution", "none").done().err
        assert "“Hazel”" in strict and strict.count("\n") == 2, strict
        archive.run("add", SEMINAR, "-", stdin=b"Goodman again\n" * 24).done()
        many = archive.run("export", "--all", "--to", out).done().err.splitlines()
        tap.equal([len(many), many[-1]], [21, "rapporteur-cli: and 5 more"])
        with sqlite3.connect(archive.path) as db:
            db.execute("UPDATE attendance SET consent = 'by_name'")
        db.close()
        tap.equal(archive.run("export", "--all", "--to", out).done().err, "", "all may be named")


@tap.test("every id that was printed is in the archive after kill -9")
def _():
    rand = random.Random(7)
    with Archive() as archive:
        archive.run("new", "A seminar", "--date", SEMINAR).done()
        printed, killed = [], 0
        for _ in range(12):
            run = subprocess.Popen(archive.command("add", SEMINAR, "-"), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   env=archive.environment(), bufsize=0)
            run.stdin.write(b"".join(b"line %d #theme%d\n" % (n, n % 7) for n in range(1500)))
            first = run.stdout.readline()
            time.sleep(rand.random() * 0.1)
            run.send_signal(signal.SIGKILL)
            rest = run.stdout.read()
            run.wait()
            killed += run.returncode == -signal.SIGKILL
            whole = (first + rest).decode().split("\n")[:-1]  # the last one may be cut
            assert all(len(line) == 14 for line in whole), whole
            printed += whole
            run.stdin.close()
            run.stdout.close()
        assert killed > 6, f"only {killed} were killed in mid-stream"
        stored = [point["id"] for voice in archive.json("show", SEMINAR)["sessions"][0]["voices"]
                  for point in voice["points"]]
        tap.equal(set(printed) - set(stored), set(), "printed and lost")
        assert len(stored) <= len(printed) + killed, (len(stored), len(printed))
        tap.equal(archive.run("check").done().out, "ok\n")


tap.run()
