#!/usr/bin/env python3
"""Prints docs/diagnostics.md from core/base/diag_codes.def, the one table of message codes."""
import os
import re

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "core", "base", "diag_codes.def")
with open(TABLE, encoding="utf-8") as file:
    entries = re.findall(r'BCU_CODE\((\w+), BCU_(\w+), BCU_EXIT_(\w+), "([^"]*)", "([^"]*)"\)', file.read())
with open(os.path.join(os.path.dirname(TABLE), "diag.h"), encoding="utf-8") as file:
    exits = dict(re.findall(r"BCU_EXIT_(\w+) = (\d+)", file.read()))
exits["SIGNAL"] += " + n"
print("# Message codes\n\nMade by docs/make_diagnostics.py. Codes of plugins begin with the plugin's name and are not listed.\n")
print("The column *exit* is how bcukit ends where the message is the first error; [exit-codes.md](exit-codes.md) has them all.\n")
print("| code | severity | exit | meaning | what to do |\n| --- | --- | --- | --- | --- |")
for code, severity, ends, meaning, action in sorted(entries):
    print(f"| {code} | {severity.lower()} | {exits[ends] if severity == 'ERROR' else ''} | {meaning} | {action} |")
