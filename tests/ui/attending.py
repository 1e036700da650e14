# SPDX-License-Identifier: GPL-3.0-or-later
"""A seminar whose people are there, for what is done with them in the window."""
import contextlib
import sqlite3

from uitest import Archive

ORGANISATIONS = ("NetIKX", "Edinburgh Napier University", "R&D <b>", "北京大学", "جامعة القاهرة", None, "Open University",
                 "The Society for the Promotion of Very Long Names of Organisations")
NAMES = ("Ada Adeyemi", "Ben Okafor", "Chiara Conti", "David Ferreira", "王小明", "فاطمة الزهراء", "Grażyna Wójcik",
         "Hannah <i>Hill</i>", "Zoë O’Neill", "Jonathan Featherstonehaugh-Cholmondeley of Marjoribanks")


def add_people(archive, names, status="came", organisations=ORGANISATIONS):
    """Adds attendees to the newest seminar, the organisations one after the other."""
    with contextlib.closing(sqlite3.connect(archive.path, timeout=10)) as database, database:
        seminar, = database.execute("SELECT max(id) FROM seminar").fetchone()
        last, = database.execute("SELECT coalesce(max(id), 0) FROM (SELECT id FROM person UNION SELECT id FROM attendance)"
                                 ).fetchone()
        for n, name in enumerate(names, 1):
            database.execute("INSERT INTO person(id, name) VALUES(?, ?)", (last + n, name))
            database.execute("INSERT INTO attendance(id, seminar_id, person_id, affiliation, status) VALUES(?, ?, ?, ?, ?)",
                             (last + n, seminar, last + n, organisations[n % len(organisations)], status))


def name_people(n):
    """So many different names, those of many scripts first."""
    return [*NAMES, *(f"Person {i:03}" for i in range(len(NAMES) + 1, n + 1))][:n]


def attended(n, syndicates=5, title="A seminar of syndicates"):
    """An archive with one seminar, to which n people came."""
    archive = Archive()
    archive.cli("new", title, "--date", "2011-01-19", "--syndicates", syndicates)
    add_people(archive, name_people(n))
    return archive
