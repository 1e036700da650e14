#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The house rules that a program can check, on the source tree and on what the build made of data/.

A check is a function from a folder to a list of complaints. Each also runs on a folder with the fault it looks for
(its control), and must complain there.
"""
import gettext
import io
import itertools
import os
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import tap

TOP = Path(__file__).resolve().parents[2]
DATA = Path(os.environ["RAP_BUILD_DIR"]) / "data"
APP_ID = "io.github.rapporteur.Rapporteur"
PLACES = ("src", "ui", "data", "tests")
TRANSLATED = re.compile(r"\b(?:N?C?_|n?gettext|g_dp?n?gettext2?) ?\(\s*[\"(A-Za-z]|translatable=\"yes\"")


def files(folder, *patterns):
    """The source files under a folder that match, without what a build left there."""
    found = [p for place in PLACES for pattern in patterns for p in (folder / place).rglob(pattern)]
    return sorted(p for p in found if p.is_file() and "__pycache__" not in p.parts)


def complaints(tool, *arguments):
    """What a tool prints when it does not like what it was given."""
    if not shutil.which(tool):
        raise tap.Skip(f"{tool} is not installed")
    done = subprocess.run([tool, *map(str, arguments)], capture_output=True, text=True, check=False)
    said = (done.stdout + done.stderr).strip()
    return [said or f"{tool} failed"] if done.returncode else []


def unlicensed(folder):
    kept = files(folder, "*.[ch]", "*.py", "*.ui", "*.xml", "*.in", "*.sh", "*.sql", "*.svg", "*.css", "meson.build")
    kept += [p for p in files(folder, "*") if not p.suffix and p.read_bytes().startswith(b"#!")]
    kept += [p for p in map(folder.joinpath, ("dev", ".ci/run", "meson.build", "po/meson.build")) if p.exists()]
    return [p for p in kept if "SPDX-License-Identifier:" not in p.read_text(encoding="utf-8")[:400]]


def untranslated(folder):
    listed = (folder / "po/POTFILES.in").read_text(encoding="utf-8").split()
    speaking = [str(p.relative_to(folder)) for p in files(folder, "*.[ch]", "*.ui")
                if not p.is_relative_to(folder / "tests") and TRANSLATED.search(p.read_text(encoding="utf-8"))]
    return ([f"{p} is not in po/POTFILES.in" for p in sorted(set(speaking) - set(listed))] +
            [f"{p} of po/POTFILES.in does not exist" for p in listed if not (folder / p).exists()] +
            ([] if listed == sorted(set(listed)) else ["po/POTFILES.in is not in order"]))


def unfinished(folder):
    notes = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b|not implemented" " yet")
    return [f"{p}:{number}" for p in files(folder, "*") if p.suffix not in (".png", ".svg")
            for number, line in enumerate(p.read_text(encoding="utf-8").splitlines(), 1) if notes.search(line)]


def doubled(folder):
    """Lines that stand twice in a list of files or in prose: what is left of two changes put together carelessly."""
    lists = [p for p in [*files(folder, "meson.build", "*.gresource.xml", "*.md"), folder / "README.md"] if p.exists()]
    return [f"{p}: {line}" for p in lists
            for line, n in Counter(p.read_text(encoding="utf-8").splitlines()).items()
            if n > 1 and re.search(r"'[\w-]+\.[ch]'|<file|\w.{60}", line)]


def cut_short(folder):
    """xgettext knows PRId64 and its like, but no macro of GLib's: it cuts the string there, and no translation fits."""
    cut = re.compile(r'\b(?:N?C?_|n?gettext) ?\(\s*(?:"(?:\\.|[^"\\])*"[\s,]*)+G_[A-Z0-9_]+')
    return [f"{p}: {hit}" for p in files(folder, "*.c") for hit in cut.findall(p.read_text(encoding="utf-8"))]


def unformatted(folder):
    shutil.copy(TOP / ".clang-format", folder) if folder != TOP else None
    tool = "clang-format-14" if shutil.which("clang-format-14") else "clang-format"
    said = complaints(tool, "--dry-run", "-Werror", *files(folder, "*.[ch]"))
    return sorted({line.partition(":")[0] for text in said for line in text.splitlines() if "error:" in line})


def untold(folder):
    """What the catalogues in po/ lack, have in doubt, or still have though no source says it any more.

    "meson compile -C build rapporteur-update-po" brings in what is new; obsolete messages are then deleted by hand.
    """
    if not shutil.which("xgettext"):
        raise tap.Skip("xgettext is not installed")
    with tempfile.TemporaryDirectory() as scratch:
        pot = Path(scratch, "rapporteur.pot")
        # As i18n.gettext does it in po/meson.build.
        subprocess.run(["xgettext", "--from-code=UTF-8", "--add-comments", "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2",
                        "--keyword=NC_:1c,2", "--keyword=g_dcgettext:2", "--keyword=g_dngettext:2,3",
                        "--keyword=g_dpgettext2:2c,3", "--files-from=po/POTFILES.in", "--package-name=rapporteur",
                        f"--output={pot}"], cwd=folder, check=True, capture_output=True)
        said = [line for po in sorted(folder.glob("po/*.po"))
                for line in subprocess.run(["msgcmp", po, pot], stderr=subprocess.PIPE, text=True).stderr.splitlines()]
    return said + [f"{po}: {line}" for po in sorted(folder.glob("po/*.po"))
                   for line in po.read_text(encoding="utf-8").splitlines() if line.startswith("#~ msgid ")]


