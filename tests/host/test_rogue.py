"""Plugins that misbehave: a message, an exit code, other plugins unharmed, nothing half written."""
import glob
import json
import os
import signal
import subprocess
import time

from host import BCUKIT, HostTest, ROGUES, main


class RogueTest(HostTest):
    def expect(self, rogue, words, *arguments, at_check=False):
        os.makedirs(os.path.join(self.path, "output"), exist_ok=True)
        with open(self.output("rogue.txt"), "w") as file:
            file.write("what the user had")
        code, out, err = self.run_bcukit("run", "area", rogue, "--plugin-path", ROGUES, *arguments)
        self.assertEqual(code, 1, err)
        for word in words:
            self.assertIn(word, err)
        kept = ["rogue.txt"] if at_check else ["adjacency.csv", "area.csv", "manifest.json", "rogue.txt"]
        self.assertEqual(self.files(), kept)
        self.assertEqual(self.read("rogue.txt"), "what the user had")

    def test_crash(self):
        self.expect("crash", ["PLG030", "plugin crash crashed"])

    def test_constructor(self):
        self.expect("constructor", ["PLG030", "plugin constructor crashed"], at_check=True)

    def test_hang(self):
        start = time.monotonic()
        self.expect("hang", ["PLG031", "did not finish within 2 s"], "--timeout", "2")
        self.assertLess(time.monotonic() - start, 60)

    def test_order(self):
        """Plugins run side by side and are heard one after the other."""
        code, out, err = self.run_bcukit("--diagnostics=json", "run", "slow", "chatty", "--plugin-path", ROGUES)
        codes = [json.loads(line)["code"] for line in err.splitlines()]
        self.assertEqual((code, self.files()), (0, ["chatty.txt", "manifest.json", "rogue.txt"]))
        spoken = [spoken for spoken in codes if spoken in ("SLOW010", "CHATTY010")]
        self.assertEqual(spoken, ["SLOW010"] + ["CHATTY010"] * (len(spoken) - 1))
        self.assertGreater(len(err), 100000)

    def test_interrupt(self):
        """Whoever ends the run ends its plugins, and what the user had is there."""
        running = subprocess.Popen([BCUKIT, "run", "hang", "slow", "--plugin-path", ROGUES], cwd=self.path,
                                   stderr=subprocess.PIPE, text=True)
        staged = os.path.join(self.path, "output")
        while running.poll() is None and not glob.glob(os.path.join(staged, ".bcukit-*", "hang", "*")):
            time.sleep(0.05)
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=60)
        self.assertEqual((running.returncode, self.files()), (1, []))

    def test_leave(self):
        self.expect("leave", ["PLG032", "without a result"])

    def test_undeclared(self):
        code, out, err = self.run_bcukit("run", "undeclared", "--plugin-path", ROGUES)
        self.assertIn("OUT010", err)
        self.assertEqual((code, self.files()), (1, []))

    def test_twice(self):
        code, out, err = self.run_bcukit("run", "twice", "--plugin-path", ROGUES)
        self.assertIn("OUT011", err)
        self.assertEqual((code, self.files()), (1, []))

    def test_refuse(self):
        code, out, err = self.run_bcukit("run", "refuse", "--plugin-path", ROGUES)
        self.assertEqual((code, self.files()), (1, []))

    def test_heads(self):
        self.expect("magic", ["PLG020", "magic number"], at_check=True)
        self.expect("major", ["PLG020", "interface 99"], at_check=True)
        self.expect("short", ["PLG020", "too short"], at_check=True)


main()
