# SPDX-License-Identifier: GPL-3.0-or-later
"""Points from a CSV file, as a discussion tool exports its comments."""
import csv
import io
import re
import sqlite3

import tap
from cliarchive import Archive

COMMENTS = ["Plain", "two\r\nlines\nand \"marks\", too", "=1+1", "'quoted", "#not a theme @nobody ! ?", " blanks ",
            "日本語のコメント", "\u202eturned\u202c", "trailing, comma,", "a\u00a0b", "Plain"]


def write(archive, name="comments.csv", comments=COMMENTS, encoding="utf-8", **how):
    """A file like that of such a tool: more columns than are wanted, in an order of its own."""
    out = io.StringIO(newline="")
    rows = csv.writer(out, **how)
    rows.writerow(["timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body"])
    for number, comment in enumerate(comments):
        rows.writerow([1300000000000 + number * 1000, "Sun Mar 13 07:06:40 UTC 2011", number, 7, 3, 1, 1, comment])
    path = archive.folder / name
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def make(archive):
    return archive.run("new", "A consultation", "--date", "2011-03-13").done().out.strip()


@tap.test("every comment is a point, byte for byte, said when the file says; one step, which undo takes back")
def _():
    with Archive() as archive:
        seminar, path = make(archive), write(archive)
        tap.equal(archive.run("import", "points", seminar, path).done().out, f"{len(COMMENTS)} new\n")
        tap.equal(archive.points(seminar), COMMENTS)
        first = archive.json("show", seminar)["sessions"][0]["voices"][0]["points"][0]
        assert first["recorded_at"].startswith("2011-03-13T"), first
        tap.equal(len(archive.json("history")), 2)
        archive.run("undo").done()
        tap.equal(archive.points(seminar), [])
        archive.run("import", "points", seminar, path).done()
        tap.equal(archive.points(seminar), COMMENTS, "they come back")


@tap.test("the same file twice adds nothing, a longer one what is new in it")
def _():
    with Archive() as archive:
        seminar, path = make(archive), write(archive)
        archive.run("import", "points", seminar, path).done()
        assert "0 new, 11 already there" in archive.run("import", "points", seminar, path).done().out
        tap.equal(len(archive.json("history")), 2, "no step without a change")
        longer = write(archive, comments=[*COMMENTS, "One more"])
        assert "1 new, 11 already there" in archive.run("import", "points", seminar, longer).done().out


@tap.test("other encodings and delimiters, found out or given")
def _():
    with Archive() as archive:
        texts = ["café – “trust”", "naïve"]
        for number, (encoding, delimiter, words) in enumerate((
                ("utf-8-sig", ",", []), ("utf-16", "\t", []), ("cp1252", ";", ["--encoding", "CP1252"]),
                ("utf-8", "|", ["--delimiter", "|"]), ("utf-8", "\t", ["--delimiter", "tab"]))):
            seminar = archive.run("new", f"Number {number}", "--date", "2011-03-13").done().out.strip()
            path = write(archive, comments=texts, encoding=encoding, delimiter=delimiter)
            archive.run("import", "points", seminar, path, *words).done()
            tap.equal(archive.points(seminar), texts, encoding)


@tap.test("a dry run tells how the file is understood and writes nothing")
def _():
    with Archive() as archive:
        seminar, path = make(archive), write(archive)
        out = archive.run("import", "points", seminar, path, "--dry-run").done().out
        for word in ("UTF-8", "comment-body  point", "timestamp     recorded_at", "author-id     ignore", "11 new",
                     "Nothing was written"):
            assert word in out, f"{word} is not in {out}"
        tap.equal(archive.points(seminar), [])
        tap.equal(len(archive.json("history")), 1)


@tap.test("of the program's own list a dry run tells which columns are not taken, and why")
def _():
    with Archive() as archive:
        archive.run("sample").done()
        archive.run("export", "2011-01-19", "--to", archive.folder, "--table", "points").done()
        out = archive.run("import", "points", "2011-01-19", archive.folder / "points.csv", "--dry-run").done().out
        taken = dict(re.findall(r"(?m)^(\w+)  +(ignored: [^,]*?|\w+)(?:  .*)?$", out))
        names = csv.DictReader(io.StringIO((archive.folder / "points.csv").read_text("utf-8"))).fieldnames
        ignored = {name: "ignored: " + why for name, why in (
            ("seminar", "the seminar has its own title"), ("date", "the seminar has its own date"),
            ("brief", "the syndicate has its own brief"), ("raised_by", "it is counted anew"))}
        tap.equal({name: taken.get(name) for name in names}, {name: ignored.get(name, name) for name in names}, out)


