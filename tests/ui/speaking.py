# SPDX-License-Identifier: GPL-3.0-or-later
"""What a page says, for tests of languages: names and descriptions without what the organiser wrote."""
import re

# Of GTK and libadwaita, which bring translations of their own. (A class for a name is another test's.)
THEIRS = re.compile(r"\(None\)|(Close|Minimize|Maximize)( the window)?|Restore|No Results Found|Try a different search.|Menu|Search|Clear|Back|(Gtk|Adw)[A-Z]\w*")


def written(archive):
    """What the organiser wrote, and the labels of the steps that are in the archive already, the longest first."""
    return sorted({value for table in ("seminar", "series", "session", "syndicate", "person", "attendance", "point", "theme",
                                       "history")
                   for row in archive.query(f"SELECT * FROM {table}") for value in row.values()
                   if isinstance(value, str) and value}, key=len, reverse=True)


def said(app, within=None):
    """Every name and description, each once."""
    found = set()

    def note(node):
        if node.get_role_name() not in ("application", "filler"):
            found.update(text for text in (node.get_name(), node.get_description()) if text)

    app.those(note, within)
    return sorted(found)
