#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A seminar's details are edited in place and save themselves; one field is one step."""
import time

import tap
from capturing import Capture
from uitest import Archive, plain

archive = Archive.sample()
app = Capture(archive)
TITLE = "Social media: the next steps"
OTHER = "Social networking tools: taken seriously?"


def seminar(column):
    return archive.query(f"SELECT {column} AS it FROM seminar WHERE date >= '2011'")[0]["it"]


def first_session():
    return archive.query("SELECT min(session.starts_at) AS it FROM session JOIN seminar ON seminar.id = seminar_id"
                         " WHERE date >= '2011'")[0]["it"]


def is_now(column, value):
    app.wait(lambda: seminar(column) == value, what=f"{column} to be {value}")


def focus_is(name):
    app.wait(lambda: (node := app.focused()) and plain(node.get_name()) == name, what=f"{name} to have the focus")


def open_seminar(title):
    app.key("ctrl+f", "ctrl+a")
    app.type(title)
    app.key("Return")
    app.wait(lambda: app.window.get_name() == title, what=f"the seminar {title}")


def steps():
    return archive.count("history")


@tap.test("the way there by keyboard")
def _():
    app.key("alt+p")
    focus_is("Title")
    # the lists that a combo row pops up are libadwaita's own
    tap.equal([name for name in app.unnamed() if not name.startswith(("list item “”", "list “GtkListView"))], [])


@tap.test("what is typed is saved at a pause, as one step, and shown everywhere")
def _():
    before = steps()
    app.key("End")
    app.type(" & <b>more</b>")
    is_now("title", TITLE + " & <b>more</b>")
    app.type("!")
    is_now("title", TITLE + " & <b>more</b>!")
    tap.equal(steps(), before + 1)
    app.find("list item", ".*<b>more</b>!.*")
    app.key("Tab")
    focus_is("Topic")
    app.key("ctrl+z")
    is_now("title", TITLE)


@tap.test("an empty title is refused, the rest is kept as typed")
def _():
    app.key("shift+Tab", "ctrl+a", "BackSpace", "Tab")
    app.find("label", "A seminar needs a title.*")
    tap.equal(seminar("title"), TITLE)
    app.key("shift+Tab")
    focus_is("Title")
    app.type(TITLE)
    app.key("Tab")
    tap.equal(seminar("title"), TITLE)


@tap.test("a text that is not another after all leaves the step before it alone")
def _():
    app.key("alt+o", "End")
    focus_is("Topic")
    app.type(" anew")
    app.key("shift+Tab", "End")
    focus_is("Title")
    before, topic = steps(), seminar("topic")
    app.type(" ")
    app.key("Return")
    app.wait(lambda: app.text(app.focused()) == TITLE, what="the title as it was")
    app.key("End")
    app.type("!")
    is_now("title", TITLE + "!")
    tap.equal(steps(), before + 1)
    app.key("ctrl+z")
    is_now("title", TITLE)
    tap.equal(seminar("topic"), topic)
    app.key("ctrl+z")
    is_now("topic", topic.removesuffix(" anew") or None)
    app.key("Tab")
    focus_is("Topic")


@tap.test("Tab goes through every field to the links")
def _():
    for name in ("Series", "Summary", "Date", "Begins", "Ends", "Time Zone", "Venue", "Host", "Who May Be Named"):
        app.key("Tab")
        focus_is(name)
    app.key("Tab")
    focus_is("Add a Link")


@tap.test("times are taken as typed and shown as 14:00; the programme goes with the day")
def _():
    starts = first_session()
    app.key("alt+b")
    focus_is("Begins")
    app.key("ctrl+a")
    app.type("2 pm")
    app.key("Tab")
    is_now("starts_at", 1295445600000)
    app.wait(lambda: app.text(app.find("text", "Begins")) == "14:00")
    app.key("alt+a")
    focus_is("Date")
    app.key("ctrl+a")
    app.type("20 jan 2011")
    app.key("Return")
    is_now("date", "2011-01-20")
    is_now("starts_at", 1295445600000 + 86400000)
    tap.equal(first_session(), starts + 86400000)
    app.wait(lambda: app.text(app.find("text", "Date")) == "20 January 2011")


