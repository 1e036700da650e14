# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real window as a person does, through its accessibility tree, the keyboard and the pointer.

Runs inside gui-run. A scenario is a file of @tap.test functions around one App, ended by tap.run():

    archive = Archive.sample()
    app = App(archive)

    @tap.test("a typed point is in the archive")
    def _():
        app.type("Trust needs proxies #trust")
        app.key("Return")
        app.wait(lambda: archive.count("point", text="Trust needs proxies") == 1)

What a test asserts about data it asserts on the archive: lists are virtual and have only the rows one sees.
"""
import atexit
import contextlib
import os
import re
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

# Whoever looks at the tree while a window comes or goes asks for objects that have just gone, and is warned of each.
GLib.log_set_handler("dbind", GLib.LogLevelFlags.LEVEL_WARNING, lambda *_: None, None)

TOP = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("RAP_BUILD_DIR", TOP / "build"))
WINDOW = BUILD / "src/app/rapporteur"
CLI = BUILD / "src/cli/rapporteur-cli"

# How else the window can be looked at: what the environment of App and of gui-run has to be for it.
VARIANTS = {
    "light": {},
    "dark": {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"},
    "contrast": {"ADW_DEBUG_HIGH_CONTRAST": "1"},
    "rtl": {"GTK_DEBUG": "invert-text-dir"},
    "narrow": {"UI_SCREEN": "360x640"},
    "large": {"UI_DPI": "144"},
}

# Roles a person operates or reads by name.
NAMED_ROLES = {
    "push button", "toggle button", "check box", "radio button", "combo box", "spin button", "slider", "switch",
    "text", "entry", "password text", "list", "list item", "list box", "menu item", "page tab", "table cell", "link",
}


def plain(name):
    """A name without mnemonic underscores and with single spaces, and once: a button's label also labels the button."""
    words = (name or "").replace("_", "").split()
    half = len(words) // 2
    return " ".join(words[half:] if words[:half] == words[half:] else words)


class Archive:
    """An archive and read-only looks into it. Every look opens it anew, so nothing is ever locked by a test."""

    def __init__(self, path=None):
        if path is None:
            folder = tempfile.TemporaryDirectory(prefix="rapporteur-test-")
            atexit.register(folder.cleanup)
            path = Path(folder.name, "test.rapporteur")
        self.path = Path(path)

    @classmethod
    def sample(cls):
        """A new archive with the sample seminars."""
        archive = cls()
        archive.cli("sample")
        return archive

    def cli(self, *arguments, stdin=None):
        """What rapporteur-cli prints for these arguments; fails the test if the command fails."""
        done = subprocess.run([CLI, "--archive", self.path, *map(str, arguments)], input=stdin, capture_output=True,
                              text=True, check=False, timeout=60)
        assert done.returncode == 0, f"rapporteur-cli {arguments}: status {done.returncode}: {done.stderr}"
        return done.stdout

    def query(self, sql, *values):
        """The rows of a SELECT as dictionaries."""
        database = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True, timeout=10)
        try:
            database.row_factory = sqlite3.Row
            return [dict(row) for row in database.execute(sql, values)]
        finally:
            database.close()

    def count(self, table, **columns):
        """How many rows of a table have these values."""
        where = " AND ".join(f'"{column}" IS ?' for column in columns) or "1"
        return self.query(f'SELECT count(*) AS n FROM "{table}" WHERE {where}', *columns.values())[0]["n"]

    def snapshot(self):
        """Every row of what the organiser recorded, by table: two are equal when nothing is different for a person.

        Left out is what belongs to this computer and what is derived: the history, the search index.
        """
        local = re.compile(r"sqlite_|history|words|doc($|_)|search|unfinished|clock")
        tables = [row["name"] for row in self.query("SELECT name FROM sqlite_schema WHERE type='table' ORDER BY name")]
        return {table: sorted(map(repr, self.query(f'SELECT * FROM "{table}"')))
                for table in tables if not local.match(table)}


    @contextlib.contextmanager
    def locked(self, how="IMMEDIATE"):
        """Within this, another process is writing the archive and does not let go. EXCLUSIVE: nor can it be read."""
        database = sqlite3.connect(self.path, timeout=10, isolation_level=None)
        try:
            database.execute(f"BEGIN {how}")
            yield
            database.execute("ROLLBACK")
        finally:
            database.close()


