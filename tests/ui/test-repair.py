#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Repair at speed: Up, moving, starring, deleting, one row or several, and the items of the programme."""
import tap
from capturing import Capture, points
from uitest import Archive

archive = Archive.sample()
app = Capture(archive)


def last():
    return points(archive)[-1]


def row(start):
    """The row of the point that begins so."""
    return app.find("list item", f"{start}.*, voice .")


def focused_row(start):
    return app.wait(lambda: (node := app.focused()) and node.get_name().startswith(start) and node,
                    what=f"the focus on “{start}…”")


def press_toast():
    """Presses the button of the toast; the header has one of that name too, and comes first."""
    app.act(app.wait(lambda: len(found := app.matching("push button", "Undo")) == 2 and found[1], what="a toast"))


def enter(text):
    n = archive.count("point")
    app.enter(text)
    app.wait(lambda: archive.count("point") == n + 1)


@tap.test("Up brings the last line back as it was typed; Enter changes that point")
def _():
    n = archive.count("point")
    enter("Trust needs time #trust *")
    app.key("Up")
    app.holds("Trust needs time #trust *")
    app.find("label", "Changing the last point.*")
    app.key("BackSpace")
    app.type("+4")
    app.step("Return")
    app.holds("")
    app.gone("label", "Changing the last point.*")
    tap.equal(last(), {"text": "Trust needs time", "agreed": 4, "voice": 1, "themes": "trust"})
    tap.equal(archive.count("point"), n + 1)


@tap.test("Escape leaves it as it was")
def _():
    steps = app.steps()
    app.key("Up")
    app.holds("Trust needs time #trust +4")
    app.type("5 and more")
    app.key("Escape")
    app.holds("")
    app.gone("label", "Changing the last point.*")
    enter("A line after it is a new point")
    tap.equal(app.steps(), steps + 1, "steps")
    tap.equal(last(), {"text": "A line after it is a new point", "voice": 1})


@tap.test("Ctrl and a digit move the last point")
def _():
    app.step("ctrl+3")
    tap.equal(last()["voice"], 3)
    app.step("ctrl+KP_0")
    tap.equal(last().get("voice", 0), 0)
    app.step("ctrl+z")
    tap.equal(last()["voice"], 3)


@tap.test("Ctrl+D stars the last point and takes the star away")
def _():
    app.step("ctrl+d")
    tap.equal(last()["starred"], 1)
    app.step("ctrl+d")
    tap.equal(last().get("starred", 0), 0)


@tap.test("a row's own button stars it")
def _():
    text = "Count the risk of staying out, not only the risk of joining in"
    before = app.steps()
    app.press("Star", within=row(text))
    app.wait(lambda: app.steps() == before + 1)
    tap.equal(archive.count("point", text=text, starred=1), 1)
    app.press("Take the star away", within=row(text))
    app.wait(lambda: archive.count("point", text=text, starred=0) == 1)


@tap.test("several selected rows are moved and starred as one step")
def _():
    for text in ("One of three", "Two of three", "Three of three"):
        enter(text)
    app.click(row("One of three"))
    focused_row("One of three")
    app.key("shift+Down", "shift+Down")
    focused_row("Three of three")
    app.step("ctrl+2")
    tap.equal([p.get("voice") for p in points(archive)[-3:]], [2, 2, 2])
    app.step("ctrl+d")
    tap.equal([p.get("starred") for p in points(archive)[-3:]], [1, 1, 1])
    app.key("Escape")
    app.in_line()
    app.step("ctrl+z")
    app.step("ctrl+z")
    tap.equal(points(archive)[-3:], [{"text": f"{n} of three", "voice": 1} for n in ("One", "Two", "Three")])


@tap.test("Delete takes the selected rows away; the toast's button brings them back")
def _():
    before = archive.snapshot()
    app.click(row("Two of three"))
    focused_row("Two of three")
    app.key("shift+Down")
    focused_row("Three of three")
    app.step("Delete")
    app.in_line()
    tap.equal(last()["text"], "One of three")
    press_toast()
    app.wait(lambda: archive.snapshot() == before, what="both points to be back")


@tap.test("the toast's button takes back just that step")
def _():
    app.click(row("Two of three"))
    focused_row("Two of three")
    app.step("Delete")
    app.key("Escape")
    app.in_line()
    enter("Said meanwhile")
    press_toast()
    app.wait(lambda: archive.count("point", text="Two of three") == 1)
    tap.equal(archive.count("point", text="Said meanwhile"), 1)


@tap.test("what is typed while a row has the focus goes into the line")
def _():
    app.click(row("Two of three"))
    focused_row("Two of three")
    app.type("Into the line")
    app.holds("Into the line")
    app.in_line()
    app.step("Return")
    tap.equal(last()["text"], "Into the line")


@tap.test("Alt+Page Up and Alt+Page Down walk through the programme, the line intact")
def _():
    app.type("half a line")
    app.key("alt+Page_Up")
    app.find("label", ".*Talk by Nicky Whitsed")
    app.find("(toggle|push) button", "1 Nicky Whitsed.*")
    app.key("alt+Page_Up", "alt+Page_Up")
    app.find("label", ".*Talk by Dr Hazel Hall")
    app.holds("half a line")
    app.step("Return")
    tap.equal(archive.query("SELECT voice, name FROM point JOIN person ON person.id = speaker_id"
                            " WHERE text = 'half a line'"), [{"voice": "speaker", "name": "Hazel Hall"}])
    app.key("alt+0")
    enter("From the floor")
    tap.equal(archive.count("point", text="From the floor", voice="plenary"), 1)
    app.key("alt+Page_Down", "alt+Page_Down")
    app.find("label", ".*Syndicate discussion")


@tap.test("of many points the last are there at once, and all when one goes back or selects all")
def _():
    many = Archive()
    many.cli("new", "A long day", "--date", "2011-01-19", "--syndicates", "2")
    many.cli("add", "2011-01-19", "--syndicate", "1", "-", stdin="".join(f"Number {n}\n" for n in range(160)))
    long = Capture(many)

    def numbers():
        return [name.split(",")[0] for name in long.names("list item") if name.startswith("Number ")]

    long.find("list item", "Number 159, voice 1")
    assert len(numbers()) < 60, numbers()
    long.click(long.find("list item", "Number 159, voice 1"))
    long.wait(lambda: long.focused().get_name().startswith("Number 159"))
    for first in (136, 36, 0):
        long.find("list item", f"Number {first}, voice 1")
        long.key("Home")
    tap.equal(numbers(), [f"Number {n}" for n in range(160)])
    tap.equal(long.stop(), 0)
    long = Capture(many)
    long.click(long.find("list item", "Number 159, voice 1"))
    long.wait(lambda: long.focused().get_name().startswith("Number 159"))
    long.key("ctrl+a")
    long.step("ctrl+d")
    tap.equal(many.count("point", starred=1), 160)
    tap.equal(long.stop(), 0)


tap.run()
