#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Points and attendees from files, in three steps, with what is rejected saved, undone, and the same file twice."""
import os
from pathlib import Path

import tap
from capturing import Capture
from importing import begin
from uitest import Archive

archive = Archive.sample()
app = Capture(archive)
HOME = Path(os.environ["HOME"])
SEMINAR = archive.query("SELECT id FROM seminar WHERE date = '2011-01-19'")[0]["id"]
SAID = "comment,starred,author\nTrust <b>R&D</b> needs proxies,true,1\nA second one,perhaps,2\n"
FIRST = ("Name;E-Mail;Firma;Status;Bemerkung\nZoë Ämter;zoe@example.org;R&D <b>;angemeldet;vegan\n"
         "Jürgen Groß;j@example.org;Universität;angemeldet;\n")
LATER = "Name;E-Mail;Firma;Status\nZoë Ämter;zoe@example.org;Museum;angemeldet\n"


def write(name, text, encoding="utf-8"):
    path = HOME / name
    path.write_bytes(text.encode(encoding))
    return path


def shows(text):
    """Waits for a label in the assistant, which alone is looked through."""
    app.wait(lambda: (dialog := app.dialog()) and app.matching("label", text, dialog), what=f"the label {text}")


def rows():
    return app.names("list item", within=app.find("list", "What becomes of each row", within=app.dialog()))


def attendances():
    return {row["name"]: row for row in archive.query(
        "SELECT name, affiliation, status FROM attendance JOIN person ON person.id = person_id WHERE seminar_id = ?",
        SEMINAR)}


def undo():
    app.act(app.wait(lambda: [node for node in app.matching("push button", "Undo") if app.has(node, "sensitive")])[-1])


@tap.test("points: the file, its columns with examples, what becomes of each row and why one is rejected")
def _():
    begin(app, "import points", write("said.csv", SAID))
    shows("comment · starred · author")
    app.key("alt+n")
    shows("2 of 3: Columns")
    shows("Trust <b>R&D</b> needs proxies · A second one")
    app.key("alt+n")
    shows("3 of 3: Preview")
    shows("1 new, 1 rejected")
    tap.equal(rows(), ["New: Trust <b>R&D</b> needs proxies, line 2 · insight",
                       "Rejected: “perhaps” is neither true nor false, line 3, column “starred”"])
    tap.equal([name for name in app.unnamed(app.dialog()) if not name.startswith("list")], [])


@tap.test("the rejected rows are saved; the others are one step")
def _():
    app.opens("alt+s")
    app.key("ctrl+a")
    app.type(str(HOME / "left.csv"))
    app.closes("Return")
    shows("The rejected rows are saved.")
    saved = (HOME / "left.csv").read_text("utf-8")
    assert "A second one" in saved and "Trust" not in saved, saved
    steps = app.steps()
    app.closes("alt+i")
    app.wait(lambda: archive.count("point", text="Trust <b>R&D</b> needs proxies") == 1)
    tap.equal([app.steps(), archive.count("point", text="A second one")], [steps + 1, 0])


@tap.test("the same file twice: nothing new, and Escape leads back step by step")
def _():
    begin(app, "import points", HOME / "said.csv")
    shows("3 columns")
    app.key("alt+n")
    shows("2 of 3: Columns")
    app.key("alt+n")
    shows("Nothing new, 1 already there, 1 rejected")
    assert not app.has(app.find("push button", "Import All but 1", within=app.dialog()), "sensitive")
    app.key("Escape")
    shows("2 of 3: Columns")
    app.key("Escape")
    shows("1 of 3: File")
    app.closes("Escape")


