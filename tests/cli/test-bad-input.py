# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong: each time one clear line, status 1, and every file byte for byte as it was."""
import os
import shutil
import sqlite3
import subprocess
import time

import tap
from cliarchive import PROGRAM, Archive, fingerprint

NOBODY = "65534"
SEMINAR = "2011-01-19"
READING = (["list"], ["show", SEMINAR], ["search", "policy"], ["history"], ["check"])
WRITING = (["add", SEMINAR, "x"], ["undo"], ["redo"], ["new", "x", "--date", SEMINAR], ["sample"])


class Sample(Archive):
    """An archive with the sample seminars in it, that anybody may use."""

    def __enter__(self):
        super().__enter__()
        self.run("sample").done()
        self.run("undo").done()  # so that there is something to redo
        self.run("redo").done()
        self.folder.chmod(0o777)
        self.path.chmod(0o666)
        return self

    def unchanged(self, *words, wanted, status=1, **how):
        """Runs what must fail with the wanted words and change nothing."""
        before = fingerprint(self.folder)
        result = self.run(*words, **how).failed(*wanted, status=status)
        tap.equal(fingerprint(self.folder), before, f"the files after {words}")
        return result


def unprivileged():
    """What makes a program run as somebody whom permissions bind: nothing if that is so already."""
    if os.geteuid() != 0:
        return []
    prefix = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    if not shutil.which("setpriv") or subprocess.run([*prefix, PROGRAM, "--version"], capture_output=True, check=False).returncode:
        raise tap.Skip("root cannot be given up here")
    return prefix


@tap.test("control: the fingerprint sees one byte, one name and one time that changed")
def _():
    with Sample() as archive:
        before = fingerprint(archive.folder)
        tap.equal(fingerprint(archive.folder), before)
        status = archive.path.stat()
        contents = bytearray(archive.path.read_bytes())
        contents[-1] ^= 1
        archive.path.write_bytes(contents)
        os.utime(archive.path, ns=(status.st_atime_ns, status.st_mtime_ns))
        assert fingerprint(archive.folder) != before, "a byte"
        contents[-1] ^= 1
        archive.path.write_bytes(contents)
        os.utime(archive.path, ns=(status.st_atime_ns, status.st_mtime_ns))
        tap.equal(fingerprint(archive.folder), before)
        os.utime(archive.path, ns=(0, 0))
        assert fingerprint(archive.folder) != before, "a time"
        os.utime(archive.path, ns=(status.st_atime_ns, status.st_mtime_ns))
        (archive.folder / "more").touch()
        assert fingerprint(archive.folder) != before, "a name"


@tap.test("control: on a sound archive all of these commands are done")
def _():
    with Sample() as archive:
        for words in (*READING, *WRITING):
            if words != ["redo"]:
                archive.run(*words).done()
        archive.run("undo").done()
        archive.run("redo").done()


@tap.test("what is no archive: text, another program's database, a folder, an empty file, a device")
def _():
    with Sample() as archive:
        archive.path.write_text("no database, but long enough to be taken for one, if it were not read\n" * 50, "utf-8")
        for words in (*READING, *WRITING, ["backup", archive.folder / "copy"]):
            archive.unchanged(*words, wanted=["not a Rapporteur archive", archive.path.name, "left as it is"])
        archive.path.unlink()
        with sqlite3.connect(archive.path) as db:
            db.execute("CREATE TABLE theirs(x)")
        db.close()
        for words in (*READING, *WRITING):
            archive.unchanged(*words, wanted=["not a Rapporteur archive", archive.path.name])
        archive.path.write_bytes(b"")
        for words in (*READING, ["add", SEMINAR, "x"], ["undo"]):
            archive.unchanged(*words, wanted=["empty file", archive.path.name])
        archive.path.unlink()
        archive.path.mkdir()
        for words in (*READING, *WRITING):
            archive.unchanged(*words, wanted=["is a folder", archive.path.name])
        archive.path = "/dev/null"
        for words in (["list"], ["sample"]):
            archive.unchanged(*words, wanted=["/dev/null"])


@tap.test("an archive that may not be read")
def _():
    prefix = unprivileged()
    with Sample() as archive:
        archive.path.chmod(0o000)
        before = archive.path.stat()
        for words in (*READING, *WRITING):
            archive.run(*words, prefix=prefix).failed(archive.path.name, "Permission denied", "nothing was changed")
        tap.equal(archive.path.stat().st_mtime_ns, before.st_mtime_ns)
        archive.path.chmod(0o666)
        for words in READING:
            archive.run(*words, prefix=prefix).done()


@tap.test("an archive of a newer program")
def _():
    with Sample() as archive:
        with sqlite3.connect(archive.path) as db:
            db.execute("PRAGMA user_version = 999")
        db.close()
        for words in (*READING, *WRITING, ["backup", archive.folder / "copy"]):
            archive.unchanged(*words, wanted=["newer Rapporteur", archive.path.name, "left as it is"])


