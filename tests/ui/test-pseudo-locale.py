#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every string of the window can be translated: in a language in which each is in «brackets» nothing stands without, but
what the organiser wrote, numbers, and keys."""
import os
import re
import subprocess

import tap
from speaking import THEIRS, said, written
from uitest import BUILD, TOP, App, Archive

FOLDER = BUILD / "tests/ui"
CATALOGUE = BUILD / "tests/locale/xx/LC_MESSAGES/rapporteur.mo"
PLACES = ("Plan", "Capture", "Feedback", "Themes", "Write-up")
KEYS = re.compile(r"(Ctrl|Alt|Shift|Enter|Return|Delete|Space|Escape|Esc|Tab|Up|Down|Left|Right|Page|F\d+|[+ ,…?]|\b\w\b)*")

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
texts = written(archive)
app = App(archive, program=(FOLDER / "rapporteur-translated",), LANGUAGE="xx", LC_ALL="C.UTF-8")


def is_translated(text):
    if "«" in text or text.startswith("/") or THEIRS.fullmatch(text):
        return True
    for value in texts:
        text = text.replace(value, "")
    return KEYS.fullmatch(text) is not None or not re.search(r"[^\W\d_]", text)


def untranslated(within=None):
    return [text for text in said(app, within) if not is_translated(text)]


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
