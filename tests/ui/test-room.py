#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The room screen: seats, brief with the clock, points as they come; it follows Capture and leaves the line alone."""
import sqlite3

import tap
from capturing import Capture
from uitest import Archive

archive = Archive.sample()
DISCUSSION = archive.query("SELECT id FROM session WHERE kind = 'discussion' ORDER BY id DESC")[0]["id"]
# what keeps a name together, and apart from one in another direction
MARKS = {0x2068: None, 0x2069: None, 0xa0: " "}
MEMBERS = ["Zoë Ångström", "R&D <b>", "王小明", "أحمد بن محمد"]

database = sqlite3.connect(archive.path)
with database:
    syndicate = database.execute("SELECT id FROM syndicate WHERE session_id = ? AND number = 2", (DISCUSSION,)).fetchone()[0]
    for n, name in enumerate([*MEMBERS, "Fay Host", "Ray Note"], 1):
        kind = {5: "facilitator", 6: "rapporteur"}.get(n, "member")
        database.execute("INSERT INTO person(id, name) VALUES(?, ?)", (n, name))
        database.execute("INSERT INTO attendance(id, seminar_id, person_id)"
                         " SELECT ?, seminar_id, ? FROM session WHERE id = ?", (n, n, DISCUSSION))
        database.execute("INSERT INTO role(id, attendance_id, kind, syndicate_id) VALUES(?, ?, ?, ?)", (n, n, kind, syndicate))
    database.execute("UPDATE session SET ask = 'Three points & a question' WHERE id = ?", (DISCUSSION,))
    database.execute("UPDATE syndicate SET brief = 'What <i>must</i> change?' WHERE id = ?", (syndicate,))
    database.execute("UPDATE seminar SET attribution = 'none'")
    database.execute("UPDATE session SET attribution = NULL")
database.close()
app = Capture(archive)


def room():
    return app.find("frame", "Room Screen")


def chosen(form):
    """Waits until this is the form that is chosen in the room screen."""
    app.wait(lambda: [plain for plain in app.matching("page tab", f"{form}.*", room()) if app.has(plain, "selected")],
             what=f"the form {form}")


def shows(*texts):
    app.wait(lambda: set(texts) <= set(app.names("label", room())), what=f"the room to see {texts}")


@tap.test("F5 opens it, and the line keeps the focus while one types")
def _():
    app.type("half a ")
    app.opens("F5")
    app.in_line()
    app.type("line")
    app.holds("half a line")


@tap.test("it says who sits where, facilitates and reports")
def _():
    seen = lambda: [name.translate(MARKS) for name in app.names("label", room())]
    wanted = {"Policy and trust", "Culture change", "Facilitator: Fay Host", "Rapporteur: Ray Note"}
    app.wait(lambda: wanted <= set(seen()), what=f"the seats, not {seen()}")
    tap.equal([sorted(name.split(" · ")) for name in seen() if " · " in name], [sorted(MEMBERS)])
    tap.equal(app.unnamed(room()), [])


@tap.test("F5 goes on to the brief, with what is asked and the clock")
def _():
    app.key("F5")
    chosen("2")
    shows("Three points & a question", "What <i>must</i> change?", "20:00", "to talk")
    app.key("ctrl+t")
    shows("left")
    app.find("panel", "Clock: 20 minutes left to talk", room())
    app.key("ctrl+shift+t")
    shows("1 Policy and trust reports · then 2 Culture change")
    app.key("alt+2")
    shows("2 Culture change reports · then 3 Adoption paths")
    app.key("alt+1")


@tap.test("and to the points as they come, without a name that the rule does not allow")
def _():
    app.key("F5")
    chosen("3")
    app.key("ctrl+a", "BackSpace")
    app.enter("What everybody waits for")
    shows("What everybody waits for")
    archive.cli("add", "2011-01-19", "--syndicate", "2", "! From elsewhere @Ray")
    shows("From elsewhere", "! Action")
    tap.equal([name for name in app.names("label", room()) if "Ray" in name and not name.startswith("Rapporteur")], [])
    app.in_line()


@tap.test("it follows Capture to another item of the programme")
def _():
    app.key("alt+Prior")
    app.wait(lambda: "What everybody waits for" not in app.names("label", room()), what="the talk")
    app.key("alt+Next")
    shows("What everybody waits for")


@tap.test("it reads again what it could not read")
def _():
    app.key("alt+Prior")
    app.wait(lambda: "What everybody waits for" not in app.names("label", room()), what="the talk")
    with archive.locked():
        app.key("alt+Next")
        shows("What everybody waits for")


@tap.test("Shift+F5 closes it; what is typed into it goes to the line, but 1, 2, 3 and Escape do not")
def _():
    app.closes("shift+F5")
    app.in_line()
    app.opens("F5")
    app.in_line()
    chosen("1")
    app.focus_window("Room Screen")
    app.key("2")
    chosen("2")
    app.holds("")
    app.type("x")
    app.holds("x")
    app.in_line()
    app.key("BackSpace")
    app.focus_window("Room Screen")
    app.closes("Escape")
    app.in_line()


@tap.test("closing the window closes it too")
def _():
    app.opens("F5")
    app.key("ctrl+w")
    tap.equal(app.process.wait(10), 0)


tap.run()