@tap.test("a damaged archive: nothing is told as if it were not there")
def _():
    with Sample() as archive:
        contents = archive.path.read_bytes()
        half = len(contents) // 2
        archive.path.write_bytes(contents[:half] + bytes(len(contents) - half))
        failed = 0
        for words in (["show", SEMINAR], ["search", "policy"], ["check"], ["backup", archive.folder / "copy"]):
            before = fingerprint(archive.folder)
            result = archive.run(*words)
            tap.equal(fingerprint(archive.folder), before)
            if result.status:
                result.failed(archive.path.name)
                failed += 1
        archive.run("check").failed()
        archive.run("backup", archive.folder / "copy").failed("damaged")
        assert failed >= 2, failed
        archive.path.write_bytes(contents[:len(contents) // 3])
        archive.unchanged("check", wanted=[archive.path.name])


@tap.test("a folder that may not be written: what reads is done, what writes says why")
def _():
    prefix = unprivileged()
    with Sample() as archive:
        whole = {str(words): archive.run(*words).done().out for words in READING}
        archive.path.chmod(0o444)
        archive.folder.chmod(0o555)
        for words in READING:
            tap.equal(archive.run(*words, prefix=prefix).done().out, whole[str(words)])
        for words in (["add", SEMINAR, "x"], ["undo"], ["new", "x", "--date", SEMINAR]):
            archive.unchanged(*words, prefix=prefix, wanted=["cannot be written", archive.path.name, "nothing was changed"])
        archive.unchanged("backup", archive.folder / "copy", prefix=prefix, wanted=["cannot be written", "copy"])
        archive.unchanged("new", "x", "--date", SEMINAR, "--archive", archive.folder / "new.rapporteur", prefix=prefix,
                          wanted=["new.rapporteur", "cannot be made", str(archive.folder), "Permission denied",
                                  "nothing was changed"])
        archive.unchanged("export", SEMINAR, "--to", archive.folder / "sub", prefix=prefix,
                          wanted=[str(archive.folder / "sub"), "cannot be made", "Permission denied", "nothing was written"])
        archive.path.chmod(0o666)
        archive.unchanged("add", SEMINAR, "x", prefix=prefix,
                          wanted=["its folder", str(archive.folder), "cannot be written", "Permission denied"])
        archive.folder.chmod(0o777)
        archive.path.chmod(0o444)
        result = archive.unchanged("add", SEMINAR, "x", prefix=prefix, wanted=[archive.path.name, "Permission denied"])
        assert "folder" not in result.err, result.err


@tap.test("no folder is made for an archive, but the one of the user's own")
def _():
    with Sample() as archive:
        new = [PROGRAM, "new", "x", "--date", SEMINAR]
        (archive.folder / "file").write_text("", "utf-8")
        before = fingerprint(archive.folder)
        for path, words in (("none/a.rapporteur", ["no folder", "none", "nothing was made"]),
                            ("file/a.rapporteur", ["cannot be made", "Not a directory", "nothing was changed"])):
            archive.run_plain(*new, "--archive", archive.folder / path).failed("a.rapporteur", *words)
        tap.equal(fingerprint(archive.folder), before)
        archive.run_plain("env", f"XDG_DATA_HOME={archive.folder / 'file'}", *new).failed("archive.rapporteur", "cannot be made",
                                                                                          "Not a directory")
        archive.run_plain(*new).done()  # control: its own
        assert (archive.folder / "data" / "rapporteur" / "archive.rapporteur").is_file()


@tap.test("read-only media: a copy that says it has a WAL, and has none")
def _():
    prefix = unprivileged()
    with Sample() as archive:
        whole = archive.run("show", SEMINAR).done().out
        with sqlite3.connect(archive.path) as db:
            tap.equal(db.execute("PRAGMA journal_mode = WAL").fetchone(), ("wal",))
            contents = archive.path.read_bytes()
        db.close()
        for name in os.listdir(archive.folder):
            (archive.folder / name).unlink()
        archive.path.write_bytes(contents)
        tap.equal(contents[18], 2, "the mark")
        archive.path.chmod(0o444)
        archive.folder.chmod(0o555)
        before = fingerprint(archive.folder)
        tap.equal(archive.run("show", SEMINAR, prefix=prefix).done().out, whole)
        tap.equal(archive.run("check", prefix=prefix).done().out, "ok\n")
        archive.run("add", SEMINAR, "x", prefix=prefix).failed("cannot be written")
        tap.equal(fingerprint(archive.folder), before)
        archive.folder.chmod(0o777)


@tap.test("half of a transaction beside its journal, as a crash leaves it, is never read as if it were whole")
def _():
    prefix = unprivileged()
    with Sample() as archive:
        whole = archive.run("show", SEMINAR).done().out
        with sqlite3.connect(archive.path, isolation_level=None) as db:
            db.execute("PRAGMA cache_size = 5")
            db.execute("BEGIN")
            db.execute("UPDATE point SET text = 'half'")
            db.execute("UPDATE history_part SET changes = zeroblob(100000)")
            files = {path.name: path.read_bytes() for path in archive.folder.iterdir()}
            db.execute("ROLLBACK")
        db.close()
        tap.equal(sorted(files), [archive.path.name, archive.path.name + "-journal"])
        crash = archive.folder / "crash"
        crash.mkdir()
        for name, contents in files.items():
            (crash / name).write_bytes(contents)
            (crash / name).chmod(0o444)
        archive.path = crash / archive.path.name
        with sqlite3.connect(f"file:{archive.path}?immutable=1", uri=True) as db:
            tap.equal(db.execute("SELECT count(*) FROM point WHERE text = 'half'").fetchone(), (65,), "control")
        db.close()
        crash.chmod(0o555)
        archive.unchanged("show", SEMINAR, prefix=prefix, wanted=["cannot be written", archive.path.name])
        crash.chmod(0o755)
        for path in crash.iterdir():
            path.chmod(0o644)
        tap.equal(archive.run("show", SEMINAR).done().out, whole)
        tap.equal(archive.run("check").done().out, "ok\n")


@tap.test("an archive with the views of another program version is exported all the same, and not changed by that")
def _():
    with Sample() as archive:
        out = archive.folder / "out"
        archive.run("export", SEMINAR, "--to", out).done()
        wanted = (out / "points.csv").read_bytes()
        shutil.rmtree(out)
        with sqlite3.connect(archive.path) as db:
            db.execute("DROP VIEW export_points")
            db.execute("CREATE VIEW export_points AS SELECT 1 AS id")
            db.execute("DROP VIEW level")
        db.close()
        before = fingerprint(archive.path)
        archive.run("export", SEMINAR, "--to", out).done()
        tap.equal((out / "points.csv").read_bytes(), wanted)
        tap.equal(fingerprint(archive.path), before)


@tap.test("an export folder that cannot be: its parent is gone, it is a file, it may not be written, its disk is full")
def _():
    prefix = unprivileged()
    with Sample() as archive:
        out = archive.folder / "out"
        archive.unchanged("export", SEMINAR, "--to", out / "gone" / "deep", wanted=["no folder", "gone"])
        archive.unchanged("export", SEMINAR, "--to", archive.path, wanted=[archive.path.name, "is a file"])
        out.mkdir()
        archive.run("export", SEMINAR, "--to", out).done()
        out.chmod(0o555)
        archive.unchanged("export", "--all", "--to", out, prefix=prefix, wanted=["cannot be written", "out"])
        out.chmod(0o777)
        archive.unchanged("export", "--all", "--to", out, prefix=[*FULL, "2"], wanted=["out"])
        archive.run("export", "--all", "--to", out).done()


@tap.test("an export folder that vanishes while it is written")
def _():
    with Sample() as archive:
        archive.run("add", SEMINAR, "-", stdin=b"".join(b"Point %d\n" % n for n in range(200))).done()
        before = fingerprint(archive.path)
        vanished = 0
        for _ in range(50):
            out = archive.folder / "out"
            out.mkdir()
            run = subprocess.Popen(archive.command("export", SEMINAR, "--to", out), stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=archive.environment())
            while run.poll() is None and not list(out.iterdir()):
                pass
            shutil.rmtree(out, ignore_errors=True)
            message = run.communicate(timeout=60)[1].decode()
            assert run.returncode in (0, 1) and message.count("\n") == run.returncode, (run.returncode, message)
            vanished += run.returncode
            shutil.rmtree(out, ignore_errors=True)
            if vanished > 2:
                break
        assert vanished, "it never vanished in time"
        tap.equal(fingerprint(archive.path), before)


@tap.test("a locked archive: who writes waits, then says so; who reads is served")
def _():
    with Sample() as archive:
        before = fingerprint(archive.path)  # to close the file would end this process's locks on it
        holder = sqlite3.connect(archive.path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        try:
            start = time.monotonic()
            archive.run("add", SEMINAR, "x").failed("Another program", archive.path.name, "nothing was changed")
            assert time.monotonic() - start > 2, "it did not wait"
            for words in READING:
                archive.run(*words).done()
        finally:
            holder.execute("ROLLBACK")
            holder.close()
        tap.equal(fingerprint(archive.path), before)
        archive.run("add", SEMINAR, "x").done()


@tap.test("a line typed while the archive is locked is saved as soon as it is free")
def _():
    with Sample() as archive:
        holder = sqlite3.connect(archive.path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        waiting = subprocess.Popen(archive.command("add", SEMINAR, "patience"), stdout=subprocess.PIPE,
                                   env=archive.environment())
        time.sleep(0.5)
        tap.equal(waiting.poll(), None, "it waits")
        holder.execute("ROLLBACK")
        holder.close()
        waiting.communicate(timeout=60)
        tap.equal(waiting.returncode, 0)
        assert "patience" in archive.points(SEMINAR)


@tap.test("standard output that cannot be written: what was done all the same is told to be")
def _():
    if not os.path.exists("/dev/full"):
        raise tap.Skip("there is no /dev/full here")
    with Sample() as archive:
        def run(*words, stdin=b""):
            with open("/dev/full", "wb") as full:
                done = subprocess.run(archive.command(*words), stdout=full, stderr=subprocess.PIPE, input=stdin,
                                      env=archive.environment(), check=False)
            tap.equal(done.returncode, 1, words)
            said = done.stderr.decode()
            assert said.startswith("rapporteur-cli: Standard output cannot be written (") and said.count("\n") == 1, said
            return said

        for words in (["add", SEMINAR, "--session", "3", "told"], ["undo"], ["redo"], ["new", "x", "--date", "2013-01-19"]):
            said = run(*words)
            step = archive.json("history")[0]["step"]
            assert said.endswith(f"What was to be done was done: step {step}.\n"), said
        said = run("add", SEMINAR, "--session", "3", "-", stdin=b"\nfirst\nsecond\n")
        assert said.endswith("The lines up to number 2 were saved, and none after it.\n"), said
        shown = archive.points(SEMINAR)
        assert "told" in shown and "first" in shown and "second" not in shown, shown
        for words in READING:  # nothing is done by them
            assert run(*words).endswith(").\n"), words


# No file may grow past the archive's size and a little: what a full disk is to a program that writes one file
FULL = ["sh", "-c", "trap '' XFSZ; ulimit -f $0; exec \"$@\""]


def full_disk(archive):
    """A prefix under which the archive's disk is full, and what undoes it: a small file system, or a limit on files."""
    size = archive.path.stat().st_size
    return [*FULL, str(size // 512 + 8)]


@tap.test("a full disk: nothing is half written, and the archive is sound")
def _():
    with Sample() as archive:
        disk = archive.folder / "disk"
        disk.mkdir()
        mounted = os.geteuid() == 0 and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", disk], capture_output=True, check=False).returncode
        prefix = [] if mounted else full_disk(archive)
        try:
            path = disk / "archive.rapporteur"
            shutil.copy(archive.path, path)
            archive.path = path
            archive.run("check").done()
            points = archive.points(SEMINAR)
            text = "\U0001d51e" * 100_000  # 400 kB, as long as a point can be
            command = archive.command("add", SEMINAR, "-")
            result = archive.run_plain(*command, stdin=text.encode() + b"\n", prefix=prefix)
            tap.equal(result.status, 1)
            assert "full" in result.err or not mounted, result.err[:300]
            assert text in result.err, "the line is given back"
            tap.equal(archive.points(SEMINAR), points)
            tap.equal(archive.run("check").done().out, "ok\n")
            before = fingerprint(archive.folder)
            copy = disk / "copy"
            if mounted:
                (disk / "ballast").write_bytes(bytes(300_000))
                before = fingerprint(archive.folder)
                archive.run("backup", copy).failed("full", "copy")
            else:
                archive.run("backup", copy, prefix=[*FULL, "100"]).failed("copy")
            tap.equal(fingerprint(archive.folder), before)
            if mounted:
                (disk / "ballast").unlink()
            archive.run("add", SEMINAR, "There is room again", prefix=prefix).done()
        finally:
            if mounted:
                subprocess.run(["umount", disk], check=True)


@tap.test("a CSV of the wrong kind: no file, a folder, a picture, another table, a row too long, a quotation mark too few")
def _():
    with Sample() as archive:
        file = archive.folder / "file"
        for contents, wanted in ((b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 8, ["file"]),
                                 (b"", ["file"]),
                                 (b"a,b\r\n1,2\r\n", ["point"]),
                                 (b"point,kind\r\none,quote\r\ntwo,quote,more\r\n", ["ine 3"]),
                                 (b"point\r\none\r\n\"two\r\n", ["ine 3"]),
                                 (b"point\r\n\"one\"x\r\n", ["ine 2"])):
            file.write_bytes(contents)
            archive.unchanged("import", "points", SEMINAR, file, wanted=wanted)
        archive.unchanged("import", "points", SEMINAR, archive.folder / "nothing", wanted=["nothing"])
        archive.unchanged("import", "points", SEMINAR, archive.folder, wanted=["folder"])
        file.write_bytes(b"point\r\none\r\n")
        archive.run("import", "points", SEMINAR, file).done()


tap.run()
