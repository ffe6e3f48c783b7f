"""What a run is at, told on a terminal only."""
import os
import pty
import select
import subprocess

from host import BCUKIT, HostTest, ROGUES, main


class ProgressTest(HostTest):
    def on_terminal(self, *arguments):
        """(exit code, what standard error showed) with a terminal as standard error."""
        ours, theirs = pty.openpty()
        environment = {**os.environ, "TERM": "xterm"}
        process = subprocess.Popen([BCUKIT, *arguments], cwd=self.path, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=theirs, env=environment)
        os.close(theirs)
        shown = b""
        while True:
            select.select([ours], [], [])
            try:
                block = os.read(ours, 4096)
            except OSError:  # the other end is closed
                break
            if not block:
                break
            shown += block
        os.close(ours)
        return process.wait(), shown.decode()

    def slow(self, *arguments):
        return ("run", "hang", "--plugin-path", ROGUES, "--timeout=3", *arguments)

    def test_told_and_wiped(self):
        code, shown = self.on_terminal(*self.slow())
        self.assertEqual(code, 1)
        self.assertRegex(shown, r"\r\x1b\[Kbcukit: running hang, \d+ s")
        told, _, message = shown.rpartition("\r\x1b[K")
        self.assertIn("PLG031", message)  # the line was wiped before the message
        self.assertNotIn("bcukit: running", message)

    def test_not_when_quiet(self):
        code, shown = self.on_terminal(*self.slow("-q"))
        self.assertNotIn("running hang", shown)
        self.assertIn("PLG031", shown)

    def test_not_as_json(self):
        code, shown = self.on_terminal(*self.slow("--diagnostics=json"))
        self.assertNotIn("bcukit: running", shown)

    def test_not_without_terminal(self):
        code, out, err = self.run_bcukit(*self.slow())
        self.assertNotIn("bcukit: running", err)


main()