class App:
    """One running window. It ends with the test's process, or by stop() or kill()."""

    def __init__(self, archive=None, *arguments, program=(WINDOW,), **environment):
        command = [*program, *(["--archive", archive.path] if archive else []), *arguments]
        environment = os.environ | {
            "G_DEBUG": "fatal-warnings",
            "GSETTINGS_SCHEMA_DIR": str(BUILD / "data"),
            "XDG_DATA_DIRS": f"{TOP / 'data'}:/usr/local/share:/usr/share",
        } | environment
        self.command, self.environment = list(map(str, command)), environment
        self._heard = None
        self._focus_before = []  # the windows that had the focus before those that opened
        self._listener = Atspi.EventListener.new(self._hear)
        self._listener.register("object:state-changed:focused")
        self.process = subprocess.Popen(self.command, env=environment)
        atexit.register(self.kill)
        self.root = self.wait(self._find_root, 20, "the window to show")
        self.window = self.root.get_child_at_index(0)

    def _find_root(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child and child.get_process_id() == self.process.pid and child.get_child_count():
                return child
        return None

    def dialog(self):
        """The window that lies over the first one, or None. Whose labels are also in that one are looked for in it."""
        windows = map(self.root.get_child_at_index, range(self.root.get_child_count()))
        return next((window for window in windows if window and window != self.window), None)

    def newest(self):
        """The window that opened last of those that are there."""
        return self.root.get_child_at_index(self.root.get_child_count() - 1)

    # Waiting and finding

    def wait(self, predicate, timeout=10, what=None):
        """The first true value of the predicate. Fails when the time (s) is over or the window's process has ended."""
        end = time.monotonic() + timeout
        while True:
            try:
                if value := predicate():
                    return value
            except (GLib.Error, sqlite3.OperationalError):
                pass  # The widget went away, or the archive is not there yet: look again.
            assert self.process.poll() is None, f"the window ended with status {self.process.returncode}"
            assert time.monotonic() < end, f"waited {timeout} s for {what or 'a condition'}"
            time.sleep(0.02)

    def walk(self, within=None):
        """Every accessible object, parents first, but for what tabs and scroll bars are made of."""
        node = within or self.root
        yield node
        try:
            if node.get_role() in (Atspi.Role.PAGE_TAB, Atspi.Role.SCROLL_BAR):
                return
            children = [node.get_child_at_index(i) for i in range(node.get_child_count())]
        except GLib.Error:
            return  # It went away a moment ago: what is beside it is there all the same.
        for child in children:
            if child:
                yield from self.walk(child)

    def those(self, test, within=None):
        """Now: all for which this is true. What goes away while it is looked at is not there."""
        found = []
        for node in self.walk(within):
            with contextlib.suppress(GLib.Error):
                if test(node):
                    found.append(node)
        return found

    def matching(self, role, name=".*", within=None):
        """Now: all with this role whose whole name matches the regular expression. Mnemonics are no part of it."""
        return self.those(lambda n: re.fullmatch(role, n.get_role_name()) and self.is_called(n, name), within)

    def is_called(self, node, name):
        """Whether its whole name, without mnemonics, matches."""
        return re.fullmatch(name, plain(node.get_name())) is not None

    def find(self, role, name=".*", within=None, timeout=10):
        """The first match, waiting for it."""
        found = self.wait(lambda: self.matching(role, name, within), timeout, f"a {role} called {name}")
        return found[0]

    def gone(self, role, name=".*", timeout=10):
        """Waits until there is no match."""
        self.wait(lambda: not self.matching(role, name), timeout, f"no {role} called {name}")

    def named(self):
        """Now: role and name of everything, for a page on which many things are looked for."""
        found = []
        self.those(lambda n: found.append((n.get_role_name(), plain(n.get_name()))))
        return found

    def names(self, role, within=None):
        found = []
        self.those(lambda n: n.get_role_name() == role and found.append(plain(n.get_name())), within)
        return found

    def has(self, node, state):
        """Whether the object has a state such as "focused", "checked", "sensitive". ("showing" is never set.)"""
        return node.get_state_set().contains(getattr(Atspi.StateType, state.upper()))

    def focused(self, within=None):
        """What has the focus, in the whole program or in one window of it.

        The program tells whenever the focus moves, as it tells a screen reader, but for where it is in a new window: that
        is looked for, which takes long where much is on the screen.
        """
        while GLib.MainContext.default().iteration(False):
            pass
        with contextlib.suppress(GLib.Error):
            if self._heard and self.has(self._heard, "focused") and (within is None or self._is_in(self._heard, within)):
                return self._heard
        for node in self.walk(within):
            with contextlib.suppress(GLib.Error):
                if self.has(node, "focused"):
                    self._heard = node
                    return node
        return None

    def _hear(self, event):
        if event.detail1 and event.source.get_process_id() == self.process.pid:
            self._heard = event.source

    @staticmethod
    def _is_in(node, window):
        while node and node != window:
            node = node.get_parent()
        return node is not None

    def text(self, node):
        # The end has to be said: a -1 gives nothing.
        return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))

    def tree(self):
        """The accessible objects as indented text, to see why something is not found."""

        def lines(node, depth):
            yield f"{'  ' * depth}{node.get_role_name()} “{plain(node.get_name())}”"
            for i in range(node.get_child_count()):
                if child := node.get_child_at_index(i):
                    yield from lines(child, depth + 1)

        return "\n".join(lines(self.root, 0))

    # Acting

    def act(self, node, action=None):
        """Does an action by its name ("click", "toggle", "win.export"), or the object's first."""
        actions = [Atspi.Action.get_action_name(node, i) for i in range(node.get_n_actions())]
        assert actions if action is None else action in actions, f"{plain(node.get_name())} has only {actions}"
        assert node.do_action(0 if action is None else actions.index(action)), f"{action} was refused"

    def press(self, name, role="push button", within=None):
        """Presses a button by name."""
        self.act(self.find(role, name, within))

    def set_text(self, node, text):
        """Replaces a text at once: for what the keyboard of the test cannot type."""
        assert Atspi.EditableText.set_text_contents(node, text)

    def type(self, text):
        """Types into what has the focus. What the keyboard lacks is put on a spare key for a moment, in which the window
        has to look: that takes longer, or it finds the key empty again."""
        subprocess.run(["xdotool", "type", "--delay", "8" if text.isascii() else "80", "--", text], check=True)

    def key(self, *keys):
        """Presses keys or chords one after the other: key("ctrl+z", "Return")."""
        subprocess.run(["xdotool", "key", "--delay", "12", *keys], check=True)

    def opens(self, *keys, act=None):
        """Presses keys or acts, and waits for the dialog that this opens to be on the screen.

        Not by looking for it in the tree: GTK 4.8 answers who looks at a window that comes or goes at this moment with
        a warning, which ends the program here.
        """
        self._shows(1, keys, act)

    def closes(self, *keys, act=None):
        """Presses keys or acts, and waits for the dialog that this closes to be gone from the screen."""
        self._shows(-1, keys, act)

    def replaces(self, *keys):
        """Presses keys, and waits until a window has come in the place of another: a question in that of a list."""
        before = self._windows()
        self.key(*keys)
        self.wait(lambda: len(now := self._windows()) == len(before) and now != before, what="another window")

    def _shows(self, more, keys, act):
        # none are found while one is going, for the search stumbles over it
        before = self.wait(self._windows, what="a window on the screen")
        if more > 0:
            self._focus_before.append(self._window_in_focus())
        if keys:
            self.key(*keys)
        else:
            act()
        self.wait(lambda: len(self._windows()) == len(before) + more, what=f"{len(before) + more} windows on the screen")
        if more < 0:
            self._give_focus_back()

    def _give_focus_back(self):
        """Does what a window manager does, and there is none here: the focus of a window that goes is the one's before."""
        left, had = self._windows(), self._focus_before.pop() if self._focus_before else None
        if left and self._window_in_focus() not in left:
            self._xdotool("windowfocus", had if had in left else left[0])

    @staticmethod
    def _xdotool(*arguments):
        return subprocess.run(["xdotool", *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                              check=False).stdout.split()

    def _windows(self):
        """What is on the screen: dialogs and lists that are open are windows as well."""
        return self._xdotool("search", "--onlyvisible", "--name", ".")

    def _window_in_focus(self):
        return next(iter(self._xdotool("getwindowfocus", "-f")), None)

    def focus_window(self, title):
        """Gives the focus of the keyboard to a window, as a click on its title bar does."""
        subprocess.run(["xdotool", "search", "--onlyvisible", "--name", f"^{re.escape(title)}$", "windowfocus"], check=True)

    def click(self, node):
        """Clicks in the middle of an object: for those that have no action, such as check boxes."""
        place = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
        x, y = place.x + place.width // 2, place.y + place.height // 2
        subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", "1"], check=True)

    def shot(self, path):
        """Photographs the screen, after the window has come to rest."""
        earlier = None
        for _ in range(40):
            time.sleep(0.1)
            picture = subprocess.run(["import", "-silent", "-window", "root", "png:-"], check=True,
                                     capture_output=True).stdout
            # The time is written into the file, so only the pixels are compared.
            pixels = subprocess.run(["convert", "png:-", "rgb:-"], input=picture, check=True,
                                    capture_output=True).stdout
            if pixels == earlier:
                break
            earlier = pixels
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(picture)

    def unnamed(self, within=None):
        """The lint: what can be operated and has no name, so that a screen reader says nothing or a class."""
        found = []

        def is_popup(node):
            """The list that a combo row pops up is libadwaita's own."""
            while node and node.get_role_name() != "combo box":
                node = node.get_parent()
            return node is not None

        def note(node):
            role, name = node.get_role_name(), node.get_name()
            if role in NAMED_ROLES and (not plain(name) or re.match(r"(Gtk|Adw|Rap)[A-Z]", name)) and not (
                    role.startswith("list") and is_popup(node)):
                found.append(f"{role} “{name or ''}”")

        self.those(note, within)
        return found

    # Ending

    def stop(self, timeout=10):
        """Asks the process to end as the session does (SIGTERM) and gives its status."""
        self.process.terminate()
        return self.process.wait(timeout)

    def kill(self):
        """kill -9, as a power cut does."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
