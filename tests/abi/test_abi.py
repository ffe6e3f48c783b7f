"""The interface to plugins against its committed lists: a change shows in review. After one that is meant,
"test_abi.py renew" writes them anew; what goes away or moves needs a new ABI major, what comes a new minor."""
import glob
import os
import re
import subprocess
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
HEADERS = glob.glob(os.path.join(os.environ["BCUKIT_SOURCE"], "core/include/bcukit/*.h"))


def declared():
    """Functions that the installed headers declare."""
    names = set()
    for header in HEADERS:
        with open(header, encoding="utf-8") as file:
            text = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.S)
        names |= set(re.findall(r"BCU_API\b[^;{#]*?\b(bcu_\w+)\s*\(", text))
    return names


def symbols():
    """Of these, what the library exports."""
    listed = subprocess.run(["nm", "-D", "--defined-only", os.environ["BCUKIT_LIBRARY"]], capture_output=True,
                            text=True, check=True).stdout
    return sorted(declared() & {line.split()[-1].split("@")[0] for line in listed.splitlines()})


def layout():
    return subprocess.run([os.environ["ABI_LAYOUT"]], capture_output=True, text=True, check=True).stdout.splitlines()


def kept(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        return file.read().splitlines()


class AbiTest(unittest.TestCase):
    def test_every_declared_function_is_exported(self):
        self.assertEqual(sorted(declared() - set(symbols())), [])
        self.assertGreater(len(declared()), 50)

    def test_symbols_have_a_version(self):
        """What the library exports, all of it: nothing of its own insides, nothing without a node of the map."""
        listed = subprocess.run(["nm", "-D", "--defined-only", os.environ["BCUKIT_LIBRARY"]], capture_output=True,
                                text=True, check=True).stdout
        names = [line.split()[-1] for line in listed.splitlines() if line.split()[-2] != "A"]
        self.assertEqual([name for name in names if not re.fullmatch(r"bcu_\w+@@BCUKIT_\d+\.\d+", name)], [])

    def test_soname(self):
        listed = subprocess.run(["objdump", "-p", os.environ["BCUKIT_LIBRARY"]], capture_output=True, text=True,
                                check=True).stdout
        version = re.search(r"\bproject\(bcukit VERSION (\d+)", self.text("CMakeLists.txt")).group(1)
        self.assertIn("libbcukit.so." + version, re.search(r"SONAME\s+(\S+)", listed).group(1))

    @staticmethod
    def text(path):
        with open(os.path.join(os.environ["BCUKIT_SOURCE"], path), encoding="utf-8") as file:
            return file.read()

    def test_symbols(self):
        self.assertEqual(symbols(), kept("symbols.txt"))

    def test_layout(self):
        self.assertEqual(layout(), kept("layout.txt"))


if sys.argv[1:] == ["renew"]:
    for name, lines in (("symbols.txt", symbols()), ("layout.txt", layout())):
        with open(os.path.join(HERE, name), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
else:
    unittest.main()
