"""Finds what the documents show: commands, project files, code, as blocks or as lines that are set in."""
import glob
import os
import re

SOURCE = os.environ["BCUKIT_SOURCE"]
PAGES = ("*.md", "docs/*.md", "docs/decisions/*.md", "plugins/*/README.md", "shapes/*.md", "output/*.md")


def read(path):
    with open(os.path.join(SOURCE, path), encoding="utf-8") as file:
        return file.read()


def pages():
    return sorted(os.path.relpath(path, SOURCE) for pattern in PAGES for path in glob.glob(os.path.join(SOURCE, pattern)))


FENCE = r"^```\w*\n(.*?)^```$"


def of_page(page):
    """Blocks between fences, and runs of lines that are set in after an empty one."""
    text = read(page)
    found = re.findall(FENCE, text, re.M | re.S)
    rest = re.sub(FENCE, "", text, flags=re.M | re.S)
    found += [re.sub(r"^    ", "", block, flags=re.M) for block in re.findall(r"(?:(?<=\n\n)|\A)(?:    .*\n)+", rest)]
    return found


def commands(page, program):
    """Lines of the page that begin with the program, without what a remark says behind them."""
    return [re.sub(r"\s+#.*$", "", line) for block in of_page(page) for line in block.splitlines() if line.startswith(program)]
