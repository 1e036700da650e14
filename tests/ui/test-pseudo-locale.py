#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every string of the window can be translated: in a language in which each is in «brackets» nothing stands without, but
what the organiser wrote, numbers, and keys."""
import os
import re
import subprocess

import tap
from uitest import BUILD, TOP, App, Archive

FOLDER = BUILD / "tests/ui"
CATALOGUE = FOLDER / "locale/xx/LC_MESSAGES/rapporteur.mo"
PLACES = ("Plan", "Capture", "Feedback", "Themes", "Write-up")
# Of GTK and libadwaita, which bring translations of their own. (A class for a name is another test's.)
THEIRS = re.compile(r"\(None\)|(Close|Minimize|Maximize)( the window)?|Restore|No Results Found|Try a different search.|Menu|Search|Clear|Back|(Gtk|Adw)[A-Z]\w*")
KEYS = re.compile(r"(Ctrl|Alt|Shift|Enter|Return|Delete|Escape|Esc|Tab|Up|Down|Left|Right|Page|F\d+|[+ ,…?]|\b\w\b)*")

def make_catalogue():
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    pot, po = FOLDER / "pseudo.pot", FOLDER / "pseudo.po"
    subprocess.run(["xgettext", "--from-code=UTF-8", "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2",
                    "--keyword=NC_:1c,2",
                    "--keyword=ngettext:1,2", f"--files-from={TOP / 'po/POTFILES.in'}", f"--directory={TOP}",
                    f"--output={pot}"], check=True, stderr=subprocess.DEVNULL)
    header = pot.read_text().replace("charset=CHARSET", "charset=UTF-8")
    pot.write_text(re.sub(r'"Plural-Forms: [^"]*"\n', "", header).replace(
        '"Content-Transfer-Encoding', '"Plural-Forms: nplurals=2; plural=n != 1;\\n"\n"Content-Transfer-Encoding', 1))
    subprocess.run(["msgen", "--lang=xx", f"--output-file={po}", pot], check=True)
    subprocess.run(["msgfilter", "--keep-header", f"--input={po}", f"--output-file={po}", "sed", "-e", "1s/^/«/",
                    "-e", "$s/$/»/"], check=True, env=os.environ | {"LC_ALL": "C.UTF-8"})
    subprocess.run(["msgfmt", f"--output-file={CATALOGUE}", po], check=True)


def wrapped(name):
    return f"«{name}»"


make_catalogue()
archive = Archive.sample()
written = sorted({value for table in ("seminar", "series", "session", "syndicate", "person", "attendance", "point", "theme",
                                "history")
                  for row in archive.query(f"SELECT * FROM {table}") for value in row.values()
                  if isinstance(value, str) and value}, key=len, reverse=True)
app = App(archive, program=(FOLDER / "rapporteur-pseudo",), LANGUAGE="xx", LC_ALL="C.UTF-8")


def is_translated(text):
    if "«" in text or text.startswith("/") or THEIRS.fullmatch(text):
        return True
    for value in written:
        text = text.replace(value, "")
    return KEYS.fullmatch(text) is not None or not re.search(r"[^\W\d_]", text)


def untranslated(within=None):
    """Each only once."""
    found = set()

    def note(node):
        if node.get_role_name() not in ("application", "filler"):
            found.update(text for text in (node.get_name(), node.get_description()) if text and not is_translated(text))

    app.those(note, within)
    return sorted(found)


@tap.test("the check finds a string without brackets")
def _():
    assert not is_translated("Undo") and is_translated("«Undo»") and is_translated("Ctrl+Z") and is_translated("12")
    app.find("text", "«New point.*")


for place in PLACES:
    @tap.test(place)
    def _(place=place):
        app.press(wrapped(place), role="page tab")
        for part in ("Programme", "People", "Syndicates") if place == "Plan" else ():
            app.press(wrapped(part), role="page tab")
            tap.equal(untranslated(), [], part)
        tap.equal(untranslated(), [])


for keys, title in (("ctrl+n", "a new seminar"), ("ctrl+e", "an export"), ("ctrl+k", "the palette"), ("ctrl+h", "the history"),
                    ("ctrl+comma", "preferences"), ("ctrl+question", "the keys"), ("F1", "help")):
    @tap.test(title)
    def _(keys=keys):
        app.opens(keys)
        try:
            tap.equal(untranslated(app.root.get_child_at_index(app.root.get_child_count() - 1)), [])
        finally:
            app.closes("Escape")


tap.run()
