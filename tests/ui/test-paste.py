#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Several lines are pasted: each becomes a point after a look at them, all of them one step."""
import re
import subprocess

import tap
from capturing import Capture, points
from uitest import Archive

archive = Archive.sample()
app = Capture(archive)
BEFORE = archive.count("point")


def paste(text):
    subprocess.run(["xclip", "-selection", "clipboard"], input=text, text=True, check=True)
    app.opens("ctrl+v")
    app.wait(lambda: (node := app.focused()) and "Record" in node.get_name(), what="the dialog to have the focus")


def undo():
    """There is nothing to undo before these steps, and what there is is looked up when all else is done."""
    app.wait(lambda: app.has(app.find("push button", "Undo"), "sensitive"), what="something to undo")
    app.step("ctrl+z")


def typed():
    return points(archive, "id NOT IN (SELECT id FROM point ORDER BY id LIMIT ?)", BEFORE)


@tap.test("each line shows what it would become; Enter records all as one step")
def _():
    app.key("alt+2")
    app.type("Half a th")
    paste("\n- Trust needs time #trust *\n\n  2. Who pays for it?\r\n• ! Ask legal by 2011-02-28\nR&D <b>\n")
    app.find("check box", "Trust needs time")
    app.find("check box", "R&D <b>")
    for text in ("#trust", "★ Starred", "? Question", "Due Mon 28 Feb 2011", "Culture change"):
        app.find("label", re.escape(text))
    tap.equal(app.unnamed(), [])
    steps = app.steps()
    app.closes("Return")
    app.wait(lambda: app.steps() == steps + 1)
    tap.equal(typed(), [
        {"text": "Trust needs time", "voice": 2, "themes": "trust", "starred": 1},
        {"text": "Who pays for it?", "kind": "question", "voice": 2},
        {"text": "Ask legal", "kind": "action", "due": "2011-02-28", "voice": 2},
        {"text": "R&D <b>", "voice": 2},
    ])
    app.type("ing")
    app.holds("Half a thing")
    app.key("ctrl+a", "BackSpace")
    undo()
    tap.equal(typed(), [])


@tap.test("a line can be left out; Escape records nothing")
def _():
    paste("One\nTwo\nThree")
    app.closes("Escape")
    tap.equal(typed(), [])
    paste("One\nTwo\nThree")
    app.key("Tab")
    app.wait(lambda: (node := app.focused()) and node.get_name() == "One", what="the first line to have the focus")
    app.key("Down", "space")
    app.find("push button", "Record 2 Points")
    app.closes("Return")
    app.wait(lambda: len(typed()) == 2)
    tap.equal([point["text"] for point in typed()], ["One", "Three"])
    undo()


@tap.test("an archive that is in use loses nothing: the lines stay, and Enter tries again")
def _():
    paste("Said while it is busy\nand this too")
    with archive.locked():
        app.key("Return")
        app.find("alert|notification|label", "Another program is using.*")
        app.find("check box", "and this too")
    app.closes("Return")
    app.wait(lambda: len(typed()) == 2)
    undo()


@tap.test("2,000 lines are one step")
def _():
    paste("".join(f"{n}. Line number {n} #many\n" for n in range(2000)))
    app.find("push button", "Record 2000 Points")
    app.closes("Return")
    app.wait(lambda: archive.count("point") == BEFORE + 2000, 30)
    undo()
    tap.equal(archive.count("point"), BEFORE)
    tap.equal(app.stop(), 0)
    archive.cli("check")


tap.run()
