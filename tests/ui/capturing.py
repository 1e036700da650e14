# SPDX-License-Identifier: GPL-3.0-or-later
"""Capture as its scenarios use it: the line, what it says of saving, and the points as the archive has them."""
from uitest import App

POINTS = """
SELECT text, kind, starred, agreed, to_check, due,
       coalesce((SELECT number FROM syndicate WHERE id = syndicate_id), 0) AS voice,
       coalesce((SELECT group_concat(name, '; ') FROM
                 (SELECT name FROM point_theme JOIN theme ON theme.id = theme_id
                  WHERE point_id = point.id ORDER BY point_theme.position, name)), '') AS themes,
       coalesce((SELECT group_concat(relation || ' ' || name, '; ') FROM
                 (SELECT relation, name FROM point_person JOIN person ON person.id = person_id
                  WHERE point_id = point.id ORDER BY name)), '') AS people,
       (SELECT count(*) FROM point_echo WHERE point_id = point.id) AS echoes
FROM point"""
PLAIN = {"kind": "insight", "starred": 0, "agreed": 0, "to_check": 0, "due": None, "voice": 0, "themes": "", "people": "",
         "echoes": 0}


def points(archive, where="1", *values):
    """The points of an archive in the order they were recorded, as far as they differ from a plain one of the plenary."""
    rows = archive.query(f"{POINTS} WHERE {where} ORDER BY recorded_at, id", *values)
    return [{key: value for key, value in row.items() if PLAIN.get(key, "") != value} for row in rows]


class Capture(App):
    """The window on a seminar, with the line focused."""

    def __init__(self, archive, *arguments, **environment):
        super().__init__(archive, *arguments, **environment)
        self.archive = archive
        self.line = self.find("text", "New point.*")
        self.status = self.find("status bar")
        self.in_line()

    def in_line(self):
        """Waits for the line to have the focus."""
        self.wait(lambda: self.has(self.line, "focused"), what="the line to have the focus")

    def holds(self, text):
        """Waits until the line holds just this."""
        self.wait(lambda: self.text(self.line) == text, what=f"the line to hold {text!r}, not {self.text(self.line)!r}")

    def enter(self, text, key="Return"):
        """Types a line and saves it. That it is on disk is for the test to see."""
        self.type(text)
        self.holds(text)
        self.key(key)
        self.holds("")

    def says(self, start):
        """Waits until the status begins so."""
        self.wait(lambda: (self.status.get_name() or "").startswith(start),
                  what=f"the status “{start}…”, not “{self.status.get_name()}”")

    def steps(self):
        """How many steps the history has."""
        return self.archive.count("history")

    def step(self, *keys):
        """Presses a key that makes one step, and waits for the step."""
        before = self.steps()
        self.key(*keys)
        self.wait(lambda: self.steps() == before + 1, what=f"{keys} to make a step")
