#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole programme of a seminar, made by keyboard alone; slipped, put in order, deleted from, and taken back whole."""
import time

import tap
from planning import Plan
from uitest import Archive

archive = Archive()
archive.cli("new", "A seminar", "--date", "2011-01-19")
app = Plan(archive, TZ="Europe/London")
start = archive.snapshot()
HARD = "Trust & <b>R&D</b> 信任"


def programme():
    """`Welcome 10:00-10:30`, one an item."""
    rows = archive.query("SELECT ifnull(title, kind) AS title, strftime('%H:%M', starts_at / 1000, 'unixepoch') AS a,"
                         " strftime('%H:%M', ends_at / 1000, 'unixepoch') AS z FROM session ORDER BY position")
    return [f"{row['title']} {row['a'] or ''}-{row['z'] or ''}" for row in rows]


def programme_is(*expected):
    app.wait(lambda: programme() == list(expected), what=f"{expected}, not {programme()}")


def add(key, title):
    """Adds an item and types its title."""
    n = archive.count("session")
    app.key(key)
    app.wait(lambda: archive.count("session") == n + 1)
    app.focus_is("Title")
    app.type(title)


def choose_another():
    """In a row that offers several, another one: GTK has the focus on the first at first."""
    app.in_sight()
    app.key("space")
    app.wait(lambda: (node := app.focused()) and node.get_role_name() != "combo box", what="the choices to be seen")
    app.key("Down", "Return")


@tap.test("a programme that is not there yet is begun by one key")
def _():
    app.key("alt+p")
    app.focus_is("Title")
    app.key("alt+r")
    app.part("Programme")
    app.find("label", "No Programme Yet")
    app.key("alt+a")
    app.focus_is("Title")
    tap.equal(archive.query("SELECT kind FROM session"), [{"kind": "talk"}])


@tap.test("title and times are typed and save themselves")
def _():
    app.set_text(app.focused(), HARD)
    app.wait(lambda: archive.count("session", title=HARD) == 1)
    app.tabs(2, "Begins")
    app.type("10 am")
    app.tabs(1, "Ends")
    programme_is(f"{HARD} 10:00-10:30")
    app.key("ctrl+a")
    app.type("1045")
    app.key("Return")
    programme_is(f"{HARD} 10:00-10:45")


@tap.test("an item keeps its length while its start is written anew, at whatever pace")
def _():
    app.tabs(-1, "Begins")
    app.key("ctrl+a", "BackSpace")
    time.sleep(1)  # longer than a pause: of what is not to happen there is nothing to wait for
    programme_is(f"{HARD} 10:00-10:45")
    app.type("11")
    app.key("Return")
    programme_is(f"{HARD} 11:00-11:45")
    app.key("ctrl+z")
    programme_is(f"{HARD} 10:00-10:45")
    app.tabs(1, "Ends")


@tap.test("speakers are added by name, and who is known already is that person")
def _():
    app.tabs(1, "Name of a new speaker")
    app.type("Hazel Hall, Edinburgh Napier University")
    app.key("Return")
    app.wait(lambda: archive.count("role", kind="speaker") == 1)
    app.type("Nils")
    app.key("Return")
    app.wait(lambda: archive.count("role", kind="speaker") == 2)
    app.find("label", "Talk · Hazel Hall, Nils")
    app.tabs(-4, "Link of the speaker")
    app.type("https://example.org/nils")
    app.wait(lambda: archive.count("person", name="Nils", url="https://example.org/nils") == 1)
    app.key("alt+Up")
    app.find("label", "Talk · Nils, Hazel Hall")
    add("ctrl+shift+t", "Second")
    app.tabs(4, "Name of a new speaker")
    app.type("nils")
    app.key("Return")
    app.wait(lambda: archive.count("role", kind="speaker") == 3)
    tap.equal(archive.count("person"), 2)
    programme_is(f"{HARD} 10:00-10:45", "Second 10:45-11:15")


