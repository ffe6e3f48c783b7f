"""Cases of cells: numbers, codes, encodings, and joins by them."""
import sqlite3

from case import case


def joined(test):
    return sum(float(row["population"] or 0) for row in test.rows("coverage.csv") if row.get("code") not in ("", None))


@case("csv/csv-eu-thousands-ambiguous")
def thousands_or_decimals(test):
    code, out, messages = test.bcukit("run", "-p", "p.ini", "-o", "out")
    test.assertTrue(code != 0 or "warning" in messages, messages)


@case("csv/csv-utf16")
def table_in_utf16(test):
    code, out, messages = test.bcukit("run", "-p", "p.ini", "-o", "out")
    if code:
        test.assertIn("UTF-16", messages)


@case("dbf/dbf-decimal-comma")
def decimal_commas(test):
    code, out, messages = test.bcukit("run", "coverage", "-p", "p.ini", "-o", "out")
    test.assertTrue("warning" in messages or "error" in messages or joined(test) > 0, messages)


@case("dbf/logical-blank")
def blank_logicals(test):
    test.works("run", "gpkg", "-p", "p.ini", "-o", "out")
    with sqlite3.connect(test.output("clu.gpkg", "out")) as database:
        values = dict(database.execute("select name, src_L from areas"))
    for name, expected in (("'T'", 1), ("'y'", 1), ("'F'", 0), ("'n'", 0), ("'?'", None), ("' '", None), (r"'\x00'", None)):
        test.assertEqual(values[name], expected, name)


@case("enc/cpg-1252-but-utf8")
def utf8_under_a_cpg_of_1252(test):
    messages = test.works("run", "-p", "p.ini", "-o", "out")
    test.assertIn("UTF-8", messages)
    for name in test.files("out"):
        if name.endswith(".geojson"):
            test.assertNotIn("Ã", test.read(name, "out"), name)


@case("float-codes")
def codes_with_decimals(test):
    messages = test.works("run", "coverage", "-p", "p.ini", "-o", "out")
    test.assertNotIn("JOI030", messages)


@case("leading-zeros")
def leading_zeros(test):
    code, out, messages = test.bcukit("run", "coverage", "-p", "p.ini", "-o", "out")
    test.assertIn("leading zero", messages.lower())
