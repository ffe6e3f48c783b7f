"""Failure sweeps. A sample in each test run; all of it with SWEEP_FULL=1, which prints its figures."""
import errno
import os
import random
import signal
import tempfile
import time
import unittest

from sweep import CHANGES, Sweep

FULL = os.environ.get("SWEEP_FULL")
ERRORS = {"open": errno.ENOSPC, "read": errno.EMFILE, "write": errno.ENOSPC, "rename": errno.EIO, "link": errno.EPERM,
          "unlink": errno.EIO, "mkdir": errno.ENOSPC, "fsync": errno.EIO, "chmod": errno.EPERM, "fork": errno.EAGAIN,
          "thread": errno.EAGAIN}


class SweepTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.sweep = Sweep(cls.folder.name)
        cls.dice = random.Random(21)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def sample(self, count, most):
        """All, or some, of 1 to count."""
        every = range(1, count + 1)
        return every if FULL or count <= most else sorted(self.dice.sample(every, most))

    def say(self, *words):
        if FULL:
            print(*words, flush=True)

    def test_each_call_fails(self):
        """Once, and from there on: a disk that is full stays full."""
        for call, error in ERRORS.items():
            for how in ("once", "from"):
                count, ends = self.sweep.count(call), {}
                for at in self.sample(count, 3):
                    code, err = self.sweep.run(call, at, how, error)
                    ends[code] = ends.get(code, 0) + 1
                    with self.subTest(call=call, at=at, how=how):
                        self.assertIsNone(self.sweep.fault_after_failure(code, err), err)
                self.say(f"{call} fails {how}: {count} calls, exit codes {ends}")

    def test_killed_at_each_change(self):
        """At every call that changes the folder, or makes a change last, all processes end at once."""
        count = self.sweep.count(CHANGES)
        self.assertGreater(count, 30)
        self.say(f"killed at each of {count} changes")
        for at in self.sample(count, 12):
            code, err = self.sweep.run(CHANGES, at, "kill")
            with self.subTest(at=at):
                self.assertIsNone(self.sweep.fault_after_kill(code))

    def test_killed_at_each_rename(self):
        count, finished = self.sweep.count("rename"), 0
        self.assertGreater(count, 5)
        for at in self.sample(count, 8):
            code, err = self.sweep.run("rename", at, "kill")
            with self.subTest(at=at):
                self.assertEqual(code, -signal.SIGKILL)
                self.assertIsNone(self.sweep.fault_after_kill(code))
        self.say(f"killed at each of {count} renames")

    def test_killed_at_random(self):
        start = time.monotonic()
        self.sweep.start().communicate()
        length, kills, news = time.monotonic() - start, 1000 if FULL else 10, 0
        for kill in range(kills):
            running = self.sweep.start()
            time.sleep(self.dice.random() * length * 1.1)
            running.kill()
            running.communicate()
            with self.subTest(kill=kill):
                self.assertIsNone(self.sweep.fault_after_kill(running.returncode))
        self.say(f"killed at random {kills} times")


if __name__ == "__main__":
    unittest.main(verbosity=1)