@tap.test("every refusal names the file, the reason and what was left untouched, in one sentence")
def _():
    with Archive() as archive:
        seminar, rounds = make(archive), archive.run("new", "Rounds", "--date", "2011-03-14").done().out.strip()
        with sqlite3.connect(archive.path) as db:  # a second discussion
            db.execute("INSERT INTO session(id, seminar_id, position, kind, title) SELECT 1, seminar_id, 2, kind, 'Round 2'"
                       " FROM session JOIN seminar ON seminar.id = seminar_id WHERE date = '2011-03-14'")
        db.close()
        path = archive.folder / "file.csv"
        good = b"point,attributed_to\none,\n"
        for contents, reason, *words in (
                (b"", "the file is empty"), (b"\n\n", "the file has no rows"),
                (b"%PDF-1.4\n", "the file is a PDF document, not CSV"),
                (b'[{"point": "one"}]', "the file is JSON, not CSV"),
                (b"<!DOCTYPE html><p>", "the file is a web page, not CSV; perhaps the site asked for a log-in in place of "
                                        "the download"),
                (b'point\n"one\n', "line 2, column 1: a quotation mark is not closed"),
                ("point\nné\nné\nné\n".encode() + b"n\xe9\n",
                 "line 5: the byte 0xE9 is not UTF-8, though most of the file is; the file may be damaged, or name its "
                 "encoding"),
                (b"a,b\n1,2\n", "none of the columns “a”, “b” looks like points; say which one is, as in --map COLUMN=point"),
                (b"point,kind\none,x\n", "1 row was rejected, as told above: line 2, column “kind”"),
                (good, "there is no encoding of the name “x”", "--encoding", "x"),
                (good, "the file has no column “x”; it has “point”, “attributed_to”", "--map", "x=kind"),
                (good, "no column can be brief: the syndicate has its own brief", "--map", "attributed_to=brief")):
            path.write_bytes(contents)
            result = archive.run("import", "points", seminar, path, *words).failed()
            tap.equal(result.err, f"rapporteur-cli: “file.csv”: {reason}; nothing was imported.\n")
        result = archive.run("import", "points", rounds, path).failed("“file.csv”: the seminar has no discussion, or several",
                                                                      "--session N; nothing was imported.")
        result = archive.run("import", "points", seminar, archive.folder / "none.csv").failed()
        tap.equal(result.err, f"rapporteur-cli: “none.csv”: there is no such file in {archive.folder}; nothing was imported.\n")
        result = archive.run("import", "points", seminar, archive.folder).failed(
            f"“{archive.folder.name}”: it is a folder, not a CSV file; nothing was imported.")
        path.write_bytes(good)  # control
        archive.run("import", "points", seminar, path).done()


@tap.test("columns are what --map says")
def _():
    with Archive() as archive:
        seminar, path = make(archive), write(archive)
        archive.run("import", "points", seminar, path, "--map", "datetime=point", "--map=timestamp=ignore").done()
        tap.equal(set(archive.points(seminar)), {"Sun Mar 13 07:06:40 UTC 2011"})
        for word in ("nonsense=point", "datetime=nonsense"):
            archive.run("import", "points", seminar, path, "--map", word).failed("nonsense")
        archive.run("import", "points", seminar, path, "--map", "datetime").failed(status=2)


@tap.test("rows that cannot be understood are told with line and reason; without --skip-rejected nothing is written")
def _():
    with Archive() as archive:
        seminar = make(archive)
        path = archive.folder / "file.csv"
        path.write_text("point,recorded_at,starred\none,2011-03-13T10:00:00,true\ntwo,yesterday,\nthree,,\n", "utf-8")
        result = archive.run("import", "points", seminar, path).failed("1 row ", "line 3", "recorded_at", "nothing was imported")
        assert len(result.lines) == 1 and "line 3" in result.out and "recorded_at" in result.out, result.out
        assert "yesterday" in result.out and "yesterday" not in result.err, f"the reason, once: {result.err}"
        tap.equal(archive.points(seminar), [])
        out = archive.run("import", "points", seminar, path, "--dry-run").done().out
        assert "2 new, 1 rejected" in out, out
        result = archive.run("import", "points", seminar, path, "--skip-rejected").done()
        assert "2 new, 1 rejected" in result.out, result.out
        tap.equal(sorted(archive.points(seminar)), ["one", "three"])
        path.write_text("point,kind\none,x1\ntwo,x2\nthree,x3\n", "utf-8")
        result = archive.run("import", "points", seminar, path).failed("3 rows", "line 2", "kind")
        tap.equal([re.search("x[0-9]", line).group() for line in result.lines], ["x1", "x2", "x3"])


