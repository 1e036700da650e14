# SPDX-License-Identifier: GPL-3.0-or-later
"""Every command as it is meant to be used, and wrong usage."""
import csv
import io
import os
import re
import sqlite3
import subprocess
from pathlib import Path

import tap
from cliarchive import PROGRAM, Archive, fingerprint

DATA = Path(__file__).resolve().parents[2] / "data"


def on_terminal(archive, *words):
    """What a command that is done says on standard error where that is a terminal."""
    ours, theirs = os.openpty()
    subprocess.run(archive.command(*words), stdout=subprocess.DEVNULL, stderr=theirs, check=True,
                   env=archive.environment())
    os.close(theirs)
    shown = b""
    try:
        while more := os.read(ours, 1000):  # it comes in pieces
            shown += more
    except OSError:  # all of it was read, and the other end is closed
        pass
    os.close(ours)
    return shown


def make(archive, title="A seminar", *words):
    return archive.run("new", title, "--date", "2011-01-19", *words).done().out.strip()


@tap.test("new prints the id and nothing else; list and show know the seminar by it, its date and its title")
def _():
    with Archive() as archive:
        out = archive.run("new", "Trust & proxies", "--date", "2011-01-19", "--series", "NetIKX", "--venue",
                          "Somewhere", "--syndicates", "3").done().out
        assert re.fullmatch(r"s[0-9a-hjkmnp-tv-z]{13}\n", out), out
        row, = archive.json("list")
        tap.equal(row, {"id": out.strip(), "date": "2011-01-19", "title": "Trust & proxies", "series": "NetIKX",
                        "venue": "Somewhere", "sessions": 1, "syndicates": 3, "points": 0})
        for name in (out.strip(), "2011-01-19", "PROXIES"):
            tap.equal(archive.json("show", name)["title"], "Trust & proxies")


@tap.test("a new seminar's zone is one that every computer knows, whatever TZ is")
def _():
    for zone, stored in (("Asia/Kathmandu", "Asia/Kathmandu"), (":/usr/share/zoneinfo/Asia/Kathmandu", "Asia/Kathmandu"),
                         (":/etc/localtime", None), ("Foo-3", None)):
        with Archive() as archive:
            archive.run("new", "A seminar", "--date", "2011-01-19", TZ=zone).done()
            (found,), = sqlite3.connect(archive.path).execute("SELECT tz FROM seminar")
            assert found == stored or stored is None and re.fullmatch("[A-Z][A-Za-z0-9_+/-]*", found) and found != zone, \
                (zone, found)


@tap.test("a name that holds line ends is shown on one line")
def _():
    with Archive() as archive:
        archive.run("sample").done()
        database = sqlite3.connect(archive.path)
        for table in ("person", "theme"):
            database.execute(f"UPDATE {table} SET name = 'one' || char(10) || id")
        database.commit()
        database.close()
        table, rows, seminar = (archive.run("show", "2011-01-19", "--format", form).done().out
                                for form in ("table", "csv", "json"))
        assert re.search(r' #"one \d+"', table) and re.search(r" @one \d+", table), table
        assert any(re.fullmatch(r"(said|owns|mentioned) one \d+", row["people"])
                   for row in csv.DictReader(io.StringIO(rows))), rows
        names = re.findall(r'"name": ?"([^"]*)"', seminar)
        assert names and all(re.fullmatch(r"one \d+", name) for name in names), names


@tap.test("the sample: two seminars, once; shown in all three formats")
def _():
    with Archive() as archive:
        first = archive.run("sample").done().lines
        tap.equal([line.split("  ")[1] for line in first], ["2010-01-20", "2011-01-19"])
        tap.equal(archive.run("sample").done().lines, first, "the second time")
        tap.equal([row["date"] for row in archive.json("list")], ["2011-01-19", "2010-01-20"])
        table = archive.run("show", "2011-01-19").done()
        rows = list(csv.DictReader(io.StringIO(archive.run("show", "2011-01-19", "--format", "csv").done().out)))
        tap.equal([row["point"] for row in rows], archive.points("2011-01-19"))
        assert len(rows) > 40, len(rows)
        for row in rows:
            assert row["point"] in table.out, row["point"]


