# SPDX-License-Identifier: GPL-3.0-or-later
"""The programs in German, from the build tree, and which of what they say is still English."""
import os
import re
import struct
import subprocess
from functools import cache
from itertools import zip_longest
from pathlib import Path

BUILD = Path(os.environ["RAP_BUILD_DIR"])
FOLDER = BUILD / "tests/locale"
CATALOGUE = FOLDER / "de/LC_MESSAGES/rapporteur.mo"
LOCALE = FOLDER / "de_DE.UTF-8"
FORMAT = re.compile(r"%(?:\d+\$)?[-+ 0]*\d*[hlz]*[diucsxX]")
# What is neither German nor the same in both.
ENGLISH = re.compile(r"\b(the|of|and|is|are|be|to|no|nothing|not|with|by|from|this|that|it|its|which|who|what|when|where|how|"
                     r"yet|for|on|at|add|close|open|show|points?|people|saved|undone?|changed)\b")


def build(path, command):
    """Makes a file or folder of the programs' locale; whoever makes it at the same time makes the same."""
    made = path.with_name(f".{os.getpid()}-{path.name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run([*command, made], check=True, capture_output=True)
    return made


def environment():
    """What the programs that look for their catalogues in the build tree need to speak German."""
    build(CATALOGUE, ["msgfmt", Path(__file__).parents[1] / "po/de.po", "-o"]).replace(CATALOGUE)
    if not LOCALE.exists():
        made = build(LOCALE, ["localedef", "-i", "de_DE", "-f", "UTF-8"])
        try:
            made.rename(LOCALE)
        except OSError:
            assert LOCALE.exists()
    return {"LANGUAGE": "de", "LC_ALL": "de_DE.UTF-8", "LOCPATH": str(FOLDER)}


def messages():
    """Pairs of what is said in English and in German; several of each where there are plurals."""
    data = CATALOGUE.read_bytes()
    n, *tables = struct.unpack_from("<3I", data, 8)
    for k in range(n):
        english, german = (data[at:at + length].decode() for length, at in
                           (struct.unpack_from("<2I", data, table + 8 * k) for table in tables))
        if english:
            yield english.rpartition("\4")[2].split("\0"), german.split("\0")


def pattern(text):
    """A text with formats, as a regular expression; access keys may be there or not."""
    parts = FORMAT.split(text.strip())
    return "(.*)".join(re.escape(part).replace("_", "_?") for part in parts)


def find_english():
    """A function that says whether a text is English: one of the catalogue's, or with words that only English has."""
    pairs = list(messages())
    german = {form.replace("_", "") for _, forms in pairs for form in forms}
    forms = {form for forms, _ in pairs for form in forms if form.replace("_", "") not in german}
    known = re.compile("|".join(pattern(form) for form in sorted(forms)
                                if not re.search(r"%-?[aeBbHMY]", form) and re.search(r"\w\w", FORMAT.sub("", form))))
    return lambda text: bool(known.fullmatch(text.strip()) or ENGLISH.search(text.lower()))


def find_originals():
    """A function that gives all that a German text may be in English, for what looks for texts in English."""
    pairs = [(re.compile(pattern(german)), FORMAT.split(english.replace("_", "")))
             for forms in messages() for english, german in zip(*forms)]

    @cache
    def originals(text):
        found = [(parts, match.groups()) for regex, parts in pairs if (match := regex.fullmatch(text))]
        return [text, *("".join(piece for pair in zip_longest(parts, filled, fillvalue="") for piece in pair)
                        for parts, filled in found)]

    return originals
