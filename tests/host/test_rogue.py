"""Plugins that misbehave: a message, an exit code, other plugins unharmed, nothing half written."""
import glob
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import time

from host import BCUKIT, HostTest, ROGUES, SANITIZED, main


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
        self.assertGreater(len(err), 40000)  # of more than a pipe holds: each message is cut when it is told

    def test_interrupt(self):
        """Whoever ends the run ends its plugins, and what the user had is there."""
        running = subprocess.Popen([BCUKIT, "run", "hang", "slow", "--plugin-path", ROGUES], cwd=self.path,
                                   stderr=subprocess.PIPE, text=True)
        staged = os.path.join(self.path, "output")
        while running.poll() is None and not glob.glob(os.path.join(staged, ".bcukit-*", "hang", "*")):
            time.sleep(0.05)
        running.send_signal(signal.SIGTERM)
        err = running.communicate(timeout=60)[1]
        self.assertEqual((running.returncode, self.files()), (128 + signal.SIGTERM, []))
        self.assertEqual(err.count("error RUN010: output: the run was interrupted: none of its files"), 1, err)

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
        self.assertIn("PLG039", err)
        self.assertIn("plugin refuse failed and did not say why", err)

    def test_lies_in_the_pipe(self):
        """Nothing that a plugin writes into its pipe kills the host, costs others their files, or leads outside."""
        for rogue, code, words in (("types", "PLG036", "gave an answer that is none"), ("garbage", "PLG036", "none"),
                                   ("list", "PLG036", "none"), ("files_of_text", "PLG036", "none"),
                                   ("files_of_numbers", "PLG036", "none"), ("names_of_numbers", "PLG036", "none"),
                                   ("outside", "PLG037", "its output does not have"),
                                   ("outside_by_pattern", "PLG037", "its output does not have"),
                                   ("absolute", "PLG037", "its output does not have"),
                                   ("other_output", "PLG037", "does not declare"),
                                   ("other_name", "PLG037", "its output does not have"),
                                   ("listed_twice", "PLG037", "names a file twice"),
                                   ("not_written", "PLG035", "did not write"),
                                   ("flood", "PLG036", "said more than anybody reads"),
                                   ("hangs_up", "PLG032", "had closed its pipe"),
                                   ("leaves_a_child", "PLG030", "crashed"),
                                   ("mute", "PLG039", "did not say why"), ("status", "PLG039", "did not say why")):
            with self.subTest(rogue=rogue):
                start = time.monotonic()
                self.expect(rogue, [code, words], "--timeout", "60")
                self.assertLess(time.monotonic() - start, 40)
                self.assertNotIn("evil.txt", os.listdir(self.path))
        self.assertFalse(os.path.exists("/tmp/evil.txt"))

    def test_odd_records_are_heard(self):
        code, out, err = self.run_bcukit("--diagnostics=json", "run", "types", "--plugin-path", ROGUES)
        heard = next(json.loads(line) for line in err.splitlines() if "TYPES010" in line)
        self.assertEqual(heard, {"severity": "warning", "code": "TYPES010", "message": "odd places", "origin": "types"})

    def test_flood_of_records(self):
        """An error each, of a code each: the log stays small enough to live with."""
        code, out, err = self.run_bcukit("run", "flood_of_records", "--plugin-path", ROGUES)
        self.assertEqual((code, self.files()), (1, []))
        self.assertIn("said more than anybody reads", err)

    def test_false_sum(self):
        code, out, err = self.run_bcukit("run", "false_sum", "--plugin-path", ROGUES)
        self.assertEqual((code, self.read("rogue.txt")), (0, "x\n"), err)
        self.assertEqual([output["sha256"] for output in self.json("manifest.json")["outputs"]],
                         [hashlib.sha256(b"x\n").hexdigest()])

    def test_no_files_of_their_own(self):
        secret = os.path.join(self.path, "output", "secret.txt")
        for rogue, words in (("link", "has staged a link"), ("second_name", "has staged a file with another name"),
                             ("fifo", "no regular file"), ("removed", "did not write"),
                             ("folder_swapped", "cannot be read")):
            with self.subTest(rogue=rogue):
                os.makedirs(os.path.dirname(secret), exist_ok=True)
                with open(secret, "w") as file:
                    file.write("the user's")
                code, out, err = self.run_bcukit("run", "area", rogue, "--plugin-path", ROGUES)
                self.assertIn(words, err)
                self.assertEqual(code, 5 if rogue == "folder_swapped" else 1, err)
                self.assertEqual(self.files(), ["adjacency.csv", "area.csv", "manifest.json", "secret.txt"])
                self.assertEqual(self.read("secret.txt"), "the user's")

    def test_mode(self):
        """No plugin makes a program of its output, or opens it to everybody."""
        self.assertEqual(self.run_bcukit("run", "mode", "--plugin-path", ROGUES)[0], 0)
        mask = os.umask(0)
        os.umask(mask)
        self.assertEqual(os.stat(self.output("rogue.txt")).st_mode & 0o7777, 0o666 & ~mask)

    def test_daemon(self):
        """What a plugin leaves behind in a session of its own ends before files come into place."""
        code, out, err = self.run_bcukit("run", "daemon", "--plugin-path", ROGUES)
        self.assertIn(code, (0, 1, 5))
        time.sleep(0.2)
        for path in glob.glob("/proc/[0-9]*/maps"):
            try:
                with open(path) as file:
                    self.assertNotIn("rogue/daemon.so", file.read())
            except OSError:
                continue
        if code == 0:
            self.assertEqual(self.json("manifest.json")["outputs"][0]["bytes"], os.path.getsize(self.output("rogue.txt")))
        else:
            self.assertEqual(self.files(), [])

    def test_glutton(self):
        if SANITIZED:
            self.skipTest("the sanitizer has a memory of its own")
        self.expect("glutton", ["PLG038", "memory has run out", "--memory"], "--memory", "300")

    def test_heads(self):
        self.expect("magic", ["PLG020", "magic number"], at_check=True)
        self.expect("major", ["PLG020", "interface 99"], at_check=True)
        self.expect("short", ["PLG020", "too short"], at_check=True)

    def test_plugins_that_others_may_write_to(self):
        """The file, or any folder on the way; not where only owners may replace what lies there."""
        source = os.path.join(os.path.dirname(BCUKIT), "lib/bcukit/plugins/area.so")
        for mode_of, mode, used in (("f", 0o755, True), ("f/p", 0o777, False), ("f/p/area.so", 0o666, False),
                                    ("f", 0o1777, True), ("f", 0o757, False), ("f/p/area.so", 0o664, True)):
            shutil.rmtree(os.path.join(self.path, "f"), ignore_errors=True)
            os.makedirs(os.path.join(self.path, "f", "p"))
            shutil.copy(source, os.path.join(self.path, "f", "p"))
            changed = os.path.join(self.path, *mode_of.split("/"))
            os.chmod(changed, mode)
            code, out, err = self.run_bcukit("plugins", "--check", "f/p/area.so")
            self.assertEqual(code, 0 if used else 1, (mode_of, oct(mode), err))
            if not used:
                self.assertRegex(err, "PLG022.*everybody may write to " + re.escape(os.path.realpath(changed)))

    def test_lint(self):
        """Ours have nothing to mend; a rogue is told what."""
        folder = os.path.join(os.path.dirname(BCUKIT), "lib/bcukit/plugins")
        for name in sorted(os.listdir(folder)):
            if name.endswith(".so"):
                code, out, err = self.run_bcukit("plugins", "--check", os.path.join(folder, name))
                self.assertEqual((code, err), (0, ""), name)
                self.assertIn("nothing to mend", out)
        for name, word in (("magic", "magic number"), ("major", "plugin interface"), ("short", "too short"), ("careless", "PLG050")):
            code, out, err = self.run_bcukit("plugins", "--check", os.path.join(ROGUES, name + ".so"))
            self.assertEqual((code, out), (1, ""), name)
            self.assertIn(word, err)
        for word in ("has no help", "a choice without choices", "exports more than bcu_plugin", "open_to_all"):
            self.assertIn(word, err)
        self.assertEqual(self.run_bcukit("plugins", "--check", self.write("no.so", "text"))[0], 1)


main()
