"""Files of strangers: each case is made here, and has its verdict: what is said, with which exit code, how soon and in how
much memory. Nothing hangs, nothing dies, nothing that is wrong goes without a word."""
import os
import resource
import socket
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


main()
