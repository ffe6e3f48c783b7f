"""Nothing that is installed knows where it was built: no path of the tree or of the build folder stands in it."""
import os
import subprocess
import tempfile
import unittest

SOURCE, BUILD = os.environ["BCUKIT_SOURCE"], os.environ["BCUKIT_BUILD"]


def installed_files():
    for folder in ("bin", "lib"):
        for at, _, names in os.walk(os.path.join(BUILD, folder)):
            yield from (os.path.join(at, name) for name in names)


class Paths(unittest.TestCase):
    def bytes_without_debug_info(self, path):
        """What a debugger needs may name the sources; nothing else may."""
        with tempfile.NamedTemporaryFile() as bare:
            subprocess.run(["objcopy", "--strip-debug", path, bare.name], check=True)
            return bare.read()

    def test_binaries(self):
        found = list(installed_files())
        for name in ("bcukit", "libbcukit.so", "render.so", "maps.so", "html.so", "geojson.so"):
            self.assertIn(name, [os.path.basename(path) for path in found])
        for path in found:
            content = self.bytes_without_debug_info(path)
            self.assertGreater(len(content), 1000, path)
            for folder in (SOURCE, BUILD, os.path.realpath(SOURCE), os.path.realpath(BUILD)):
                self.assertNotIn(os.fsencode(folder), content, path)

    def test_build_folder_is_laid_out_like_an_installation(self):
        for name in ("bin/bcukit", "lib/libbcukit.so", "lib/bcukit/plugins/render/maps.so", "include/bcukit/version.h",
                     "share/bcukit/shapes/met_bcu.ini", "share/bcukit/template/names.c", "share/man/man1/bcukit.1"):
            self.assertTrue(os.path.exists(os.path.join(BUILD, name)), name)
        self.assertTrue(os.path.samefile(os.path.join(BUILD, "bcukit"), os.path.join(BUILD, "bin/bcukit")))


if __name__ == "__main__":
    unittest.main()