def mistold(folder):
    """Translations that lose a format or an access key, and catalogues that no build would take."""
    listed = (folder / "po/LINGUAS").read_text(encoding="utf-8").split()
    catalogues = sorted(folder.glob("po/*.po"))
    return [c for po in catalogues for c in complaints("msgfmt", "--check", "--check-accelerators=_", "--output-file=/dev/null", po)] + \
           ([] if sorted(listed) == [po.stem for po in catalogues] else ["po/LINGUAS does not list what is in po/"])


def access_keys(node, menus):
    """The texts of a template with an access key; those of its menus are another matter."""
    for child in node:
        if child.tag in ("menu", "submenu"):
            menus.append(child)
        else:
            if child.get("translatable") == "yes" and "_" in (child.text or ""):
                yield child
            yield from access_keys(child, menus)


def pages(folder):
    """Lists of texts that are seen together, by name: of a template, of each menu, of each part of Plan."""
    found = {}
    for path in files(folder, "*.ui"):
        menus = []
        found[path.name] = list(access_keys(ElementTree.parse(path).getroot(), menus))
        for menu in menus:
            found[f"{path.name}, menu {len(found)}"] = list(access_keys(menu, menus))
    places = [text for text in found.get("rap-window.ui", ()) if text.get("name") == "title"]
    for name in [name for name in found if name.endswith(("-view.ui", "-form.ui"))]:
        found[f"Plan with {name}"] = places + found.get("rap-plan-page.ui", []) + found[name]
    return {name: sorted({text.text for text in texts}) for name, texts in found.items()}


def clashing(folder):
    """Access keys of one page that are two in English and one in a translation."""
    def key(text):
        return text.partition("_")[2][:1].lower()

    found = []
    for po in sorted(folder.glob("po/*.po")):
        catalogue = subprocess.run(["msgfmt", po, "-o", "-"], check=True, capture_output=True).stdout
        told = gettext.GNUTranslations(io.BytesIO(catalogue)).gettext
        found += [f"{po.name}, {name}: “{told(a)}” and “{told(b)}”" for name, texts in pages(folder).items()
                  for a, b in itertools.combinations(texts, 2) if key(a) != key(b) and key(told(a)) == key(told(b))]
    return found


def unexplained(folder):
    """Functions of a header without a comment of their own right before them."""
    declared = re.compile(r"^(?!#|static|typedef|G_)\w[\w *]*?\n?[\w *]*?\b(rap_\w+) \(", re.M)
    return [f"{p}: {hit[1]}" for p in files(folder, "core/*.h", "cli/*.h", "app/*.h")
            for text in [p.read_text(encoding="utf-8")] for hit in declared.finditer(text)
            if not text[:hit.start()].endswith("*/\n")]


def broken_xml(folder):
    return complaints("xmllint", "--noout", *files(folder, "*.ui", "*.xml", "*.xml.in", "*.svg"))


def broken_scripts(folder):
    scripts = [folder / "dev", *(p for p in files(folder, "*") if p.read_bytes().startswith(b"#!/bin/sh"))]
    return [c for p in scripts for c in complaints("dash", "-n", p)] + \
           [c for p in files(folder, "completions/*") for c in complaints("bash", "-n", p)]


def broken_manual(folder):
    if not shutil.which("groff"):
        raise tap.Skip("groff is not installed")
    pages = files(folder, "man/*.[1-9]")
    done = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-z", *pages], capture_output=True, text=True, check=True)
    return done.stderr.splitlines()


def broken_settings(folder):
    return complaints("glib-compile-schemas", "--strict", "--dry-run", folder / "data")


def broken_desktop_file(folder):
    return complaints("desktop-file-validate", folder / f"{APP_ID}.desktop")


def broken_metainfo(folder):
    return complaints("appstreamcli", "validate", "--no-net", folder / f"{APP_ID}.metainfo.xml")


def broken_mime_type(folder):
    """shared-mime-info has no validator: its compiler says what it cannot read."""
    with tempfile.TemporaryDirectory() as database:
        packages = Path(database, "packages")
        packages.mkdir()
        shutil.copy(folder / "data" / f"{APP_ID}.mime.xml", packages)
        subprocess.run(["update-mime-database", database], capture_output=True, check=False)
        globs = Path(database, "globs2")
        known = globs.exists() and ":*.rapporteur" in globs.read_text(encoding="utf-8")
    return [] if known else ["no file name leads to the archive's type"]


PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
SCHEMA = '<schemalist><schema id="a.b" path="/a/b/"><key name="c" type="b"><default>maybe</default></key></schema></schemalist>'
CHECKS = (
    ("every source file names its licence", unlicensed, TOP, {"src/a.c": "int a;\n"}),
    ("every file with translatable strings is in POTFILES.in", untranslated, TOP,
     {"po/POTFILES.in": "", "src/a.c": 'puts (_("Saved"));\n'}),
    ("POTFILES.in names only files that exist", untranslated, TOP, {"po/POTFILES.in": "src/gone.c\n"}),
    ("no list of files and no prose says a thing twice", doubled, TOP, {"src/meson.build": "  'a.c',\n  'b.c',\n  'a.c',\n"}),
    ("translatable strings are whole", cut_short, TOP, {"src/a.c": 'f (_ ("Step %" G_GINT64_FORMAT "."), n);\n'}),
    ("every string is translated", untold, TOP,
     {"po/POTFILES.in": "src/a.c\n", "src/a.c": '_ ("Saved");\n_ ("Gone");\n', "po/de.po": PO + 'msgid "Saved"\nmsgstr "Gespeichert"\n'}),
    ("no translation is in doubt", untold, TOP,
     {"po/POTFILES.in": "src/a.c\n", "src/a.c": '_ ("Saved");\n', "po/de.po": PO + '#, fuzzy\nmsgid "Saved"\nmsgstr "Gesagt"\n'}),
    ("no obsolete translation is kept", untold, TOP,
     {"po/POTFILES.in": "src/a.c\n", "src/a.c": '_ ("Saved");\n',
      "po/de.po": PO + 'msgid "Saved"\nmsgstr "Gespeichert"\n\n#~ msgid "Gone"\n#~ msgstr "Fort"\n'}),
    ("nothing is translated that was taken away", untold, TOP,
     {"po/POTFILES.in": "src/a.c\n", "src/a.c": '_ ("Saved");\n',
      "po/de.po": PO + 'msgid "Saved"\nmsgstr "Gespeichert"\n\nmsgid "Gone"\nmsgstr "Fort"\n'}),
    ("translations keep formats", mistold, TOP,
     {"po/LINGUAS": "de\n", "po/de.po": PO + '#, c-format\nmsgid "%d left"\nmsgstr "%s Rest"\n'}),
    ("translations keep access keys", mistold, TOP,
     {"po/LINGUAS": "de\n", "po/de.po": PO + 'msgid "_Save"\nmsgstr "Speichern"\n'}),
    ("translated access keys of one page differ", clashing, TOP,
     {"ui/a.ui": '<interface><a translatable="yes">_Save</a><b translatable="yes">_Open</b></interface>\n',
      "po/de.po": PO + 'msgid "_Save"\nmsgstr "_Aufheben"\n\nmsgid "_Open"\nmsgstr "_Aufmachen"\n'}),
    ("every language is built", mistold, TOP, {"po/LINGUAS": "", "po/de.po": PO + 'msgid "Save"\nmsgstr "Speichern"\n'}),
    ("every function of a header is explained", unexplained, TOP,
     {"src/core/a.h": "/** rap_a: one */\nint rap_a (void);\n\nGObject *\nrap_b (void);\n"}),
    ("nothing is left for later", unfinished, TOP, {"src/a.c": "/* FIX" "ME */\n"}),
    ("C is laid out as .clang-format has it", unformatted, TOP, {"src/a.c": "int  main(void){return 0;}\n"}),
    ("templates, schemas and icons are well-formed XML", broken_xml, TOP, {"ui/a.ui": "<interface>\n"}),
    ("scripts parse", broken_scripts, TOP, {"dev": "#!/bin/sh\nif true; then\n"}),
    ("manual pages have no warning", broken_manual, TOP, {"data/man/a.1": ".TH A 1\n.XX\n"}),
    ("the settings' schema is strictly right", broken_settings, TOP, {"data/a.gschema.xml": SCHEMA}),
    ("the archive's MIME type is known by its name", broken_mime_type, TOP, {f"data/{APP_ID}.mime.xml": "<mime-info/>\n"}),
    ("the desktop file validates", broken_desktop_file, DATA, {f"{APP_ID}.desktop": "[Desktop Entry]\nName=a\n"}),
    ("the metainfo validates", broken_metainfo, DATA, {f"{APP_ID}.metainfo.xml": "<component/>\n"}),
)


def add(name, check, place, fault):
    @tap.test(name)
    def _():
        found = "\n".join(map(str, check(place)))
        assert not found, found

    @tap.test(f"control: {name}")
    def _():
        with tempfile.TemporaryDirectory() as folder:
            for path, text in fault.items():
                path = Path(folder, path)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            assert check(Path(folder)), "the fault was not seen"


for row in CHECKS:
    add(*row)
tap.run()