PEOPLE = """name,affiliation,status,consent,role,syndicate_number
Zoë Ray,R&D <b>,came,by name,rapporteur,2
Zoë Ray,R&D <b>,came,by name,member,2
=Cy Abe,,cancelled,,organiser,
张伟,北京大学,walked in,,,
"""


@tap.test("show: who attends, with what they do; under the Chatham House Rule not who reports or sits where")
def _():
    with Archive() as archive:
        seminar = make(archive, "A seminar", "--syndicates", "2")
        tap.equal(archive.json("show", seminar)["attendees"], [])
        assert "Attendees" not in archive.run("show", seminar).done().out
        tap.equal(len(archive.run("show", seminar, "--attendees", "--format", "csv").done().lines), 1)
        people = archive.folder / "people.csv"
        people.write_text(PEOPLE, encoding="utf-8")
        archive.run("import", "attendees", seminar, people).done()

        tap.equal([[one[key] for key in ("name", "affiliation", "status", "consent", "roles")]
                   for one in archive.json("show", seminar)["attendees"]],
                  [["=Cy Abe", None, "cancelled", "no", [{"role": "organiser"}]],
                   ["Zoë Ray", "R&D <b>", "came", "by_name",
                    [{"role": role, "session_number": 1, "syndicate_number": 2} for role in ("member", "rapporteur")]],
                   ["张伟", "北京大学", "walked_in", "no", []]])
        lines = archive.run("show", seminar).done().lines
        at = lines.index("    Attendees")
        tap.equal(lines[at - 1], "")
        tap.equal(lines[at + 1:],
                  ["      =Cy Abe · Cancelled · Not to be named · organiser",
                   "      Zoë Ray, R&D <b> · Came · By name · in syndicate 2 of session 1, rapporteur of syndicate 2 in session 1",
                   "      张伟, 北京大学 · Walked in · Not to be named"])

        # Of csv they are a table of their own, with the guard of a spreadsheet-safe file, and it comes back.
        assert "Zoë" not in archive.run("show", seminar, "--format", "csv").done().out
        written = archive.run("show", seminar, "--attendees", "--format", "csv").done().out
        rows = list(csv.DictReader(io.StringIO(written)))
        tap.equal([[row[key] for key in ("name", "role", "session_number", "session", "syndicate_number")] for row in rows],
                  [["'=Cy Abe", "organiser", "", "", ""], ["Zoë Ray", "member", "1", "Discussion", "2"],
                   ["Zoë Ray", "rapporteur", "1", "Discussion", "2"], ["张伟", "attendee", "", "", ""]])
        tap.equal([row["name"] for row in archive.json("show", seminar, "--attendees")],
                  ["=Cy Abe", "Zoë Ray", "Zoë Ray", "张伟"])
        people.write_text(written, encoding="utf-8")
        with Archive() as other:
            again = make(other, "A seminar", "--syndicates", "2")
            other.run("import", "attendees", again, people).done()
            tap.equal(other.json("show", again)["attendees"], archive.json("show", seminar)["attendees"])

        database = sqlite3.connect(archive.path)
        database.execute("UPDATE session SET attribution = 'none'")
        database.commit()
        database.close()
        tap.equal([one["roles"] for one in archive.json("show", seminar)["attendees"]], [[{"role": "organiser"}], [], []])
        for words in ([], ["--attendees"], ["--attendees", "--format", "csv"]):
            shown = archive.run("show", seminar, *words).done().out
            assert "Zoë Ray" in shown and "rapporteur" not in shown and "member" not in shown, shown


@tap.test("add: the capture grammar, a syndicate or the plenary, and the point's id")
def _():
    with Archive() as archive:
        seminar = make(archive, "A seminar", "--syndicates", "2")
        point = archive.run("add", seminar, "--syndicate", "2", "! Send the link #policy by 28 Feb *").done().out
        assert re.fullmatch(r"p[0-9a-hjkmnp-tv-z]{13}\n", point), point
        archive.run("add", seminar, "Said by all").done()
        archive.run("add", "--session", "1", seminar, "--", "--not an option").done()
        two, plenary = [voice for voice in archive.json("show", seminar)["sessions"][0]["voices"] if voice["points"]]
        tap.equal(two["syndicate_number"], 2)
        shown, = two["points"]
        tap.equal([shown[key] for key in ("id", "kind", "point", "themes", "starred", "due")],
                  [point.strip(), "action", "Send the link", ["policy"], True, "2011-02-28"])
        tap.equal([point["point"] for point in plenary["points"]], ["Said by all", "--not an option"])


