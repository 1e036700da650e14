#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Photographs the window on the sample seminars: shots.py [--only PAGE] FOLDER, or shots.py --picture.

Every page in every variant of uitest.VARIANTS and in German, as PAGE.png and PAGE-VARIANT.png; with --only, one page as it
is by day.
With --picture, Capture as README and the metainfo show it, into data/screenshots.
"""
import os
import re
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

os.environ.setdefault("RAP_BUILD_DIR", str(HERE.parents[1] / "build"))
import german  # noqa: E402
from attending import attended  # noqa: E402
from importing import begin  # noqa: E402
import uitest  # noqa: E402
from uitest import BUILD, TOP, Archive, VARIANTS  # noqa: E402


class German(uitest.App):
    """The window in German, where what a page looks for is called and typed in English."""
    TYPED = {"import attendees": "teilnehmende importieren", "po": "be", "alt+n": "alt+w", "alt+y": "alt+w",
             "Choose… File": "Auswählen… Datei"}

    def __init__(self, archive=None, *arguments):
        environment = german.environment()
        self.originals = german.find_originals()
        super().__init__(archive, *arguments, program=[BUILD / "tests/ui/rapporteur-translated"], **environment)

    def is_called(self, node, name):
        called = uitest.plain(node.get_name())
        return called == self.TYPED.get(name) or any(re.fullmatch(name, text) for text in self.originals(called))

    def type(self, text):
        super().type(self.TYPED.get(text, text))

    def key(self, *keys):
        super().key(*(self.TYPED.get(key, key) for key in keys))


App = German if os.environ.get("UI_LANGUAGE") == "de" else uitest.App


def welcome():
    return App(Archive())


def capture(archive=None):
    app = App(archive or Archive.sample())
    app.find("text", "New point.*")
    return app


def typing():
    """A line half typed, with what is understood of it."""
    app = capture()
    app.type("! @Hazel sends the list of policies #policy #\"first use\" by 28 Feb")
    return app


def completing():
    """Themes proposed above the line."""
    app = capture()
    app.type("Nobody reads what is not about them #p")
    app.find("list item", "policy")
    return app


def echoing():
    """Points proposed for “we said that too”."""
    app = capture()
    app.type("= on")
    app.find("label", ".*points fit.*")
    return app


def changing():
    """The last point brought back into the line."""
    app = capture()
    app.type("Trust needs time #trust *")
    app.key("Return", "Up")
    app.find("label", "Changing the last point.*")
    return app


def editing():
    """A row changed where it stands."""
    app = capture()
    app.key("shift+Tab", "Up", "Up", "F2")
    return app


def filtering():
    app = capture()
    app.key("ctrl+shift+f")
    app.act(app.find("push button", "Starred"))
    return app


def merging():
    """Three points of which one is to stand for all."""
    archive = Archive.sample()
    for text in ("Trust grows slowly #trust", "It takes time to trust <b>R&D</b>",
                 "Nobody trusts whom they have not met, or has not been vouched for, or has not read for a good while"):
        archive.cli("add", "2011-01-19", "--syndicate", "1", text)
    app = capture(archive)
    app.key("shift+Tab", "shift+Up", "shift+Up")
    app.opens("ctrl+m")
    return app


def merged():
    """What was merged, with its originals shown."""
    app = merging()
    app.closes("Return")
    app.key("shift+Tab", "Right")
    return app


def pasting():
    """Lines that were pasted, before they are recorded."""
    app = capture()
    subprocess.run(["xclip", "-selection", "clipboard"], input="- Trust needs proxies #trust\n\n? Who owns it\n"
                   "2. R&D <b> asks before it forbids\n! Send the list @Hazel by 28 Feb\n\u201cPerpetual beta\u201d *\n",
                   text=True, check=True)
    app.opens("ctrl+v")
    return app


def new_seminar():
    app = capture()
    app.opens("ctrl+n")
    app.type("A quick seminar")
    return app


def shortcuts():
    app = capture()
    app.opens("ctrl+question")
    return app


def history():
    app = capture()
    app.type("Trust needs time #trust *")
    app.key("Return", "ctrl+z")
    app.opens("ctrl+h")
    return app


def preferences():
    app = capture()
    app.opens("ctrl+comma")
    return app


def help_page():
    app = capture()
    app.opens("F1")
    return app


def menu():
    app = capture()
    app.key("F10")
    return app


def palette():
    app = capture()
    app.opens("ctrl+k")
    app.type("po")
    app.key("Down")
    return app


def export():
    app = capture()
    app.opens("ctrl+e")
    return app


def leaks():
    """Names in texts, which are shown before an export is saved."""
    archive = Archive.sample()
    archive.cli("add", "2011-01-19", "--syndicate", "1", "Elisabeth has seen it work: <b>R&D</b> asks before it forbids")
    archive.cli("add", "2011-01-19", "--syndicate", "2", "All of this stands or falls with somebody like Goodman, who "
                "looks after the programme, writes to every speaker beforehand and brings people back a year later")
    app = capture(archive)
    app.opens("ctrl+e")
    app.press("Export")
    app.find("push button", "Export All the Same")
    return app


GUESTS = """Order;First name;Surname;E-mail;Company;Status;Checked in;Diet
11;Zoë;Ämter;zoe@example.org;R&D <b>;Attending;;vegan
12;Jürgen;Groß;juergen@example.org;Universität für angewandte Wissenschaften und Künste;Attending;yes;
13;明;陈;ming@example.org;国家图书馆;Attending;;
14;ليلى;منصور;layla@example.org;مكتبة;Perhaps;;
15;Ada;Nolan;ada@example.org;;Attending;;
"""


def assistant(preview):
    """The second or the third step of the import of a list, whose forerunner had somebody else and another company."""
    def page():
        archive, folder = Archive.sample(), Path(os.environ["HOME"])
        (folder / "earlier.csv").write_text("Name,E-mail,Company\nZoë Ämter,zoe@example.org,Museum\n"
                                            "Somebody Else,else@example.org,Archive\n", "utf-8")
        archive.cli("import", "attendees", "2011-01-19", folder / "earlier.csv")
        (folder / "guests.csv").write_text(GUESTS, "utf-16")
        app = capture(archive)
        begin(app, "import attendees", folder / "guests.csv")
        app.find("label", "UTF-16.*")
        app.key("alt+n")
        app.find("label", "2 of 3: Columns")
        if preview:
            app.key("alt+n")
            app.find("label", "3 of 3: Preview")
        return app
    return page


def empty():
    archive = Archive()
    archive.cli("new", "A quick seminar", "--date", "2011-01-19")
    return capture(archive)


def long_title():
    archive = Archive()
    archive.cli("new", "R&D <b>" + " and a title that does not end" * 9, "--date", "2011-01-19", "--syndicates", "9")
    archive.cli("add", "2011-01-19", "--syndicate", "3", "A point that goes on " * 20)
    return capture(archive)


def many():
    archive = Archive.sample()
    archive.cli("add", "2011-01-19", "-", stdin="".join(f"Point number {n} of many #policy\n" for n in range(2000)))
    return capture(archive)


def picture():
    """The whole screen, the sidebar away, in the midst of the discussion."""
    app = capture()
    subprocess.run(["xdotool", "search", "--onlyvisible", "--name", ".", "windowsize", *PICTURE_SIZE.split("x"),
                    "mousemove", "0", "0"], check=True)
    app.key("F9")
    app.type("Marketing watch what customers say and answer them #listening")
    return app


def clock(**values):
    """Capture with the clock of its discussion as the archive has it."""
    def page():
        archive = Archive.sample()
        session = archive.query("SELECT max(id) AS id FROM session WHERE kind = 'discussion'")[0]["id"]
        database = sqlite3.connect(archive.path)
        with database:
            database.execute("INSERT INTO clock(session_id, phase, ends_at, remaining) VALUES(?, ?, NULL, ?)",
                             (session, values["phase"], values["remaining"]))
        database.close()
        return capture(archive)
    return page


NAMES = ["Zoë Ångström", "R&D <b>", "王小明", "Bartholomew Featherstonehaugh", "أحمد بن محمد", "Ann Lee", "Þórdís Jónsdóttir",
         "María José Carreño Quiñones", "Tom", "Ifeoma Okonkwo-Williams", "O’Brien"]


def room(form, n_syndicates=9, n_people=100):
    """The room screen on the whole screen, with as many people as there ever are."""
    def page():
        archive = Archive.sample()
        database = sqlite3.connect(archive.path)
        with database:
            session, seminar = database.execute(
                "SELECT id, seminar_id FROM session WHERE kind = 'discussion' ORDER BY id DESC").fetchone()
            database.execute("UPDATE session SET minutes_to_report = 15, ask = 'Three points and a question' WHERE id = ?",
                             (session,))
            database.executemany("INSERT OR IGNORE INTO syndicate(id, session_id, number, name, brief) VALUES(?, ?, ?, ?, ?)",
                                 [(n, session, n, f"Group of {NAMES[n]}", "What would have to change before this is "
                                   "the way everybody works, and who begins?") for n in range(5, n_syndicates + 1)])
            tables = [row[0] for row in database.execute("SELECT id FROM syndicate WHERE session_id = ? ORDER BY number",
                                                         (session,))]
            for n in range(n_people):
                database.execute("INSERT INTO person(id, name) VALUES(?, ?)", (n + 1, f"{NAMES[n % len(NAMES)]} {n}"))
                database.execute("INSERT INTO attendance(id, seminar_id, person_id) VALUES(?, ?, ?)", (n + 1, seminar, n + 1))
                kind = {0: "facilitator", 1: "rapporteur"}.get(n // len(tables), "member")
                database.execute("INSERT INTO role(id, attendance_id, kind, syndicate_id) VALUES(?, ?, ?, ?)",
                                 (n + 1, n + 1, kind, tables[n % len(tables)]))
            database.execute("INSERT INTO clock(session_id, phase, remaining) VALUES(?, ?, ?)",
                             (session, "report" if form == 2 else "talk", 760_000))
        database.close()
        app = capture(archive)
        app.opens("F5")
        width, height = os.environ.get("UI_SCREEN", "1280x800").split("x")
        subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "^(Room Screen|Saalanzeige)$", "windowraise", "windowsize", width,
                        height], check=True)
        for _ in range(1, form):
            app.key("F5")
        return app
    return page


def place(name):
    def page():
        app = capture()
        app.press(name, role="page tab")
        return app
    return page


def plan(part, archive=None):
    """A part of Plan."""
    app = capture(archive)
    app.press("Plan", role="page tab")
    app.press(part, role="page tab")
    return app


def last_time():
    """From the rule down to what is left of last time."""
    app = plan("Details")
    app.find("check box", ".*come back to this in a year.*")
    app.key("alt+k")
    while not ((node := app.focused()) and node.get_role_name() == "check box"):
        app.key("Tab")
    return app


def rule_question():
    """What the Chatham House Rule takes away, before it does."""
    archive = Archive.sample()
    archive.cli("add", "2011-01-19", "I heard @Hazel say so, twice")
    archive.cli("add", "2011-01-19", "! Send the list @Nicky")
    archive.path.with_name(f"{archive.path.name}.before-v2").touch()
    app = plan("Details", archive)
    app.find("label", "Speakers of the programme are named.*")
    app.key("alt+y")
    app.wait(lambda: (row := app.focused()) and row.get_role_name() == "combo box")
    app.opens("space")
    app.key("Down", "Down", "Return")
    return app


def syndicates():
    """23 people dealt over five syndicates, three of them with a task."""
    archive = attended(23)
    app = plan("Syndicates", archive)
    app.press("Share Out")
    app.wait(lambda: archive.count("role", kind="member") == 23)
    return app


def syndicates_unseated():
    app = plan("Syndicates", attended(40, 9, "R&D <b>" + " and a title that does not end" * 9))
    app.find("label", "40 without a seat")
    return app


def syndicates_empty():
    archive = Archive()
    archive.cli("new", "A quick seminar", "--date", "2011-01-19")
    app = plan("Syndicates", archive)
    app.find("push button", "Add a Discussion")
    return app


def syndicates_menu():
    """What can be done with somebody, among syndicates with long names."""
    archive = attended(23, 3)
    app = plan("Syndicates", archive)
    app.press("Share Out")
    app.wait(lambda: archive.count("role", kind="member") == 23)
    name = app.matching("text", "Name of the syndicate")[0]
    app.set_text(name, "R&D <b>, trust and everything that has to do with it: a name that does not end")
    app.set_text(app.matching("text", "Brief of the syndicate")[0], "What would have to change before this is the way "
                 "everybody works, and who begins? 我们下一步做什么？")
    app.key("alt+2", "r", "Down", "Menu")
    app.find("menu item", "Make Rapporteur")
    return app


def programme():
    """The talk opened."""
    app = plan("Programme")
    app.find("list", "Programme")
    app.key("Tab", "Tab", "Tab", "Return")
    app.find("combo box", "Kind")
    return app


def programme_empty():
    archive = Archive()
    archive.cli("new", "A quick seminar", "--date", "2011-01-19")
    return plan("Programme", archive)


def people(archive=None, text=""):
    """The people of a seminar, in Plan."""
    app = plan("People", archive)
    app.wait(lambda: app.is_called(app.focused(), "Find or add a person"))
    app.type(text)
    return app


def people_empty():
    archive = Archive()
    archive.cli("new", "Nobody yet", "--date", "2099-01-19")
    return people(archive)


def door():
    """In the midst of people coming in, with names of every sort."""
    archive = Archive()
    archive.cli("new", "Today", "--date", date.today().isoformat())
    database = sqlite3.connect(archive.path)
    with database:
        for n, (name, affiliation, status, consent) in enumerate((
                ("Hazel Hall", "Edinburgh Napier University", "came", "by_name"), ("Hazel Hall", "Ontario", "registered", "no"),
                ("Zoë Ray", "R&D <b>", "registered", "anonymously"), ("张伟", "北京大学", "came", "no"),
                ("نورة الهاشمي", "جامعة قطر", "walked_in", "no"), ("Harald Håkon von und zu Hohenlohe-Schillingsfürst",
                 "The Institute of Names That Do Not End and of Affiliations", "registered", "by_name"),
                ("Nils", None, "cancelled", "no"), *((f"Person {n}", f"Place {n % 40}", "registered", "no") for n in range(1000)))):
            database.execute("INSERT INTO person(id, name) VALUES(?, ?)", (n + 1, name))
            database.execute("INSERT INTO attendance(id, seminar_id, person_id, affiliation, status, consent) SELECT ?, id, ?,"
                             " ?, ?, ? FROM seminar", (n + 1, n + 1, affiliation, status, consent))
        database.execute("INSERT INTO role(id, attendance_id, kind) VALUES(1, 1, 'organiser')")
    database.close()
    return archive


def person():
    app = people(door(), "Hazel")
    app.key("Return")
    app.find("text", "Affiliation")
    return app


def pasted():
    """A list that was pasted."""
    app = people()
    app.opens(act=lambda: app.set_text(app.focused(), "Hazel Hall\nZoë Ray, R&D <b> <z@x.org>\nzoë ray, R&D <b>\n<a@x.org>\n"
                                       "张伟, 北京大学\nDavid Goodman, Elsewhere"))
    return app


PAGES = {"welcome": welcome, "capture": capture, "typing": typing, "changing": changing, "new-seminar": new_seminar,
         "shortcuts": shortcuts, "palette": palette, "history": history,
         "preferences": preferences, "help": help_page, "menu": menu, "export": export, "leaks": leaks,
         "import-columns": assistant(False), "import-preview": assistant(True), "empty": empty, "long-title": long_title, "many-points": many,
         "clock-warning": clock(phase="talk", remaining=100_000), "clock-over": clock(phase="report", remaining=-80_000),
         "room-seats": room(1), "room-brief": room(2), "room-points": room(3),
         "plan": place("Plan"), "last-time": last_time, "rule-question": rule_question, "programme": programme, "programme-empty": programme_empty,
         "people": people, "people-empty": people_empty, "door": lambda: people(door(), "ha"),
         "person": person, "pasted": pasted, "syndicates": syndicates, "syndicates-unseated": syndicates_unseated,
         "syndicates-empty": syndicates_empty, "syndicates-menu": syndicates_menu, "people-many": lambda: people(door()), "write-up": place("Write-up")}


PAGES |= {"completing": completing, "echoing": echoing, "editing": editing, "filtering": filtering, "merging": merging,
          "merged": merged, "pasting": pasting}

PICTURE_SIZE = "1280x800"
GERMAN = {"german": {"UI_LANGUAGE": "de"}, "german-narrow": {"UI_LANGUAGE": "de"} | VARIANTS["narrow"]}
SCREENS = VARIANTS | GERMAN | {"picture": {"UI_SCREEN": PICTURE_SIZE}}


def inside(folder, variant, pages):
    """In gui-run already: one variant."""
    for page in pages:
        app = picture() if variant == "picture" else PAGES[page]()
        app.shot(Path(folder, f"{page}.png" if variant in ("light", "picture") else f"{page}-{variant}.png"))
        app.stop()


def outside(folder, variants, pages):
    """One gui-run a variant, because the screen's size is the server's."""
    for variant in variants:
        environment = os.environ | {"UI_SCREEN": "1180x780"} | SCREENS[variant]
        subprocess.run([HERE / "gui-run", sys.executable, __file__, "--inside", folder, variant, *pages],
                       env=environment, check=True)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[:1] == ["--inside"]:
        inside(arguments[1], arguments[2], arguments[3:])
    elif arguments[:1] == ["--only"] and len(arguments) == 3 and arguments[1] in PAGES:
        outside(arguments[2], ["light"], arguments[1:2])
    elif arguments == ["--picture"]:
        outside(TOP / "data/screenshots", ["picture"], ["capture"])
    elif len(arguments) == 1:
        outside(arguments[0], VARIANTS | GERMAN, PAGES)
    else:
        sys.exit(__doc__)
