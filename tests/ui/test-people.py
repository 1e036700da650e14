#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""People are typed, pasted, ticked at the door, edited and joined by the keyboard alone; all of it undoes."""
from datetime import date, timedelta

import tap
from attending import add_people
from planning import Plan
from uitest import Archive, plain

archive = Archive()
archive.cli("new", "Empty", "--date", "2001-01-19", "--syndicates", "2")
archive.cli("new", "Later", "--date", (date.today() + timedelta(days=30)).isoformat())
archive.cli("new", "Today", "--date", date.today().isoformat())
add_people(archive, ("Ada Ray", "Britt Li", "Carl Om"), status="registered", organisations=[None])
app = Plan(archive)
START = archive.snapshot()
ENTRY = "Find or add a person"
PASTED = "Name\tAffiliation\tAddress\nIda Lund\tR&D <b>\ti@x.org\nOle Bo\tNapier\nOle Bo\tNapier\n\t\tnobody@x.org\n张伟\t北京大学\n"
ROW = "SELECT name, affiliation, status FROM attendance JOIN person ON person.id = person_id"


def one(name, column="status", where="1"):
    """A column of whoever has this name."""
    found = archive.query(f"SELECT {column} AS it FROM attendance JOIN person ON person.id = person_id WHERE name = ? AND {where}",
                          name)
    return [row["it"] for row in found]


def is_now(name, value, column="status"):
    app.wait(lambda: one(name, column) == value, what=f"{column} of {name} to be {value}, not {one(name, column)}")


def is_listed(*names):
    """Waits until these are in the list, in this order and no others."""
    def listed():
        return [plain(n.get_name()).partition(",")[0] for n in app.matching("list item", within=people)]
    app.wait(lambda: listed() == list(names), what=f"{names}, not {listed()}")


def holds(text):
    app.wait(lambda: app.text(entry) == text, what=f"the entry to hold {text!r}")


def says(text):
    app.wait(lambda: plain(hint.get_name()) == text, what=f"“{text}”, not “{plain(hint.get_name())}”")


def go_to_people(title):
    app.key("ctrl+f", "ctrl+a")
    app.type(title)
    app.key("Return")
    app.wait(lambda: app.window.get_name() == title, what=f"the seminar {title}")
    app.key("alt+p")
    app.wait(lambda: not app.has(app.line, "focused"), what="Plan")
    app.key("alt+l")
    app.part("People")
    app.wait(lambda: plain(app.focused().get_name()) in ("People", ENTRY), what="the people")
    for _ in range(4):  # over the tabs behind this one, where it was shown already
        if plain((tab := app.focused()).get_name()) == ENTRY:
            return
        app.key("Tab")
        app.wait(lambda: (node := app.focused()) and node != tab, what=f"the focus to leave {plain(tab.get_name())}")
    app.focus_is(ENTRY)


def press_undo():
    """The button of the toast."""
    app.press("Undo", within=app.window)


go_to_people("Later")
entry, people = app.find("text", ENTRY), app.find("list", "People")
hint = app.find("status bar")


@tap.test("before the day, who is typed is registered, and a space is a space")
def _():
    tap.equal(app.unnamed(app.root), [])
    door = date.today() + timedelta(days=29)
    day = f"{door.day} {door:%B}"
    says(f"Type a name and press Enter, or paste a list. From {day} on, Space ticks who comes.")
    app.type("Hazel Hall, Edinburgh Napier <h@napier.org>")
    says("Enter adds Hazel Hall as registered")
    app.key("Return")
    holds("")
    is_now("Hazel Hall", ["registered"])
    app.type("Hazel Smith")
    says("Enter adds Hazel Smith as registered")
    app.key("Return")
    holds("")
    is_now("Hazel Smith", ["registered"])
    is_listed("Hazel Hall", "Hazel Smith")
    app.type("ha ")
    holds("ha ")
    says(f"Enter opens Hazel Hall; Ctrl+Enter adds another person. From {day} on, Space ticks who comes.")
    is_listed("Hazel Hall", "Hazel Smith")
    app.key("Escape")
    holds("")


@tap.test("in another seminar a whole line is recognised, and of a name alone one is asked")
def _():
    go_to_people("Today")
    is_listed("Britt Li", "Carl Om", "Ada Ray")  # by the last name, as on paper
    app.type("hazel hall, EDINBURGH napier")
    says("Enter adds hazel hall as walked in")
    app.key("Return")
    holds("")
    is_now("Hazel Hall", ["registered", "walked_in"])
    app.type("Hazel Smith")
    app.opens("Return")
    app.find("combo box", "Who Hazel Smith is", within=app.dialog())
    app.closes("Escape")
    holds("Hazel Smith")  # who changes their mind goes on with it
    app.opens("Return")
    app.closes("Return")
    holds("")
    is_now("Hazel Smith", ["registered", "walked_in"])
    tap.equal(archive.count("person"), 5)


@tap.test("a name that somebody has who attends is asked for too, typed or pasted, and in the list itself")
def _():
    before = archive.snapshot()
    app.type("ada ray")
    says("Space ticks Ada Ray")
    app.opens("ctrl+Return")
    choice = app.find("combo box", "Who ada ray is", within=app.dialog())
    app.find("label", "Somebody new", within=choice)
    app.closes("Return")
    app.wait(lambda: archive.count("person") == 6, what="another of that name")
    app.key("ctrl+z")
    app.wait(lambda: archive.snapshot() == before)
    app.opens(act=lambda: app.set_text(entry, "Ada Ray\nEva Ek\neva ek\n"))
    app.find("label", "Ada Ray · 2[0-9]* · attends already", within=app.dialog())
    app.find("label", "The one above", within=app.dialog())
    app.find("push button", "Add 1 Person", within=app.dialog())
    app.closes("Return")
    app.wait(lambda: one("Eva Ek") == ["walked_in"])
    tap.equal(archive.count("person"), 6)
    app.key("ctrl+z")
    app.wait(lambda: archive.snapshot() == before)


