#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Before an export is saved, the leak check shows the names in texts that may not be told; one goes back or writes."""
import csv
import os
from pathlib import Path

import tap
from capturing import Capture
from uitest import Archive, plain

archive = Archive.sample()
app = Capture(archive)
HOME = Path(os.environ["HOME"])
LEAK = "Elisabeth, point: Elisabeth <b>asks</b> & writes"


def written():
    """What is in the folder of each export there is."""
    return {path.parent.name: path for path in HOME.glob("*/points.csv")}


def texts(name):
    with open(written()[name], encoding="utf-8", newline="") as file:
        return [row["point"] for row in csv.DictReader(file)]


def remove(name):
    for path in (HOME / name).iterdir():
        path.unlink()


def shown():
    return app.names("list item", within=app.find("list", "Names in texts"))


def focus_is(name):
    app.wait(lambda: (node := app.focused()) and plain(node.get_name()) == name, what=f"{name} to have the focus")


def export():
    """Opens the dialog and presses Export, which shows the page with the leaks: its other page is in the tree too."""
    app.opens("ctrl+e")
    focus_is("Export")
    app.key("Return")
    focus_is("Back")


@tap.test("without a leak nothing is asked")
def _():
    app.enter("Ask @Elisabeth, says Hazel")
    app.opens("ctrl+e")
    app.closes("Return")
    app.wait(written, what="the tables")
    name, = written()
    assert "Ask [name], says Hazel" in texts(name), texts(name)[-3:]
    remove(name)


@tap.test("a name that may not be told is shown with its text, as it was typed; nothing is written yet")
def _():
    app.enter("Elisabeth <b>asks</b> & writes")
    export()
    app.find("label", "1 name stands where it may not be told")
    tap.equal(shown(), [LEAK])
    for text in ("Elisabeth", "Elisabeth <b>asks</b> & writes", "point"):
        app.find("label", text)
    # In the dialog alone: the toast of the last export may still be there, with a button that is libadwaita's own.
    windows = map(app.root.get_child_at_index, range(app.root.get_child_count()))
    dialog = next(window for window in windows if app.matching("list", "Names in texts", window))
    tap.equal([name for name in app.unnamed(dialog) if not name.startswith("list")], [])
    tap.equal(written(), {})


@tap.test("Enter goes back, and so does Escape; a second one leaves")
def _():
    app.key("Return")
    focus_is("Export")
    app.key("Return")
    focus_is("Back")
    app.key("Escape")
    focus_is("Export")
    app.closes("Escape")
    tap.equal(written(), {})


@tap.test("Alt+E exports all the same")
def _():
    export()
    app.closes("alt+e")
    app.wait(written, what="the tables")
    name, = written()
    assert "Elisabeth <b>asks</b> & writes" in texts(name), texts(name)[-3:]
    remove(name)


@tap.test("of all seminars each row tells its own; no more rows than one would read, and how many there are")
def _():
    archive.cli("add", "2011-01-19", "-", stdin="Goodman again\n" * 250)
    app.opens("ctrl+e")
    app.key("alt+w", "Down", "Return")
    app.wait(lambda: app.matching("label", ".*/All seminars"), what="the folder of all seminars")
    back = app.find("push button", "Back")
    app.press("Export")
    app.wait(lambda: app.has(back, "focused"), what="Back to have the focus")
    seen = app.wait(lambda: (all := app.named()) and ("label", "and 151 more") in all and all, what="the end of the list")
    assert ("label", "251 names stand where they may not be told") in seen
    rows = [name for role, name in seen if role == "list item" and ", point of " in name]
    tap.equal([len(rows), rows[-1]], [100, "Goodman, point of Social media: the next steps: Goodman again"])
    app.closes("alt+e")
    app.wait(lambda: "All seminars" in written(), what="the tables")
    assert texts("All seminars").count("Goodman again") == 250
    remove("All seminars")


@tap.test("the check that cannot be done says so, and nothing is written")
def _():
    app.opens("ctrl+e")
    archive.path.rename(archive.path.with_suffix(".away"))
    try:
        app.press("Export")
        app.find("label", ".*test[.]rapporteur.*")
    finally:
        archive.path.with_suffix(".away").rename(archive.path)
    tap.equal(written(), {})
    app.closes("Escape")


tap.run()
