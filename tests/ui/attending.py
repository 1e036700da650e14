# SPDX-License-Identifier: GPL-3.0-or-later
"""A seminar whose people are there, for what is done with them in the window."""
import csv
import tempfile

from uitest import Archive

ORGANISATIONS = ("NetIKX", "Edinburgh Napier University", "R&D <b>", "北京大学", "جامعة القاهرة", None, "Open University",
                 "The Society for the Promotion of Very Long Names of Organisations")
NAMES = ("Ada Adeyemi", "Ben Okafor", "Chiara Conti", "David Ferreira", "王小明", "فاطمة الزهراء", "Grażyna Wójcik",
         "Hannah <i>Hill</i>", "Zoë O’Neill", "Jonathan Featherstonehaugh-Cholmondeley of Marjoribanks")


def add_people(archive, names, status="came", organisations=ORGANISATIONS):
    """Imports attendees into the newest seminar, the organisations one after the other."""
    newest = archive.query("SELECT title FROM seminar ORDER BY id DESC LIMIT 1")[0]["title"]
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("name", "affiliation", "status"))
        rows.writerows((name, organisations[n % len(organisations)], status) for n, name in enumerate(names, 1))
        file.flush()
        archive.cli("import", "attendees", newest, file.name)


def name_people(n):
    """So many different names, those of many scripts first."""
    return [*NAMES, *(f"Person {i:03}" for i in range(len(NAMES) + 1, n + 1))][:n]


def attended(n, syndicates=5, title="A seminar of syndicates"):
    """An archive with one seminar, to which n people came."""
    archive = Archive()
    archive.cli("new", title, "--date", "2011-01-19", "--syndicates", syndicates)
    add_people(archive, name_people(n))
    return archive
