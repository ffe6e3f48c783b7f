"""Runs with one call of the system failing, or the process killed there: what is left must be wholly old or wholly new."""
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ["BCUKIT_SOURCE"], "tests", "host"))
from host import BCUKIT, ROGUES  # noqa: E402

SHIM = os.environ["SWEEP_SHIM"]
PLUGINS = ("area", "coverage")
CHANGES = "open,write,rename,link,unlink,mkdir,fsync,chmod"  # calls that change a folder, or make a change last


def contents(folder):
    """Name to digest of all that lies in a folder; hidden ones too."""
    found = {}
    for top, folders, names in os.walk(folder):
        for name in names:
            path = os.path.join(top, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = hashlib.sha256(file.read()).hexdigest()
    return found


class Sweep:
    """Old files in a folder, and a run that replaces them."""

    def __init__(self, path):
        self.path, self.output = path, os.path.join(path, "output")
        self.old = self.made("old", "--move", "Camden=north-west")
        self.new = {**self.old, **self.made("new")}  # what a run does not write stays

    def made(self, name, *arguments):
        folder = os.path.join(self.path, name)
        subprocess.run([BCUKIT, "run", *PLUGINS, "-o", folder, *arguments], check=True, capture_output=True)
        return contents(folder)

    def start(self, environment=None):
        shutil.rmtree(self.output, ignore_errors=True)
        shutil.copytree(os.path.join(self.path, "old"), self.output)
        return subprocess.Popen([BCUKIT, "run", *PLUGINS, "-o", self.output], stdin=subprocess.DEVNULL, text=True,
                                env={**os.environ, **(environment or {})}, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run(self, calls, at, how, error=0):
        """(exit code, standard error) of a run whose at-th call fails."""
        running = self.start({"LD_PRELOAD": SHIM, "SWEEP_CALL": calls, "SWEEP_AT": str(at), "SWEEP_HOW": how,
                              "SWEEP_ERRNO": str(error), "SWEEP_UNDER": self.output, "SWEEP_LOG": ""})
        err = running.communicate(timeout=120)[1]
        return running.returncode, err

    def count(self, calls):
        log = os.path.join(self.path, "log")
        if os.path.exists(log):
            os.remove(log)
        running = self.start({"LD_PRELOAD": SHIM, "SWEEP_CALL": calls, "SWEEP_UNDER": self.output, "SWEEP_LOG": log})
        running.communicate(timeout=120)
        if not os.path.exists(log):
            return 0
        with open(log) as file:
            return len(file.readlines())

    def recover(self):
        """A run that writes nothing of its own: (what is there after it, its standard error)."""
        done = subprocess.run([BCUKIT, "run", "refuse", "--plugin-path", ROGUES, "-o", self.output],
                              capture_output=True, text=True)
        return contents(self.output), done.stderr

    def fault_of_manifest(self, found):
        """What the manifest says that is not so; None."""
        with open(os.path.join(self.output, "manifest.json"), encoding="utf-8") as file:
            for output in json.load(file)["outputs"]:
                if found.get(output["file"]) != output["sha256"]:
                    return output["file"]
        return None

    def fault_after_kill(self, code):
        """What is wrong after a run that was killed and one that found its traces; None."""
        left = contents(self.output)
        changed = {name: digest for name, digest in left.items() if not name.startswith(".bcukit-")} != self.old
        found, err = self.recover()
        if found not in (self.old, self.new):
            return f"neither old nor new: {sorted(set(found) ^ set(self.old))}"
        if changed and found == self.new and code == -signal.SIGKILL and ".bcukit-run/.journal" in left and "OUT037" not in err:
            return "finished without a word"
        return self.fault_of_manifest(found)

    def fault_after_failure(self, code, err):
        """What is wrong after a run in which a call failed; None."""
        errors = sum(line.startswith("error ") for line in err.splitlines())
        found, recovered = self.recover()
        if code == 0:
            return None if found == self.new and not errors else "exit 0, but not as it should be"
        if code not in (1, 5, 70) or errors == 0:
            return f"exit {code} with {errors} messages"
        if any(name.startswith(".") for name in found):
            return "something hidden is left"
        for name in found:  # a plugin that failed costs its own files
            if found[name] not in (self.old.get(name), self.new.get(name)) and name != "manifest.json":
                return f"{name} is neither old nor new"
        return self.fault_of_manifest(found)
