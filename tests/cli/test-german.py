#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line in German: what a person reads is German, what a program reads is what it is in every language."""
import re
from pathlib import Path

import german
import tap
from cliarchive import PROGRAM, Archive

ENVIRONMENT = german.environment()
is_english = german.find_english()


class Translated(Archive):
    """An archive with the sample seminars, and the program in German to run on it."""

    def __enter__(self):
        super().__enter__().run("sample").done()
        return self

    def german(self, *words, stdin=b""):
        return self.run_plain(str(PROGRAM.parents[2] / "tests/cli/rapporteur-cli-translated"), *self.command(*words)[1:],
                              stdin=stdin, **ENVIRONMENT)

    def refused(self, said, *words, status=1, stdin=b""):
        result = self.german(*words, stdin=stdin)
        tap.equal((result.status, result.err), (status, f"rapporteur-cli: {said}\n"))


@tap.test("control: the check of what is English finds a string, a plural with its number, and a stray word")
def _():
    assert is_english("Nothing was written.") and is_english("and 3 more rows. In all:") and is_english("Hinweis: the end")
    assert not is_english("Es wurde nichts geschrieben.") and not is_english("und 3 weitere Zeilen. Insgesamt:")


@tap.test("list and show")
def _():
    with Translated() as archive:
        first, *rows = archive.german("list").done().lines
        tap.equal(first.split(), ["ID", "Datum", "Titel", "Reihe", "Arbeitsgruppen", "Beiträge"])
        assert len(rows) == 2, rows
        archive.run("add", "2011-01-19", "! Send the link @Hazel by 28 Feb")
        archive.run("add", "2011-01-19", "e.g. the post room")
        out = archive.german("show", "2011-01-19").done().out
        for line in ("(fällig 2011-02-28)", "z.B. the post room", "    Plenum\n"):
            assert line in out, f"“{line}” is not in {out}"


@tap.test("what a program reads is the same in German: CSV and JSON, and every table to its last byte")
def _():
    with Translated() as archive:
        archive.run("add", "2011-01-19", "--syndicate", "1", "! @Hazel sends it by 28 Feb +3 * ??")
        for form in ("csv", "json"):
            tap.equal(archive.german("list", "--format", form).done().out, archive.run("list", "--format", form).done().out)
        for extra in ((), ("--exact", "--private", "--attribution", "none"), ("--bom", "--delimiter", ";")):
            name = "-".join(extra) or "plain"
            ours, theirs = (archive.folder / f"{language}{name}" for language in ("de", "en"))
            archive.german("export", "--all", "--to", ours, *extra).done()
            archive.run("export", "--all", "--to", theirs, *extra).done()
            tables = {path.name: path.read_bytes() for path in Path(theirs).glob("*.csv")}
            assert len(tables) >= 6, tables.keys()
            found = {path.name: path.read_bytes() for path in Path(ours).glob("*.csv")}
            tap.equal([table for table in tables if found.pop(table, None) != tables[table]], [], name)
            assert not found, found
        package = (archive.folder / "deplain/datapackage.json").read_text("utf-8")
        assert "Eine Zeile je Beitrag" in package, package[:400]


@tap.test("a table of this edition comes back unchanged where German is spoken")
def _():
    with Translated() as archive:
        archive.german("export", "2011-01-19", "--to", archive.folder / "out").done()
        out = archive.german("import", "points", "2011-01-19", archive.folder / "out/points.csv").done().out
        assert re.search(r"^0 neu, \d+ schon vorhanden$", out, re.M), out


@tap.test("the capture grammar knows the words of both languages")
def _():
    with Translated() as archive:
        for line in ("! Liste verschicken bis 28. Februar", "! Liste drucken bis 1.3.2011", "! Send it by 28 Feb",
                     "! Saal buchen bis morgen", "! Anrufen bis Fr", "z.B. die Poststelle", "e.g. the post room"):
            archive.german("add", "2011-01-19", line).done()
        out = archive.run("show", "2011-01-19").done().out
        for line in ("! Liste verschicken (due 2011-02-28)", "! Liste drucken (due 2011-03-01)", "! Send it (due 2011-02-28)",
                     "! Saal buchen (due 2011-01-20)", "! Anrufen (due 2011-01-21)", "e.g. die Poststelle", "e.g. the post room"):
            assert line in out, f"“{line}” is not in {out}"


