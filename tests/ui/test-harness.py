#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The harness itself, on a window that is known: what it says of the real one can be relied on."""
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import tap
from uitest import App, Archive

SMALL = (sys.executable, Path(__file__).with_name("small-window.py"))
LINE = 'Ask about "caps" #policy @Zoë {x} — 100 %'
app = App(program=SMALL)


@tap.test("typing reaches the focused line letter by letter")
def _():
    line = app.find("text", "New point")
    app.wait(lambda: app.has(line, "focused"))
    app.type(LINE)
    app.wait(lambda: app.text(line) == LINE)
    app.key("Return")
    app.wait(lambda: LINE in app.names("label"))
    tap.equal(app.text(line), "")


@tap.test("a text can be set at once")
def _():
    line = app.find("text", "New point")
    app.set_text(line, "工作 שלום")
    tap.equal(app.text(line), "工作 שלום")


@tap.test("buttons are pressed by name, check boxes clicked")
def _():
    app.press("Clear")
    app.gone("list item")
    box = app.find("check box", "Follow up")
    app.click(box)
    app.wait(lambda: app.has(box, "checked"))


@tap.test("what is not there is not found")
def _():
    tap.equal(app.matching("push button", "Clea"), [])
    try:
        app.find("push button", "Save", timeout=0.2)
    except AssertionError as error:
        assert "Save" in str(error)
    else:
        raise AssertionError("a button was found that is not there")


@tap.test("the lint is content with names")
def _():
    tap.equal(app.unnamed(), [])


@tap.test("control: the lint finds what has no name")
def _():
    nameless = App(None, "--nameless", program=SMALL)
    tap.equal([n.partition(" “")[0] for n in nameless.unnamed()], ["text", "push button"])
    tap.equal(nameless.stop(), -15)


@tap.test("a photograph shows something")
def _():
    with tempfile.TemporaryDirectory() as folder:
        app.shot(f"{folder}/small.png")
        assert Path(folder, "small.png").read_bytes().startswith(b"\x89PNG")


@tap.test("snapshots differ when a row does, and not by the history")
def _():
    archive = Archive()
    database = sqlite3.connect(archive.path)
    database.executescript("CREATE TABLE point(id, text); CREATE TABLE history(seq); INSERT INTO point VALUES (1, 'a')")
    before = archive.snapshot()
    tap.equal(archive.count("point", text="a"), 1)
    with database:
        database.execute("INSERT INTO history VALUES (1)")
    tap.equal(archive.snapshot(), before)
    with database:
        database.execute("UPDATE point SET text = 'b'")
    assert archive.snapshot() != before


@tap.test("what the accessibility bus warns of is not printed; all other warnings are")
def _():
    def printed(domain, level):
        write = f"import ctypes, uitest; ctypes.CDLL('libglib-2.0.so.0').g_log({domain!r}, {level}, b'a warning')"
        return subprocess.run([sys.executable, "-c", write], cwd=Path(__file__).parent, stderr=subprocess.PIPE, text=True,
                              check=True).stderr

    warning, critical = 1 << 4, 1 << 3
    tap.equal(printed(b"dbind", warning), "")
    assert "a warning" in printed(b"other", warning)
    assert "a warning" in printed(b"dbind", critical)


@tap.test("nobody else writes a locked archive")
def _():
    archive = Archive()
    database = sqlite3.connect(archive.path, timeout=0)
    database.execute("CREATE TABLE point(text)")
    with archive.locked():
        try:
            database.execute("INSERT INTO point VALUES ('a')")
        except sqlite3.OperationalError as error:
            assert "locked" in str(error), error
        else:
            raise AssertionError("the archive was not locked")
    with database:
        database.execute("INSERT INTO point VALUES ('b')")
    tap.equal(archive.count("point"), 1)


tap.run()
