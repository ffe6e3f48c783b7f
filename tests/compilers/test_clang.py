"""Has clang read all that the build compiles, a warning being an error: what gcc lets pass is found."""
import concurrent.futures
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE, BUILD = os.environ["BCUKIT_SOURCE"], os.environ["BCUKIT_BUILD"]


def flags_of(entry):
    """The arguments of the compiler, without it, the launcher before it, and what is written where."""
    words = shlex.split(entry["command"])
    first = next(i for i, word in enumerate(words) if word.startswith("-"))
    return words[first:words.index("-o")]


def entries():
    with open(os.path.join(BUILD, "compile_commands.json"), encoding="utf-8") as file:
        return json.load(file)


def read_by_clang(entry):
    """What clang says against a source; nothing where it has nothing to say."""
    compiler = "clang" if entry["file"].endswith(".c") else "clang++"
    done = subprocess.run([compiler, *flags_of(entry), "-fsyntax-only", "-Werror", entry["file"]], cwd=entry["directory"],
                          capture_output=True, text=True, check=False)
    return done.stderr if done.returncode else ""


class ClangTest(unittest.TestCase):
    def test_all_sources(self):
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            said = list(pool.map(read_by_clang, entries()))
        self.assertGreater(len(said), 300)
        complaints = "\n".join(text for text in said if text)
        self.assertFalse(complaints, complaints)

    def test_sees_a_warning(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "one.c")
            with open(path, "w", encoding="utf-8") as file:
                file.write("static int nobody_calls(void) { return 1; }\n")
            self.assertIn("nobody_calls", read_by_clang({**entries()[0], "file": path}))


if not shutil.which("clang"):
    print("skipped: no clang")
    sys.exit(77)
unittest.main()
