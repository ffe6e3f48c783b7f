"""Holds the core to the order of its rooms (core/rooms.txt): what a file includes, calls and keeps."""
import collections
import glob
import json
import os
import re
import subprocess
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE, BUILD = os.environ["BCUKIT_SOURCE"], os.environ["BCUKIT_BUILD"]
MOST_MODULES = 18
# A line of "objdump -t" for a variable that can change: read-only tables lie in other sections.
VARIABLE = r"^\S+ .*\bO \.(?:bss|data)(?:\.(?!rel\.ro)\S+)?\s+\S+\s+(?:\.hidden )?(\S+)$"
# Which rooms may include the headers of a library.
LIBRARIES = {
    "proj.h": {"crs"}, "geodesic.h": {"crs"}, "proj_on_demand.h": {"crs"},
    "shapefil.h": {"layer"}, "xlsxwriter.h": {"kit"}, "xlsxwriter_on_demand.h": {"kit"},
    "zip.h": {"layer"}, "zip_on_demand.h": {"layer", "verify"},
    "geos_c.h": {"geometry", "layer", "cluster", "kit", "measure", "check", "clean"},
    "geos_on_demand.h": {"geometry", "layer", "cluster", "kit", "measure", "check", "clean"},
}


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def allowed():
    """Room to the rooms that it may include, itself among them; in order."""
    lines = [line.split(":") for line in read(os.path.join(SOURCE, "core/rooms.txt")).splitlines()
             if line and not line.startswith("#")]
    return {room: set(may.split()) | {room} for room, may in lines}


ROOMS = allowed()
FILES = [path for room in ROOMS for path in sorted(glob.glob(os.path.join(SOURCE, "core", room, "*.[ch]")))]


def name(path):
    return os.path.relpath(path, SOURCE)


def room_of(path):
    return name(path).split("/")[1]


def includes(path):
    return re.findall(r'^#include ["<]([^">]+)[">]', read(path), re.M)


def objects():
    """Source file, relative to the tree, to its object: of libbcukit and of the plugins."""
    found = {}
    for entry in json.loads(read(os.path.join(BUILD, "compile_commands.json"))):
        source, at = name(entry["file"]), entry.get("output")
        at = at or re.search(r" -o (\S+)", entry["command"]).group(1)
        if source.startswith(("core/", "plugins/")) and not at.startswith("tests/"):
            found[source] = os.path.join(entry["directory"], at)
    return {source: at for source, at in found.items() if os.path.exists(at)}


OBJECTS = objects()


def symbols():
    """Source file to the kind and name of each symbol of its object."""
    source_of = {path: source for source, path in OBJECTS.items()}
    listed = subprocess.run(["nm", "-A", *source_of], capture_output=True, text=True, check=True).stdout
    found = collections.defaultdict(list)
    for line in listed.splitlines():
        found[source_of[line.split(":")[0]]].append(tuple(line.split()[-2:]))
    return found


SYMBOLS = symbols()


def calls(prefix):
    """File to the files whose functions and tables it uses."""
    home, wanted = {}, collections.defaultdict(set)
    for source, listed in SYMBOLS.items():
        if source.startswith(prefix):
            for kind, symbol in listed:
                if kind in "TDBRC":
                    home[symbol] = source
                elif kind == "U":
                    wanted[source].add(symbol)
    return {source: {home[s] for s in used if s in home} - {source} for source, used in wanted.items()}, home


def circles(graph):
    """Groups of files each of which needs, by way of others, itself: Tarjan's components."""
    index, low, stack, found = {}, {}, [], []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in sorted(graph.get(node, ())):
            if other not in index:
                visit(other)
            if other in stack:
                low[node] = min(low[node], low[other])
        if low[node] == index[node]:
            group = [stack.pop()]
            while group[-1] != node:
                group.append(stack.pop())
            if len(group) > 1:
                found.append(sorted(group))

    for node in sorted(graph):
        if node not in index:
            visit(node)
    return found


def arrows():
    """One line a room: the rooms that its files include."""
    found = collections.defaultdict(set)
    for path in FILES:
        for included in includes(path):
            if "/" in included and included.split("/")[0] in ROOMS:
                found[room_of(path)].add(included.split("/")[0])
    order = list(ROOMS)
    return ["%-9s -> %s" % (room, " ".join(sorted(found[room] - {room}, key=order.index)))
            for room in order if found[room] - {room}]


