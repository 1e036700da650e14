#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands in the line is on disk before Enter, as far as it may be, and gone with it."""
import sqlite3

import tap
from capturing import Capture, points
from uitest import Archive

SEMINAR = "Social media: the next steps"
KEPT = "Enter saves the line; it is kept till then"
archive = Archive.sample()
app = Capture(archive)


def last():
    return points(archive)[-1]


@tap.test("it survives kill -9 and an ordinary end; a change is a change still; nothing is asked")
def _():
    global app
    app.type("Not yet entered")
    app.says(KEPT)
    app.key("alt+Prior")
    app.holds("Not yet entered")
    app.says(KEPT)
    app.key("alt+Next")
    app.says(KEPT)
    app.kill()
    app = Capture(archive)
    app.holds("Not yet entered")
    app.key("ctrl+w")
    tap.equal(app.process.wait(10), 0)
    app = Capture(archive)
    app.holds("Not yet entered")
    app.step("Return")
    tap.equal(last(), {"text": "Not yet entered", "voice": 1})
    tap.equal(archive.count("unfinished"), 0)
    app.kill()  # in the step itself, so that not even kill -9 brings it back
    app = Capture(archive)
    app.holds("")
    n = archive.count("point")
    app.key("alt+2", "Up")
    app.holds("Not yet entered")
    badge = app.line.get_parent().get_child_at_index(0)
    tap.equal(badge.get_name(), "1", "whose point is changed, not who speaks")
    app.type(", is it?")
    app.says(KEPT)
    app.kill()
    app = Capture(archive)
    app.holds("Not yet entered, is it?")
    app.find("label", "Changing the last point.*")
    app.step("Return")
    tap.equal(last(), {"text": "Not yet entered, is it?", "kind": "question", "voice": 1})
    tap.equal(archive.count("point"), n)
    tap.equal(archive.count("unfinished"), 0)


@tap.test("what is cleared is gone, and a locked archive only delays it")
def _():
    app.type("Half a thought")
    app.says(KEPT)
    app.key("ctrl+a", "BackSpace")
    app.wait(lambda: archive.count("unfinished") == 0)
    with archive.locked():
        app.type("Typed while it is locked")
        app.holds("Typed while it is locked")
        app.opens("ctrl+w")
        app.find("label", f"Text stands in the line of “{SEMINAR}”.*")
        app.closes(act=lambda: app.press("Cancel"))
        tap.equal(archive.count("unfinished"), 0)
    app.says(KEPT)
    tap.equal(archive.count("unfinished", text="Typed while it is locked"), 1)
    app.key("ctrl+a", "BackSpace")
    app.wait(lambda: archive.count("unfinished") == 0)


@tap.test("under the Chatham House Rule it is kept without the names")
def _():
    def kept(rule):
        other = Archive.sample()
        database = sqlite3.connect(other.path)
        database.execute("UPDATE seminar SET attribution = ?", [rule])
        database.commit()
        database.close()
        held = Capture(other)
        held.type("It was @Xaviera who")
        held.says(KEPT)
        held.type(" asked @Yolan")
        held.holds("It was @Xaviera who asked @Yolan")
        held.wait(lambda: "asked" in other.query("SELECT text FROM unfinished")[0]["text"])
        held.kill()
        on_disk = b"".join(path.read_bytes() for path in other.path.parent.iterdir())
        held = Capture(other)
        held.wait(lambda: held.text(held.line) != "", what="the line of before")
        text = held.text(held.line)
        held.kill()
        return text, [word in on_disk for word in (b"asked", b"Xaviera", b"Yolan")]

    tap.equal(kept("none"), ("It was  who asked ", [True, False, False]))
    tap.equal(kept("named"), ("It was @Xaviera who asked @Yolan", [True, True, True]))


tap.run()
