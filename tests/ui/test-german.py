#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window in German: nothing English stands on any page but what the organiser wrote, dates are German ones, one is one
and several are several."""
import german
import tap
from capturing import points
from speaking import THEIRS, said, written
from uitest import BUILD, App, Archive, plain

environment = german.environment()
is_english = german.find_english()
archive = Archive.sample()
texts = written(archive)
app = App(archive, program=(BUILD / "tests/ui/rapporteur-translated",), **environment)


def english(within=None):
    """What is English on the page."""
    found = []
    for text in said(app, within):
        own = plain(text)
        for value in texts:
            own = own.replace(value, "")
        if is_english(own) and not (THEIRS.fullmatch(text) or text.startswith("/")):
            found.append(text)
    return found


@tap.test("control: the check finds an English name, with a number and beside what the organiser wrote")
def _():
    assert is_english("New Seminar") and is_english("_New Seminar") and is_english("1 , 12 points")
    assert not is_english("Neues Seminar") and not is_english("1 , 12 Beiträge")
    app.find("text", "Neuer Beitrag.*")


@tap.test("dates are as Germans write them")
def _():
    app.find("label", "19. Januar 2011")
    app.find("label", "19. Jan · 49 Beiträge")


@tap.test("no point, one point and several; a German line is understood")
def _():
    line = app.find("text", "Neuer Beitrag.*")
    app.press("Arbeitsgruppe hinzufügen")
    app.find("push button", "5 Gruppe 5, noch kein Beitrag")
    app.wait(lambda: app.has(line, "focused"))
    app.key("alt+5")
    app.find("text", "Neuer Beitrag von Gruppe 5")
    app.type("! Liste verschicken bis 28. Feb")
    app.find("label", "Fällig Mo, 28. Feb 2011")
    app.key("Return")
    app.find("push button", "5 Gruppe 5, 1 Beitrag")
    app.type("z.B. die Poststelle")
    app.find("label", "z.B. Beispiel")
    app.key("Return")
    app.find("push button", "5 Gruppe 5, 2 Beiträge")
    tap.equal([(point["text"], point["kind"], point.get("due")) for point in points(archive, "point.text LIKE '%ste%'")[-2:]],
              [("Liste verschicken", "action", "2011-02-28"), ("die Poststelle", "example", None)])


@tap.test("the parts of Plan")
def _():
    app.press("Planung", role="page tab")
    plan = app.find("filler", "RapPlanPage")
    for part, name in (("Details", "Titel"), ("Programm", "Alles 10 Minuten später"), ("Personen", "Person suchen oder hinzufügen"),
                       ("Gruppen", "Name der Arbeitsgruppe")):
        app.press(part, role="page tab", within=plan)
        app.find(".*", name, within=plan)


@tap.test("access keys lead to German names, and what is refused is refused in German")
def _():
    app.press("Details", role="page tab", within=app.find("filler", "RapPlanPage"))

    def leads_to(name):
        app.wait(lambda: (node := app.focused()) and plain(node.get_name()) == name, what=f"{name} to have the focus")

    leads_to("Titel")  # by itself, a moment later
    for keys, name in (("alt+o", "Ort"), ("alt+g", "Gegenstand"), ("alt+i", "Titel")):
        app.key(keys)
        leads_to(name)
    app.key("ctrl+a", "BackSpace", "Tab")
    app.find("label", "Ein Seminar braucht einen Titel; es behält den bisherigen.")


@tap.test("every place, and nothing English in any")
def _():
    for place in ("Mitschrift", "Rückmeldungen", "Themen", "Nachbericht"):
        app.press(place, role="page tab")
    app.find("label", "In einer späteren Version entsteht hier der Entwurf.*")
    tap.equal(english(), [])


for keys, title in (("ctrl+n", "a new seminar"), ("ctrl+e", "an export"), ("ctrl+k", "the palette"), ("ctrl+h", "the history"),
                    ("ctrl+comma", "preferences"), ("ctrl+question", "the keys"), ("F1", "help")):
    @tap.test(title)
    def _(keys=keys):
        app.opens(keys)
        try:
            tap.equal(english(app.wait(app.dialog)), [])
        finally:
            app.closes("Escape")


@tap.test("the room screen")
def _():
    app.opens("F5")
    for _ in range(3):
        tap.equal(english(app.wait(app.dialog)), [])
        app.key("F5")
    app.closes("shift+F5")


@tap.test("the palette finds a German word")
def _():
    app.opens("ctrl+k")
    app.type("tastenk")
    app.find("label", "Tastenkürzel", within=app.wait(app.dialog))
    app.closes("Escape")


tap.run()
