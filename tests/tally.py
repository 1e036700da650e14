#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the tests in Meson's logs: tally.py BUILD=SUITES..., as in "build=core ui".

The last line printed is "N passed, N failed"; the exit status says whether any failed. A TAP test counts each of its
points, any other test counts once. A test that failed without saying which point (a crash, a timeout, a plan not kept)
counts as one failure, and so does one that Meson knows and did not run (it can end in the middle), and a log that is
missing, because then something was not even built.
"""
import json
import re
import sys
from collections import Counter
from pathlib import Path

POINT = re.compile(r"^(not )?ok\b(.*)$", re.MULTILINE)


def count(test):
    """Passed, failed and skipped points of one entry of a log."""
    points = [(bool(no), "# SKIP" in rest.upper()) for no, rest in POINT.findall(test.get("stdout", ""))]
    skipped = sum(skip for _, skip in points)
    failed = sum(no and not skip for no, skip in points)
    passed = len(points) - skipped - failed
    if test["result"] == "SKIP" and not points:
        return 0, 0, 1
    if test["result"] in ("OK", "SKIP", "EXPECTEDFAIL"):
        return (passed if points else 1), failed, skipped
    return passed, max(failed, 1), skipped


def print_failures(test):
    """Prints the points that failed, each below the remarks that came before it."""
    remarks = []
    for line in test.get("stdout", "").splitlines():
        remarks = remarks + [line] if line.startswith("#") else remarks
        if line.startswith(("not ok", "Bail out!")):
            print(f"{test['name']}:", *remarks[-40:], line, sep="\n  ")
        if line.startswith(("ok", "not ok")):
            remarks = []


def due(build, suites):
    """How many tests of each name were to be run."""
    tests = json.loads((build / "meson-info" / "intro-tests.json").read_text(encoding="utf-8"))
    return Counter(f"{suite} / {test['name']}" for test in tests for suite in test["suite"]
                   if suite.rpartition(":")[2] in suites.split())


def main(runs):
    total = [0, 0, 0]
    bad = []
    for build, suites in (run.split("=", 1) for run in runs):
        build = Path(build)
        log = build / "meson-logs" / "testlog.json"
        if not log.exists():
            bad.append(f"{build.name}: was not built, or no test ran")
            total[1] += 1
            continue
        left = due(build, suites)
        for line in log.read_text(encoding="utf-8").splitlines():
            test = json.loads(line)
            counts = count(test)
            total = [a + b for a, b in zip(total, counts)]
            left[test["name"]] -= 1
            if counts[1]:
                print_failures(test)
                bad.append(f"{build.name}: {test['name']}: {test['result']}, {counts[1]} failed")
        for name in (+left).elements():
            bad.append(f"{build.name}: {name}: did not run")
            total[1] += 1
    print()
    for line in bad:
        print("FAILED", line)
    if total[2]:
        print(f"{total[2]} skipped")
    print(f"{total[0]} passed, {total[1]} failed", flush=True)
    return 1 if total[1] or not total[0] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
