#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the welcome page to the first point with a title alone; titles of every sort; the sidebar."""
import tap
from capturing import Capture, points
from uitest import App, Archive

archive = Archive()
app = App(archive)
app.archive = archive
TITLES = ("R&D <b>bold</b> & “more”", "ندوة الثقة", "信任与政策", "T" * 300, "50 % _mnemonic_ \\n", "'; DROP TABLE point;--")


def dialog_title():
    return app.find("text", "Title", within=app.wait(app.dialog))


def frame_is(title):
    app.wait(lambda: any(n.get_role_name() == "frame" and n.get_name() == title for n in app.walk()),
             what=f"the window to be called {title}")


def newest():
    return archive.query("SELECT * FROM seminar ORDER BY date DESC, id DESC LIMIT 1")[0]


def take_line():
    app.line = app.find("text", "New point.*")
    app.wait(lambda: app.has(app.line, "focused"), what="the line to have the focus")


@tap.test("the welcome page offers a new seminar and the sample")
def _():
    begin = app.find("push button", "New Seminar")
    app.wait(lambda: app.has(begin, "focused"), what="the focus on New Seminar")
    app.find("push button", "Open the Sample")
    tap.equal(archive.count("seminar"), 0)


@tap.test("Ctrl+N, a title, Enter, type: the point is in the archive")
def _():
    app.opens("ctrl+n")
    title = dialog_title()
    app.wait(lambda: app.has(title, "focused"), what="the title to have the focus")
    app.type("A quick seminar")
    app.closes("Return")
    frame_is("A quick seminar")
    take_line()
    app.find("label", "Type what is said. Enter saves it.")
    app.type("The first thing said")
    app.key("Return")
    app.wait(lambda: archive.count("point") == 1)
    tap.equal(points(archive), [{"text": "The first thing said"}])
    tap.equal(archive.query("SELECT kind FROM session"), [{"kind": "other"}])


@tap.test("syndicates are added as they form")
def _():
    for n in (1, 2, 3):
        app.press("Add a syndicate")
        app.wait(lambda: archive.count("syndicate") == n)
    app.key("alt+3")
    app.wait(lambda: app.line.get_name().endswith("3"), what="the third syndicate to have the floor")
    app.type("Said by the third")
    app.key("Return")
    app.wait(lambda: archive.count("point") == 2)
    tap.equal(points(archive)[1], {"text": "Said by the third", "voice": 3})


@tap.test("a title of spaces or a day that is none makes nothing")
def _():
    app.opens("ctrl+n")
    title = dialog_title()
    app.wait(lambda: app.has(title, "focused"))
    create = app.find("push button", "Create")
    app.type("   ")
    app.key("Return")
    assert not app.has(create, "sensitive")
    app.set_text(title, "A title")
    app.wait(lambda: app.has(create, "sensitive"))
    app.set_text(app.find("text", "Date.*", within=app.dialog()), "2011-02-30")
    app.wait(lambda: not app.has(create, "sensitive"), what="a day that is none to be refused")
    app.closes("Escape")
    app.wait(lambda: app.dialog() is None, what="the dialog to be gone")
    tap.equal(archive.count("seminar"), 1)


@tap.test("any title is kept and shown as it is")
def _():
    for title in TITLES:
        app.opens("ctrl+n")
        node = dialog_title()
        app.wait(lambda: app.has(node, "focused"))
        app.set_text(node, title)
        app.closes("Return")
        app.wait(lambda: newest()["title"] == title, what=f"the seminar {title}")
        frame_is(title)
        app.wait(lambda: app.dialog() is None, what="the dialog to be gone")


@tap.test("four syndicates from the start; Ctrl+Z takes the seminar back whole")
def _():
    before = archive.snapshot()
    app.opens("ctrl+n")
    title = dialog_title()
    app.wait(lambda: app.has(title, "focused"))
    app.type("With syndicates")
    app.set_text(app.find("spin button", "Syndicates"), "4")
    app.closes("Return")
    frame_is("With syndicates")
    tap.equal(archive.count("session", kind="discussion"), 2)
    tap.equal(archive.count("syndicate"), 3 + 4)
    take_line()
    app.key("ctrl+z")
    app.wait(lambda: archive.snapshot() == before)


@tap.test("the sidebar finds a seminar, opens it, and is away with F9")
def _():
    archive.cli("sample")
    sidebar = app.find("list", "Seminars")
    app.wait(lambda: "2010" in app.names("list item", within=sidebar), what="the sample's years in the sidebar")
    app.key("ctrl+f")
    app.wait(lambda: app.focused().get_name() == "Find a seminar", what="the search entry to have the focus")
    app.type("SOCIAL")
    app.wait(lambda: app.names("list item", within=sidebar) ==
             ["Social media: the next steps", "Social networking tools: taken seriously?"])
    app.key("Down")
    frame_is("Social media: the next steps")
    app.key("Down")
    frame_is("Social networking tools: taken seriously?")
    tap.equal(app.focused().get_name(), "Find a seminar", "what has the focus while one leafs through")
    app.key("Up", "Return")
    frame_is("Social media: the next steps")
    take_line()
    app.click(app.matching("list item", "Social networking.*", within=sidebar)[0])
    frame_is("Social networking tools: taken seriously?")
    app.key("ctrl+f")
    app.wait(lambda: app.focused().get_name() == "Find a seminar")
    app.key("Escape")
    take_line()
    app.wait(lambda: len(app.names("list item", within=sidebar)) > 4, what="all seminars again")
    app.key("F9", "F9")
    app.find("list", "Seminars")


@tap.test("the window opens again on the newest seminar")
def _():
    tap.equal(app.stop(), 0)
    again = Capture(archive)
    tap.equal(again.root.get_child_at_index(0).get_name(), newest()["title"])
    tap.equal(again.unnamed(), [])


@tap.test("the sample opens from the welcome page")
def _():
    other = Archive()
    fresh = App(other)
    fresh.press("Open the Sample")
    fresh.find("text", "New point of .*")
    fresh.wait(lambda: other.count("seminar") == 2)
    assert other.count("point") > 40


tap.run()