@tap.test("add tells of a name that fits nobody, and saves the point")
def _():
    with Archive() as archive:
        seminar = make(archive)
        result = archive.run("add", seminar, "Ask @Foo first").done()
        assert "Foo" in result.err and result.err.count("\n") == 1, result.err
        tap.equal(archive.points(seminar), ["Ask @Foo first"])
        tap.equal(archive.run("add", seminar, "Ask Foo first").done().err, "", "control")


@tap.test("add refuses what is empty, and numbers that are not there")
def _():
    with Archive() as archive:
        seminar = make(archive, "A seminar", "--syndicates", "2")
        archive.run("add", seminar, " ").failed("no text", "nothing was saved")
        archive.run("add", seminar, "--syndicate", "3", "x").failed("no syndicate 3")
        archive.run("add", seminar, "--session", "2", "x").failed("no session 2")
        archive.run("add", "elsewhere", "x").failed("elsewhere")
        archive.run("add", seminar, "--syndicate", "0", "x").failed(status=2)
        tap.equal(archive.points(seminar), [])


@tap.test("add - saves every line, gives back those that fail, and says 1")
def _():
    with Archive() as archive:
        seminar = make(archive)
        result = archive.run("add", seminar, "-", stdin="\ufeffone\r\n\n  \n? two\n".encode() + b"th\xffree\nf\0r\nlast")
        tap.equal(result.status, 1)
        tap.equal(len(result.lines), 3)
        tap.equal(archive.points(seminar), ["one", "two", "last"])
        notes = result.err.splitlines()
        assert "line 5" in notes[0] and r"th\xFFree" in notes[0] and "line 6" in notes[1], notes
        tap.equal(archive.run("add", seminar, "-", stdin=b"four\n").done().err, "", "control")


@tap.test("undo, redo, and one step of the history; each is told and listed")
def _():
    with Archive() as archive:
        seminar = make(archive)
        for text in ("one", "two"):
            archive.run("add", seminar, text).done()
        assert "two" in archive.run("undo").done().out
        tap.equal(archive.points(seminar), ["one"])
        assert "two" in archive.run("redo").done().out
        tap.equal(archive.points(seminar), ["one", "two"])
        archive.run("redo").failed("nothing to redo")
        archive.run("undo", "2").done()
        tap.equal(archive.points(seminar), ["two"])
        steps = archive.json("history")
        tap.equal([(step["step"], step["origin"], step["undoes"], step["redoes"]) for step in steps],
                  [(6, "cli", 2, None), (5, "cli", None, 3), (4, "cli", 3, None), (3, "cli", None, None),
                   (2, "cli", None, None), (1, "cli", None, None)])
        assert "Undo of step 2" in archive.run("history").done().lines[1]
        archive.run("undo", "1").failed("cannot be undone", "because step 5, “Add “two””", "nothing was changed")
        tap.equal(archive.run("undo", "6").done().out, "Done again: Add “one”\n")
        tap.equal(archive.points(seminar), ["one", "two"])
        tap.equal(archive.run("undo", "7").done().out, "Undone: Add “one”\n")
        archive.run("undo", "99").failed("no step 99")
        archive.run("undo", "x").failed(status=2)


@tap.test("search: newest first, no more than the limit, and its place told")
def _():
    with Archive() as archive:
        archive.run("sample").done()
        hits = archive.json("search", "policy")
        assert len(hits) > 5 and [hit["date"] for hit in hits] == sorted((hit["date"] for hit in hits), reverse=True), hits
        tap.equal(archive.json("search", "--limit", "2", "policy"), hits[:2])
        hit, = archive.json("search", '"lean on proxies"')
        tap.equal([hit[key] for key in ("kind", "date", "where")],
                  ["point", "2011-01-19", "Syndicate discussion · Policy and trust"])
        tap.equal(archive.json("search", "nonsenseword"), [])
        nothing = archive.run("search", "nonsenseword").done()
        tap.equal((nothing.out, nothing.err), ("", ""))
        for word, wanted in (("nonsenseword", ["Nothing", "nonsenseword"]), ("policy", [])):
            said = on_terminal(archive, "search", word)
            assert bool(said) == bool(wanted) and all(part.encode() in said for part in wanted), said
        archive.run("search", "--", "-policy").failed("no word to search for")
        archive.run("search", "policy", "--limit", "0").failed(status=2)


