"""Standard output that is full, closed or left: an error with a message, for every command."""
import os
import subprocess

from host import BCUKIT, HostTest, SHAPES, main

LAYER = os.path.join(SHAPES, "london_boroughs.shp")
COMMANDS = (["--help"], ["help"], ["--version"], ["plugins"], ["plugins", "render"], ["check"],
            ["check", "--diagnostics=json"], ["info", LAYER], ["trace", "Camden"], ["init", LAYER, "--by", "NAME"],
            ["run", "area"], ["run", "topojson", "-o", "-"])


class StreamTest(HostTest):
    def expect_failure(self, command, **options):
        done = subprocess.run([BCUKIT, *command], cwd=self.path, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              text=True, **options)
        self.assertEqual(done.returncode, 5, (command, done.stderr))
        self.assertEqual(done.stderr.count("OUT050"), 1, (command, done.stderr))
        return done.stderr

    def test_full(self):
        for command in COMMANDS:
            with self.subTest(command=command), open("/dev/full", "wb") as full:
                self.expect_failure(command, stdout=full)

    def test_closed(self):
        for command in COMMANDS:
            with self.subTest(command=command):
                self.expect_failure(command, preexec_fn=lambda: os.close(1))

    def test_left(self):
        for command in COMMANDS:
            with self.subTest(command=command):
                read, write = os.pipe()
                os.close(read)
                self.expect_failure(command, stdout=write)
                os.close(write)

    def test_closed_and_not_needed(self):
        done = subprocess.run([BCUKIT, "run", "area", "-q"], cwd=self.path, stderr=subprocess.PIPE, preexec_fn=lambda: os.close(1))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn(b"error", done.stderr)
        self.assertEqual(self.files(), ["adjacency.csv", "area.csv", "manifest.json"])

    def test_all_closed(self):
        """No file takes the number of a stream, and gets what is printed there."""
        done = subprocess.run([BCUKIT, "run", "area", "coverage", "-v"], cwd=self.path,
                              preexec_fn=lambda: (os.close(0), os.close(1), os.close(2)))
        self.assertEqual(done.returncode, 5)
        self.assertTrue(self.read("area.csv").startswith("code,name,"))


main()
