#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What things cost in keys, each shown in the archive; and that digits are the places of keys, not what they print."""
import contextlib
import subprocess
from datetime import date

import tap
from attending import add_people
from capturing import Capture, points
from uitest import Archive, plain

archive = Archive()
archive.cli("new", "A fast report", "--date", date.today().isoformat(), "--syndicates", 4)
add_people(archive, ["Ada Marsh", "Bela Novak", "Hugo Pell"], status="registered")
app = Capture(archive)
pressed = 0


def press(*keys):
    """Presses keys or chords, which count."""
    global pressed
    pressed += len(keys)
    app.key(*keys)


@contextlib.contextmanager
def costs(most, steps=1):
    """Within this so many keys are pressed beside the text, and make so many steps."""
    global pressed
    pressed, before = 0, app.steps()
    yield
    app.wait(lambda: app.steps() == before + steps, what=f"{steps} steps, not {app.steps() - before}")
    tap.equal(pressed, most, "keys")


def last():
    return points(archive)[-1]


@tap.test("a point costs its text and one key, and a question no other than its “?”")
def _():
    for text in "Trust needs time", "Who pays for it?":
        with costs(1):
            app.type(text)
            press("Return")
        app.holds("")
    tap.equal(points(archive), [{"text": "Trust needs time", "voice": 1},
                                {"text": "Who pays for it?", "kind": "question", "voice": 1}])


@tap.test("one chord changes the voice, and one saves and passes the turn")
def _():
    with costs(2):
        press("alt+3")
        app.type("Said by the third")
        press("Return")
    with costs(1):
        app.type("And this as well")
        press("ctrl+Return")
    with costs(1):
        app.type("Said by the fourth")
        press("Return")
    tap.equal([point["voice"] for point in points(archive)[-3:]], [3, 3, 4])


@tap.test("moving the last point, a star and an undo are a chord each")
def _():
    with costs(1):
        press("ctrl+2")
    tap.equal(last(), {"text": "Said by the fourth", "voice": 2})
    with costs(1):
        press("ctrl+d")
    tap.equal(last(), {"text": "Said by the fourth", "voice": 2, "starred": 1})
    for wanted in {"voice": 2}, {"voice": 4}:
        with costs(1):
            press("ctrl+z")
        tap.equal(last(), {"text": "Said by the fourth"} | wanted)
    with costs(1):  # while one types two letters do as well
        app.type("Starred at once *")
        press("Return")
    tap.equal(last(), {"text": "Starred at once", "voice": 4, "starred": 1})


@tap.test("a hand costs one key on the newest row, which is one key away")
def _():
    with costs(2):
        press("shift+Tab", "plus")
    tap.equal(last()["agreed"], 1)
    app.key("Escape")
    app.in_line()


@tap.test("“we said that too” costs at most seven keys with Enter, also where several points fit")
def _():
    n = archive.count("point")
    app.key("alt+1")
    with costs(7):
        press("equal", "space", *"four", "Return")
    tap.equal(points(archive, "text = 'Said by the fourth'")[0]["echoes"], 1)
    app.key("alt+2")
    with costs(7):
        press("equal", "space", *"sai", "Tab", "Return")
    tap.equal(archive.count("point_echo"), 2)
    tap.equal(archive.count("point"), n)


def lands(keys, *voices, by=None):
    """Each key gives one of the voices the floor, or with Ctrl moves the last point to it."""
    for key, voice in zip(keys, voices, strict=True):
        if by is None:
            n = archive.count("point")
            app.key(f"alt+{key}")
            app.enter(f"By {key}")
            app.wait(lambda: archive.count("point") == n + 1)
        else:
            app.step(f"{by}+{key}")
        tap.equal(last().get("voice", 0), voice, f"the voice of the key {key}")
    app.step("ctrl+z")


# Keys are told by their place: the numbers that the server has for those that print 1, 2, 3, 4 and 0 in English
ROW = 10, 11, 12, 13, 19
PAD = 87, 88, 89, 83, 90


@tap.test("on a French keyboard, whose digits need Shift, the same keys choose and move")
def _():
    subprocess.run(["setxkbmap", "fr"], check=True)
    try:
        app.key("10")
        app.holds("&")  # it is a French one
        app.key("BackSpace")
        lands(ROW, 1, 2, 3, 4, 0)
        lands(ROW, 1, 2, 3, 4, 0, by="ctrl")
    finally:
        subprocess.run(["setxkbmap", "us"], check=True)


@tap.test("so do those of the number pad, with Num Lock and without")
def _():
    app.type("x")
    app.key("87")
    app.holds("x")  # without, the key is End
    app.key("BackSpace")
    lands(PAD, 1, 2, 3, 4, 0)
    lands(PAD, 1, 2, 3, 4, 0, by="ctrl")
    app.key("Num_Lock")
    app.key("87")
    app.holds("1")
    app.key("BackSpace")
    lands(PAD, 1, 2, 3, 4, 0)
    lands(PAD, 1, 2, 3, 4, 0, by="ctrl")
    app.key("Num_Lock")


@tap.test("at the door a person costs three keys, and the door one or two from anywhere")
def _():
    def focus_is(name):
        app.wait(lambda: (node := app.focused()) and plain(node.get_name()) == name, what=f"{name} to have the focus")

    with costs(2, 0):
        press("alt+p", "alt+l")
        focus_is("Find or add a person")
    for letters, name in ("ad", "Ada Marsh"), ("be", "Bela Novak"), ("hu", "Hugo Pell"):
        with costs(3):
            press(*letters, "space")
        tap.equal(archive.query("SELECT status FROM attendance JOIN person ON person.id = person_id WHERE name = ?", name),
                  [{"status": "came"}])
    with costs(1, 0):
        press("alt+c")
        app.in_line()
    with costs(1, 0):
        press("alt+p")
        focus_is("Find or add a person")


tap.run()
