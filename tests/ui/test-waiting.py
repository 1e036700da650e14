#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the status says is true: while another process holds the archive, and when another process writes it."""
import tap
from capturing import Capture, points
from uitest import Archive

LINES = ["First while it is held", "Second #later", "! Third by 2011-02-01"]
archive = Archive.sample()
app = Capture(archive)
SEMINAR = "2011-01-19"


@tap.test("nothing typed yet: everything is saved")
def _():
    app.says("Everything is saved")
    app.enter("Before")
    app.wait(lambda: archive.count("point", text="Before") == 1)
    app.says("Saved ")


@tap.test("while the archive is held lines wait, and typing goes on")
def _():
    n = archive.count("point")
    with archive.locked():
        for i, line in enumerate(LINES, 1):
            app.enter(line)
            app.says(f"{i} line{'s' if i > 1 else ''} not yet saved: ")
        app.find("list item", "First while it is held, voice 1")
        app.wait(lambda: app.names("label").count("Not yet saved") == len(LINES), what="the rows to say so")
        tap.equal(archive.count("point"), n, "points in the archive")
        app.type("half a li")
        app.holds("half a li")
        app.key("ctrl+a", "BackSpace")
        app.holds("")


@tap.test("let go, all are saved in their order, and the status says so")
def _():
    app.says("Saved ")
    tap.equal(points(archive)[-3:], [
        {"text": "First while it is held", "voice": 1},
        {"text": "Second", "voice": 1, "themes": "later"},
        {"text": "Third", "kind": "action", "due": "2011-02-01", "voice": 1},
    ])
    app.gone("label", "Not yet saved")
    for line in reversed(["Before", "First while it is held", "Second", "Third"]):
        tap.equal(archive.count("point", text=line), 1, line)
        app.step("ctrl+z")
        tap.equal(archive.count("point", text=line), 0, line)


@tap.test("what is done to a saved point while the archive is held says why it was not done")
def _():
    before = archive.snapshot()
    with archive.locked():
        app.key("ctrl+d")
        app.find("label", "Another program is using .*")
    tap.equal(archive.snapshot(), before)


@tap.test("closing while a line waits asks; staying saves it")
def _():
    with archive.locked():
        app.enter("Must not be lost")
        app.says("1 line not yet saved")
        app.opens("ctrl+w")
        app.find("label", "1 line is not yet saved")
        app.find("push button", "Lose and Close")
        tap.equal(app.unnamed(), [])
        app.closes(act=lambda: app.press("Cancel"))
        app.gone("label", "1 line is not yet saved")
        app.opens("ctrl+q")
        app.find("label", "1 line is not yet saved")
        app.closes("Escape")
        app.gone("label", "1 line is not yet saved")
    app.wait(lambda: archive.count("point", text="Must not be lost") == 1)
    app.says("Saved ")


@tap.test("what another process writes appears, and Ctrl+Z here does not take it back")
def _():
    archive.cli("add", SEMINAR, "--syndicate", "2", "From the command line")
    app.find("list item", "From the command line, voice 2")
    n = app.steps()
    app.step("ctrl+z")
    tap.equal(archive.count("point", text="Must not be lost"), 0, "this window's own newest step")
    tap.equal(archive.count("point", text="From the command line"), 1, "the other's")
    app.key("ctrl+z", "ctrl+z")
    app.enter("And one more")
    app.wait(lambda: archive.count("point", text="And one more") == 1)
    tap.equal(archive.count("point", text="From the command line"), 1, "the other's, after more undoing")
    assert app.steps() >= n + 2


@tap.test("what another process takes back goes")
def _():
    archive.cli("undo")
    app.gone("list item", "From the command line, voice 2")


@tap.test("a seminar that another process makes is in the sidebar")
def _():
    archive.cli("new", "Made elsewhere", "--date", "2012-05-01")
    app.find("list item", "Made elsewhere")


@tap.test("with nothing waiting the window closes at once")
def _():
    app.key("ctrl+w")
    tap.equal(app.process.wait(10), 0)
    assert not archive.path.with_name(archive.path.name + "-wal").exists(), "the archive is one file again"
    archive.cli("check")


tap.run()
