#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""23 people are dealt over five syndicates, moved, given tasks and dealt anew for a second round, by keyboard alone."""
import tap
from attending import add_people, attended
from planning import Plan
from uitest import plain

archive = attended(23)
add_people(archive, ["Anna Late"], status="registered", organisations=["R&D <b>"])
app = Plan(archive)
TABLES = ("session", "syndicate", "role")
START = {table: archive.snapshot()[table] for table in TABLES}


def seats(session=1):
    """Who sits in which syndicate of the session that is so manieth in the programme."""
    rows = archive.query("""
        SELECT p.name, y.number FROM role r JOIN syndicate y ON y.id = r.syndicate_id
        JOIN attendance a ON a.id = r.attendance_id JOIN person p ON p.id = a.person_id
        WHERE r.kind = 'member' AND y.session_id = (SELECT id FROM session ORDER BY position LIMIT 1 OFFSET ?)""", session - 1)
    return {row["name"]: row["number"] for row in rows}


def role(kind):
    """The numbers of the syndicates in which people have such a role, by their names."""
    rows = archive.query("""
        SELECT p.name, y.number FROM role r JOIN syndicate y ON y.id = r.syndicate_id
        JOIN attendance a ON a.id = r.attendance_id JOIN person p ON p.id = a.person_id WHERE r.kind = ?""", kind)
    return sorted((row["name"], row["number"]) for row in rows)


def sizes(session=1):
    found = list(seats(session).values())
    return sorted(found.count(number) for number in set(found))


def focused_name():
    return (node := app.focused()) and plain(node.get_name())


def person():
    """The name of the person on whose row the focus is."""
    node = app.wait(app.focused, what="the focus to be somewhere")
    assert node.get_role_name() == "list item", f"the focus is on {node.get_role_name()} {node.get_name()}"
    return node.get_name().split(", ")[0]


def report(words):
    """Waits for what is said of how people sit."""
    app.find("status bar", words)


@tap.test("the way there; everything has a name")
def _():
    app.key("alt+p")
    app.find("page tab", "Syndicates")
    app.key("alt+s")
    app.part("Syndicates")
    report("Nobody has a seat yet.")
    tap.equal(app.unnamed(app.root), [])


@tap.test("sharing out seats those who came, evenly and colleagues apart, and says so")
def _():
    app.step("alt+o")
    tap.equal(sizes(), [4, 4, 5, 5, 5])
    assert "Anna Late" not in seats()
    report("5 syndicates of 4 or 5; nobody sits with a colleague.")


@tap.test("dealt again everybody has another seat somewhere")
def _():
    before = seats()
    app.step("alt+a")
    assert seats() != before
    tap.equal(sizes(), [4, 4, 5, 5, 5])


@tap.test("a latecomer joins, and nobody else moves")
def _():
    before = seats()
    add_people(archive, ["Anna Late"], organisations=["R&D <b>"])
    archive.cli("add", "2011-01-19", "--syndicate", "2", "They had begun already")
    app.find("label", "1 without a seat")
    app.step("alt+e")
    after = seats()
    late = after.pop("Anna Late")
    tap.equal(after, before)
    tap.equal(list(seats().values()).count(late), 5)


@tap.test("a digit moves whoever has the focus, which then is on the next person")
def _():
    app.key("alt+1")
    name = person()
    tap.equal(seats()[name], 1)
    other = seats()[name] % 5 + 1
    app.step(str(other))
    tap.equal(seats()[name], other)
    tap.equal(archive.count("role", kind="member", placed=1), 1)
    assert person() != name
    app.find("list item", f"{name}.*placed by hand")


@tap.test("R makes a rapporteur, F a facilitator, P pins; the focus stays with the person")
def _():
    name = person()
    number = seats()[name]
    app.step("r")
    tap.equal(role("rapporteur"), [(name, number)])
    tap.equal(person(), name)
    app.step("p")
    tap.equal(archive.count("role", kind="member", placed=1), 2)
    app.key("Down")
    app.wait(lambda: person() != name)
    other = person()
    app.step("f")
    tap.equal(role("facilitator"), [(other, number)])
    tap.equal(person(), other)
    app.step("f")
    tap.equal(role("facilitator"), [])
    tap.equal(seats()[other], number)


