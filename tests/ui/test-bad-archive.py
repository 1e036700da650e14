#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An archive that cannot be opened: one clear sentence in a window, and the file as it was."""
import hashlib
import os
import sqlite3
import tempfile
from pathlib import Path

import tap
from uitest import App, Archive

folder = tempfile.TemporaryDirectory(prefix="rapporteur-test-")
HERE = Path(folder.name)


def fingerprint(path):
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else sorted(os.listdir(path))


def refused(path, *words):
    """Opens it, reads the sentence and leaves by its button."""
    before, around = fingerprint(path) if path.exists() else None, sorted(os.listdir(path.parent))
    app = App(Archive(path))
    app.find("label", "The Archive Cannot Be Opened")
    sentence, = [n for n in app.names("label") if path.name in n]
    for word in words:
        assert word in sentence.lower(), f"“{sentence}” does not speak of “{word}”"
    assert sentence.endswith("."), sentence
    tap.equal(app.unnamed(), [])
    app.press("Quit")
    tap.equal(app.process.wait(10), 0)
    if before is not None:
        tap.equal(fingerprint(path), before, "the file")
    tap.equal(sorted(os.listdir(path.parent)), around, "files in the folder")


@tap.test("a text file")
def _():
    path = HERE / "notes.rapporteur"
    path.write_text("Not a database at all. " * 100, encoding="utf-8")
    refused(path, "not")


@tap.test("another program's database")
def _():
    path = HERE / "other.rapporteur"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE recipe(name)")
    database.close()
    refused(path, "not")


@tap.test("an archive of a newer version")
def _():
    path = HERE / "newer.rapporteur"
    Archive(path).cli("sample")
    database = sqlite3.connect(path)
    database.execute("PRAGMA user_version = 1000")
    database.close()
    refused(path, "newer")


@tap.test("an archive cut short")
def _():
    path = HERE / "short.rapporteur"
    Archive(path).cli("sample")
    path.write_bytes(path.read_bytes()[:5000])
    refused(path)


@tap.test("a name with markup in it")
def _():
    path = HERE / "R&D <b>.rapporteur"
    path.write_text("no database", encoding="utf-8")
    refused(path)


@tap.test("a folder in the archive's place")
def _():
    path = HERE / "folder.rapporteur"
    path.mkdir()
    refused(path)


@tap.test("a folder that is not there, and a file in its place: nothing is made")
def _():
    file = HERE / "file"
    file.write_text("", encoding="utf-8")
    before = sorted(os.listdir(HERE))
    for folder, word in ((HERE / "nonexistent", "There is no folder"), (file, "cannot be made")):
        app = App(Archive(folder / "new.rapporteur"))
        app.find("label", "The Archive Cannot Be Opened")
        sentence, = [n for n in app.names("label") if "new.rapporteur" in n]
        assert word in sentence, sentence
        app.press("Quit")
        tap.equal(app.process.wait(10), 0)
        tap.equal(sorted(os.listdir(HERE)), before)


@tap.test("a folder that cannot be written")
def _():
    path = HERE / "locked" / "new.rapporteur"
    path.parent.mkdir()
    path.parent.chmod(0o500)
    if os.access(path.parent, os.W_OK):
        raise tap.Skip("root may write everywhere")
    refused(path)


@tap.test("control: a good archive opens")
def _():
    path = HERE / "good.rapporteur"
    Archive(path).cli("sample")
    app = App(Archive(path))
    app.find("text", "New point.*")
    tap.equal(app.matching("label", "The Archive Cannot Be Opened"), [])


tap.run()
