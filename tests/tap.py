# SPDX-License-Identifier: GPL-3.0-or-later
"""Test points in Python: a function under @test("name") is one, run() runs them in order and speaks TAP."""
import sys
import traceback

_tests = []


class Skip(Exception):
    """Raised by a test that cannot run here; its message says why."""


def test(name):
    """Makes the decorated function, which takes no argument, the next test point."""

    def register(function):
        _tests.append((name, function))
        return function

    return register


def equal(found, wanted, what="value"):
    """Fails, showing both sides, unless the two are equal."""
    assert found == wanted, f"{what}: found {found!r}, wanted {wanted!r}"


def run():
    """Runs every test point and ends the program: status 0 if none failed."""
    failed = False
    print(f"1..{len(_tests)}", flush=True)
    for number, (name, function) in enumerate(_tests, 1):
        try:
            function()
            print(f"ok {number} {name}", flush=True)
        except Skip as reason:
            print(f"ok {number} {name} # SKIP {reason}", flush=True)
        except Exception:
            failed = True
            print("".join("# " + line + "\n" for line in traceback.format_exc().splitlines()), end="")
            print(f"not ok {number} {name}", flush=True)
    sys.exit(failed)
