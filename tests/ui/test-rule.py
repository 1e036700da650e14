#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Chatham House Rule: it asks before it takes names away, holds in Capture at once, and there is no way back."""
import subprocess

import tap
from capturing import Capture
from uitest import Archive, Atspi, plain

archive = Archive.sample()
archive.cli("add", "2011-01-19", "I heard @Hazel say so, twice")
archive.cli("add", "2011-01-19", "! Send the list @Hazel")
app = Capture(archive)
OLD_COPY = f"{archive.path.name}.before-v2"
archive.path.with_name(OLD_COPY).touch()


def rule():
    return archive.query("SELECT attribution AS it FROM seminar WHERE date >= '2011'")[0]["it"]


def mentions():
    return archive.count("point_person")


def windows():
    """What is on the screen, the list of a combo row too."""
    return set(subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "."], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True, check=False).stdout.split())


def in_sight(row):
    place, whole = (Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW) for node in (row, app.window))
    return place.y + place.height <= whole.y + whole.height


def open_list():
    """Opens the list of rules. GTK finds no monitor for one whose row is still below the screen."""
    app.key("alt+y")
    app.wait(lambda: (row := app.focused()) and plain(row.get_name()) == "Who May Be Named" and in_sight(row))
    app.opens("space")


def choose(*keys):
    """Chooses another rule by these keys."""
    open_list()
    app.closes(*keys, "Return")


def choose_nobody():
    """Chooses the Chatham House Rule, and gives the question that comes in the place of the list."""
    open_list()
    before = windows()
    app.key("Down", "Down", "Return")
    app.wait(lambda: len(now := windows()) == len(before) and now != before, what="the question")
    return app.wait(app.dialog)


def label(text):
    app.find("label", text)


@tap.test("a stricter rule that takes nothing away is set without a question, and undone")
def _():
    app.type("@Hazel waits")
    app.find("label", "Hazel Hall")
    app.key("alt+p")
    label("Speakers of the programme are named.*")
    choose("Down")
    app.wait(lambda: rule() == "syndicate")
    label("What was said is its syndicate’s.*")
    app.key("ctrl+z")
    app.wait(lambda: rule() == "named")
    label("Speakers of the programme are named.*")


@tap.test("the Chatham House Rule says what it will take away; Escape leaves all as it was")
def _():
    before = archive.snapshot()
    said = "\n".join(app.names("label", choose_nobody()))
    for words in (f"1 person is named in {mentions()} points", "In 2 texts the names", "The history of this seminar ends: ", OLD_COPY):
        tap.equal((words, words in said), (words, True))
    app.closes("Escape")
    label("Speakers of the programme are named.*")
    tap.equal(archive.snapshot(), before)


@tap.test("agreed to, it takes the names away, and Capture takes it up at once, also in the line")
def _():
    choose_nobody()
    app.closes(act=lambda: app.press("Remove the Names"))
    app.wait(lambda: rule() == "none")
    tap.equal(mentions(), 0)
    label("The Chatham House Rule: no name.*")
    app.press("Capture", role="page tab")
    label("Chatham House Rule")
    label("Name not kept: Chatham House Rule")
    app.click(app.line)
    app.in_line()
    app.key("Return")
    app.wait(lambda: archive.query("SELECT text FROM point WHERE text LIKE '%waits'"))
    tap.equal(archive.query("SELECT text FROM point WHERE text LIKE '%Hazel waits%'"), [])
    tap.equal(archive.count("unfinished"), 0, "lines kept")
    tap.equal(mentions(), 0)


@tap.test("another rule for the seminar does not bring back what was said under this one")
def _():
    app.key("alt+p")
    app.wait(lambda: (node := app.focused()) and plain(node.get_name()) == "Title")
    choose("Up", "Up")
    app.wait(lambda: rule() == "named")
    app.press("Capture", role="page tab")
    label("Chatham House Rule")


tap.run()
