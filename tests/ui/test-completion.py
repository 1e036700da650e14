#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is typed is completed by Tab and never in the way of Enter."""
import sqlite3

import tap
from capturing import Capture, points
from uitest import Archive

archive = Archive.sample()
archive.cli("add", "2011-01-19", "--syndicate", "1", "Nobody reads a policy that nobody wrote #training #transparency")
app = Capture(archive)


def last():
    return points(archive)[-1]


def chip(text):
    app.find("label", text)


def said():
    """What a screen reader says of the proposals."""
    return app.line.get_description() or ""


def proposed(*names):
    """Waits until just these are proposed."""
    def now():
        lists = app.matching("list", "Proposals")
        return app.names("list item", lists[0]) if lists else []

    app.wait(lambda: now() == list(names), what=f"{names} to be proposed, not {now()}")


@tap.test("a theme: Tab takes the first, Down another; what is typed goes on behind it")
def _():
    app.type("Trust grows slowly #tra")
    proposed("training", "transparency")
    app.wait(lambda: said() == "Tab takes training", what=f"the description, not {said()}")
    app.in_line()
    app.key("Tab")
    app.holds("Trust grows slowly #training ")
    proposed()
    app.type("#tra")
    app.key("Down")
    app.wait(lambda: said() == "Tab takes transparency", what=f"the description, not {said()}")
    app.key("Tab")
    app.holds("Trust grows slowly #training #transparency ")
    app.step("Return")
    tap.equal(last(), {"text": "Trust grows slowly", "voice": 1, "themes": "training; transparency"})


@tap.test("Enter saves the line as typed, whatever is proposed; Escape closes the list and nothing else")
def _():
    app.type("Half a word #tra")
    proposed("training", "transparency")
    app.step("Return")
    tap.equal(last(), {"text": "Half a word", "voice": 1, "themes": "tra"})
    proposed()
    app.step("ctrl+z")
    app.type("Again #tra")
    proposed("training", "transparency")
    app.key("Escape")
    proposed()
    app.holds("Again #tra")
    app.type("n")
    app.holds("Again #tran")
    proposed()
    app.key("ctrl+a", "BackSpace")


@tap.test("a person: Tab takes who is proposed, and makes one only where nobody is")
def _():
    app.type("Ask those who know @haz")
    proposed("Hazel Hall, Edinburgh Napier University")
    chip("@haz: Tab takes Hazel Hall")
    app.key("Tab")
    app.holds("Ask those who know @Hazel ")
    chip("Hazel Hall")
    app.step("Return")
    tap.equal(last(), {"text": "Ask those who know", "voice": 1, "people": "said Hazel Hall"})
    app.type("@Xaviera")
    proposed()
    chip("@Xaviera: nobody here.*")
    app.step("Tab")
    chip("Xaviera")
    app.step("Return")
    tap.equal(last()["people"], "said Xaviera")


@tap.test("of namesakes Tab chooses one after the other, and so do Down and Tab")
def _():
    for name in ("Sarah Bell", "Sarah Moss"):
        app.type(f'x @"{name}"')
        chip(f"@{name}: nobody here.*")
        app.step("Tab")
        app.key("ctrl+a", "BackSpace")
        app.holds("")
    app.type("One of them @sar")
    proposed("Sarah Bell", "Sarah Moss")
    app.key("Tab")
    app.holds('One of them @"Sarah Bell" ')
    app.key("ctrl+a", "BackSpace")
    app.type("One of them @Sarah")
    chip("@Sarah: 2 people.*")
    app.key("Down", "Tab")
    chip("Sarah Moss")
    app.key("Tab")
    chip("Sarah Bell")
    app.step("Return")
    tap.equal(last(), {"text": "One of them", "voice": 1, "people": "said Sarah Bell"})


@tap.test("“we said that too” shows before Enter whose point is meant; of several Tab chooses")
def _():
    archive.cli("add", "2011-01-19", "--syndicate", "3", "Proxies are people too")
    app.key("alt+4")
    n = archive.count("point")
    app.type("= prox")
    chip("2 points fit · Tab chooses")
    app.key("Tab")
    first = app.find("label", "Said too · .*").get_name()
    app.key("Tab")
    app.wait(lambda: app.matching("label", "Said too · .*")[0].get_name() != first, what="the other point")
    if "people too" not in app.find("label", "Said too · .*").get_name():
        app.key("Tab")
    chip("Said too · .*: Proxies are people too")
    app.step("Return")
    tap.equal(archive.count("point"), n)
    tap.equal(points(archive, "text = 'Proxies are people too'"),
              [{"text": "Proxies are people too", "voice": 3, "echoes": 1}])


@tap.test("under the Chatham House Rule nobody is proposed, and the chip says that no name is kept")
def _():
    other = Archive.sample()
    database = sqlite3.connect(other.path)
    with database:
        database.execute("UPDATE seminar SET attribution = 'none'")
    database.close()
    held = Capture(other)
    held.type("It was @Haz")
    held.find("label", "Name not kept: Chatham House Rule")
    tap.equal(held.matching("list", "Proposals"), [])
    held.type(" who said so ??")
    held.find("label", "To check")
    held.key("Return")
    held.wait(lambda: other.count("point", text="It was [name] who said so", to_check=1) == 1)
    tap.equal(held.stop(), 0)


tap.run()
