#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ctrl+K reaches every action, seminar, session and voice by a few letters, and gives the focus back."""
import re

import tap
from capturing import Capture
from uitest import TOP, Archive, plain

archive = Archive.sample()
for n in (46, 47, 48):
    archive.cli("new", f"Evening {n}", "--date", f"2020-02-{n - 40:02}")
app = Capture(archive)


def frame_is(title):
    app.wait(lambda: any(n.get_role_name() == "frame" and n.get_name() == title for n in app.walk()),
             what=f"the window to be called {title}")


def found():
    return app.names("list item", within=app.palette)


def opened(typed=""):
    """Opens the palette, types and waits for what is found to fit."""
    app.opens("ctrl+k")
    app.palette = app.wait(lambda: app.root.get_child_at_index(app.root.get_child_count() - 1))
    app.entry = app.find("text", "An action, a seminar, a session or a voice", within=app.palette)
    app.type(typed)
    word = typed.split()[-1].lower() if typed else ""
    app.wait(lambda: (names := found()) and all(word in name.lower() for name in names), what=f"what fits {typed}")


@tap.test("a seminar by a part of its title, and back by another")
def _():
    opened("social next")
    tap.equal(found()[0].split(",")[0], "Social media: the next steps")
    app.closes("Return")
    frame_is("Social media: the next steps")
    opened("eve 47")
    app.closes("Return")
    frame_is("Evening 47")
    opened("2010")
    app.closes("Return")
    assert archive.query("SELECT 1 FROM seminar WHERE title = ? AND date LIKE '2010%'", app.root.get_child_at_index(0).get_name())


@tap.test("Escape leaves the line as it was, with the focus")
def _():
    opened("next steps")
    app.closes("Return")
    app.line = app.find("text", "New point.*")
    app.type("half a li")
    app.holds("half a li")
    opened("abou")
    app.closes("Escape")
    app.type("ne")
    app.holds("half a line")


@tap.test("what is begun with comes before what is within; Up and Down choose")
def _():
    opened("e")
    names = found()
    ranks = [0 if name.lower().startswith("e") else 1 for name in names]
    tap.equal(ranks, sorted(ranks))
    assert "Export, Ctrl+E" in names, names
    entry = app.entry
    app.wait(lambda: entry.get_description() == names[0])
    app.key("Down", "Down", "Up")
    app.wait(lambda: entry.get_description() == names[1])
    app.type("xyz")
    app.wait(lambda: entry.get_description() == "Nothing is called that.")
    app.key("Return")
    app.closes("Escape")


@tap.test("a voice gets the floor, a session is gone to, with the line intact")
def _():
    opened("2 ")
    app.closes("Return")
    app.wait(lambda: app.line.get_name() == "New point of Culture change", what="the second voice to have the floor")
    app.holds("half a line")
    app.type("!")
    app.holds("half a line!")
    app.key("ctrl+a", "BackSpace")
    app.holds("")


@tap.test("only what can be done now; an action is done")
def _():
    opened()
    app.wait(lambda: "Export, Ctrl+E" in found())
    assert not [name for name in found() if name.startswith(("Redo", "Go to or Do"))], found()
    app.type("expo")
    app.wait(lambda: found()[0] == "Export, Ctrl+E")
    app.key("Return")  # one window closes, another opens
    app.find("push button", "Choose.*")
    app.closes("Escape")


@tap.test("a part of Plan, and what can be done there and nowhere else")
def _():
    opened("talk")
    assert not [name for name in found() if name.startswith("Add a Talk")], found()
    app.closes("Escape")
    opened("plan: prog")
    app.closes("Return")
    before = archive.count("session", kind="other")
    opened("add another")
    tap.equal(found()[0], "Add Another Item, Programme, Shift+Ctrl+O")
    app.closes("Return")
    app.wait(lambda: archive.count("session", kind="other") == before + 1)
    opened("plan: peo")
    app.closes("Return")
    app.type("new person")
    opened("find or add")
    app.closes("Return")
    app.key("ctrl+a")
    app.type("Ann New")
    app.key("Return")
    app.wait(lambda: archive.count("person", name="Ann New") == 1)
    opened("capture")
    app.closes("Return")


@tap.test("everything in it has a name")
def _():
    opened("evening")
    tap.equal(app.unnamed(app.palette), [])
    app.closes("Escape")


@tap.test("menus call actions as the palette does, and the shortcuts window has every key")
def _():
    table = (TOP / "src/app/rap-actions.c").read_text()
    actions = dict(re.findall(r'\{ "([^"]+)", N_ \("([^"]+)"\)', table))
    keys = [name for name, first in re.findall(r'\{ "([^"]+)", N_ \("[^"]+"\), \{ ("[^"]+"|NULL)', table) if first != "NULL"]
    assert len(actions) > 15
    for path in sorted((TOP / "ui").glob("*.ui")):
        for label, name in re.findall(r'name="label" translatable="yes">([^<]*)</attribute>\s*<attribute name="action">([^<]*)<',
                                      path.read_text()):
            if name in actions:
                tap.equal(plain(label), plain(actions[name]), f"{path.name}: {name}")
    app.opens("ctrl+question")
    shown = app.names("label", within=app.dialog())
    for name in keys:
        assert plain(actions[name]).rstrip("…") in shown, f"{name} is not in the shortcuts window"
    app.closes("Escape")


tap.run()
