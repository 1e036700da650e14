#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints from the window, by the keyboard, into a file; what cannot be printed yet is said. (What is on the paper is
the test paper's.)"""
import contextlib
import os
import subprocess

import tap
from uitest import App, Archive

archive = Archive.sample()
os.chdir(archive.path.parent)  # where GTK puts a file
app = App(archive)


def is_open(title):
    """Whether such a window is on the screen; not by the tree, for it comes and goes."""
    return subprocess.run(["xdotool", "search", "--onlyvisible", "--name", f"^{title}$"], stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL, check=False).returncode == 0


def strip(text):
    """Without the marks of direction."""
    return text.translate({0x2068: None, 0x2069: None})


def asked(what):
    app.opens("ctrl+k")
    app.type(what)
    app.wait(lambda: any(name.lower().startswith(what) for name in app.names("list item")), what=what)
    app.key("Return")


@tap.test("the programme goes into a file")
def _():
    app.find("text", "New point.*")
    asked("print the programme")
    app.wait(lambda: is_open("Print"), 30, "the print dialog")

    def printed():
        app.key("Down", "space", "alt+p")  # Print to File, once it is listed
        with contextlib.suppress(AssertionError):
            app.wait(lambda: not is_open("Print"), 2)
        return not is_open("Print")

    app.wait(printed, 30, "the dialog to close")
    path = app.wait(lambda: next(archive.path.parent.glob("*.pdf"), None), what="the file")
    tap.equal(path.name, "Programme 19 January 2011.pdf")
    text = app.wait(lambda: subprocess.run(["pdftotext", path, "-"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                           text=True, check=False).stdout)
    assert "Social media: the next steps" in text and "Hazel Hall · Edinburgh Napier University" in strip(text), text


@tap.test("what is missing is said")
def _():
    archive.cli("new", "Tomorrow", "--date", "2030-01-19")
    asked("tomorrow")
    app.wait(lambda: is_open("Tomorrow"), what="the seminar without people")
    asked("print the door list")
    app.find("label", "Nobody is expected yet; there is no door list to print.")


tap.run()
