#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is set has effect at once and stays; the window opens again where one was; help and menus."""
import os
import re
import subprocess
import tempfile

import tap
from capturing import Capture
from uitest import App, Archive

os.environ["GSETTINGS_BACKEND"] = "keyfile"
archive = Archive.sample()
app = Capture(archive)


def brightness():
    """Of the window's middle, from 0 to 1."""
    with tempfile.NamedTemporaryFile(suffix=".png") as picture:
        app.shot(picture.name)
        done = subprocess.run(["convert", picture.name, "-colorspace", "Gray", "-format", "%[fx:mean]", "info:"],
                              capture_output=True, text=True, check=True)
    return float(done.stdout)


@tap.test("dark is dark, at once and after a restart")
def _():
    assert brightness() > 0.7
    app.opens("ctrl+comma")
    app.find("combo box", "Colours")
    # the lists, and the search that is not shown, are libadwaita's own
    tap.equal([name for name in app.unnamed() if not name.startswith("list") and "SearchEntry" not in name], [])
    app.key("space")
    app.key("Down", "Down", "Return")
    app.wait(lambda: brightness() < 0.4)
    app.closes("Escape")


def shown(place):
    return app.has(app.find("page tab", place), "selected")


def sidebar():
    return app.has(app.find("push button", "Show the seminars"), "pressed")


@tap.test("the window opens again at the place, in the session, without the sidebar")
def _():
    global app
    name = app.line.get_name()
    app.key("alt+Page_Up")
    app.wait(lambda: app.line.get_name() != name)
    name = app.line.get_name()
    assert sidebar()
    app.press("Plan", role="page tab")
    app.key("F9")
    app.wait(lambda: shown("Plan") and not sidebar())
    tap.equal(app.stop(), 0)
    app = App(archive)
    app.wait(lambda: shown("Plan") and not sidebar())
    assert brightness() < 0.4
    app.press("Capture", role="page tab")
    app.find("text", re.escape(name))


@tap.test("after a crash too: at the place and in the session, with what stood in the line")
def _():
    global app
    before = app.find("text", "New point.*").get_name()
    app.key("alt+Page_Up")
    app.wait(lambda: app.find("text", "New point.*").get_name() != before)
    app.key("alt+Page_Down", "alt+Page_Down", "alt+2")
    app.find("text", "New point of Culture change")
    name = "New point of Culture change"
    app.kill()
    app = Capture(archive)
    tap.equal(app.line.get_name(), name, "the voice")
    app.type("Half a line")
    app.says("Enter saves the line; it is kept till then")
    app.kill()
    app = Capture(archive)
    app.holds("Half a line")
    tap.equal(app.line.get_name(), name)


@tap.test("F10 opens the main menu, with the sidebar if that is away")
def _():
    assert not sidebar()
    app.opens("F10")
    app.wait(sidebar)
    app.find("menu item", "Preferences")
    app.closes("Escape")


@tap.test("F1 tells what a line can say")
def _():
    app.opens("F1")
    app.find("label", "What a line can say")
    app.closes("Escape")


tap.run()
