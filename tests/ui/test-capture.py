#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An afternoon of four syndicates and a plenary is typed, all of it undone and all of it done again."""
import tap
from capturing import Capture, points
from uitest import Archive

archive = Archive.sample()
START = archive.snapshot()
BEFORE = archive.count("point")
app = Capture(archive)
steps = []  # what the archive was before each step and after the last


def typed():
    """The points typed here, oldest first."""
    return points(archive, "id NOT IN (SELECT id FROM point ORDER BY id LIMIT ?)", BEFORE)


def record(voice_key, text, key="Return"):
    steps.append(archive.snapshot())
    app.key(voice_key)
    before = app.steps()
    app.enter(text, key)
    app.wait(lambda: app.steps() == before + 1)


@tap.test("Alt and a digit give the floor; every mark of a line is in the archive")
def _():
    record("alt+1", "Policy needs room #trust #\"culture change\"")
    record("alt+2", "! Ask legal for a short version by 28 Feb")
    record("alt+3", "Who pays for it?")
    record("alt+4", "\"perpetual beta\" *")
    record("alt+0", "e.g. the wiki of 2009 +3")
    record("alt+2", "Half of us were told so ??")
    record("alt+1", "! @Hazel sends the list by 2011-03-01 #policy")
    tap.equal(typed(), [
        {"text": "Policy needs room", "voice": 1, "themes": "trust; culture change"},
        {"text": "Ask legal for a short version", "kind": "action", "due": "2011-02-28", "voice": 2},
        {"text": "Who pays for it?", "kind": "question", "voice": 3},
        {"text": "perpetual beta", "kind": "quote", "starred": 1, "voice": 4},
        {"text": "the wiki of 2009", "kind": "example", "agreed": 3},
        {"text": "Half of us were told so", "to_check": 1, "voice": 2},
        {"text": "Hazel sends the list", "kind": "action", "due": "2011-03-01", "voice": 1, "themes": "policy",
         "people": "owns Hazel Hall"},
    ])


@tap.test("“we said that too” is no new point")
def _():
    n = archive.count("point")
    record("alt+2", "= proxies")
    tap.equal(archive.count("point"), n)
    said, = points(archive, "text LIKE '%proxies%'")
    tap.equal(said["echoes"], 3)


@tap.test("a new theme is made on first use; what is not understood stays in the text")
def _():
    record("alt+0", "C# costs 2*3 and a@b.org is no person #\"first use\"")
    tap.equal(typed()[-1], {"text": "C# costs 2*3 and a@b.org is no person", "themes": "first use"})
    tap.equal(archive.count("theme", name="first use"), 1)


@tap.test("Ctrl+Enter also passes the turn")
def _():
    record("alt+4", "The last of four", "ctrl+Return")
    record("alt+3", "The third", "ctrl+Return")
    steps.append(archive.snapshot())
    app.enter("Goes to the fourth")
    app.wait(lambda: archive.count("point", text="Goes to the fourth") == 1)
    tap.equal([row.get("voice", 0) for row in typed()[-3:]], [4, 3, 4])


@tap.test("Ctrl+Z takes back typing alone while the line holds text")
def _():
    before = app.steps()
    app.type("not yet entered")
    app.holds("not yet entered")
    while left := app.text(app.line):
        app.key("ctrl+z")
        app.wait(lambda: app.text(app.line) != left, what="less text")
    tap.equal(app.steps(), before, "steps")
    app.key("ctrl+shift+z")
    tap.equal(app.steps(), before, "steps after a redo with nothing to redo")


@tap.test("a restart keeps what can be undone")
def _():
    global app
    tap.equal(app.stop(), 0)
    app = Capture(archive)
    steps.append(archive.snapshot())


@tap.test("Ctrl+Z takes everything back, step by step, and never brings typing back")
def _():
    for wanted in reversed(steps[:-1]):
        app.step("ctrl+z")
        assert archive.snapshot() == wanted, "not what was there before the step"
        tap.equal(app.text(app.line), "")
    assert archive.snapshot() == START


@tap.test("after another restart Ctrl+Shift+Z does everything again")
def _():
    global app
    tap.equal(app.stop(), 0)
    app = Capture(archive)
    for wanted in steps[1:]:
        app.step("ctrl+shift+z")
        assert archive.snapshot() == wanted, "not what was there after the step"
    tap.equal(app.text(app.line), "")


@tap.test("a line typed after an undo is saved alone")
def _():
    app.step("ctrl+z")
    app.enter("Something else")
    app.wait(lambda: archive.count("point", text="Something else") == 1)
    tap.equal(archive.count("point", text="Goes to the fourth"), 0)


@tap.test("the window ends well, and the archive is sound")
def _():
    tap.equal(app.stop(), 0)
    archive.cli("check")


tap.run()
