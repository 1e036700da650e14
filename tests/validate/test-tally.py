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


def last_line(*tests):
    """Status and last line for a log of (result, standard output) pairs."""
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()) as printed:
        log = Path(folder, "testlog.json")
        log.write_text("".join(json.dumps({"name": "a", "result": r, "stdout": o}) + "\n" for r, o in tests))
        status = tally.main([log])
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


@tap.test("a missing log is a failure")
def _():
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        tap.equal(tally.main([Path("/nonexistent/build/meson-logs/testlog.json")]), 1)
    tap.equal(printed.getvalue().splitlines()[-1], "0 passed, 1 failed")


tap.run()
