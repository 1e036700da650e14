#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of Capture by keyboard alone: changed where they stand, hands counted, marked, several at once."""
import tap
from capturing import Capture, points
from uitest import Archive

archive = Archive.sample()
app = Capture(archive)
rows = app.find("list", "Points")


def last():
    return points(archive)[-1]


def focused_row(start):
    return app.wait(lambda: app.those(lambda n: n.get_role_name() == "list item" and app.has(n, "focused") and
                                      n.get_name().startswith(start), rows), what=f"the focus on the row “{start}…”")


def newest_row(start):
    """From the line to the newest row, and selects it."""
    app.in_line()
    app.key("shift+Tab")
    focused_row(start)
    app.key("space")


def editor(start=""):
    """The line in the row, once it has the focus."""
    node = app.find("text", "Change the point", within=rows)
    app.wait(lambda: app.has(node, "focused") and app.text(node).startswith(start), what=f"the editor with “{start}”")
    return node


def enter(*lines):
    for line in lines:
        n = archive.count("point")
        app.enter(line)
        app.wait(lambda: archive.count("point") == n + 1)


@tap.test("F2 changes a row where it stands: the grammar applies, one step, and the row keeps the focus")
def _():
    enter("Trust needs time #trust", "Ask the library")
    newest_row("Ask the library")
    app.key("Up")
    focused_row("Trust needs time")
    app.key("F2")
    editor("Trust needs time #trust")
    app.key("End")
    app.type(" #policy *")
    app.step("Return")
    focused_row("Trust needs time")
    tap.equal(points(archive)[-2:], [{"text": "Trust needs time", "starred": 1, "voice": 1, "themes": "trust; policy"},
                                     {"text": "Ask the library", "voice": 1}])


@tap.test("Escape leaves it as it was, and so does Enter on what is as it was")
def _():
    steps = app.steps()
    app.key("Return")
    node = editor("Trust needs time #trust #policy *")
    app.type(" and more")
    app.wait(lambda: app.text(node).endswith("and more"))
    app.key("Escape")
    focused_row("Trust needs time")
    app.key("Return")
    editor("Trust needs time #trust #policy *")
    app.key("Return")
    focused_row("Trust needs time")
    tap.equal(app.steps(), steps)


@tap.test("held up by another process, the change stays in its row, and is saved at the next Enter")
def _():
    app.key("Return")
    node = editor("Trust needs time")
    app.type(" ??")
    with archive.locked():
        app.key("Return")
        app.find("label", "Another program is using.*", within=rows)
        app.wait(lambda: app.text(node).endswith("* ??"))
    app.step("Return")
    focused_row("Trust needs time")
    tap.equal(points(archive)[-2]["to_check"], 1)


@tap.test("a point changed meanwhile by another program is not written over unasked")
def _():
    app.key("Down")
    focused_row("Ask the library")
    app.key("Return")
    node = editor("Ask the library")
    app.type(" first")
    app.wait(lambda: app.text(node) == "Ask the library first")
    archive.cli("add", "2011-01-19", "--syndicate", "2", "= Ask the library *")
    app.wait(lambda: archive.count("point", text="Ask the library", starred=1) == 1)
    app.key("Return")
    app.find("label", "That point was changed meanwhile.*", within=rows)
    app.step("Return")
    focused_row("Ask the library first")
    tap.equal(last(), {"text": "Ask the library first", "voice": 1, "echoes": 1})


@tap.test("what is typed about a point that goes is not lost")
def _():
    for begun in ("", "Half a line"):
        archive.cli("add", "2011-01-19", "--syndicate", "2", "Said elsewhere")
        app.find("list item", "Said elsewhere, voice 2", within=rows)
        app.key("Escape")
        app.in_line()
        app.type(begun)
        app.key("shift+Tab")
        focused_row("Said elsewhere")
        app.key("F2")
        node = editor("Said elsewhere")
        app.type(" in the end")
        app.wait(lambda: app.text(node).endswith("in the end"))
        archive.cli("undo")
        app.in_line()
        if begun:
            app.holds(begun)
            app.key("ctrl+a", "BackSpace")
            app.holds("")
            app.key("Up")
        app.holds("Said elsewhere in the end")
        app.key("ctrl+a", "BackSpace")


@tap.test("+ and − count hands on a selected row, fast presses as one step, and never below none")
def _():
    newest_row("Ask the library first")
    steps = app.steps()
    app.key("plus", "KP_Add", "plus", "minus")
    app.wait(lambda: last().get("agreed") == 2)
    app.find("label", "\u200e\\+2", within=rows)
    tap.equal(app.steps(), steps + 1, "steps")
    app.key("minus", "KP_Subtract", "minus", "minus")
    app.wait(lambda: last().get("agreed", 0) == 0)
    app.key("plus")
    app.wait(lambda: last().get("agreed") == 1)
    app.key("Escape")
    app.in_line()
    app.type("+")
    app.holds("+")
    app.key("BackSpace")


@tap.test("Shift and an arrow select from the row that has the focus")
def _():
    enter("One for two", "Two for two")
    app.in_line()
    app.key("shift+Tab")
    focused_row("Two for two")
    app.key("shift+Up")
    focused_row("One for two")
    app.step("ctrl+d")
    tap.equal([p.get("starred") for p in points(archive)[-3:]], [None, 1, 1])
    app.step("ctrl+z")
    app.key("Escape")


