#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 in the middle of typing: what was shown as saved is in the archive, and nothing is there by half."""
import random
import threading
import time

import tap
from capturing import Capture
from uitest import Archive

ROUNDS = 5
archive = Archive()
archive.cli("new", "A seminar", "--date", "2011-01-19", "--syndicates", "4")
chance = random.Random(19)


def line(n_round, n):
    return f"round {n_round} line {n} #theme{n_round}x{n} *"


def texts():
    return [row["text"] for row in archive.query("SELECT text FROM point ORDER BY recorded_at, id")]


def play(n_round):
    """Types lines until the window is killed; gives those that were shown as saved, and how many were sent."""
    app = Capture(archive)
    app.key("ctrl+a", "BackSpace")  # what was half typed when the round before was killed is kept, and no part of this one
    app.holds("")
    shown = set()
    after = chance.uniform(1, 3)
    timer = threading.Timer(after, app.kill)
    timer.start()
    n = 0
    while app.process.poll() is None:
        app.type(line(n_round, n))
        app.key("Return")
        n += 1
        end = time.monotonic() + 5
        while app.process.poll() is None and time.monotonic() < end:
            try:
                status, left = app.status.get_name() or "", app.text(app.line)
            except Exception:  # The window is gone: it showed nothing more.
                break
            if status.startswith("Saved ") and not left:
                # Empty, and not told of as waiting: what was typed is shown as saved, and must be for ever.
                shown.add(n - 1)
                break
    timer.join()
    app.process.wait()
    return shown, n


@tap.test(f"{ROUNDS} times killed while typing: all that was shown as saved is there, whole and in order")
def _():
    wanted = 0
    for n_round in range(ROUNDS):
        shown, sent = play(n_round)
        found = [text for text in texts() if text.startswith(f"round {n_round} ")]
        whole = [f"round {n_round} line {n}" for n in range(sent + 1)]
        tap.equal(found, whole[:len(found)], f"lines of round {n_round}")
        for n in shown:
            assert whole[n] in found, f"{whole[n]} was shown as saved and is not there"
        wanted += len(shown)
        rows = archive.query("SELECT name FROM point JOIN point_theme ON point_id = point.id"
                             " JOIN theme ON theme.id = theme_id WHERE text LIKE ? AND starred ORDER BY point.id",
                             f"round {n_round} %")
        tap.equal([row["name"] for row in rows], [f"theme{n_round}x{n}" for n in range(len(found))], "themes")
        archive.cli("check")
    assert wanted > ROUNDS, f"only {wanted} lines were saved before the window was killed"


@tap.test("the window opens on them, and they can be undone")
def _():
    app = Capture(archive)
    n = archive.count("point")
    app.step("ctrl+z")
    tap.equal(archive.count("point"), n - 1)


tap.run()
