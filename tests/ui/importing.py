# SPDX-License-Identifier: GPL-3.0-or-later
"""The beginning of an import, as its scenario and its photographs use it."""


def in_entry(app):
    """Whether the chooser's entry has the focus; the slash leads there, once the chooser listens to keys."""
    if (node := app.focused(app.newest())) and node.get_role_name() == "text":
        return True
    app.key("slash")
    return False


def begin(app, action, path):
    """Opens the assistant by the palette and chooses a file by its path."""
    app.opens("ctrl+k")
    app.type(action)
    app.replaces("Return")
    app.wait(lambda: (node := app.focused(app.dialog())) and app.is_called(node, "Choose… File"), what="the assistant")
    app.opens("Return")
    app.wait(lambda: in_entry(app), what="the place to be typed")
    app.key("ctrl+a")
    app.type(str(path))
    app.closes("Return")
