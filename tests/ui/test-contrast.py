#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Text has a contrast of 4.5 or more to what is behind it, in light, dark and high contrast, by WCAG 2.1's formula."""
import collections
import subprocess
import tempfile

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

import tap
from capturing import Capture
from uitest import VARIANTS, Archive

WIDTH, HEIGHT = 1280, 800
archive = Archive.sample()


def luminance(colour):
    parts = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def picture(app):
    """The screen's pixels, three bytes each."""
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        app.shot(file.name)
        return subprocess.run(["convert", file.name, "-depth", "8", "rgb:-"], capture_output=True, check=True).stdout


def measure(pixels, place):
    """The contrast of the strongest pixel within a rectangle to the commonest; None if only one colour is there."""
    counts = collections.Counter()
    for y in range(max(place.y, 0), min(place.y + place.height, HEIGHT)):
        row = pixels[(y * WIDTH + place.x) * 3:(y * WIDTH + min(place.x + place.width, WIDTH)) * 3]
        counts.update(zip(row[::3], row[1::3], row[2::3]))
    if len(counts) < 2:
        return None
    back = counts.most_common(1)[0][0]
    return max(contrast(colour, back) for colour in counts)


def where(node):
    return Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)


def weak(app):
    """Every text whose strongest pixel is too weak. Of a digit alone no pixel is as strong as its colour."""
    pixels, found = picture(app), []
    points = app.find("list", "Points")
    top, bottom = where(points).y, where(points).y + where(points).height
    away = {(where(node).x, where(node).y) for node in app.walk(points)
            if where(node).y < top or where(node).y + where(node).height > bottom}  # by scrolling

    def note(node):
        if node.get_role_name() not in ("label", "text") or not app.has(node, "sensitive") or len(node.get_name()) < 4:
            return
        place = where(node)
        if place.width < 4 or place.height < 4 or place.x < 0 or place.y < 0 or place.x + place.width > WIDTH:
            return
        if (place.x, place.y) in away:
            return
        value = measure(pixels, place)
        if value is not None and value < 4.5:
            found.append(f"{node.get_name()}: {value:.2f}")

    app.those(note)
    return found


@tap.test("the measure itself: grey on white is told from black on white")
def _():
    tap.equal(round(contrast((0, 0, 0), (255, 255, 255)), 1), 21.0)
    assert contrast((140, 140, 140), (250, 250, 250)) < 3.5  # what Adwaita dims to


for variant in ("light", "dark", "contrast"):
    @tap.test(f"Capture, {variant}")
    def _(variant=variant):
        app = Capture(archive, **VARIANTS[variant])
        try:
            tap.equal(weak(app), [])
        finally:
            app.stop()


tap.run()