@tap.test("of many rejected rows the first are told, then how many there are for which reason, and the way out")
def _():
    with Archive() as archive:
        seminar = make(archive)
        path = archive.folder / "file.csv"
        rows = [f"x,Person {n},\n" for n in range(165)] + [f"y,,Round {n}\n" for n in range(5)]
        path.write_text("point,attributed_to,session\n" + "".join(rows), "utf-8")
        result = archive.run("import", "points", seminar, path).failed("170 rows were rejected", "nothing was imported")
        tap.equal([line[:10] for line in result.lines[:20]], ["Rejected: "] * 20)
        tap.equal(result.lines[20:], [
            "and 150 more rows. In all:",
            "  165 rows: column “attributed_to”: nobody in this seminar is called “…”",
            "  5 rows: column “session”: the seminar has no session “…”",
            "To import the points without these names: --map attributed_to=ignore",
            "To put all points into one session: --session N"])
        words = ["import", "points", seminar, path, "--map", "attributed_to=ignore", "--session", "1"]
        tap.equal(archive.run(*words).done().out, "170 new\n", "the ways out are ways out")
        path.write_text("point,Said by\nx,A\ny,B\n", "utf-8")
        words = ["import", "points", seminar, path, "--map", "Said by=attributed_to"]
        tap.equal(archive.run(*words).failed().lines[2:],
                  ["To import the points without these names: --map 'Said by'=ignore"], "few are told once")
        path.write_text("point,kind\nx,x\ny,y\n", "utf-8")
        tap.equal(len(archive.run("import", "points", seminar, path).failed().lines), 2, "control: there is no way out")


@tap.test("a session of their own, and a file from a pipe")
def _():
    with Archive() as archive:
        archive.run("sample").done()
        text = b"point\nSaid in the fourth session\n"
        archive.run("import", "points", "2011-01-19", "-", "--session", "4", stdin=text).done()
        session = archive.json("show", "2011-01-19")["sessions"][3]
        assert "Said in the fourth session" in str(session), session
        archive.run("import", "points", "2011-01-19", "-", "--session", "9", stdin=text).failed("no session 9")
        archive.run("import", "feedback", "2011-01-19", "-", stdin=text).failed(status=2)


ATTENDEES = ("Order #,First Name,Last Name,Email,Attendee Status,Company\r\n"
             "1,Zoë,Ray,zoe@a.org,Attending,R&D <b>\r\n1,Zoë,Ray,zoe@a.org,Attending,R&D <b>\r\n"
             "2,Hazel,Hall,office@b.org,Checked In,Napier\r\n3,Kim,Lee,office@b.org,Not Attending,\r\n")


@tap.test("without a place for temporary files nothing is imported, and that is said")
def _():
    with Archive() as archive:
        seminar, file, nowhere = make(archive), write(archive), archive.folder / "nowhere"
        archive.run("import", "points", seminar, file, TMPDIR=str(nowhere)).failed("temporary", str(nowhere), "nothing was imported")
        tap.equal(archive.points(seminar), [])
        archive.run("import", "points", seminar, file).done()
        tap.equal(len(archive.points(seminar)), len(COMMENTS))