@tap.test("attendees, which the columns tell; CP1252 and semicolons; a busy archive keeps the assistant; undo")
def _():
    before = archive.snapshot()
    begin(app, "import points", write("guests.csv", FIRST, "cp1252"))
    shows("Import Attendees")
    for text in ("WINDOWS-1252 [(]found[)]", "Semicolon [(]found[)]", "Zoë Ämter · zoe@example.org · R&D <b>.*"):
        shows(text)
    app.key("alt+n")
    shows("2 of 3: Columns")
    shows("vegan")
    app.key("alt+n")
    shows("2 new")
    with archive.locked():
        app.key("alt+i")
        shows("Another program is using the archive.*")
        assert "Zoë Ämter" not in attendances()
    app.wait(lambda: app.has(app.find("push button", "Import", within=app.dialog()), "sensitive"))
    app.closes("alt+i")
    app.wait(lambda: {"Zoë Ämter", "Jürgen Groß"} <= set(attendances()))
    tap.equal(attendances()["Zoë Ämter"]["affiliation"], "R&D <b>")
    undo()
    app.wait(lambda: archive.snapshot() == before)


@tap.test("a later list changes one and proposes to cancel another, which is done only if one says so")
def _():
    archive.cli("import", "attendees", "2011-01-19", HOME / "guests.csv")
    before = archive.snapshot()
    begin(app, "import attendees", write("later.csv", LATER, "utf-16"))
    shows("UTF-16.*")
    app.key("alt+n")
    shows("2 of 3: Columns")
    app.key("alt+n")
    shows("1 change, 1 proposed cancellation")
    assert "Affiliation: R&D <b> → Museum" in rows()[0] and rows()[1].startswith("Not in this file: Jürgen"), rows()
    app.key("alt+c")
    shows("1 change, 1 cancellation")
    app.closes("alt+i")
    app.wait(lambda: attendances()["Jürgen Groß"]["status"] == "cancelled")
    tap.equal(attendances()["Zoë Ämter"]["affiliation"], "Museum")
    undo()
    app.wait(lambda: archive.snapshot() == before)


def focused(role, name):
    """Waits for the focus to be on this, and gives it."""
    return app.wait(lambda: (node := app.focused()) and node.get_role_name() == role and app.is_called(node, name) and node,
                    what=f"the focus on the {role} {name}")


@tap.test("by keys alone: who somebody is, and one proposed cancellation of two; then Tab leads on out of the list")
def _():
    archive.cli("import", "attendees", "2011-01-19", write("three.csv", "Name;E-Mail\nKim Lee;kim@a.org\nAl Fa;al@a.org\n"
                                                                       "Bo Ek;bo@a.org\n"))
    before = archive.snapshot()
    begin(app, "import attendees", write("who.csv", "Name;Firma\nKim Lee;Napier\nNew One;Napier\n"))
    shows("2 columns")
    app.key("alt+n")
    shows("2 of 3: Columns")
    app.key("alt+n")
    shows("3 of 3: Preview")
    app.focus_window("Import Attendees")  # which a window manager does when the chooser closes
    focused("list item", "Rejected: a person called “Kim Lee”.*")
    app.key("Tab")
    focused("push button", "Save the Rejected Rows…")
    app.key("shift+Tab")
    focused("list item", "Rejected: a person called “Kim Lee”.*")
    app.key("Return")
    focused("menu item", "Kim Lee.*")
    app.key("Down")
    focused("menu item", "Somebody new")
    app.key("Up")
    focused("menu item", "Kim Lee.*")
    app.key("Return")
    shows("1 new, .*proposed cancellations")
    focused("list item", ".*Kim Lee.*")
    for name in ("New: New One.*", *[f"Not in this file: {name}.*" for name in ("Zoë Ämter", "Jürgen Groß", "Al Fa")]):
        app.key("Down")
        node = focused("list item", name)
    assert not app.has(node, "checked")
    app.key("space")
    app.wait(lambda: app.has(focused("list item", "Cancel: Al Fa.*"), "checked"))
    app.key("Tab")
    focused("push button", "Back")
    app.closes("alt+i")
    app.wait(lambda: "New One" in attendances())
    tap.equal({name: row["status"] for name, row in attendances().items() if name in ("Al Fa", "Bo Ek", "Kim Lee")},
              {"Al Fa": "cancelled", "Bo Ek": "registered", "Kim Lee": "registered"})
    tap.equal(archive.count("person", name="Kim Lee"), 1)
    undo()
    app.wait(lambda: archive.snapshot() == before)


tap.run()