@tap.test("check says ok of a sound archive, and what is wrong of another")
def _():
    with Archive() as archive:
        archive.run("sample").done()
        tap.equal(archive.run("check").done().out, "ok\n")
        with sqlite3.connect(archive.path) as db:
            db.execute("UPDATE point SET text = text || '!' WHERE id = (SELECT min(id) FROM point)")
        db.close()
        tap.equal(archive.run("check").failed("1 fault", archive.path.name).lines,
                  ["Points that the search index does not have as they are: 1"])


@tap.test("backup: a copy that is an archive, and never in place of something else")
def _():
    with Archive() as archive:
        archive.run("sample").done()
        copy = archive.folder / "copy.rapporteur"
        archive.run("backup", copy).done()
        tap.equal(archive.run_plain(PROGRAM, "--archive", copy, "check").done().out, "ok\n")
        for words in (["list"], ["show", "2011-01-19"], ["history"]):
            tap.equal(archive.run_plain(PROGRAM, "--archive", copy, *words).done().out, archive.run(*words).done().out)
        before = fingerprint(archive.folder)
        archive.run("backup", copy).failed("already", "no backup was made", copy.name)
        archive.run("backup", archive.path).failed("already")
        archive.run("backup", archive.folder / "no" / "copy").failed("no folder")
        tap.equal(fingerprint(archive.folder), before)


@tap.test("wrong usage ends with 2, help and version with 0")
def _():
    with Archive() as archive:
        for words in ([], ["nonsense"], ["list", "x"], ["show"], ["add", "x"], ["list", "--format", "xml"],
                      ["new", "x"], ["new", "x", "--date", "2011-02-30"], ["new", "x", "--date", "2011-01-19",
                      "--syndicates", "-1"], ["--nonsense"], ["list", "--nonsense"]):
            archive.run(*words).failed(status=2)
            assert not archive.path.exists(), words
        archive.run("new", "--date", "2011-01-19").failed("TITLE", "--date", "--syndicates", status=2)
        for words in (["--help"], ["add", "--help"], ["--version"]):
            assert "rapporteur-cli" in archive.run(*words).done().out


@tap.test("every option that a command's help names is in the manual and is completed")
def _():
    manual = (DATA / "man" / "rapporteur-cli.1").read_text("utf-8").replace("\\-", "-")
    completion = (DATA / "completions" / "rapporteur-cli").read_text("utf-8")
    with Archive() as archive:
        listed = archive.run("--help").done().out.split("Commands:")[1].split("Help Options")[0]
        commands = [line.split()[0] for line in listed.splitlines() if line.startswith("  ")]
        assert len(commands) > 10, commands
        for command in commands:
            assert re.search(rf"\b{command}\b", manual) and re.search(rf"\b{command}\b", completion), command
            for option in re.findall(r"--[a-z-]+", archive.run(command, "--help").done().out):
                assert option in manual and option in completion, f"{option} of {command}"
    assert "--nonsense" not in manual and "--nonsense" not in completion, "control"


@tap.test("long work shows on a terminal how far it is, and nowhere else")
def _():
    with Archive() as archive:
        archive.run("sample").done()
        for words in (["check"], ["backup", archive.folder / "copy"], ["export", "--all", "--to", archive.folder / "out"]):
            shown = on_terminal(archive, *words)
            assert b"%" in shown and shown.endswith(b"\r\x1b[K"), (words, shown)
        tap.equal(archive.run("check").done().err, "")


@tap.test("options stand before or after arguments, the archive before or after the command")
def _():
    with Archive() as archive:
        make(archive)
        for words in (["show", "--format", "csv", "2011-01-19", "--archive", archive.path],
                      ["--archive", archive.path, "show", "2011-01-19", "--format=csv"]):
            assert archive.run_plain(PROGRAM, *words).done().out.startswith("id,"), words


