#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small window for test-harness.py. With --nameless it has what the accessibility lint must find."""
import sys

import gi

gi.require_version("Gtk", "4.0")
from gi.repository import Gio, Gtk  # noqa: E402


def activate(app):
    points = Gtk.StringList()
    factory = Gtk.SignalListItemFactory()
    factory.connect("setup", lambda _, item: item.set_child(Gtk.Label()))
    factory.connect("bind", lambda _, item: item.get_child().set_text(item.get_item().get_string()))
    view = Gtk.ListView(model=Gtk.NoSelection(model=points), factory=factory, vexpand=True)
    view.update_property([Gtk.AccessibleProperty.LABEL], ["Points"])
    line = Gtk.Entry()
    line.update_property([Gtk.AccessibleProperty.LABEL], ["New point"])
    line.connect("activate", lambda _: (points.append(line.get_text()), line.set_text("")))
    clear = Gtk.Button(label="_Clear", use_underline=True)
    clear.connect("clicked", lambda _: points.splice(0, points.get_n_items(), None))

    box = Gtk.Box(orientation=Gtk.Orientation.VERTICAL)
    for child in (view, line, Gtk.CheckButton(label="Follow up"), clear):
        box.append(child)
    if "--nameless" in sys.argv:
        box.append(Gtk.Entry())
        box.append(Gtk.Button(icon_name="list-add-symbolic"))
    Gtk.ApplicationWindow(application=app, title="Small window", child=box, default_width=400).present()
    line.grab_focus()


app = Gtk.Application(flags=Gio.ApplicationFlags.NON_UNIQUE)
app.connect("activate", activate)
sys.exit(app.run())