class RoomsTest(unittest.TestCase):
    maxDiff = None

    def test_each_source_is_compiled_once(self):
        """But the rogues, of which each is one source with a bad habit of its own."""
        sources = [name(entry["file"]) for entry in json.loads(read(os.path.join(BUILD, "compile_commands.json")))]
        counted = collections.Counter(source for source in sources if not source.startswith("tests/rogue/"))
        self.assertGreater(len(counted), 300)
        self.assertEqual([source for source, times in counted.items() if times > 1], [])

    def test_every_file_is_in_a_room(self):
        self.assertGreater(len(FILES), 200)
        loose = glob.glob(os.path.join(SOURCE, "core", "*.[ch]"))
        self.assertEqual(loose, [])
        lying = {name(path).split("/")[1] for path in glob.glob(os.path.join(SOURCE, "core/*/*.c"))}
        self.assertEqual(lying - set(ROOMS), set())

    def test_rooms_allow_lower_ones_only(self):
        below = {"public"}
        for room, may in ROOMS.items():
            self.assertEqual(may - below - {room}, set(), room)
            below.add(room)

    def test_no_include_climbs(self):
        climbing = [(name(path), included) for path in FILES for included in includes(path)
                    if "/" in included and included.split("/")[0] in ROOMS
                    and included.split("/")[0] not in ROOMS[room_of(path)]]
        self.assertEqual(climbing, [])

    def test_includes_name_the_room(self):
        bare = [(name(path), quoted) for path in FILES
                for quoted in re.findall(r'^#include "([^"]+)"', read(path), re.M)
                if "/" not in quoted and not quoted.endswith("_on_demand.h")]
        self.assertEqual(bare, [])

    def test_no_call_climbs(self):
        graph, _ = calls("core/")
        rooms = {source: source.split("/")[1] for source in graph}
        climbing = [(source, other) for source, used in graph.items() for other in sorted(used)
                    if rooms[source] in ROOMS and other.split("/")[1] in ROOMS
                    and other.split("/")[1] not in ROOMS[rooms[source]]]
        self.assertEqual(climbing, [])

    def test_headers_are_implemented_in_their_room(self):
        _, home = calls("core/")
        apart = []
        for path in FILES:
            if path.endswith(".h"):
                text = re.sub(r"/\*.*?\*/", "", read(path), flags=re.S)
                for function in re.findall(r"\b(bcu_\w+)\(", text):
                    if function in home and home[function].split("/")[1] != room_of(path) \
                            and not re.search(r"static inline[^;{]*\{[^}]*\b%s\(" % function, text):
                        apart.append((name(path), function, home[function]))
        self.assertEqual(apart, [])

    def test_libraries_are_met_in_their_rooms(self):
        elsewhere = [(name(path), included) for path in FILES for included in includes(path)
                     if included in LIBRARIES and room_of(path) not in LIBRARIES[included]]
        self.assertEqual(elsewhere, [])

    def test_no_files_go_in_circles(self):
        for prefix in ["core/"] + ["plugins/%s/" % p for p in sorted(os.listdir(os.path.join(SOURCE, "plugins")))]:
            graph, _ = calls(prefix)
            self.assertEqual(circles(graph), [], prefix)

    def test_rooms_are_small(self):
        for room in ROOMS:
            modules = {os.path.splitext(path)[0] for path in FILES if room_of(path) == room}
            self.assertLessEqual(len(modules), MOST_MODULES, room)

    def test_state_is_handed_down(self):
        """Variables in .bss and .data: those of the list, and no reason there without one."""
        kept = {tuple(line.split(":")[0].split()) for line in read(os.path.join(HERE, "mutable_statics.txt")).splitlines()
                if line and not line.startswith("#")}
        listed = subprocess.run(["objdump", "-t", *OBJECTS.values()], capture_output=True, text=True, check=True).stdout
        found = set()
        for source, part in zip(OBJECTS, listed.split(":     file format")[1:]):
            for variable in re.findall(VARIABLE, part, re.M):
                if "on_demand" not in source:
                    found.add((source, re.sub(r"\.\d+$", "", variable)))
        self.assertEqual(found - kept, set(), "hand it down in a struct, or list it with a reason")
        self.assertEqual(kept - found, set(), "gone: take it off the list")

    def test_architecture_shows_the_arrows(self):
        text = read(os.path.join(SOURCE, "docs/architecture.md"))
        self.assertIn("\n".join(arrows()), text)


if __name__ == "__main__":
    unittest.main()
