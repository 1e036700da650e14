# SPDX-License-Identifier: GPL-3.0-or-later
"""Plan as its scenarios use it. Only the part that one is in is looked at: in the whole tree are a thousand objects."""
from gi.repository import Atspi

from capturing import Capture
from uitest import plain


class Plan(Capture):
    """The window on a part of Plan, once part() was called."""

    here = None

    def __init__(self, archive, *arguments, **environment):
        super().__init__(archive, *arguments, **environment)
        self.plan = self.find("filler", "RapPlanPage")
        self.undo = self.find("push button", "Undo")

    def part(self, name):
        """From now on looks are into this part, which is shown already."""
        self.here = self.find("panel", name, within=self.plan)

    def walk(self, within=None):
        return super().walk(within or self.here)

    def focused(self, within=None):
        return super().focused(within or self.here) or super().focused(within or self.root)

    def focus_is(self, name):
        """Waits for what is called so to have the focus."""
        self.wait(lambda: (node := self.focused()) and plain(node.get_name()) == name, what=f"{name} to have the focus")

    def in_sight(self):
        """Waits until what has the focus was scrolled into the window: GTK cannot open the menu of what is off the screen."""
        def is_in_sight():
            place = Atspi.Component.get_extents(self.focused(), Atspi.CoordType.WINDOW)
            window = Atspi.Component.get_extents(self.window, Atspi.CoordType.WINDOW)
            return 0 <= place.y and place.y + place.height <= window.height
        self.wait(is_in_sight, what="what has the focus to be seen")

    def tabs(self, n, name):
        """Presses Tab so often; then this has the focus. A negative number goes back."""
        self.key(*["Tab" if n > 0 else "shift+Tab"] * abs(n))
        self.focus_is(name)

    def undo_all(self):
        """Undoes as long as there is something to undo."""
        while self.has(self.undo, "sensitive"):
            state = self.archive.snapshot()
            self.key("ctrl+z")
            self.wait(lambda: self.archive.snapshot() != state or not self.has(self.undo, "sensitive"),
                      what="a step to be undone, or that there is none")
