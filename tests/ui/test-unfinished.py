#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is typed and not yet saved stays what it was: through other sessions and seminars, locks and other programs."""
import sqlite3
import subprocess
import time

import tap
from capturing import Capture, points
from uitest import WINDOW, Archive

EARLIER, SEMINAR = "Social networking tools: taken seriously?", "Social media: the next steps"
archive = Archive.sample()
app = Capture(archive)


def last():
    return points(archive)[-1]


def chip(text):
    app.find("label", text)


@tap.test("Tab adds somebody nobody knew, and the chip says so at once")
def _():
    for name in ("Sarah Bell", "Sarah Moss"):
        app.type(f'Trust grows @"{name}"')
        chip(f"@{name}: nobody here.*")
        app.step("Tab")
        chip(name)
        app.gone("label", f"@{name}: nobody here.*")
        app.in_line()
        app.key("Return")
        app.wait(lambda: archive.count("point", text="Trust grows") > 0)
        tap.equal(last(), {"text": "Trust grows", "voice": 1, "people": f"said {name}"})
        app.step("ctrl+z")


@tap.test("of two, Tab chooses; who was chosen stays so when another program writes")
def _():
    app.type("One of them said so @Sarah")
    chip("@Sarah: 2 people.*")
    app.key("Tab")
    chip("Sarah Bell")
    app.key("Tab")
    chip("Sarah Moss")
    archive.cli("add", "2011-01-19", "--syndicate", "2", "Said meanwhile")
    app.find("list item", "Said meanwhile, voice 2")
    chip("Sarah Moss")
    app.step("Return")
    tap.equal(last(), {"text": "One of them said so", "voice": 1, "people": "said Sarah Moss"})


@tap.test("once the name is gone from the line, Tab goes on as ever")
def _():
    app.type("@Sarah")
    app.key("Tab")
    chip("Sarah Bell")
    app.key("ctrl+a", "BackSpace")
    app.holds("")
    app.key("Tab")
    app.wait(lambda: not app.has(app.line, "focused"), what="the focus to leave the line")
    app.key("Escape")
    app.in_line()


@tap.test("with text in the line Tab does not carry the next words into a button")
def _():
    app.type("Ask tru")
    app.key("Tab")
    app.in_line()
    app.type("st")
    app.holds("Ask trust")
    app.key("ctrl+a", "BackSpace")


@tap.test("a pasted line is a line")
def _():
    def paste(text):
        subprocess.run(["xclip", "-selection", "clipboard"], input=text, text=True, check=True)
        app.key("ctrl+v")

    paste("One line\n")
    app.holds("One line")
    app.key("ctrl+a", "BackSpace")


@tap.test("a line waits in its own session, and Up elsewhere does not fetch it")
def _():
    with archive.locked():
        app.enter("Said in the discussion")
        app.find("label", "Not yet saved")
        app.key("alt+Prior")
        app.gone("label", "Not yet saved")
        app.says("1 line not yet saved: ")
        app.key("Up")
        app.find("label", "Changing the last point.*")
        app.key("Escape", "alt+Next")
        app.find("label", "Not yet saved")
        app.in_line()
        app.key("Up")
        app.holds("Said in the discussion")
        app.says("Enter saves the line")
        app.key("Return")
        app.find("label", "Not yet saved")
    app.wait(lambda: archive.count("point", text="Said in the discussion") == 1)
    tap.equal(last(), {"text": "Said in the discussion", "voice": 1})


@tap.test("a change that was begun waits in its session; a new line goes along")
def _():
    n = archive.count("point")
    app.key("Up")
    app.holds("Said in the discussion")
    app.type(" after all")
    app.key("alt+Prior")
    app.holds("")
    app.gone("label", "Changing the last point.*")
    app.type("Half a th")
    app.key("alt+Next")
    app.holds("Half a th")
    app.key("ctrl+a", "BackSpace", "alt+Prior", "alt+Next")
    app.holds("Said in the discussion after all")
    app.find("label", "Changing the last point.*")
    app.step("Return")
    tap.equal(last(), {"text": "Said in the discussion after all", "voice": 1})
    tap.equal(archive.count("point"), n)