@tap.test("with no row selected, keys are for the one that has the focus, not for the last")
def _():
    enter("One before the last", "The last")
    app.key("shift+Tab")
    focused_row("The last")
    app.step("plus")
    tap.equal(last(), {"text": "The last", "voice": 1, "agreed": 1})
    app.key("ctrl+Up")
    focused_row("One before the last")
    app.step("Delete")
    tap.equal(last()["text"], "The last")
    tap.equal(archive.count("point", text="One before the last"), 0)
    app.step("ctrl+z")
    app.key("Escape")


@tap.test("Ctrl+R marks what is to be checked, Ctrl+Shift+D an action as done, several as one step")
def _():
    enter("! Send the list by 28 Feb", "One more", "! Write to the speakers")
    newest_row("Write to the speakers")
    app.key("shift+Up", "shift+Up")
    focused_row("Send the list")
    app.step("ctrl+r")
    tap.equal([p.get("to_check") for p in points(archive)[-3:]], [1, 1, 1])
    app.step("ctrl+r")
    tap.equal([p.get("to_check") for p in points(archive)[-3:]], [None] * 3)
    app.step("ctrl+shift+d")
    app.find("label", "✓ Done", within=rows)
    tap.equal([row["done"] for row in archive.query("SELECT done_at IS NOT NULL AS done FROM point"
                                                    " ORDER BY recorded_at DESC, id DESC LIMIT 3")], [1, 0, 1])
    app.step("ctrl+z")
    tap.equal(archive.query("SELECT count(*) AS n FROM point WHERE done_at IS NOT NULL"), [{"n": 0}])
    app.key("Escape")


@tap.test("Ctrl+M merges what is selected, Right shows the originals, Ctrl+Shift+M brings them back")
def _():
    archive.cli("add", "2011-01-19", "--syndicate", "1", "Trust grows slowly #trust")
    archive.cli("add", "2011-01-19", "--syndicate", "3", "It takes time to trust")
    app.find("list item", "It takes time to trust, voice 3", within=rows)
    before = archive.snapshot()
    newest_row("It takes time to trust")
    app.key("shift+Up")
    focused_row("Trust grows slowly")
    app.opens("ctrl+m")
    app.key("Down")
    steps = app.steps()
    app.closes("Return")
    app.wait(lambda: app.steps() == steps + 1)
    tap.equal(points(archive, "voice = 'merged'"), [{"text": "It takes time to trust", "themes": "trust"}])
    tap.equal(archive.count("point", merged_into=None), archive.count("point") - 2)
    newest_row("It takes time to trust, raised by 2 of 4 syndicates")
    app.key("Right")
    app.find("label", "Trust grows slowly", within=rows)
    app.key("Left")
    app.wait(lambda: not app.matching("label", "Trust grows slowly", within=rows))
    app.step("ctrl+shift+m")
    app.in_line()
    assert {k: v for k, v in archive.snapshot().items() if k != "gone"} == {
        k: v for k, v in before.items() if k != "gone"}
    app.step("ctrl+z")
    app.step("ctrl+z")
    assert archive.snapshot() == before


@tap.test("Ctrl+Shift+F narrows the rows, what is typed then is seen all the same, and Escape in the line shows all")
def _():
    def items():
        return [name for name in app.names("list item", rows) if ", voice " in name]

    app.key("Escape")
    app.in_line()
    everything = min(len(items()), 24)  # so many are made when a list is read anew
    app.key("ctrl+shift+f")
    mark = app.find("push button", "To check")
    app.wait(lambda: not app.has(app.line, "focused"), what="the focus in the filter")
    app.act(mark)
    marked = archive.query("SELECT count(*) AS n FROM point WHERE to_check AND session_id ="
                           " (SELECT session_id FROM point WHERE text = 'Ask the library first')")[0]["n"]
    app.wait(lambda: len(items()) == marked, what=f"{marked} rows")
    app.key("Tab")
    app.opens("space")
    app.closes("End", "Return")
    app.find("label", "No point is like that. Esc shows them all.")
    app.key("Escape")
    app.in_line()
    app.wait(lambda: len(items()) >= everything, what="all rows")
    app.key("ctrl+shift+f")
    app.wait(lambda: not app.has(app.line, "focused"), what="the focus in the filter")
    app.act(mark)
    app.wait(lambda: len(items()) == marked, what=f"{marked} rows")
    app.type("Typed under a filter")  # from a button too, into the line
    app.holds("Typed under a filter")
    app.step("Return")
    app.find("list item", "Typed under a filter, voice 1", within=rows)
    tap.equal(len(items()), marked + 1)
    app.in_line()
    app.key("Escape")
    app.wait(lambda: len(items()) > everything, what="all rows")


@tap.test("the window ends well, and what was changed in a row is saved")
def _():
    newest_row("Typed under a filter")
    app.key("F2")
    node = editor("Typed under a filter")
    app.type(" soon")
    app.wait(lambda: app.text(node).endswith("soon"))
    tap.equal(app.stop(), 0)
    tap.equal(last(), {"text": "Typed under a filter soon", "voice": 1})
    archive.cli("check")


tap.run()
