#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The history list: every step of whoever did it; one is undone and done again, one is gone back to; a seminar that was
deleted comes back."""
import tap
from capturing import Capture
from uitest import Archive

archive = Archive.sample()
app = Capture(archive)
snapshots = [archive.snapshot()]
for text in ("first", "second #theme", "third *"):
    app.enter(text)
    app.wait(lambda: archive.count("point", text=text.split()[0]) == 1)
    snapshots.append(archive.snapshot())
archive.cli("add", "2011-01-19", "--syndicate", "1", "from outside")


def dialog():
    return app.root.get_child_at_index(app.root.get_child_count() - 1)


def rows():
    return app.names("list item", within=dialog())


def steps():
    return archive.count("history")


@tap.test("what, when, by whom, where; the newest first")
def _():
    app.opens("ctrl+h")
    app.wait(lambda: rows()[:1] and rows()[0].startswith("Add “from outside”"))
    names = rows()
    tap.equal([name.split(",")[0] for name in names],
              ["Add “from outside”", "Add “third”", "Add “second”", "Add “first”", "Add the sample seminars"])
    assert "by the command line · Social media: the next steps" in names[0], names[0]
    assert "in the window" in names[1], names[1]
    tap.equal(app.unnamed(dialog()), [])


@tap.test("a step of another program is undone and done again, and is marked")
def _():
    before = archive.snapshot()
    app.press("Undo This Step", within=dialog())
    app.wait(lambda: archive.count("point", text="from outside") == 0)
    app.wait(lambda: rows()[1:2] and "Undone" in rows()[1])
    assert rows()[0].startswith("Undo: Add “from outside”"), rows()[0]
    app.click(app.find("list item", "Add “from outside”.*", within=dialog()))
    app.press("Do It Again", within=dialog())
    app.wait(lambda: archive.snapshot() == before)


@tap.test("going back takes all later steps back, as one; its undo brings them again")
def _():
    before, n = archive.snapshot(), steps()
    app.click(app.find("list item", "Add “first”.*", within=dialog()))
    app.opens(act=lambda: app.press("Go Back to Here…", within=dialog()))
    app.find("label", "5 later steps in this seminar.*")
    app.closes(act=lambda: app.press("Go Back"))
    app.wait(lambda: steps() == n + 1)
    tap.equal(archive.snapshot(), snapshots[1])
    app.wait(lambda: rows()[0].startswith("Go back to “Add “first””"))
    assert all("Gone back behind" in name for name in rows()[1:6]), rows()
    app.closes("Escape")
    app.key("ctrl+z")
    app.wait(lambda: archive.snapshot() == before)


@tap.test("a seminar is deleted without a question, and its undo opens it again")
def _():
    before = archive.snapshot()
    app.opens("ctrl+k")
    app.type("delete this")
    app.closes("Return")
    app.wait(lambda: archive.count("seminar") == 1)
    app.wait(lambda: app.matching("label", "Delete the seminar “Social media: the next steps”"))
    app.act(app.wait(lambda: [node for node in app.matching("push button", "Undo") if app.has(node, "sensitive")])[-1])
    app.wait(lambda: archive.snapshot() == before)
    app.wait(lambda: app.root.get_child_at_index(0).get_name() == "Social media: the next steps")


@tap.test("Ctrl+Z right after a deletion brings that seminar back, not what was last done in the one shown since")
def _():
    before = archive.snapshot()
    app.opens("ctrl+k")
    app.type("delete this")
    app.closes("Return")
    app.wait(lambda: archive.count("seminar") == 1)
    app.wait(lambda: app.root.get_child_at_index(0).get_name() != "Social media: the next steps")
    app.key("ctrl+z")
    app.wait(lambda: archive.snapshot() == before)
    app.wait(lambda: app.root.get_child_at_index(0).get_name() == "Social media: the next steps")


tap.run()
