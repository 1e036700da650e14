#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tally.py counts: no failure may be lost on the way to the last line of "./dev test"."""
import contextlib
import io
import json
import tempfile
from pathlib import Path

import tally
import tap


def last_line(*tests, due=None):
    """Status and last line for a log of (result, standard output) pairs, of as many tests as were run or are due."""
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()) as printed:
        for name, lines in (
            ("meson-logs/testlog.json", [{"name": "p:ui / a", "result": r, "stdout": o} for r, o in tests]),
            ("meson-info/intro-tests.json",
             [[{"name": "a", "suite": ["p:ui"]}] * (due or len(tests)) + [{"name": "a", "suite": ["p:core"]}]]),
        ):
            path = Path(folder, name)
            path.parent.mkdir()
            path.write_text("".join(json.dumps(line) + "\n" for line in lines))
        status = tally.main([f"{folder}=cli ui"])
    return status, printed.getvalue().splitlines()[-1]


for name, tests, wanted in (
    ("points are counted", [("OK", "1..2\nok 1 a\nok 2 b\n")], (0, "2 passed, 0 failed")),
    ("a failed point", [("FAIL", "1..2\nok 1 a\nnot ok 2 b\n")], (1, "1 passed, 1 failed")),
    ("a test without points counts once", [("OK", "fine\n"), ("FAIL", "")], (1, "1 passed, 1 failed")),
    ("a crash after a good point", [("ERROR", "1..2\nok 1 a\n")], (1, "1 passed, 1 failed")),
    ("a timeout", [("TIMEOUT", "ok 1 a\nok 2 b\n")], (1, "2 passed, 1 failed")),
    ("a skipped point is neither", [("OK", "ok 1 a # SKIP no network\nok 2 b\n")], (0, "1 passed, 0 failed")),
    ("a skipped test is neither", [("SKIP", "1..0 # no display\n"), ("OK", "")], (0, "1 passed, 0 failed")),
    ("nothing run is no success", [], (1, "0 passed, 0 failed")),
):
    tap.test(name)(lambda tests=tests, wanted=wanted: tap.equal(last_line(*tests), wanted))


@tap.test("a test that is due and was not run is a failure")
def _():
    tap.equal(last_line(("OK", "1..1\nok 1 a\n"), due=3), (1, "1 passed, 2 failed"))


@tap.test("a missing log is a failure")
def _():
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        tap.equal(tally.main(["/nonexistent/build=ui"]), 1)
    tap.equal(printed.getvalue().splitlines()[-1], "0 passed, 1 failed")


tap.run()