@tap.test("attendees: each once, with what the columns say; a dry run tells it row by row and writes nothing")
def _():
    with Archive() as archive:
        seminar, path = make(archive), archive.folder / "people.csv"
        path.write_bytes(ATTENDEES.encode("cp1252"))
        words = ["import", "attendees", seminar, path]
        out = archive.run(*words, "--dry-run").done().out
        for line in ("Order #          ignore ", "First Name       first_name ", "   2  new                 Zoë Ray     R&D <b>, ",
                     "   3  the same as line 2  Zoë Ray", "3 new, 1 already there", "Nothing was written."):
            assert line in out, f"{line} is not in {out}"
        tap.equal(len(archive.json("history")), 1)
        tap.equal(archive.run(*words).done().out, "3 new, 1 already there\n")
        tap.equal(archive.run(*words).done().out, "0 new, 4 already there\n", "the same file twice adds nothing")
        archive.run("export", seminar, "--to", archive.folder / "out", "--table", "seminars").done()
        row = next(csv.DictReader(io.StringIO((archive.folder / "out" / "seminars.csv").read_text("utf-8"))))
        tap.equal((row["attendees"], row["came"]), ("2", "1"))
        tap.equal(len(archive.json("history")), 2)
        archive.run("undo").done()
        tap.equal(archive.run(*words).done().out, "3 new, 1 already there\n", "they come back")


@tap.test("a later list updates, and proposes cancellations that only --cancel-missing makes")
def _():
    with Archive() as archive:
        seminar, path = make(archive), archive.folder / "people.csv"
        path.write_text("Name,Email,Firma\nZoë Ray,zoe@a.org,Napier\nAl Fa,al@a.org,Napier\n", "utf-8")
        words = ["import", "attendees", seminar, path]
        archive.run(*words).done()
        path.write_text("Name,Email,Firma\nZoë Ray,zoe@a.org,Edinburgh Napier\n", "utf-8")
        out = archive.run(*words, "--dry-run").done().out
        for line in ("update        Zoë Ray  affiliation: Napier → Edinburgh Napier", "missing       Al Fa    Napier, al@a.org"):
            assert line in out, f"{line} is not in {out}"
        result = archive.run(*words).done()
        tap.equal(result.out, "0 new, 1 updated\n")
        assert "--cancel-missing" in result.err, result.err
        tap.equal(archive.run(*words, "--cancel-missing").done().out, "0 new, 1 already there, 1 cancelled\n")
        tap.equal(archive.run(*words, "--cancel-missing").done().out, "0 new, 1 already there\n")
        tap.equal([step["what"] for step in archive.json("history")][:3],
                  ["Cancel 1 person missing in “people.csv”", "Update 1 person from “people.csv”",
                   "Import 2 people from “people.csv”"])


@tap.test("who is not told from others is rejected, with the way out; other wrong rows and words are refused")
def _():
    with Archive() as archive:
        seminar, path = make(archive), archive.folder / "people.csv"
        path.write_text("Name,Email,Status\nKim Lee,,\nKim Lee,,\nAl Fa,al at a.org,\nBo,,perhaps\n,,\n", "utf-8")
        words = ["import", "attendees", seminar, path]
        result = archive.run(*words).failed("4 rows were rejected", "nothing was imported")
        tap.equal(result.lines, [
            "Rejected: line 3, column “Name”: a person called “Kim Lee” is known, and neither e-mail nor affiliation tells "
            "whether this is the same one",
            "Rejected: line 4, column “Email”: “al at a.org” is not an e-mail address",
            "Rejected: line 5, column “Status”: “perhaps” is not a status (registered, cancelled, came, walked_in)",
            "Rejected: line 6, column “Name”: the row has no name",
            "To import the people without these addresses: --map 'Email'=ignore",
            "To import all of them as registered: --map 'Status'=ignore",
            "To take those who are not told from others for new people: --new-people"])
        out = archive.run(*words, "--dry-run").done().out
        for reason in ("column “Name”: a person called", "“al at a.org” is not", "“perhaps” is not", "the row has no name"):
            tap.equal(out.count(reason), 1, f"{reason} in a dry run: {out}")
        assert "--map 'Email'=ignore" in out and "--new-people" in out, out
        out = archive.run(*words, "--map", "Email=ignore", "--map", "Status=ignore", "--new-people", "--skip-rejected").done().out
        assert out.endswith("\n4 new, 1 rejected\n"), f"the ways out are ways out: {out}"
        path.write_text("a,b\n1,2\n", "utf-8")
        archive.run(*words).failed("none of the columns “a”, “b” looks like names; say which one is, as in --map COLUMN=name")
        archive.run(*words, "--session", "1").failed(status=2)
        archive.run("import", "points", seminar, path, "--new-people").failed(status=2)


tap.run()
