#!/usr/bin/env python3
"""Prints docs/diagnostics.md from core/base/diag_codes.def, the one table of message codes."""
import os
import re

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "core", "base", "diag_codes.def")
with open(TABLE, encoding="utf-8") as file:
    entries = re.findall(r'BCU_CODE\((\w+), BCU_(\w+), "([^"]*)", "([^"]*)"\)', file.read())
print("# Message codes\n\nMade by docs/make_diagnostics.py. Codes of plugins begin with the plugin's name and are not listed.\n")
print("| code | severity | meaning | what to do |\n| --- | --- | --- | --- |")
for code, severity, meaning, action in sorted(entries):
    print(f"| {code} | {severity.lower()} | {meaning} | {action} |")