@tap.test("one and several")
def _():
    with Translated() as archive:
        file = archive.folder / "points.csv"
        file.write_text("point,kind\nEins,insight\nZwei,gedanke\n", "utf-8")
        result = archive.german("import", "points", "2011-01-19", file)
        assert "1 Zeile wurde abgewiesen" in result.err, result.err
        file.write_text("point,kind\nEins,idee\nZwei,gedanke\n", "utf-8")
        result = archive.german("import", "points", "2011-01-19", file)
        assert "2 Zeilen wurden abgewiesen" in result.err, result.err
        assert "Abgewiesen: Zeile 2, Spalte „kind“: „idee“ ist keine Art von Beitrag" in result.out, result.out


@tap.test("what is refused")
def _():
    with Translated() as archive:
        archive.refused("Es wurde kein Befehl gegeben; „rapporteur-cli --help“ listet sie auf.", status=2)
        archive.refused("Es gibt keinen Befehl „tanzen“; „rapporteur-cli --help“ listet sie auf.", "tanzen", status=2)
        archive.refused("„new“ fehlt ein Argument; der Aufruf ist: rapporteur-cli new TITEL --date JJJJ-MM-TT [--series REIHE]"
                        " [--venue ORT] [--syndicates N]", "new", status=2)
        archive.refused("„gestern“ ist kein Datum wie 2011-01-19; es wurde nichts angelegt.", "new", "Neu", "--date", "gestern",
                        status=2)
        archive.refused(f"Es gibt kein Seminar „Fußball“ im Archiv „{archive.path}“.", "show", "Fußball")
        archive.refused("Das Seminar hat keinen Programmpunkt 9; es wurde nichts geändert.", "add", "2011-01-19", "--session",
                        "9", "Text")
        archive.refused("Es gibt keinen Text zum Festhalten; es wurde nichts gespeichert.", "add", "2011-01-19", " ")
        (archive.folder / "kein-archiv").write_text("Text")
        archive.refused(f"„{archive.folder}/kein-archiv“ ist kein Archiv von Rapporteur; die Datei blieb unverändert.",
                        "--archive", archive.folder / "kein-archiv", "list")


@tap.test("the help of every command")
def _():
    with Translated() as archive:
        out = archive.german("--help").done().out
        commands = re.findall(r"^  (\w+) {2,}\S", out.partition("Befehle:")[2], re.M)
        assert len(commands) > 10, out
        for text in (out, *(archive.german(command, "--help").done().out for command in commands)):
            # GLib's own words come in German only where its catalogue is
            left = [line for line in text.splitlines() for words in [re.split(r"(?<=\S) {2,}", line.strip())[-1]]
                    if is_english(words) and not re.search(r"Usage:|Options|help options|rapporteur-cli \[", line)]
            tap.equal(left, [])


@tap.test("the history and a search")
def _():
    with Translated() as archive:
        archive.german("add", "2011-01-19", "Vertrauen").done()
        first, newest, *_ = archive.german("history").done().lines
        tap.equal(first.split(), ["Schritt", "Wann", "Durch", "Seminar", "Was"])
        assert newest.endswith("„Vertrauen“ hinzufügen"), newest
        assert "Rückgängig gemacht: „Vertrauen“ hinzufügen" in archive.german("undo").done().out
        tap.equal(archive.german("search", "Vertrauen").done().lines, [])
        assert archive.german("redo").done().out.startswith("Wiederholt: "), archive.german("history").out
        first, hit = archive.german("search", "Vertrauen").done().lines
        tap.equal(first.split(), ["Art", "Datum", "Seminar", "Wo", "Text"])
        assert " Plenum " in hit, hit


tap.run()
