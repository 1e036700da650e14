#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole seminar day by the keyboard alone, from an empty archive to the CSV tables, which say what was typed.

What is on the screen is only looked at: nothing is done through the accessibility tree, and nothing with the pointer.
"""
import csv
import os
import re
import subprocess
from datetime import date, timedelta
from pathlib import Path

import tap
from uitest import App, Archive, plain

TODAY = date.today()
LAST_YEAR = TODAY - timedelta(days=364)
TITLE = "Trust, a year later"
DUE = TODAY + timedelta(days=40)
HOME = Path(os.environ["HOME"])

archive = Archive()
app = App(archive)


def focus():
    """What has the keyboard: in the dialog, if there is one, for the window below still has a focus of its own."""
    node = app.focused(app.dialog() or app.window)
    return node and plain(node.get_name())


def focus_is(name):
    app.wait(lambda: focus() == name, what=f"{name} to have the focus, not {focus()}")


def tab_on(key="Tab"):
    """Presses Tab, and waits for the focus to move."""
    before = app.focused()
    app.key(key)
    app.wait(lambda: app.focused() not in (None, before), what=f"the focus to leave {before.get_name()}")


def tab_to(name, key="Tab", most=30):
    """Presses Tab until this has the focus."""
    for _ in range(most):
        tab_on(key)
        if focus() == name:
            return
    raise AssertionError(f"{key} does not lead to {name}")


def is_there(table, n=1, **columns):
    app.wait(lambda: archive.count(table, **columns) == n,
             what=f"{n} {table} of {columns}, not {archive.count(table, **columns)}")


def field(name, text, key="Tab"):
    """Goes on to a field by Tab, and types into it instead of what it holds."""
    tab_to(name, key)
    app.key("ctrl+a")
    app.type(text)


def step(*keys):
    """Presses a key that makes one step, and waits for the step."""
    before = archive.count("history")
    app.key(*keys)
    app.wait(lambda: archive.count("history") == before + 1, what=f"{keys} to make a step")


def command(words):
    """Opens the dialog that the palette finds first for these words."""
    app.opens("ctrl+k")
    app.type(words)
    app.replaces("Return")


def line():
    """The line of Capture, once it has the focus."""
    return app.wait(lambda: (node := app.focused(app.window)) and node.get_name().startswith("New point") and node,
                    what="the line")


def say(text, key="Return"):
    """Types a line and saves it."""
    before = archive.count("history")
    app.type(text)
    app.wait(lambda: app.text(line()) == text, what=f"the line to hold {text}")
    app.key(key)
    app.wait(lambda: archive.count("history") == before + 1, what=f"{text} to be saved")
    app.wait(lambda: app.text(line()) == "", what="an empty line")


@tap.test("last year's seminar, as far as it is remembered")
def _():
    app.find("push button", "New Seminar")
    app.opens("ctrl+n")
    focus_is("Title")
    app.type("Trust at a distance")
    tab_to("Date, year-month-day Date")
    app.key("ctrl+a")
    app.type(LAST_YEAR.isoformat())
    tab_to("Syndicates")
    tab_to("Syndicates")  # its row, then the number
    app.key("ctrl+a")
    app.type("5")
    app.closes("Return")
    line()
    say(f"! Write to those who stayed away by {DUE.isoformat()}")
    app.key("alt+p")
    focus_is("Title")
    field("Series", "Winter talks")
    field("Begins", "10")
    field("Ends", "16:00")
    field("Venue", "Old Library")
    field("Host", "Readers' Circle")
    tab_to("Who May Be Named")
    is_there("seminar", title="Trust at a distance", host="Readers' Circle", venue="Old Library")


@tap.test("its programme has a talk and a discussion of named syndicates")
def _():
    app.key("alt+r")
    focus_is("Add")
    app.key("ctrl+shift+t")
    focus_is("Title")
    app.type("What was lost in the corridor")
    field("Begins", "10 am")
    field("Ends", "10:40")
    tab_to("Name of a new speaker")
    app.type("Ines Castell, Harbour Libraries")
    app.key("Return")
    is_there("role", kind="speaker")
    app.key("alt+Up")
    app.wait(lambda: [row["kind"] for row in archive.query("SELECT kind FROM session ORDER BY position")] ==
             ["talk", "discussion"])
    app.key("alt+s")
    for n, name in enumerate(("Doors", "Windows", "Stairs", "Roof", "Cellar"), 1):
        tab_to("Name of the syndicate")
        app.type(name)
        app.key("Tab")
        is_there("syndicate", name=name, number=n)


@tap.test("a new one from this one, which follows it and has its shape")
def _():
    command("new from")
    focus_is("Title")
    app.type(TITLE)
    tab_to("Date, year-month-day Date")
    app.key("ctrl+a")
    app.type((TODAY + timedelta(days=14)).isoformat())
    app.closes("Return")
    is_there("seminar", title=TITLE)
    tap.equal(archive.query("SELECT old.title FROM seminar new JOIN seminar old ON old.id = new.follows_id"),
              [{"title": "Trust at a distance"}])
    focus_is("Add Syndicate")  # in the part in which one was
    app.key("alt+d")
    focus_is("Title")
    field("Topic", "What trust needs when nobody meets by chance")
    field("Summary", "Two talks, two rounds.\nBring an example.")
    field("Venue", "New Library")
    tab_to("Add a Link")
    app.type("https://example.org/trust")
    app.key("Return")
    is_there("link")
    app.find("check box", "Write to those who stayed away.*")


def choose(name, downs):
    """Goes on to a row that offers several, and takes the one that is so many places below."""
    tab_to(name)
    app.opens("space")
    app.closes(*["Down"] * downs, "Return")
    focus_is(name)


def programme():
    """`talk Welcome 10:00-10:30`, one an item."""
    return [row["it"] for row in archive.query(
        "SELECT kind || ' ' || title || strftime(' %H:%M-', starts_at / 1000, 'unixepoch')"
        " || strftime('%H:%M', ends_at / 1000, 'unixepoch') AS it FROM session"
        " WHERE seminar_id = (SELECT id FROM seminar WHERE title = ?) ORDER BY position", TITLE)]


def programme_is(*items):
    app.wait(lambda: programme() == list(items), what=f"{items}, not {programme()}")


@tap.test("two talks with their speakers and two rounds, the second under the Chatham House Rule; all of it slips")
def _():
    app.key("alt+r")
    focus_is("Add")
    tab_to("What was lost in the corridor")
    app.key("Return")
    field("Title", "Quiet voices in remote rooms")
    tab_to("Name of a new speaker")
    app.type("Ines Castell, Harbour Libraries")
    app.key("Return")
    is_there("role", 2, kind="speaker")
    app.key("ctrl+shift+t")
    focus_is("Title")
    app.type("Counting what counts")
    tab_to("Name of a new speaker")
    app.type("Tomas Brandt, North College")
    app.key("Return")
    is_there("role", 3, kind="speaker")
    tab_to("Discussion")
    app.key("Return")
    field("Title", "First round")
    field("Begins", "11:30")
    field("Ends", "1230")
    field("Minutes to Talk", "25")
    field("Minutes to Report", "15")
    field("Asked For", "Two points and a question")
    choose("Reporting", 1)
    is_there("session", title="First round", minutes_to_talk=25, minutes_to_report=15, reporting="by_group")
    app.key("ctrl+shift+g")
    focus_is("Title")
    app.type("Second round")
    tab_to("Who May Be Named")
    app.opens("space")
    app.replaces("Down", "Down", "Down", "Return")
    app.closes("alt+e")
    is_there("session", title="Second round", attribution="none")
    programme_is("talk Quiet voices in remote rooms 10:00-10:40", "talk Counting what counts 10:40-11:10",
                 "discussion First round 11:30-12:30", "discussion Second round 12:30-13:30")
    tab_to("Everything 10 minutes later", "shift+Tab", 60)
    app.key("space")
    programme_is("talk Quiet voices in remote rooms 10:10-10:50", "talk Counting what counts 10:50-11:20",
                 "discussion First round 11:40-12:40", "discussion Second round 12:40-13:40")


INVITED = (
    "Ada Marsh, Harbour Libraries <ada@harbour.example>", "Bela Novak, Harbour Libraries", "Cleo Duarte, North College",
    "Dora Weiss, North College", "Emil Sand, County Archive", "Fred Quayle, County Archive", "Gita Rao, R&D <b>",
    "Hugo Pell, Studio Fenn", "Iris Tamm, Studio Fenn", "Jan Kubík, Museum of Tides", "Karin Holm, Museum of Tides",
    "Lena Ott, =Equal", "Mira Cole, =Equal", "Nils Aune", "Olga Penn", "Petra Lux, 北京大学", "Rosa Vidal, 北京大学",
    "Sven Bjørk, Old Mill", "Tess Iyer, Old Mill", "Uwe Kranz")


def pasted(text):
    """Ctrl+V of what another program has copied."""
    subprocess.run(["xclip", "-selection", "clipboard"], input=text, text=True, check=True)
    app.opens("ctrl+v")


def status(which):
    return {row["name"] for row in archive.query(
        "SELECT name FROM attendance a JOIN person p ON p.id = person_id JOIN seminar s ON s.id = seminar_id"
        " WHERE title = ? AND status = ?", TITLE, which)}


@tap.test("twenty who registered are pasted, one is typed, one cancels")
def _():
    app.key("alt+l")
    focus_is("Find or add a person")
    pasted("\n".join(INVITED))
    focus_is("Add 20 People")
    app.closes("Return")
    app.wait(lambda: len(status("registered")) >= 20)
    focus_is("Find or add a person")
    app.type("Vera Anand, Studio Fenn")
    app.key("Return")
    app.wait(lambda: "Vera Anand" in status("registered"))
    app.type("uw")
    app.key("Return")
    focus_is("Name")
    choose("Status", 3)
    app.wait(lambda: status("cancelled") == {"Uwe Kranz"})
    app.key("Escape")
    focus_is("Find or add a person")


def consented():
    return {row["name"] for row in archive.query(
        "SELECT name FROM attendance a JOIN person p ON p.id = person_id WHERE consent = 'by_name'")}


@tap.test("who may be named is said for one in the form, for several at once in the list")
def _():
    app.key("ctrl+a")
    app.type("gi")
    app.key("Return")
    focus_is("Name")
    choose("Consent", 2)
    app.wait(lambda: consented() == {"Gita Rao"})
    app.key("Escape")
    focus_is("Find or add a person")
    app.key("ctrl+a")
    app.type("museum")
    app.wait(lambda: [name.split(",")[0] for name in app.names("list item", app.find("list", "People"))] ==
             ["Karin Holm", "Jan Kubík"], what="the two of the museum")
    while ", Registered," not in (focus() or ""):
        tab_on()
    app.key("Home")
    app.key("shift+Down")
    app.key("alt+o")
    app.find("menu item", "By Name")
    app.key("b")
    app.wait(lambda: consented() == {"Gita Rao", "Jan Kubík", "Karin Holm"})
    focus_is("Consent")  # the menu is gone


CAME = ("ad", "be", "cl", "do", "em", "fr", "gi", "hu", "ir", "ja", "ka", "le", "ol", "pe", "ro", "sv", "ve")


@tap.test("the day has come: at the door two letters and Space are a person, and who is unknown walks in")
def _():
    app.key("alt+d")
    focus_is("Title")
    field("Date", TODAY.isoformat())
    app.key("Tab")
    is_there("seminar", title=TITLE, date=TODAY.isoformat())
    app.key("alt+l")
    focus_is("Find or add a person")
    for n, letters in enumerate(CAME, 1):
        app.key(*letters, "space")
        app.wait(lambda: len(status("came")) == n, what=f"{letters} to come")
    app.type("Wim Zander, Harbour Libraries")
    app.key("Return")
    app.wait(lambda: status("walked_in") == {"Wim Zander"})
    tap.equal(status("registered"), {"Ines Castell", "Tomas Brandt", "Mira Cole", "Nils Aune", "Tess Iyer"})


def seats(session="First round"):
    """Who sits in which syndicate."""
    return {row["name"]: row["number"] for row in archive.query(
        "SELECT p.name, number FROM role r JOIN syndicate y ON y.id = r.syndicate_id JOIN session s ON s.id = y.session_id"
        " JOIN attendance a ON a.id = r.attendance_id JOIN person p ON p.id = a.person_id"
        " WHERE r.kind = 'member' AND s.title = ?", session)}


def sizes(session="First round"):
    found = list(seats(session).values())
    return sorted(found.count(number) for number in set(found))


@tap.test("eighteen are shared out over five syndicates, a latecomer joins, one syndicate closes")
def _():
    app.key("alt+s")
    focus_is("Discussion")
    step("alt+o")
    tap.equal(sizes(), [3, 3, 4, 4, 4])
    app.key("alt+l")
    focus_is("Find or add a person")
    app.key(*"mi", "space")
    app.wait(lambda: "Mira Cole" in status("came"))
    before = seats()
    app.key("alt+s")
    app.find("label", "1 without a seat")
    step("alt+e")
    tap.equal({name: n for name, n in seats().items() if name != "Mira Cole"}, before)
    members = {name for name, n in seats().items() if n == 2}
    before = {name: n for name, n in seats().items() if n != 2}
    to_syndicate(2)
    tab_to("Menu of Windows", "shift+Tab")
    app.key("Return")
    app.find("menu item", "Close: Its People Join the Others")
    step("Return")
    app.find("status bar", "4 syndicates of 4 or 5; .*")
    assert members <= seats().keys() and 2 not in seats().values(), seats()
    tap.equal({name: n for name, n in seats().items() if name not in members}, before)


def to_syndicate(n):
    """To the first person of a syndicate, and who that is."""
    app.key(f"alt+{n}")
    app.wait(lambda: (focus() or "").split(",")[0] in [name for name, at in seats().items() if at == n],
             what=f"the focus on a person of {n}, not {focus()}")
    return focus().split(",")[0]


RAPPORTEURS, FACILITATORS = {}, {}
BRIEFS = {1: "What opens a door?", 3: "Who never speaks, & why?", 4: "What would you show first?", 5: "=What is below?"}


@tap.test("each gets a brief and a rapporteur, one a facilitator; in the next round they stay, among strangers")
def _():
    for n, brief in BRIEFS.items():
        RAPPORTEURS[n] = to_syndicate(n)
        step("r")
        app.key("shift+Tab")
        focus_is("Brief of the syndicate")
        app.type(brief)
        app.key("Tab")
        is_there("syndicate", number=n, brief=brief)
    to_syndicate(1)
    app.key("Down")
    app.wait(lambda: focus().split(",")[0] != RAPPORTEURS[1])
    FACILITATORS[1] = focus().split(",")[0]
    step("f")
    step("alt+n")
    tap.equal(sizes("Second round"), [4, 4, 5, 5])  # who facilitates is not dealt
    second = seats("Second round")
    tap.equal({n: second[name] for n, name in RAPPORTEURS.items()}, {n: n for n in BRIEFS})


DAY = f" by {DUE.isoformat()}"


def to_item(key, title):
    """Goes through the programme, as far as this item."""
    bar = app.find("label", r"\d\d:\d\d .*")  # the one that begins with the time
    while title not in (at := bar.get_name()):
        app.key(key)
        app.wait(lambda: bar.get_name() != at, what=f"another item than {at}")


@tap.test("two talks: the speaker, the floor, marks of every sort")
def _():
    app.key("alt+c")
    line()
    to_item("alt+Prior", "Quiet voices")
    app.key("alt+1")
    say("Quiet people write more than they say #trust")
    say('"a silence is not a yes" *')
    app.key("alt+0")
    say("How long may a silence last?")
    to_item("alt+Next", "Counting what counts")
    app.key("alt+1")
    say('e.g. the museum counts returns, not visits #"what counts" +4')
    app.key("alt+0")
    say('Not every count is a measure #"what counts" @Karin')


@tap.test("the clock runs and the room sees it, while one types")
def _():
    to_item("alt+Next", "First round")
    app.key("alt+1")
    app.type("Trust needs a ")
    app.key("ctrl+t")
    app.wait(lambda: archive.query("SELECT 1 FROM clock WHERE ends_at IS NOT NULL"))
    app.opens("F5")
    line()
    app.type("second meeting #trust")
    app.find("label", ".*Doors.*", within=app.dialog())
    app.closes("shift+F5")
    app.wait(lambda: app.text(line()) == "Trust needs a second meeting #trust")
    step("Return")


@tap.test("the first round: every voice, and what goes wrong is mended")
def _():
    say("! @Gita writes the welcome letter #welcome" + DAY)
    app.key("alt+3")
    say("Half the members never speak #voices ??")
    say("? what would make a newcomer stay", "ctrl+Return")  # now the next has the floor
    say("= second meeting")
    say("Show faces before slides +3")
    app.key("alt+5")
    pasted(f"Meet twice before you decide #trust\n! Ask the printers{DAY}")
    focus_is("Record 2 Points")
    app.closes("Return")
    is_there("point", text="Ask the printers")
    line()
    say("Chairs in a circle")
    step("ctrl+3")
    app.key("alt+0")
    say("Said by mistake")
    step("ctrl+z")
    say("Write names on doors @Bela")
    step("ctrl+d")
    app.key("shift+Tab")
    app.wait(lambda: (focus() or "").startswith("Write names on doors"))
    step("plus")
    app.key("Escape")
    line()


@tap.test("what says the same is found by a filter and merged")
def _():
    app.key("ctrl+shift+f")
    app.wait(lambda: "New point" not in (focus() or "New point"), what="the filter")
    focus_is("Voice")
    tab_to("Theme")
    app.key("space")
    app.key("Down", "Return")
    rows = app.find("list", "Points")
    app.wait(lambda: len([name for name in app.names("list item", rows) if ", voice " in name]) == 2, what="the two")
    while not (focus() or "").startswith("Meet twice"):
        tab_to(app.names("list item", rows)[-1])
    app.key("space", "shift+Up")
    app.opens("ctrl+m")
    focus_is("A wording of your own")  # it offers the first
    app.closes("Return")
    is_there("point", voice="merged")
    app.key("Escape")
    line()


@tap.test("the second round, in which nobody is named")
def _():
    to_item("alt+Next", "Second round")
    app.key("alt+1")
    say("We heard @Mira say that rooms matter")
    app.key("alt+3")
    say("What Gita wrote was read by nobody")
    app.key("alt+4")
    say("! Walk before the talk" + DAY)
    app.key("alt+5")
    say('"never again on a Monday" #rooms')
    app.key("alt+0")
    say("+1 for the garden #rooms")


def table(name):
    """The rows of an exported table without their ids, of which no two are the same."""
    with open(HOME / f"{TODAY} {TITLE}" / f"{name}.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    tap.equal(len({row["id"] for row in rows}), len(rows), f"ids of {name}")
    for row in rows:
        seminar = row.pop("seminar"), row.pop("date")
        tap.equal(seminar, (TITLE, TODAY.isoformat()))
    return [{column: value for column, value in row.items() if not re.fullmatch("(.*_)?id", column)} for row in rows]


@tap.test("Ctrl+E shows the name that may not be told, and exports when that has been seen")
def _():
    app.opens("ctrl+e")
    focus_is("Export")
    app.key("Return")
    focus_is("Back")
    tap.equal(app.names("list item", app.find("list", "Names in texts", app.dialog())),
              ["Gita, point: What Gita wrote was read by nobody"])
    app.closes("alt+e")
    app.wait(lambda: (HOME / f"{TODAY} {TITLE}" / "datapackage.json").exists())


def point(session, number, kind, text, **more):
    """A row of points.csv; more is what few points have."""
    plain_one = dict.fromkeys(("themes", "attributed_to", "action_owner", "action_due", "action_done"), "") | {
        "starred": "false", "agreed": "0", "raised_by": "1" if number else "0", "to_check": "false"}
    return {"session": session, "syndicate_number": str(number or ""), "syndicate": NAMES.get(number, ""),
            "brief": GUARDED_BRIEFS.get(number, ""), "kind": kind, "point": text} | plain_one | more


NAMES = {1: "Doors", 3: "Stairs", 4: "Roof", 5: "Cellar"}
GUARDED_BRIEFS = BRIEFS | {5: "'" + BRIEFS[5]}  # a spreadsheet would have it for a formula
TALKS = "Quiet voices in remote rooms", "Counting what counts"
FIRST, SECOND = "First round", "Second round"
DUE_DAY = DUE.isoformat()


@tap.test("points.csv has what was said, by whom and with what it was marked")
def _():
    rows = table("points")
    with open(HOME / f"{TODAY} {TITLE}" / "points.csv", encoding="utf-8", newline="") as file:
        whole = list(csv.DictReader(file))
    merged = [row["point"] for row in whole if row["merged_into"]]
    tap.equal(merged, ["Trust needs a second meeting", "Meet twice before you decide"])
    for row in rows:
        row.pop("merged_into")
        assert re.fullmatch(rf"{TODAY}T\d\d:\d\d:\d\d\.\d\d\d\+00:00", row.pop("recorded_at")), row
    expected = [
        point(TALKS[0], None, "insight", "Quiet people write more than they say", themes="trust",
              attributed_to="Ines Castell"),
        point(TALKS[0], None, "quote", "a silence is not a yes", starred="true", attributed_to="Ines Castell"),
        point(TALKS[0], None, "question", "How long may a silence last?"),
        point(TALKS[1], None, "example", "the museum counts returns, not visits", themes="what counts", agreed="4",
              attributed_to="Tomas Brandt"),
        point(TALKS[1], None, "insight", "Not every count is a measure", themes="what counts", attributed_to="Karin Holm"),
        point(FIRST, 1, "insight", "Trust needs a second meeting", themes="trust", raised_by="2"),
        point(FIRST, 1, "action", "Gita writes the welcome letter", themes="welcome", action_owner="Gita Rao",
              action_due=DUE_DAY),
        point(FIRST, 3, "insight", "Half the members never speak", themes="voices", to_check="true"),
        point(FIRST, 3, "question", "what would make a newcomer stay"),
        point(FIRST, 4, "insight", "Show faces before slides", agreed="3"),
        point(FIRST, 5, "insight", "Meet twice before you decide", themes="trust"),
        point(FIRST, None, "insight", "Trust needs a second meeting", themes="trust", raised_by="3"),
        point(FIRST, 5, "action", "Ask the printers", action_due=DUE_DAY),
        point(FIRST, 3, "insight", "Chairs in a circle"),
        point(FIRST, None, "insight", "Write names on doors", starred="true", agreed="1"),
        point(SECOND, 1, "insight", "We heard [name] say that rooms matter"),
        point(SECOND, 3, "insight", "What Gita wrote was read by nobody"),
        point(SECOND, 4, "action", "Walk before the talk", action_due=DUE_DAY),
        point(SECOND, 5, "quote", "never again on a Monday", themes="rooms"),
        point(SECOND, None, "insight", "'+1 for the garden", themes="rooms"),
    ]
    tap.equal(len(rows), len(expected), "points")
    for row, wanted in zip(rows, expected):
        tap.equal(row, wanted, wanted["point"])


def named(names):
    """Of these, who consented to it."""
    return sorted(set(names) & consented())


@tap.test("syndicates.csv and people.csv name those who consented, and in the second round nobody")
def _():
    counts = {(FIRST, 1): "201000", (FIRST, 3): "310000", (FIRST, 4): "100000", (FIRST, 5): "201000",
              (SECOND, 1): "100000", (SECOND, 3): "100000", (SECOND, 4): "101000", (SECOND, 5): "100100"}
    themes = {(FIRST, 1): "trust; welcome", (FIRST, 3): "voices", (FIRST, 5): "trust", (SECOND, 5): "rooms"}
    people = {("speaker", "Ines Castell", "", TALKS[0]), ("speaker", "Tomas Brandt", "", TALKS[1])}
    expected = []
    for (session, n), digits in counts.items():
        roles = {} if session == SECOND else {
            "facilitator": named([FACILITATORS.get(n)]), "rapporteur": named([RAPPORTEURS[n]]),
            "member": named([name for name, at in seats().items() if at == n])}
        people |= {(role, name, str(n), session) for role, those in roles.items() for name in those}
        points, questions, actions, quotes, starred, _ = digits
        expected.append({
            "session": session, "syndicate_number": str(n), "syndicate": NAMES[n], "brief": GUARDED_BRIEFS[n],
            "facilitator": "; ".join(roles.get("facilitator", [])), "rapporteur": "; ".join(roles.get("rapporteur", [])),
            "members": roles.get("member", []), "points": points, "questions": questions, "actions": actions,
            "quotes": quotes, "starred": starred, "themes": themes.get((session, n), "")})
    rows = table("syndicates")
    for row in rows:
        row["members"] = sorted(filter(None, row["members"].split("; ")))
    tap.equal(rows, expected)
    rows = table("people")
    tap.equal({(row["role"], row["name"], row["syndicate_number"], row["session"]) for row in rows}, people)
    tap.equal(len(rows), len(people))
    tap.equal({row["name"]: row["affiliation"] for row in rows}, {row["name"]: row["affiliation"] for row in rows} | {
        "Ines Castell": "Harbour Libraries", "Tomas Brandt": "North College", "Gita Rao": "R&D <b>",
        "Jan Kubík": "Museum of Tides", "Karin Holm": "Museum of Tides"})


@tap.test("actions.csv, themes.csv and seminars.csv agree with that, and the archive is sound")
def _():
    action = dict.fromkeys(("owner", "done"), "") | {"due": DUE_DAY}
    tap.equal(table("actions"), [
        {"action": "Gita writes the welcome letter", **action, "owner": "Gita Rao", "syndicate": "Doors"},
        {"action": "Ask the printers", **action, "syndicate": "Cellar"},
        {"action": "Walk before the talk", **action, "syndicate": "Roof"}])
    theme = {"headline": "", "raised_by": "1", "starred": "0", "quotes": "0"}
    tap.equal(table("themes"), [
        {"theme": "trust", **theme, "points": "3", "raised_by": "3", "syndicates": "Doors; Roof; Cellar",
         "first_point": "Quiet people write more than they say"},
        {"theme": "what counts", **theme, "points": "2", "raised_by": "0", "syndicates": "",
         "first_point": "the museum counts returns, not visits"},
        {"theme": "welcome", **theme, "points": "1", "syndicates": "Doors", "first_point": "Gita writes the welcome letter"},
        {"theme": "voices", **theme, "points": "1", "syndicates": "Stairs", "first_point": "Half the members never speak"},
        {"theme": "rooms", **theme, "points": "2", "syndicates": "Cellar", "quotes": "1",
         "first_point": "never again on a Monday"}])
    tap.equal(table("seminars"), [{
        "series": "Winter talks", "venue": "New Library", "host": "Readers' Circle", "speakers": "Ines Castell; Tomas Brandt",
        "syndicates": "8", "points": "19", "attendees": "23", "came": "19", "responses": "", "response_rate": "", "nps": ""}])
    tap.equal(app.stop(), 0)
    archive.cli("check")


tap.run()
