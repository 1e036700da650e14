#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 at random moments of a program that records points as fast as it can: every point whose id was printed is
there, at most one more, and the archive is whole and goes on working."""
import os
import random
import shutil
import sqlite3
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import tap

PROGRAM = str(Path(os.environ["RAP_BUILD_DIR"], "src", "cli", "rapporteur-cli"))
ROUNDS = int(os.environ.get("RAP_KILLS", "25"))
DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"


def number(text):
    """The row's id of an id as people see it."""
    value = 0
    for digit in text[1:]:
        value = value * 32 + DIGITS.index(digit)
    return value


def feed(pipe, prefix):
    try:
        for line in range(100000):
            pipe.write(f"{prefix} said {line} #trust\n".encode())
            pipe.flush()
    except (BrokenPipeError, ValueError):
        pass


def add_until_killed(path, prefix, seconds):
    """Returns the ids that were printed."""
    command = [PROGRAM, "--archive", path, "add", "2011-01-19", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        writer = threading.Thread(target=feed, args=(process.stdin, prefix))
        writer.start()
        first = process.stdout.readline()
        time.sleep(seconds)
        process.kill()
        printed = (first + process.stdout.read()).split(b"\n")[:-1]
        writer.join()
        try:
            process.stdin.close()
        except BrokenPipeError:
            pass
    return [number(line.decode()) for line in printed if line]


def complaints(path, acknowledged, prefix):
    """What is not as promised after a kill."""
    found = []
    with sqlite3.connect(path) as archive:
        if archive.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            found.append("the archive is damaged")
        archive.execute("INSERT INTO words(words, rank) VALUES('integrity-check', 1)")
        there = {row[0] for row in archive.execute("SELECT id FROM point WHERE text LIKE ?", (prefix + " said %",))}
        indexed = archive.execute("SELECT count(*) FROM doc WHERE kind = 'point'").fetchone()
        points = archive.execute("SELECT count(*) FROM point").fetchone()
    archive.close()
    if set(acknowledged) - there:
        found.append(f"{len(set(acknowledged) - there)} acknowledged points are gone")
    if len(there - set(acknowledged)) > 1:
        found.append(f"{len(there - set(acknowledged))} points are there that nobody was told of")
    if indexed != points:
        found.append("the search index has other points than the archive")
    return found


def with_archive(function):
    folder = tempfile.mkdtemp(prefix="rapporteur-")
    path = os.path.join(folder, "archive.rapporteur")
    try:
        subprocess.run([PROGRAM, "--archive", path, "new", "A seminar", "--date", "2011-01-19", "--syndicates", "3"],
                       check=True, stdout=subprocess.DEVNULL)
        function(path)
    finally:
        shutil.rmtree(folder)


@tap.test("every acknowledged point survives kill -9")
def _():
    def check(path):
        total = 0
        for kill in range(ROUNDS):
            ids = add_until_killed(path, f"round {kill}", random.uniform(0, 0.15))
            total += len(ids)
            found = complaints(path, ids, f"round {kill}")
            assert not found, found
        assert total >= ROUNDS, f"only {total} points in {ROUNDS} rounds"
        print(f"# {total} points, {ROUNDS} kills")

    with_archive(check)


@tap.test("control: a lost point, a strange one and a stale index are seen")
def _():
    def check(path):
        ids = add_until_killed(path, "control", 0.1)
        assert not complaints(path, ids, "control")
        assert complaints(path, ids + [1], "control")
        assert complaints(path, ids[2:], "control")
        with sqlite3.connect(path) as archive:
            archive.execute("DELETE FROM doc WHERE kind = 'point' AND ref = ?", (ids[0],))
        archive.close()
        assert complaints(path, ids, "control")

    with_archive(check)


tap.run()
