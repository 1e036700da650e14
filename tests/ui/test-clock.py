#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The clock of a discussion: set going and changed by keys while one types, warning, over time, through kill -9."""
import sqlite3
import time

import tap
from capturing import Capture
from uitest import Archive

MINUTE = 60_000
archive = Archive.sample()
DISCUSSION = archive.query("SELECT id FROM session WHERE kind = 'discussion' ORDER BY id DESC")[0]["id"]


def now():
    return int(time.time() * 1000)


def clock():
    """The clock as the archive has it, None for one that nobody touched."""
    rows = archive.query("SELECT phase, ends_at, remaining FROM clock WHERE session_id = ?", DISCUSSION)
    return rows[0] if rows else None


def put(phase="talk", ends_at=None, remaining=None):
    """Sets it in the archive, for a window that is opened afterwards."""
    database = sqlite3.connect(archive.path, timeout=10)
    with database:
        database.execute("INSERT OR REPLACE INTO clock(session_id, phase, ends_at, remaining) VALUES(?, ?, ?, ?)",
                         (DISCUSSION, phase, ends_at, remaining))
    database.close()


def says(what):
    """Waits until the clock, or what stands beside it of whose turn it is, says this to a screen reader."""
    return app.find("push button|panel", what)


def reads(*words):
    """Waits until these are the words and figures that one sees on the clock; … stands for any figures."""
    def there():
        button = app.matching("push button", "Clock.*")
        seen = app.names("label", button[0]) if button else []
        return len(seen) == len(words) and all(w == s or w == "…" and ":" in s for w, s in zip(words, seen))
    app.wait(there, what=f"the clock to read {words}")


def figures():
    return app.names("label", says("Clock.*"))[0]


app = Capture(archive)
start = archive.snapshot()
steps = app.steps()


@tap.test("a discussion shows its clock, not started; nothing is written for that")
def _():
    says("Clock, not started: 20 minutes left to talk")
    reads("20:00", "to talk")
    tap.equal(clock(), None)
    tap.equal(app.unnamed(), [])


@tap.test("Ctrl+T starts it while one types, Ctrl+Up and Ctrl+Down give and take five minutes")
def _():
    app.type("half a li")
    app.key("ctrl+t")
    app.wait(lambda: clock() and clock()["ends_at"])
    says("Clock: 20 minutes left to talk")
    end = clock()["ends_at"]
    assert 19 * MINUTE < end - now() <= 20 * MINUTE, end - now()
    app.key("ctrl+Up")
    app.wait(lambda: clock()["ends_at"] == end + 5 * MINUTE)
    app.key("ctrl+Down", "ctrl+Down")
    app.wait(lambda: clock()["ends_at"] == end - 5 * MINUTE)
    says("Clock: 15 minutes left to talk")
    app.in_line()
    app.holds("half a li")


@tap.test("it goes on by itself, to be read in figures")
def _():
    first = figures()
    app.wait(lambda: figures() != first, what="another second")
    reads("…", "left")


@tap.test("Ctrl+T holds it, and again lets it go on")
def _():
    app.key("ctrl+t")
    app.wait(lambda: clock()["remaining"])
    says("Clock, held: 15 minutes left to talk")
    reads("…", "held")
    app.key("ctrl+t")
    app.wait(lambda: clock()["ends_at"])
    reads("…", "left")


@tap.test("by the menu as well; then one types on")
def _():
    app.click(says("Clock.*"))
    app.wait(lambda: not app.has(app.line, "focused"), what="the menu to have the focus")
    app.key("b")
    app.wait(lambda: clock() is None)
    app.type("ne")
    app.in_line()
    app.holds("half a line")


@tap.test("the time for reporting says whose turn it is, and who is next")
def _():
    app.key("ctrl+shift+t")
    app.wait(lambda: clock()["phase"] == "report")
    says("Clock: 10 minutes left to report")
    reads("…", "left to report")
    says("1 Policy and trust reports · then 2 Culture change")
    app.key("alt+4")
    says("4 Role of the librarian reports")


@tap.test("while the archive is held the clock goes on, and is written as soon as it can be")
def _():
    before = clock()
    with archive.locked():
        app.key("ctrl+Up")
        says("Clock: 15 minutes left to report")
        tap.equal(clock(), before)
    app.wait(lambda: clock()["ends_at"] == before["ends_at"] + 5 * MINUTE)


@tap.test("a talk has no clock, and what one presses there changes none")
def _():
    before = clock()
    app.key("alt+Prior", "ctrl+Up", "ctrl+t")
    app.gone("push button", "Clock.*")
    app.key("alt+Next")
    says("Clock: 1[45] minutes left to report")
    tap.equal(clock(), before)
    tap.equal(archive.count("clock"), 1)


@tap.test("none of this is in the history")
def _():
    tap.equal(app.steps(), steps)
    tap.equal(archive.snapshot(), start)


@tap.test("after kill -9 it goes on where it is by now")
def _():
    global app
    end = clock()["ends_at"]
    app.kill()
    app = Capture(archive)
    says("Clock: 1[345] minutes left to report")
    tap.equal(clock()["ends_at"], end)


def opened_at(**values):
    global app
    app.kill()
    put(**values)
    app = Capture(archive)


@tap.test("two minutes before the end it warns, in words")
def _():
    opened_at(ends_at=now() + 2 * MINUTE + 3000)
    reads("…", "left: the last minutes")
    says("Clock: [12] minutes? left to talk")


@tap.test("at the end it says that time is up, then by how much it is over")
def _():
    opened_at(ends_at=now() + 3000)
    says("Clock: time is (up|over by .*)")
    reads("over by", "…")
    app.key("ctrl+Up")
    says("Clock: 5 minutes left to talk")
    reads("…", "left")


@tap.test("held beyond the end it stays over by as much")
def _():
    opened_at(remaining=-80_000)
    says("Clock, held: time is over by 1 minute")
    reads("over by", "1:20", "held")


tap.run()