@tap.test("two discussions, each with its minutes, what is asked and its syndicates, and a plenary")
def _():
    add("ctrl+shift+g", "Round one")
    app.tabs(4, "Minutes to Talk")
    app.type("forty")
    app.tabs(1, "Minutes to Report")
    app.tabs(-1, "Minutes to Talk")
    tap.equal(app.text(app.focused()), "forty", "what is no number, to be mended")
    app.key("ctrl+a")
    app.type("40")
    app.tabs(2, "Asked For")
    app.type("Three points & a question")
    app.tabs(1, "Reporting")
    choose_another()
    app.wait(lambda: archive.count("session", title="Round one", minutes_to_talk=40, ask="Three points & a question",
                                   reporting="by_group") == 1)
    app.focus_is("Reporting")
    app.tabs(1, "Add a Syndicate")
    app.key("Return", "Return")
    app.wait(lambda: archive.count("syndicate") == 2)
    app.find("label", "Discussion · 2 syndicates")
    add("ctrl+shift+g", "Round two")
    app.tabs(8, "Add a Syndicate")
    app.key("Return")
    app.wait(lambda: archive.count("syndicate") == 3)
    add("ctrl+shift+p", "Last")
    programme_is(f"{HARD} 10:00-10:45", "Second 10:45-11:15", "Round one 11:15-12:15", "Round two 12:15-13:15",
                 "Last 13:15-13:45")
    # The lists that a combo row pops up are libadwaita's own.
    tap.equal([name for name in app.unnamed(app.root) if not name.startswith(("list item “”", "list “GtkListView"))], [])


@tap.test("an item becomes one of another kind, and with Ctrl+Z what it was")
def _():
    app.tabs(1, "Kind")
    choose_another()
    app.wait(lambda: archive.count("session", title="Last", kind="plenary") == 0)
    app.focus_is("Kind")
    app.key("ctrl+z")
    app.wait(lambda: archive.count("session", title="Last", kind="plenary") == 1)


@tap.test("Alt+Up changes the order; the two share out their time, and the focus stays")
def _():
    app.tabs(-2, "Actions for “Last”")
    app.tabs(-10, "Kind")
    app.key("alt+Up")
    programme_is(f"{HARD} 10:00-10:45", "Second 10:45-11:15", "Round two 11:15-12:15", "Round one 12:15-13:15",
                 "Last 13:15-13:45")
    app.key("alt+Up")
    programme_is(f"{HARD} 10:00-10:45", "Round two 10:45-11:45", "Second 11:45-12:15", "Round one 12:15-13:15",
                 "Last 13:15-13:45")


@tap.test("everything slips by ten minutes, and from one item on")
def _():
    app.press("Everything 10 minutes later")
    programme_is(f"{HARD} 10:10-10:55", "Round two 10:55-11:55", "Second 11:55-12:25", "Round one 12:25-13:25",
                 "Last 13:25-13:55")
    app.tabs(10, "Actions for “Second”")
    app.in_sight()
    app.key("space")
    app.find("menu item", "From Here On 10 Minutes Later")
    app.key("l")
    app.focus_is("Actions for “Second”")
    programme_is(f"{HARD} 10:10-10:55", "Round two 10:55-11:55", "Second 12:05-12:35", "Round one 12:35-13:35",
                 "Last 13:35-14:05")


@tap.test("Delete deletes an item with everything in it, and Ctrl+Z brings it back")
def _():
    before = archive.snapshot()
    app.tabs(-1, "Second")
    app.key("Delete")
    app.wait(lambda: archive.count("session") == 4)
    tap.equal(archive.count("role"), 2)
    app.focus_is("Round one")
    app.key("ctrl+z")
    app.wait(lambda: archive.snapshot() == before)


@tap.test("what is added is in sight, however many there are before it")
def _():
    for key in "gtpog":
        add(f"ctrl+shift+{key}", "Seen")
        app.in_sight()
    add("ctrl+shift+t", "Seen with speakers")
    app.tabs(4, "Name of a new speaker")
    for i in range(3):
        app.type(f"Speaker {i}")
        app.key("Return")
        app.wait(lambda: archive.count("person", name=f"Speaker {i}") == 1)
        app.in_sight()
    add("ctrl+shift+g", "Seen last")
    app.wait(lambda: archive.count("session", title="Seen last") == 1)


@tap.test("Ctrl+Enter takes points in that item")
def _():
    app.key("ctrl+Return")
    app.in_line()
    app.enter("Said in the plenary")
    app.wait(lambda: archive.count("point") == 1)
    tap.equal(archive.query("SELECT title FROM session JOIN point ON session.id = session_id"), [{"title": "Seen last"}])


@tap.test("all of it is taken back, step by step")
def _():
    app.key("alt+p")
    app.wait(lambda: not app.has(app.line, "focused"), what="Plan to have the focus")
    while archive.snapshot() != start:
        steps = archive.count("history")
        app.key("ctrl+z")
        app.wait(lambda: archive.count("history") > steps, what="a step to be undone")
    app.find("label", "No Programme Yet")
    # although the item that points were taken in is gone, and Capture went to another one
    assert not app.has(app.line, "focused")


tap.run()