@tap.test("the palette has all of that too")
def _():
    before, name = role("facilitator"), person()
    app.opens("ctrl+k")
    app.type("facilitator")
    app.find("list item", "Make the Person Facilitator, or Not, Syndicates, F", within=app.dialog())
    app.closes("Return")
    app.wait(lambda: [one[0] for one in role("facilitator") if one not in before] == [name], what="a facilitator")
    app.focus_window("A seminar of syndicates")  # as a window manager does
    app.wait(lambda: person() == name)
    app.step("ctrl+z")


@tap.test("so has the person's menu, for keyboards without these letters, and the focus comes back")
def _():
    name, before = person(), seats()
    number = before[name]
    rapporteurs = role("rapporteur")
    app.key("Menu")
    app.find("menu item", "Make Rapporteur")
    app.step("Return")
    tap.equal([one for one in role("rapporteur") if one not in rapporteurs], [(name, number)])
    app.wait(lambda: person() == name)
    app.key("shift+F10")
    app.find("menu item", "No Longer Rapporteur")
    names = app.names("menu item")
    assert "Take Out of the Syndicate" in names and not any(item.startswith(f"{number} ") for item in names), names
    other = number % 5 + 1
    app.step(str(other))  # the key of that item
    tap.equal(seats()[name], other)
    app.wait(lambda: person() != name, what="the focus to be on who comes in that place")
    app.step("ctrl+z")
    app.step("ctrl+z")
    tap.equal((seats(), role("rapporteur")), (before, rapporteurs))


@tap.test("Delete unseats")
def _():
    name = person()
    app.step("Delete")
    assert name not in seats()
    app.step("alt+e")
    assert name in seats()


@tap.test("closing a syndicate moves only its people; as the session has points it stays, as closed")
def _():
    before = seats()
    app.key("alt+3", "shift+Tab", "shift+Tab")
    app.wait(lambda: (focused_name() or "").startswith("Menu of "))
    app.key("Return")
    app.find("menu item", "Close: Its People Join the Others")
    app.step("Return")
    closed = archive.query("SELECT number FROM syndicate WHERE closed")[0]["number"]
    after = seats()
    tap.equal(sorted(after), sorted(before))
    assert closed not in after.values()
    tap.equal({name: number for name, number in after.items() if before[name] != closed},
              {name: number for name, number in before.items() if number != closed})
    app.find("label", "Closed")


@tap.test("a second round keeps the rapporteur and seats strangers together")
def _():
    rapporteurs = role("rapporteur")
    app.step("alt+n")
    tap.equal(archive.count("session"), 2)
    tap.equal(role("rapporteur"), sorted(2 * [one for one in rapporteurs if one[1] in seats(2).values()]
                                         + [one for one in rapporteurs if one[1] not in seats(2).values()]))
    tap.equal(sizes(2), [6, 6, 6, 6])
    first, second = seats(), seats(2)
    together = sum(first[a] == first[b] and second[a] == second[b] for a in second for b in second if a < b)
    assert together <= 14, together
    report("4 syndicates of 6;.*")
    # the button that closes a toast is libadwaita's own
    tap.equal([name for name in app.unnamed(app.root) if name != "push button “GtkImage”"], [])


@tap.test("a name and a brief are typed into the card and save themselves")
def _():
    app.key("alt+2", "shift+Tab")
    app.wait(lambda: focused_name() == "Brief of the syndicate")
    app.type("What would make us trust?")
    app.key("shift+Tab", "shift+Tab")
    app.wait(lambda: focused_name() == "Name of the syndicate")
    app.type("Trust & <b>room</b>")
    app.key("Tab")
    app.wait(lambda: archive.count("syndicate", name="Trust & <b>room</b>", brief="What would make us trust?") == 1)


@tap.test("all of it is taken back, step by step")
def _():
    app.undo_all()
    tap.equal({table: archive.snapshot()[table] for table in TABLES}, START)


@tap.test("the window ends well")
def _():
    tap.equal(app.stop(), 0)


tap.run()
