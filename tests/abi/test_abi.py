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


# Parameters that are numbers of something, from 0.
INDEX = (r"\b(?:uint32_t|size_t|BcuLevel) "
         r"(?:level|feature|area|cluster|phase|coverage|arc|pair|context|run|layer|row|column|index)\b")


def commented():
    """Each public function with its declaration and the comment above it, which may be empty, and the header's head."""
    found = {}
    for header in HEADERS:
        with open(header, encoding="utf-8") as file:
            text = file.read()
        for match in re.finditer(r"^BCU_API\b[^;{]*?\b(bcu_\w+)\s*\([^;]*;", text, re.M):
            comment = re.search(r"/\*\*((?:(?!\*/).)*)\*/\s*\Z", text[:match.start()], re.S)
            head = re.match(r"/\*\*.*?\*/", text, re.S).group(0)
            found[match.group(1)] = (match.group(0), comment.group(1) if comment else "", head)
    return found


# What a declaration asks its comment to say: what matches it, the words that say it, what is lacking without them.
ASKED = ((r"", r"\w", "what it does"),
         (r"^BCU_API (?:const )?(?:char|Bcu\w+|GEOSGeometry) \*(?!.*\*\*)", r"\b(?:free[sd]?|free\(\)|borrowed|destroys|NULL|static)\b|[Bb]orrowed|"
          r"_commit ends", "whose the result is"),
         (r"\bBcu\w+ \*\*(?!.*const \*)", r"\bfree[sd]?\b|[Bb]orrowed", "whose the result is"),
         (r"^BCU_API (?!void\b|size_t\b).*\bBcuDiagLog \*", r"\b(?:reported|NULL|false|fails?|failure|dropped)\b", "what a failure is"))


def lacking():
    """Lines "function: what its comment lacks"."""
    functions = [(name, " ".join(line.split()), comment, head) for name, (line, comment, head) in commented().items()]
    return sorted({f"{name}: {what}" for name, line, comment, _ in functions for asks, says, what in ASKED
                   if re.search(asks, line) and not re.search(says, comment)} |
                  {f"{name}: what an index out of range does" for name, line, comment, head in functions
                   if re.search(INDEX, line) and "out of range" not in " ".join((comment + head).split())} |
                  {f"{name}: since when" for name, _, comment, head in functions
                   if not re.search(r"\bSince \d+\.\d+\.", comment + head)})


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

    def test_functions_are_described(self):
        """Whose a result is, what a failure is, what an index out of range does, since when."""
        self.assertGreater(len(commented()), 50)
        self.assertEqual(set(commented()), declared())
        self.assertEqual(lacking(), [])

    def test_structs_are_sized_or_final(self):
        sized = {"BcuPlugin", "BcuRun", "BcuOptionSpec", "BcuOutputSpec"}
        found = 0
        for header in HEADERS:
            with open(header, encoding="utf-8") as file:
                text = file.read()
            for match in re.finditer(r"^typedef struct (\w+) \{", text, re.M):
                found += 1
                if match.group(1) not in sized:
                    self.assertRegex(text[:match.start()], r"Final for major 1\. \*/\s*\Z", match.group(1))
        self.assertGreater(found, 20)

    def test_macros_in_both_languages(self):
        includes = ["-I" + os.path.dirname(os.path.dirname(HEADERS[0])), "-I" + os.environ["BCUKIT_VERSION_INCLUDES"]]
        for compiler, name in (("cc -std=c11", "both.c"), ("c++ -std=c++11", "both.cpp"), ("c++ -std=c++20", "both.cpp")):
            done = subprocess.run([*compiler.split(), "-pedantic", "-Wall", "-Werror", "-fsyntax-only", *includes,
                                   os.path.join(HERE, name)], capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, f"{compiler}: {done.stderr}")

    def test_layout(self):
        self.assertEqual(layout(), kept("layout.txt"))


if sys.argv[1:] == ["renew"]:
    for name, lines in (("symbols.txt", symbols()), ("layout.txt", layout())):
        with open(os.path.join(HERE, name), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
else:
    unittest.main()
