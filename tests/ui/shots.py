#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Photographs the window on the sample seminars: shots.py [--only PAGE] FOLDER.

Every page in every variant of uitest.VARIANTS, as PAGE.png and PAGE-VARIANT.png; with --only, one page as it is by day.
"""
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from uitest import App, Archive, VARIANTS  # noqa: E402


def welcome():
    return App(Archive())


def capture():
    app = App(Archive.sample())
    app.find("frame")
    return app


PAGES = {"welcome": welcome, "capture": capture}


def inside(folder, variant, pages):
    """In gui-run already: one variant."""
    for page in pages:
        app = PAGES[page]()
        app.shot(Path(folder, f"{page}.png" if variant == "light" else f"{page}-{variant}.png"))
        app.stop()


def outside(folder, variants, pages):
    """One gui-run a variant, because the screen's size is the server's."""
    for variant in variants:
        environment = os.environ | {"UI_SCREEN": "1180x780"} | VARIANTS[variant]
        subprocess.run([HERE / "gui-run", sys.executable, __file__, "--inside", folder, variant, *pages],
                       env=environment, check=True)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[:1] == ["--inside"]:
        inside(arguments[1], arguments[2], arguments[3:])
    elif arguments[:1] == ["--only"] and len(arguments) == 3 and arguments[1] in PAGES:
        outside(arguments[2], ["light"], arguments[1:2])
    elif len(arguments) == 1:
        outside(arguments[0], VARIANTS, PAGES)
    else:
        sys.exit(__doc__)