@tap.test("what stands in the line waits in its seminar")
def _():
    app.type("Not yet ent")
    app.key("ctrl+f", "Down")
    app.wait(lambda: app.root.get_child_at_index(0).get_name() == EARLIER, what="the other seminar")
    app.key("Return")
    app.holds("")
    app.says("Saved ")
    app.key("ctrl+f", "Up", "Return")
    app.holds("Not yet ent")
    app.key("ctrl+a", "BackSpace")


@tap.test("opened again, an archive shows the window it has")
def _():
    link = archive.path.with_name("link.rapporteur")
    link.symlink_to(archive.path)
    for path in (archive.path, link):
        again = subprocess.run([WINDOW, "--archive", path], env=app.environment, timeout=20, check=False)
        tap.equal(again.returncode, 0)
    tap.equal(len(app.matching("frame")), 1)


@tap.test("ended from outside, what waits is saved as soon as the archive is free")
def _():
    with archive.locked():
        app.enter("Said at the very end")
        app.find("label", "Not yet saved")
        app.process.terminate()
        time.sleep(0.3)
    tap.equal(app.process.wait(10), 0)
    tap.equal(last(), {"text": "Said at the very end", "voice": 1})


@tap.test("while the archive cannot even be read, names and voices are not lost")
def _():
    other = Archive.sample()
    database = sqlite3.connect(other.path, timeout=10, isolation_level=None)
    database.execute("PRAGMA journal_mode = DELETE")
    database.execute("BEGIN IMMEDIATE")
    held = Capture(other)
    database.execute("ROLLBACK")
    database.execute("BEGIN EXCLUSIVE")
    held.enter("More is meant than said @Hazel")
    held.says("1 line not yet saved: another program is using the archive")
    held.key("alt+Prior")
    held.type("Who asked that?")
    held.key("Return")
    held.find("label", "The archive cannot be read just now.*")
    held.holds("Who asked that?")
    database.execute("ROLLBACK")
    database.close()
    held.wait(lambda: other.count("point", text="More is meant than said") == 1)
    tap.equal(points(other)[-1], {"text": "More is meant than said", "voice": 1, "people": "said Hazel Hall"})
    held.key("Return")
    held.wait(lambda: other.count("point", text="Who asked that?") == 1)
    other.cli("check")
    tap.equal(held.stop(), 0)


@tap.test("a change that was begun is one still when its point could not be read for a while")
def _():
    other = Archive.sample()
    database = sqlite3.connect(other.path, timeout=10, isolation_level=None)
    database.execute("PRAGMA journal_mode = DELETE")
    database.execute("BEGIN IMMEDIATE")
    held = Capture(other)
    n = other.count("point")
    held.key("Up")
    held.find("label", "Changing the last point.*")
    held.wait(lambda: held.text(held.line) != "", what="the last point in the line")
    begun = "! Soon " + held.text(held.line)
    held.key("Home")
    held.type("! Soon ")
    held.holds(begun)
    database.execute("ROLLBACK")
    database.execute("BEGIN EXCLUSIVE")
    held.key("alt+Prior")
    held.holds("")
    held.key("alt+Next")
    held.holds(begun)
    held.find("label", "Changing the last point.*")
    database.execute("ROLLBACK")
    database.close()
    held.key("Return")
    held.wait(lambda: held.text(held.line) == "" or held.matching("label", "The archive cannot be read just now.*"))
    if held.text(held.line):  # the voices are read again at this Enter, and the line is saved at the next
        held.key("Return")
    held.holds("")
    tap.equal(other.count("point"), n)
    tap.equal(len(other.query("SELECT 1 FROM point WHERE text LIKE '%Soon%'")), 1)
    tap.equal(held.stop(), 0)


tap.run()
