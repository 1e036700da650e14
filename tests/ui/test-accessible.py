#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that can be operated has a name, on every page and dialog; the keyboard alone reaches it and gets back."""
import tap
from capturing import Capture
from uitest import App, Archive

app = Capture(Archive.sample())
PLACES = ("Plan", "Capture", "Feedback", "Themes", "Write-up")


def reached():
    """What has the focus, as a screen reader says it."""
    return (node := app.focused()) and (node.get_role_name(), node.get_name())


@tap.test("welcome")
def _():
    welcome = App(Archive())
    welcome.find("push button", "New Seminar")
    tap.equal(welcome.unnamed(), [])
    welcome.stop()


@tap.test("every place of a seminar")
def _():
    for place in PLACES:
        app.press(place, role="page tab")
        tap.equal(app.unnamed(), [], place)
    app.press("Capture", role="page tab")


@tap.test("a new seminar")
def _():
    app.opens("ctrl+n")
    title = app.find("text", "Title", within=app.wait(app.dialog))
    app.wait(lambda: app.has(title, "focused"))
    tap.equal(app.unnamed(), [])
    app.closes("Escape")


@tap.test("keyboard shortcuts")
def _():
    app.opens("ctrl+question")
    for key in ("Save the line", "Change the last point", "Undo"):
        app.find("label", key)
    app.closes("Escape")
    app.in_line()


@tap.test("an export")
def _():
    app.opens("ctrl+e")
    app.find("push button", "Choose.*")
    # The lists that a combo row pops up are libadwaita's own.
    tap.equal([name for name in app.unnamed() if not name.startswith("list")], [])
    app.closes("Escape")
    app.in_line()


@tap.test("Tab goes round and comes back to the line")
def _():
    stops = []
    for _ in range(30):
        before = reached()
        app.key("Tab")
        app.wait(lambda: reached() not in (None, before), what=f"the focus to leave {before}")
        stops.append(reached()[1])
        if app.has(app.line, "focused"):
            break
    assert app.has(app.line, "focused"), f"Tab never came back to the line: {stops}"
    assert not [name for name in stops if name.startswith(("Gtk", "Adw", "Rap"))], stops
    assert "" not in stops, stops
    for wanted in ("Find a seminar", "New seminar", "Main menu", "Show the seminars", "Plan", "Feedback", "Seminar menu",
                   "Previous item", "1 Policy and trust, 12 points", "0 Plenary, 3 points", "Add a syndicate",
                   "Organisers: gather the accounts that people write of today, voice 0"):
        assert wanted in stops, f"Tab does not reach “{wanted}”: {stops}"


@tap.test("from a row Escape leads back to the line")
def _():
    app.click(app.find("list item", "Organisers: gather.*, voice 0"))
    app.wait(lambda: not app.has(app.line, "focused"))
    app.key("Escape")
    app.in_line()


tap.run()