@tap.test("a date is saved whole, not at a pause; a series is written anew and taken back")
def _():
    before = archive.snapshot()
    app.key("alt+b", "alt+a")
    focus_is("Date")
    app.key("ctrl+a")
    app.type("20 dec")
    time.sleep(1)  # longer than a pause: of what is not to happen there is nothing to wait for
    tap.equal(seminar("date"), "2011-01-20")
    app.key("ctrl+a")
    app.type("20 nov")
    app.key("alt+e")
    focus_is("Series")
    is_now("date", "2011-11-20")
    app.key("ctrl+z")
    app.wait(lambda: archive.snapshot() == before)
    app.key("ctrl+a")
    app.type("Network")
    app.key("Tab")
    app.wait(lambda: archive.count("series", name="Network") == 1)
    app.key("shift+Tab", "ctrl+a")
    app.type("NETwork")
    app.key("Return")
    app.wait(lambda: archive.count("series", name="NETwork") == 1)
    app.key("ctrl+z")
    app.wait(lambda: app.text(app.find("text", "Series")) == "Network", what="the name as it was")
    app.key("ctrl+z")
    app.wait(lambda: archive.snapshot() == before)


@tap.test("links are added, changed, deleted and brought back")
def _():
    app.key("alt+k")
    focus_is("Add a Link")
    app.type("https://example.org/a?b&c")
    app.key("Return")
    app.wait(lambda: archive.count("link") == 1)
    app.wait(lambda: archive.count("link") == 1)
    app.key("Tab")
    focus_is("Title of the link")
    app.type("The announcement")
    app.wait(lambda: archive.count("link", title="The announcement", url="https://example.org/a?b&c") == 1)
    app.press("Delete this link")
    app.wait(lambda: archive.count("link") == 0)
    app.press("Undo", within=app.root)
    app.wait(lambda: archive.count("link") == 1)


@tap.test("while another process holds the archive nothing is lost")
def _():
    app.key("alt+v")
    focus_is("Venue")
    with archive.locked():
        app.key("ctrl+a")
        app.type("A hall with a long name")
        app.key("Tab")
        focus_is("Host")
        tap.equal(seminar("venue") == "A hall with a long name", False)
    is_now("venue", "A hall with a long name")


@tap.test("nor when another seminar is opened then, and closing asks")
def _():
    app.key("alt+v")
    focus_is("Venue")
    with archive.locked():
        app.key("ctrl+a")
        app.type("Elsewhere")
        app.find("label", "“Venue” is not yet saved: another program.*")
        open_seminar(OTHER)
        app.opens("ctrl+w")
        app.find("label", "1 line is not yet saved")
        app.closes("Escape")
        open_seminar(TITLE)
        app.wait(lambda: app.text(app.find("text", "Venue")) == "Elsewhere", what="what was typed to be shown")
        open_seminar(OTHER)
        tap.equal(seminar("venue"), "A hall with a long name")
    is_now("venue", "Elsewhere")
    tap.equal(archive.count("seminar", venue="Elsewhere"), 1)
    open_seminar(TITLE)


@tap.test("last time's open actions are ticked here, and stay to be unticked")
def _():
    before = archive.count("point", done_at=None)
    app.find("check box", ".*come back to this in a year.*")
    app.key("alt+k")
    focus_is("Add a Link")
    while not ((node := app.focused()) and node.get_role_name() == "check box"):
        app.key("Tab")
    app.key("space")
    app.wait(lambda: archive.count("point", done_at=None) == before - 1)
    app.key("space")
    app.wait(lambda: archive.count("point", done_at=None) == before)


@tap.test("a new one is made from this one, with another title")
def _():
    app.opens(act=lambda: app.act(app.window, "win.new-from"))
    app.type("The year after")
    app.closes("Return")
    app.wait(lambda: archive.count("seminar", title="The year after") == 1)
    tap.equal(archive.query("SELECT count(*) AS n FROM session JOIN seminar ON seminar.id = seminar_id"
                            " WHERE seminar.title = 'The year after'"), [{"n": 4}])
    app.key("ctrl+z")
    app.wait(lambda: archive.count("seminar", title="The year after") == 0)


@tap.test("what is typed a moment before the end is kept")
def _():
    app.key("alt+h")
    focus_is("Host")
    app.key("ctrl+a")
    app.type("Somebody")
    app.stop()
    tap.equal(seminar("host"), "Somebody")


tap.run()
