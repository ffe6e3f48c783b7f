"""The page as text: hostile names in each place, what is left out of it, links and bytes that stay the same."""
import hashlib
import html.parser
import json
import os
import re

from host import HostTest, main
import polygons

HOSTILE = ["</script><script>hostile=1</script>", "\"><img src=x onerror=hostile=1>", "<!--", "]]>", "'&amp;\"<b>",
           "@title@", "</noscript><svg onload=hostile=1>", "</style><style>*{}", "\u202egnitset\u202c", "{{7*7}}"]


class Reader(html.parser.HTMLParser):
    """Counts elements, and keeps the texts of some."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.texts, self.open = [], set(), {}, ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attributes}
        self.open = tag

    def handle_data(self, text):
        self.texts[self.open] = self.texts.get(self.open, "") + text


class PageTest(HostTest):
    def layer(self, count, fields):
        cells = [[polygons.square(530000 + 100 * (i % 200), 180000 + 100 * (i // 200), 100)] for i in range(count)]
        return polygons.write(os.path.join(self.path, "cells"), cells, fields, "EPSG:27700", cpg="UTF-8")

    def page(self, *arguments):
        code, out, err = self.run_bcukit("run", "html", *arguments)
        self.assertEqual(code, 0, err)
        return self.read("map.html"), err

    def hostile(self):
        path = self.layer(10, {"CODE": [f"c{i}" for i in range(10)], "NAME": HOSTILE,
                               "GROUP": [HOSTILE[i // 2] for i in range(10)]})
        return self.write("hostile.ini", "[project]\ntitle = </title><script>hostile=1</script>\n"
                          "subtitle = <img src=x>\nattribution = <b>@map@\nsource = --><script>\nlicence = \"'><i>\n"
                          f"[layer cells]\npath = {path}\ncode = CODE\nname = NAME\nnoun = <i>\nplural = </style><b>\n"
                          "[clusters]\nfield = GROUP\nid = groups\n")

    def test_hostile_names(self):
        text, _ = self.page("-p", self.hostile())
        reader = Reader(text)
        self.assertEqual(reader.tags.count("script"), 2)
        self.assertEqual(reader.tags.count("style"), 1)
        self.assertFalse({"img", "iframe", "b", "i", "link", "base"} & set(reader.tags))
        self.assertEqual([name for name in reader.attributes if name.startswith("on") or name in ("src", "style")], [])
        self.assertIn("<script>hostile=1</script>", reader.texts["title"])
        data = json.loads(re.search(r'id="data">(.*?)</script>', text, re.S).group(1))
        self.assertEqual(data["levels"][1]["names"], HOSTILE)
        self.assertNotIn("<", json.dumps(re.search(r'id="data">(.*?)</script>', text, re.S).group(1)))

    def test_policy_allows_what_is_there(self):
        """The hashes of the policy are those of the one style and the one script."""
        import base64
        text, _ = self.page("-p", self.hostile())
        policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', text).group(1))
        for block in (r'<style id="style">(.*?)</style>', r"<script>(.*?)</script>"):
            found = re.search(block, text, re.S).group(1)
            self.assertIn(base64.b64encode(hashlib.sha256(found.encode()).digest()).decode(), policy)
        self.assertTrue(policy.startswith("default-src 'none'"))
        self.assertNotIn("unsafe", policy)

    def test_too_many_features(self):
        """A level that no browser shows in time is left out, and said so."""
        count = 20001
        path = self.layer(count, {"CODE": [f"c{i}" for i in range(count)], "GROUP": [f"g{i % 3}" for i in range(count)]})
        project = self.write("many.ini", f"[layer cells]\npath = {path}\ncode = CODE\n[clusters]\nfield = GROUP\n")
        text, err = self.page("-p", project)
        self.assertIn("HTML010", err)
        self.assertIn("20001", err)
        self.assertNotIn('<g id="areas"', text)
        self.assertIn('<g id="clusters"', text)

    def test_what_if(self):
        """A what-if never goes by the official title, whatever changes."""
        text, _ = self.page("--move", "Camden=north-west", "--move", "Islington=north", "--move", "Barnet=north")
        self.assertIn("<h1>What if Barnet, Camden and Islington moved</h1>", text)
        self.assertIn("Not the official state. Compared with: Basic Command Units", text)
        self.assertIn("What-if, made from: Boundaries", text)
        path = self.project(("members = Camden;Islington", "members = Camden;Islington;Brent"), ("Harrow;Brent;", "Harrow;"))
        text, _ = self.page("--compare", path)
        self.assertIn("<h1>What if Brent moved to North West</h1>", text)

    def test_same_bytes(self):
        first, second = (hashlib.sha256(self.page()[0].encode()).hexdigest() for _ in range(2))
        self.assertEqual(first, second)


if __name__ == "__main__":
    main()