@tap.test("a reading command makes no archive; the user's own that was not begun has nothing in it")
def _():
    with Archive() as archive:
        for words in (["list"], ["show", "x"], ["search", "x"], ["history"], ["undo"], ["redo"], ["add", "x", "y"],
                      ["check"], ["backup", archive.folder / "copy"]):
            archive.run(*words).failed("no archive", archive.path.name)
        for words in (["list"], ["search", "x"], ["history"]):
            tap.equal(archive.run_plain(PROGRAM, *words).done().out, "")
        archive.run_plain(PROGRAM, "show", "x").failed("no archive")
        tap.equal(list(archive.folder.rglob("*")), [])
        archive.run_plain(PROGRAM, "sample").done()
        tap.equal([path.name for path in archive.folder.rglob("*.rapporteur")], ["archive.rapporteur"], "control")


@tap.test("a table stands in columns though characters are wide, and gives a terminal no control character")
def _():
    with Archive() as archive:
        make(archive, "会議\x1b[31m red\x9b\u202e\tx")
        make(archive, "Plain", "--series", "S")
        head, *rows = archive.run("list").done().lines
        assert not any(c in line for line in rows for c in "\x1b\x9b\u202e\t"), rows
        plain = next(row for row in rows if "Plain" in row)
        wide = next(row for row in rows if "会議" in row)
        tap.equal(plain.index("S"), head.index("Series"))
        tap.equal(wide.rindex(" 0") + 2, plain.rindex(" 0"), "two of its characters are two columns wide")
        title = next(row["title"] for row in archive.json("list") if row["title"] != "Plain")
        tap.equal(title, "会議\x1b[31m red\x9b\u202e\tx", "JSON has it untouched")


@tap.test("a long text takes no more than its place in a table, whatever it is made of, and nothing is cut elsewhere")
def _():
    with Archive() as archive:
        latin, wide, marked = "Long " * 60, "会" * 100, "e\u0301" * 100
        for title in (latin.strip(), wide, marked, "x" * 60):
            make(archive, title, "--series", "S")
        archive.run("add", "x" * 60, "spoken " * 20).done()
        head, *rows = archive.run("list").done().lines
        at = head.index("Title")
        shown = {row[at:].split("  ")[0] for row in rows}
        tap.equal(shown, {latin[:59].strip() + "…", "会" * 29 + "…", "e\u0301" * 59 + "…", "x" * 60})
        assert head.index("Series") <= at + 62, head
        head, *rows = archive.run("history").done().lines
        assert head.index("What") < 100 and any(row[head.index("What"):].startswith("New") for row in rows), head
        tap.equal({row["title"] for row in archive.json("list")}, {latin.strip(), wide, marked, "x" * 60})
        assert latin.strip() in archive.run("list", "--format", "csv").done().out
        assert ("spoken " * 20).strip() in archive.run("search", "spoken").done().out, "the last column has room"


@tap.test("a full standard output is a failure")
def _():
    with Archive() as archive:
        make(archive)
        for form in ("table", "csv", "json"):
            command = " ".join(f"'{word}'" for word in [PROGRAM, "--archive", archive.path, "list", "--format", form])
            archive.run_plain("sh", "-c", command + " >/dev/full").failed("Standard output")
            archive.run_plain("sh", "-c", command + " >/dev/null").done()


@tap.test("tables that an earlier export left in the folder are told of, on standard error")
def _():
    with Archive() as archive:
        archive.run("sample").done()
        out = archive.folder / "out"
        export = ["export", "2011-01-19", "--to", out]
        assert "earlier" not in archive.run(*export).done().err, "control: all are new"
        assert "earlier" not in archive.run(*export).done().err, "control: all are replaced"
        for name in ("syndicates", "themes", "actions", "seminars"):
            (out / f"{name}.csv").unlink()
        result = archive.run(*export, "--table", "points").done()
        assert f"note: people.csv in {out} is left from an earlier export and is not part of this one.\n" in result.err, result.err
        tap.equal(result.lines, [str(out / "points.csv"), str(out / "datapackage.json")])
        result = archive.run(*export, "--table", "themes").done()
        assert f"note: points.csv, people.csv in {out} are left" in result.err, result.err


tap.run()
