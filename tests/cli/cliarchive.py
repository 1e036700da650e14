# SPDX-License-Identifier: GPL-3.0-or-later
"""A folder with an archive in it, and the program to run on it."""
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

PROGRAM = Path(os.environ["RAP_BUILD_DIR"], "src", "cli", "rapporteur-cli")


class Result:
    """What a run of the program came to."""

    def __init__(self, run):
        self.status = run.returncode
        self.bytes = run.stdout
        self.out = run.stdout.decode("utf-8", "replace")
        self.err = run.stderr.decode("utf-8", "replace")
        self.lines = self.out.splitlines()

    def done(self):
        """Asserts that it went well, and returns itself."""
        assert self.status == 0, f"status {self.status}: {self.err}"
        return self

    def failed(self, *words, status=1):
        """Asserts that it failed with one clear line that has all the words in it."""
        assert self.status == status, f"status {self.status}, wanted {status}: {self.out} {self.err}"
        assert self.err.count("\n") == 1 and self.err.endswith("\n"), f"not one line: {self.err!r}"
        assert self.err.startswith("rapporteur-cli: "), self.err
        for word in words:
            assert word in self.err, f"{word!r} is not in {self.err!r}"
        return self


class Archive:
    """Use it with `with`: the folder goes away at the end."""

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="rapporteur-"))
        self.path = self.folder / "archive.rapporteur"
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    def environment(self, **more):
        return {**os.environ, "XDG_DATA_HOME": str(self.folder / "data"), **more}

    def command(self, *words):
        return [str(PROGRAM), "--archive", str(self.path), *map(os.fsencode, map(str, words))]

    def run(self, *words, stdin=b"", prefix=(), **more):
        """Runs one command on the archive; prefix comes before the program, as `setpriv …` does."""
        return self.run_plain(*self.command(*words), stdin=stdin, prefix=prefix, **more)

    def run_plain(self, *words, stdin=b"", prefix=(), **more):
        return Result(subprocess.run([*prefix, *words], input=stdin, capture_output=True, timeout=120,
                                     env=self.environment(**more), check=False))

    def json(self, *words):
        return json.loads(self.run(*words, "--format", "json").done().bytes)

    def points(self, seminar):
        """The texts of a seminar's points, in its programme's order."""
        return [point["point"] for session in self.json("show", seminar)["sessions"]
                for voice in session["voices"] for point in voice["points"]]


def fingerprint(*paths):
    """Every file below some folders (or the files themselves): name, contents and modification time."""
    found = {}
    for path in map(Path, paths):
        for file in [path] if path.is_file() else sorted(path.rglob("*")):
            if file.is_file():
                found[str(file)] = (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns)
            else:
                found[str(file)] = "folder"
    return found
