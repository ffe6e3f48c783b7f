"""Files of strangers: each case is made here, and has its verdict: what is said, with which exit code, how soon and in how
much memory. Nothing hangs, nothing dies, nothing that is wrong goes without a word."""
import os
import resource
import socket
import struct
import subprocess

from host import BCUKIT, HostTest, main
from polygon_layer import write_layer

SECONDS = 60  # for what an honest file of the size takes a few: the machine may be busy
MEGABYTES = 200
SANITIZED = "asan" in os.environ.get("BCUKIT", "")


def square(x, y, side=1000):
    return [(x, y), (x, y + side), (x + side, y + side), (x + side, y)]


def bind_socket(path):
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path)


class HostileTest(HostTest):
    def layer(self, name="a", rings=None, codes=None, groups=None, prj="EPSG:27700"):
        rings = rings or [square(500000 + 1000 * i, 200000) for i in range(4)]
        codes = codes or [b"A%d" % i for i in range(len(rings))]
        groups = groups or [b"G%d" % (i // 2) for i in range(len(rings))]
        width = max(len(code) for code in codes)
        write_layer(f"{self.path}/{name}", rings, [(b"CODE", width), (b"GRP", 4)], list(zip(codes, groups)))
        if prj:
            self.write(f"{name}.prj", prj)

    def ini(self, more="", rest="[clusters]\nfield = GRP\n"):
        return self.write("p.ini", f"[layer areas]\npath = a.shp\ncode = CODE\n{more}\n{rest}")

    def bounded(self, *arguments, megabytes=MEGABYTES, seconds=SECONDS):
        """(exit code, standard error); fails by the clock and by the memory of the largest process."""
        with open(f"{self.path}/stderr", "w+b") as err:
            child = subprocess.Popen([BCUKIT, *arguments], cwd=self.path, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                     stderr=err)
            try:
                child.wait(seconds)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
                self.fail(f"{arguments} took more than {seconds} s")
            err.seek(0)
            text = err.read().decode("utf-8")
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        if not SANITIZED:
            self.assertLess(most, megabytes, f"{arguments} took {most:.0f} MB")
        self.assertNotIn("Sanitizer", text)
        return child.returncode, text

    def expect(self, code, words, *arguments, **bounds):
        got, err = self.bounded(*arguments, **bounds)
        self.assertEqual(got, code, err)
        for word in words:
            self.assertIn(word, err)
        if code:
            self.assertRegex(err, r"(?m)^error [A-Z]{3}\d{3}: .+")
            self.assertEqual(self.files(), [])
        return err

    # ---- no files ---------------------------------------------------------------------------

    ODD = {"a named pipe": os.mkfifo, "a folder": os.mkdir, "a device": lambda path: os.symlink("/dev/zero", path),
           "a socket": bind_socket}

    def put(self, name, make):
        path = os.path.join(self.path, name)
        if os.path.isdir(path) and not os.path.islink(path):
            os.rmdir(path)
        elif os.path.lexists(path):
            os.remove(path)
        make(path)

    def test_odd_files_of_a_layer(self):
        for suffix, says in (("shp", "SHP01"), ("shx", "SHP011"), ("dbf", "SHP012"), ("prj", "SHP017"), ("cpg", "SHP017")):
            for what, make in self.ODD.items():
                with self.subTest(suffix=suffix, what=what):
                    self.layer()
                    self.put(f"a.{suffix}", make)
                    self.expect(3, [says, what], "run", "area", "-p", self.ini())
                    self.expect(3, [says, what], "info", "a.shp")
                    os.rmdir(f"{self.path}/a.{suffix}") if what == "a folder" else os.remove(f"{self.path}/a.{suffix}")

    def test_odd_tables_and_projects(self):
        for what, make in self.ODD.items():
            with self.subTest(what=what):
                self.layer()
                self.put("odd", make)
                self.expect(2, ["PRJ010", what], "run", "area", "-p", "odd")
                look_up = self.ini(rest="[clusters]\nlookup = odd\nlookup_area = a\nlookup_cluster = b\n")
                self.expect(3, ["CSV010", what], "run", "area", "-p", look_up)
                people = self.ini(rest="[clusters]\nfield = GRP\n[population]\nfile = odd\n")
                self.expect(3, ["CSV010", what], "run", "area", "-p", people)

    def test_odd_cache(self):
        """The run goes on without it."""
        for what, make in self.ODD.items():
            with self.subTest(what=what):
                self.layer()
                home = f"{self.path}/cache/bcukit"
                os.makedirs(home, exist_ok=True)
                self.put("cache/bcukit/crs-cache", make)
                before, os.environ["XDG_CACHE_HOME"] = os.environ.get("XDG_CACHE_HOME"), f"{self.path}/cache"
                try:
                    self.assertEqual(self.bounded("run", "area", "-p", self.ini())[0], 0)
                finally:
                    os.environ.pop("XDG_CACHE_HOME") if before is None else os.environ.update(XDG_CACHE_HOME=before)

    def test_files_that_may_not_be_read(self):
        if os.geteuid() == 0:
            self.skipTest("root may read everything")
        for suffix in ("shp", "shx", "dbf", "prj"):
            with self.subTest(suffix=suffix):
                self.layer()
                os.chmod(f"{self.path}/a.{suffix}", 0)
                self.expect(3, ["Permission denied"], "run", "area", "-p", self.ini())
                os.chmod(f"{self.path}/a.{suffix}", 0o600)

    # ---- shapes and their index ---------------------------------------------------------------

    # Of the layer of four squares: records of 136 bytes, heads of 100.
    RECORD, HEAD, ENTRY = 136, 100, 8

    def change(self, name, at, bytes_):
        with open(f"{self.path}/{name}", "r+b") as file:
            file.seek(at)
            file.write(bytes_)

    def bytes_of(self, name, at=0, count=-1):
        with open(f"{self.path}/{name}", "rb") as file:
            file.seek(at)
            return file.read(count)

    def swap(self, name, start, size):
        first, second = self.bytes_of(name, start, size), self.bytes_of(name, start + size, size)
        self.change(name, start, second + first)

    def entry(self, record):
        return self.HEAD + self.ENTRY * record

    def record(self, record):
        return self.HEAD + self.RECORD * record

    def swap_bodies(self):
        """Each four bytes turned round, as by a writer on another machine."""
        body = bytearray(self.bytes_of("a.shp"))
        for at in range(self.record(1) + 8, self.record(2), 4):
            body[at:at + 4] = body[at:at + 4][::-1]
        self.change("a.shp", 0, bytes(body))

    def leave_out(self):
        """Index and table end before the .shp does."""
        index, table = self.bytes_of("a.shx"), self.bytes_of("a.dbf")
        with open(f"{self.path}/a.shx", "wb") as file:
            file.write(index[:24] + struct.pack(">i", 50 + 4 * 3) + index[28:self.entry(3)])
        self.change("a.dbf", 4, struct.pack("<I", 3))
        self.assertLess(3, table[4])

    def no_index_but_doubt(self):
        os.remove(f"{self.path}/a.shx")
        self.change("a.shp", self.record(1), struct.pack(">i", 1))

    def put_bytes(self, name, bytes_):
        with open(f"{self.path}/{name}", "wb") as file:
            file.write(bytes_)

    def test_index(self):
        cases = {
            "entries swapped": (3, ["SHP023", "record 2"], lambda: self.swap("a.shx", self.entry(0), self.ENTRY)),
            "records swapped": (3, ["SHP023", "record 2"], lambda: self.swap("a.shp", self.record(0), self.RECORD)),
            "numbers swapped": (3, ["SHP023", "record 1"], lambda: self.change("a.shp", self.record(1), struct.pack(">i", 1))),
            "entry twice": (0, ["SHP026", "is damaged"],
                            lambda: self.change("a.shx", self.entry(1), self.bytes_of("a.shx", self.entry(0), 8))),
            "entry within a record": (0, ["SHP026", "is damaged"], lambda: self.change("a.shx", self.entry(1), struct.pack(">i", 60))),
            "entry beyond the end": (0, ["SHP026", "is damaged"], lambda: self.change("a.shx", self.entry(3), struct.pack(">i", 99999))),
            "bytes turned round": (3, ["SHP023", "shape type"], self.swap_bodies),
            "type of one record": (3, ["SHP023", "shape type 3"],
                                   lambda: self.change("a.shp", self.record(2) + 8, struct.pack("<i", 3))),
            "type of the head": (3, ["SHP011", "type 3"], lambda: self.change("a.shp", 32, struct.pack("<i", 3))),
            "code of the head": (3, ["SHP016"], lambda: self.change("a.shp", 0, b"\0\0\0\1")),
            "HTML": (3, ["SHP016", "XML"], lambda: self.put_bytes("a.shp", b"<html><body>Not found</body></html>" * 20)),
            "GeoJSON": (3, ["SHP016", "JSON"], lambda: self.put_bytes("a.shp", b'{"type": "FeatureCollection"}' * 20)),
            "empty": (3, ["SHP01"], lambda: self.put_bytes("a.shp", b"")),
            "no index": (0, ["SHP026", "is missing"], lambda: os.remove(f"{self.path}/a.shx")),
            "empty index": (0, ["SHP026", "is damaged"], lambda: self.put_bytes("a.shx", b"")),
            "no index, numbers swapped": (3, ["SHP011", ".shx"], self.no_index_but_doubt),
            "odd numbers": (0, ["SHP024"], lambda: self.change("a.shp", self.record(1), struct.pack(">i", 77))),
            "records left out": (0, ["SHP025", "1 records"], self.leave_out),
        }
        self.layer()
        self.expect(0, [], "run", "area", "-p", self.ini(), "-o", "sound")
        for name, (code, words, damage) in cases.items():
            with self.subTest(case=name):
                self.layer()
                damage()
                self.expect(code, words, "run", "area", "-p", self.ini(), "-o", "output" if code else f"o-{name}")
                if "SHP026" in words:
                    self.assertEqual(self.read("area.csv", f"o-{name}"), self.read("area.csv", "sound"))

    def test_indices_that_are_sound(self):
        """Records that were moved when they grew, or counted from 0, are no faults."""
        self.layer()
        moved = self.bytes_of("a.shp", self.record(0), self.RECORD)
        with open(f"{self.path}/a.shp", "ab") as file:
            at = file.tell()
            file.write(moved)
        self.change("a.shp", 24, struct.pack(">i", (at + self.RECORD) // 2))
        self.change("a.shx", self.entry(0), struct.pack(">i", at // 2))
        self.assertNotIn("SHP02", self.expect(0, [], "run", "area", "-p", self.ini(), "-o", "moved"))
        self.layer()
        for record in range(4):
            self.change("a.shp", self.record(record), struct.pack(">i", record))
        self.assertNotIn("SHP02", self.expect(0, [], "run", "area", "-p", self.ini(), "-o", "from-0"))

    # ---- far away -----------------------------------------------------------------------------

    def test_one_vertex_far_away(self):
        for crs in ("EPSG:27700", "EPSG:3857"):
            for far in (1e9, 1e14):
                with self.subTest(crs=crs, far=far):
                    rings = [square(500000 + 1000 * i, 200000) for i in range(4)]
                    rings[3][2] = (far, 201000)
                    self.layer(rings=rings, prj=crs)
                    self.expect(3, ["CRS062", "201000"], "run", "area", "-p", self.ini())

    # ---- text for terminals ---------------------------------------------------------------------

    def test_escapes_are_shown(self):
        """In messages and in what a command prints: what a terminal would obey is written out."""
        evil = "\x1b]0;owned\x07\x1b[31mA\u202eB\u009b2J\r"
        for text, where in ((evil, "code"), ("line\nerror PRJ010: forged", "code")):
            codes = [b"A0", text.encode(), text.encode(), b"A3"]
            self.layer(codes=codes)
            self.write("a.cpg", "UTF-8")
            for arguments in (("run", "area", "-p", self.ini()), ("check", "-p", self.ini()), ("info", "a.shp"),
                              ("run", "area", "-p", self.ini(), "--diagnostics=json")):
                with self.subTest(text=text, arguments=arguments):
                    _, out, err = self.run_bcukit(*arguments)
                    for mark in ("\x1b", "\x07", "\u202e", "\u009b", "\nerror PRJ010: forged"):
                        self.assertNotIn(mark, out + err)

    def test_messages_echo_little(self):
        self.layer()
        self.write("p.ini", "[layer areas]\npath = a.shp\ncode = " + "x" * 100000 + "\n[clusters]\nfield = GRP\n")
        err = self.expect(4, ["xxx"], "run", "area", "-p", "p.ini")
        self.assertLess(len(err), 3000)


main()