@tap.test("a list that is pasted is shown first and added as one step")
def _():
    before, steps = archive.snapshot(), archive.count("history")
    app.opens(act=lambda: app.set_text(entry, PASTED))
    labels = app.names("label", within=app.dialog())
    assert {"1 line has no name and is left out.", "Twice in the list", "Add 3 People"} <= set(labels), labels
    app.closes("Return")
    app.wait(lambda: archive.count("attendance") == 10)
    tap.equal(archive.count("history"), steps + 1)
    tap.equal(archive.count("person", email="i@x.org"), 1)
    app.key("ctrl+z")
    app.wait(lambda: archive.snapshot() == before, what="all of them to go")
    app.key("ctrl+shift+z")
    app.wait(lambda: archive.count("attendance") == 10)


@tap.test("three people are ticked with three keys each, and a fourth takes it back")
def _():
    for keys, name in ("ad", "Ada Ray"), ("br", "Britt Li"), ("ca", "Carl Om"):
        steps = archive.count("history")
        app.key(*keys, "space")
        is_now(name, ["came"])
        holds("")
        tap.equal(archive.count("history"), steps + 1)
    app.key("space")
    is_now("Carl Om", ["registered"])
    app.key("space")
    is_now("Carl Om", ["came"])


@tap.test("who is not in the list walks in by a name and Enter, whoever has the same first name")
def _():
    app.type("Ada Walk")
    says("Enter adds Ada Walk as walked in")
    app.key("Return")
    is_now("Ada Walk", ["walked_in"])
    app.key("Escape")
    app.type("ada")
    is_listed("Ada Ray", "Ada Walk")
    app.key("Down")
    says("Ada Walk walked in")
    app.key("Escape")


@tap.test("what is known of a person is edited in place")
def _():
    app.type("bri")
    app.key("Return")
    app.focus_is("Name")
    app.key("Tab")
    app.focus_is("E-mail")
    app.type("b@x.org")
    app.key("alt+a")
    app.focus_is("Affiliation")
    app.type("R&D <b>")
    app.key("Tab")
    is_now("Britt Li", ["R&D <b>"], "affiliation")
    is_now("Britt Li", ["b@x.org"], "email")
    app.key("Tab")
    app.focus_is("Consent")
    app.key("space", "Down", "Return")
    is_now("Britt Li", ["anonymously"], "consent")
    app.focus_is("Consent")
    app.key("Tab")
    app.focus_is("Organiser")
    app.key("space")
    app.wait(lambda: archive.count("role", kind="organiser") == 1)
    app.key("Escape")
    app.focus_is(ENTRY)
    app.find("list item", "Britt Li, Came, R&D <b> · Organiser · anonymously")
    app.key("ctrl+a", "BackSpace")


@tap.test("two who are one are joined, and undo parts them")
def _():
    before = archive.snapshot()
    app.type("hazel")
    is_listed("Hazel Hall", "Hazel Smith")
    for _ in range(6):
        app.key("Tab")
    app.key("Home", "shift+Down")
    app.find("label", "2 chosen")
    app.key("alt+j")
    app.press("Keep Hazel Hall.*", role="menu item")
    app.wait(lambda: archive.count("person", name="Hazel Smith") == 0, what="Hazel Smith to be Hazel Hall")
    tap.equal(one("Hazel Hall"), ["registered", "walked_in"])
    press_undo()
    app.wait(lambda: archive.snapshot() == before)


@tap.test("who is removed is gone from the seminar, and undo brings them back")
def _():
    before = archive.snapshot()
    go_to_people("Today")
    app.key("ctrl+a")
    app.type("carl")
    app.key("F2")
    app.focus_is("Name")
    app.key("alt+v")
    is_now("Carl Om", [])
    tap.equal(archive.count("person", name="Carl Om"), 0)
    press_undo()
    app.wait(lambda: archive.snapshot() == before)


@tap.test("somebody who was looked at and goes by an undo in Capture does not take the cursor out of the line")
def _():
    go_to_people("Today")
    app.type("Zelda Zander")
    holds("Zelda Zander")
    app.key("Return")
    app.wait(lambda: one("Zelda Zander"))
    app.key("F2")
    app.focus_is("Name")
    app.key("Escape")
    app.focus_is(ENTRY)
    app.key("alt+c")
    app.in_line()
    app.key("ctrl+z")
    app.wait(lambda: not one("Zelda Zander"))
    app.type("Still in the line")
    app.holds("Still in the line")
    app.key("ctrl+a", "BackSpace")


@tap.test("Syndicates say that nobody is expected, and lead here")
def _():
    go_to_people("Empty")
    app.key("alt+s")
    app.part("Syndicates")
    app.find("label", "Nobody is expected yet.*")
    app.key("alt+g")
    app.part("People")
    app.focus_is(ENTRY)


@tap.test("undone to the start, everything is as it was")
def _():
    for title in ("Today", "Later"):
        go_to_people(title)
        app.undo_all()
    tap.equal(archive.snapshot(), START)


tap.run()
