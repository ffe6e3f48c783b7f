"""Cells of attribute tables and CSV files: figures are right, or the run says why it refuses them."""
import csv
import io
import shutil
import struct
import subprocess

from host import HostTest, main
from polygon_layer import write_shapes

FIELDS = [("CODE", "C", 6, 0), ("NAME", "C", 20, 0), ("GRP", "C", 2, 0)]
NAMES = ["Ain", "Aisne", "Corse-du-Sud", "Haute-Corse"]


class CellTest(HostTest):
    def layer(self, codes, fields=(), values=(), code_field=("CODE", "C", 6, 0), names=NAMES, cpg="UTF-8", language=0):
        """Four squares of a kilometre in two clusters. Values are (bytes of) cells, a row for each square."""
        squares = [[(500000 + 1000 * i + x, 200000 + y) for x, y in ((0, 0), (0, 1000), (1000, 1000), (1000, 0), (0, 0))]
                   for i in range(len(codes))]
        write_shapes(f"{self.path}/a", squares)
        described = [code_field, *FIELDS[1:], *fields]
        rows = [[code, name, "G%d" % (i // 2), *(values[i] if values else ())]
                for i, (code, name) in enumerate(zip(codes, names))]
        head = b"".join(struct.pack("<11scxxxxBB14x", name.encode(), kind.encode(), width, decimals)
                        for name, kind, width, decimals in described)
        body = b""
        for row in rows:
            body += b" "
            for cell, (_, kind, width, _) in zip(row, described):
                cell = cell if isinstance(cell, bytes) else cell.encode()
                body += cell.rjust(width) if kind in "NF" else cell.ljust(width)
        width = 1 + sum(field[2] for field in described)
        with open(f"{self.path}/a.dbf", "wb") as file:
            file.write(struct.pack("<B3BIHH17xBxx", 3, 126, 1, 1, len(rows), 33 + 32 * len(described), width, language)
                       + head + b"\r" + body + b"\x1a")
        if cpg is not None:
            self.write("a.cpg", cpg)

    def run_layer(self, layer="", rest="[clusters]\nfield = GRP\n", plugin="coverage", *more):
        project = self.write("p.ini", f"[layer areas]\npath = a.shp\ncode = CODE\nname = NAME\ncrs = EPSG:27700\n{layer}\n{rest}")
        shutil.rmtree(self.output(""), ignore_errors=True)
        code, _, err = self.run_bcukit("run", plugin, "-p", project, "-v", *more)
        return code, err

    def people(self):
        rows = csv.DictReader(io.StringIO(self.read("coverage.csv")))
        return [row["population"] for row in rows]

    def joined(self, table, codes=("A1", "A2", "A3", "A4"), layer="", population="", encoding="utf-8", **more):
        self.layer(list(codes), **more)
        with open(f"{self.path}/pop.csv", "wb") as file:
            file.write(table.encode(encoding))
        return self.run_layer(layer, f"[clusters]\nfield = GRP\n[population]\nfile = pop.csv\n{population}")

    def test_population_cells_of_a_layer(self):
        """What is not a number of people is refused, whatever the type of the field."""
        for kind, width, decimals, cells in (("N", 10, 0, ["1", "**2*", "3", "4"]), ("N", 10, 0, ["1", "-2", "3", "4"]),
                                             ("N", 10, 0, ["1", "nan", "3", "4"]), ("C", 10, 0, ["1", "1e400", "3", "4"]),
                                             ("C", 10, 0, ["1", "many", "3", "4"]), ("N", 20, 0, ["1", "9" * 18, "3", "4"]),
                                             ("N", 12, 3, ["1", "1,234", "3", "4"])):
            with self.subTest(cells=cells):
                self.layer(["A1", "A2", "A3", "A4"], [("POP", kind, width, decimals)], [[cell] for cell in cells])
                code, err = self.run_layer("population = POP")
                self.assertEqual(code, 4, err)
                self.assertIn("JOI021", err)
                self.assertIn("record 2, field POP", err)
        self.layer(["A1", "A2", "A3", "A4"], [("POP", "N", 6, 0)], [["1"], ["******"], ["3"], ["4"]])
        code, err = self.run_layer("population = POP")
        self.assertEqual(code, 0, err)
        self.assertIn("SHP061", err)
        for kind, cells in (("N", ["10,5", "11,5", "12", "13"]), ("C", ["10,5", "11,5", "12", "13"])):
            self.layer(["A1", "A2", "A3", "A4"], [("POP", kind, 10, 1)], [[cell] for cell in cells])
            code, err = self.run_layer("population = POP")
            self.assertEqual((code, self.people()), (0, ["22", "25"]), err)
            self.assertIn("JOI042", err)
        self.layer(["A1", "A2", "A3", "A4"], [("POP", "C", 10, 0)], [["1.100"], ["12.200"], ["300.500"], ["9.400"]])
        code, err = self.run_layer("population = POP\nthousands = .")
        self.assertEqual((code, self.people()), (0, ["13300", "309900"]), err)

    def test_numbers_that_nobody_counts_by(self):
        self.layer(["A1", "A2", "A3", "A4"], [("X", "N", 10, 0)], [["1"], ["odd"], ["****"], ["4"]])
        code, err = self.run_layer(plugin="area")
        self.assertEqual(code, 0)
        self.assertIn("SHP060", err)
        self.assertIn('"odd"', err)
        self.assertIn("1 cells", err)

    def test_forms_of_csv(self):
        for form, numbers, people in (("", ["1.053.086", "1.100", "12", "7"], ["1054186", "19"]),
                                      ("", ["1'053'086", "1'100", "12", "7"], ["1054186", "19"]),
                                      ("", ["1\u202f053\u202f086", "1\u00a0100", "12", "7"], ["1054186", "19"]),
                                      ("thousands = .", ["53.086", "1.100", "12.000", "7.000"], ["54186", "19000"]),
                                      ("decimal = ,", ["53,5", "1,5", "12", "7"], ["55", "19"])):
            table = "code;population\n" + "".join(f"A{i + 1};{number}\n" for i, number in enumerate(numbers))
            code, err = self.joined(table, population=form)
            self.assertEqual((code, self.people()), (0, people), err)
            self.assertNotIn("warning", err)
        code, err = self.joined("code;population\nA1;53.086\nA2;1.100\nA3;12.000\nA4;7.500\n")
        self.assertEqual(code, 0)
        self.assertIn("JOI041", err)
        self.assertIn("thousands = .", err)
        code, err = self.joined("code;population\nA1;53.086,\nA2;1\nA3;1\nA4;1\n", population="thousands = x")
        self.assertEqual(code, 2, err)

    def test_kinds_of_file(self):
        table = "code,population\nA1,1\nA2,2\nA3,3\nA4,4\n"
        for text, encoding in ((table, "utf-16"), (table, "utf-16-le"), (table, "utf-16-be"), ("\ufeff" + table, "utf-8"),
                               ("sep=;\r\n" + table.replace(",", ";"), "utf-8"), ("sep=|\n" + table.replace(",", "|"), "utf-16")):
            code, err = self.joined(text, encoding=encoding)
            self.assertEqual((code, self.people()), (0, ["3", "7"]), (text, err))
        code, err = self.joined(table.replace(",", "|").replace("code|population", "[code]|[population]"),
                                population="key = [code]\nvalue = [population]")
        self.assertEqual((code, self.people()), (0, ["3", "7"]), err)

    def test_files_that_are_no_tables(self):
        for begin, kind in (("PK\x03\x04 and more", ".xlsx"), ("\xd0\xcf\x11\xe0\xa1\xb1", "old Excel workbook"),
                            ("SQLite format 3\0", "SQLite"), ("%PDF-1.7\n", "a PDF"), ("\x1f\x8b\x08", "gzip"),
                            ("PAR1\x15", "Parquet"), ("a,b\n1,\0\n", "binary"), ("\n<!DOCTYPE html><p>404", "a web page"),
                            ("\xef\xbb\xbf<?xml version='1.0'?>", "a web page or XML"), ('{"code": 1}', "JSON"),
                            ('[ {"code": 1}]', "JSON"), ("{\\rtf1 code}", "a text document"),
                            ("\xff\xfea\0,\0\0\xd8,\0", "broken UTF-16")):
            code, err = self.joined(begin, encoding="latin-1")
            self.assertEqual(code, 3, err)
            self.assertIn("CSV014: ", err)
            self.assertIn(kind, err)

    def test_quotes_of_tables(self):
        for table, message in (('code,population\nA1,1\nA2,"2\nA3,3\n', "pop.csv:3: a value begins with a quote that nothing"),
                               ('code,population\nA1,1\nA2,2\nA3,3 "b" c\n', "pop.csv:4: a quote stands inside")):
            code, err = self.joined(table)
            self.assertEqual(code, 3, err)
            self.assertIn("CSV011", err)
            self.assertIn(message, err)

    def test_letters_of_two_encodings(self):
        self.layer(["01", "02", "03", "04"])
        for text, warns in ((b"code,c,n\n01,x,\xc3\xa9\n02,x,\xe9\n03,y,z\n04,y,z\n", True),
                            (b"code,c,n\n01,x,\xe9\n02,x,\xe9\n03,y,z\n04,y,z\n", False)):
            with open(f"{self.path}/lu.csv", "wb") as file:
                file.write(text)
            code, err = self.run_layer("", "[clusters]\nlookup = lu.csv\n", "area")
            self.assertEqual((code, "CSV021" in err, "lu.csv:3: a letter here" in err), (0, warns, warns), err)

    def test_tables_of_one_column_or_none(self):
        self.layer(["01", "02", "03", "04"])
        for text, message in (("code\n01\n", 'MEM050: '), ("code,group\n", "but no rows"), ("", "CSV012"),
                              ("code:group\n01:a\n", "has only one column, \"code:group\"")):
            self.write("lu.csv", text)
            code, err = self.run_layer("", "[clusters]\nlookup = lu.csv\n", "area")
            self.assertIn(code, (3, 4), err)
            self.assertIn(message, err)

    def test_lines_of_messages(self):
        """The line of the file, whatever cells and blank lines stand before it, however lines end."""
        for end in ("\n", "\r\n", "\r"):
            lines = ["", "code,note,population", 'A1,"one', "", 'two",1', "", "  ", "A2,,x", "XX,,3", "A1,,4"]
            code, err = self.joined(end.join(lines) + end, codes=["A1", "A2", "A3"])
            self.assertEqual(code, 4, err)
            self.assertIn(":10: code \"A1\" is on line 3 already", err)
            lookup = ["sep=;", "area;cluster", "A1;c", "", '"A2";"c"', "XX;c", "A3;c"]
            self.write("lu.csv", end.join(lookup) + end)
            code, err = self.run_layer("", "[clusters]\nlookup = lu.csv\n", "area")
            self.assertIn("lu.csv:6: no area has", err)

    def test_codes_in_tables(self):
        """Leading zeros, case and names, in populations as in look-up tables."""
        codes = ["01", "02", "2A", "2B"]
        for keys, said in ((["1", "2", "2A", "2B"], "MEM054"), (["1.0", "2.0", "2a", "2b"], "MEM054"),
                           (["01", "02", "2a", "2b"], "MEM024"), (["ain", "AISNE", "corse du sud", "Haute-Corse"], None)):
            rows = "".join(f"{key},{i + 1}\n" for i, key in enumerate(keys))
            code, err = self.joined("code,population\n" + rows, codes=codes)
            self.assertEqual((code, self.people()), (0, ["3", "7"]), err)
            self.assertEqual("MEM054" in err, said == "MEM054", err)
            self.assertEqual("MEM024" in err, "2a" in keys, err)
            self.write("lu.csv", "area,cluster\n" + "".join(f"{key},c{i // 2}\n" for i, key in enumerate(keys)))
            code, err = self.run_layer("", "[clusters]\nlookup = lu.csv\n", "area")
            self.assertEqual((code, "MEM054" in err), (0, said == "MEM054"), err)
            self.assertEqual([row["members"] for row in csv.DictReader(io.StringIO(self.read("area.csv")))],
                             ["Ain; Aisne", "Corse-du-Sud; Haute-Corse"])
        code, err = self.joined("code,population\n1,1\n2,2\n2A,3\n2B,4\n", codes=codes, layer="leading_zeros = ignore")
        self.assertEqual((code, self.people(), "MEM054" in err), (0, ["3", "7"], False), err)
        code, err = self.joined("code,population\nX1,1\nX2,2\n", codes=codes)
        self.assertEqual(code, 4)
        self.assertIn("MEM055", err)

    def test_members(self):
        self.layer(["01", "02", "2A", "2B"])
        code, err = self.run_layer("", "[cluster c]\nmembers = Corse\n", "area")
        self.assertEqual(code, 4)
        self.assertIn("Haute-Corse", err)
        code, err = self.run_layer("", "[cluster c]\nmembers = Haute;ain\n", "area")
        self.assertEqual(code, 0, err)
        self.assertIn('MEM023', err)
        self.assertIn('"Haute" for Haute-Corse', err)

    def test_groups_beside_a_lookup(self):
        self.layer(["01", "02", "2A", "2B"])
        self.write("lu.csv", "area,cluster,label\n01,n,North\n02,n,North\n2A,,\n2C,s,South\n2B,s,South\n")
        code, err = self.run_layer("", "[clusters]\nlookup = lu.csv\nlookup_name = label\n[cluster n]\ncolour = #112233\n"
                                       "[cluster m]\ncolour = #445566\n[cluster s]\nmembers = 01\n", "area")
        self.assertEqual(code, 0, err)
        self.assertEqual([row["name"] for row in csv.DictReader(io.StringIO(self.read("area.csv")))], ["North", "South"])
        for word in ('MEM034', 'code "m"', "MEM035", "MEM041", "Corse-du-Sud", "MEM051"):
            self.assertIn(word, err)

    def test_names_of_clusters_from_a_table(self):
        """By code as other tables are matched; more names than clusters are no matter, fewer are."""
        def named(table, keys="", more=""):
            with open(f"{self.path}/regions.csv", "wb") as file:
                file.write(table)
            code, err = self.run_layer("", f"[clusters]\nfield = GRP\nnames = regions.csv\n{keys}{more}", "area")
            rows = csv.DictReader(io.StringIO(self.read("area.csv"))) if code == 0 else []
            return code, [row["name"] for row in rows], err

        self.layer(["01", "02", "03", "04"])
        whole = "code;name\nG0;Île-de-France\nG1;Oise, Aisne\nG9;none of ours\n"
        for table in (whole.encode(), b"\xef\xbb\xbf" + whole.encode(), whole.encode("cp1252"), whole.encode("utf-16"),
                      whole.replace("G", "g").encode(), ("sep=;\n" + whole).encode(), whole.replace(";", "\t").encode()):
            code, names, err = named(table)
            self.assertEqual((code, names), (0, ["Île-de-France", "Oise, Aisne"]), err)
            self.assertNotIn("MEM056", err)
        self.assertIn("regions.csv", self.read("manifest.json"))
        code, names, err = named(b"id,label,key\n1,North,G0\n2,South,G1\n", "names_code = key\nnames_name = label\n")
        self.assertEqual((code, names), (0, ["North", "South"]), err)
        code, names, err = named(b"code,name\nG0,North\nG1,\n", more="[cluster G0]\nname = Ours\n")
        self.assertEqual((code, names), (0, ["Ours", "G1"]), err)
        self.assertIn("regions.csv: the table of names has none for G1 (1 of 2 clusters)", err)
        for table, keys, message in ((b"code,name\nG0,North\nG0,South\n", "", "regions.csv:3: "),
                                     (b"code\nG0\n", "", "only one column"), (b"code,name\nX,Y\n", "", "MEM055"),
                                     (b"code,name\nG0,North\n", "names_name = label\n", 'no column "label"')):
            code, _, err = named(table, keys)
            self.assertEqual(code, 4, err)
            self.assertIn(message, err)
        code, names, err = named(b"code,name\nG0,North\nG0,North\nG1,South\n")
        self.assertEqual((code, names), (0, ["North", "South"]), err)

    def test_names_of_numbered_clusters(self):
        """Codes that lost their leading zeros are said, as in populations."""
        self.layer(["01", "02", "03", "04"], fields=[("REG", "C", 3, 0)], values=[["011"], ["011"], ["024"], ["024"]])
        self.write("regions.csv", "reg,libelle\n11,Nord\n24,Centre\n")
        code, err = self.run_layer("", "[clusters]\nfield = REG\nnames = regions.csv\n", "area")
        self.assertEqual(code, 0, err)
        self.assertIn("MEM054", err)
        self.assertEqual([row["name"] for row in csv.DictReader(io.StringIO(self.read("area.csv")))], ["Nord", "Centre"])

    def test_phases_of_no_cluster(self):
        """Whether the group is never named, or only by a [cluster] that matches nothing itself."""
        self.layer(["01", "02", "03", "04"])
        clusters = "[cluster G0]\nphase = 1\n[cluster absent]\nphase = 3\n"
        phases = "".join(f"[phase {key}]\ngo_live = 201{key}-09\n" for key in "123")
        code, err = self.run_layer("", "[clusters]\nfield = GRP\n" + clusters + phases, "area")
        self.assertEqual((code, err.count("MEM036")), (0, 2), err)
        self.assertIn('no cluster is in the phase "2"', err)
        self.assertIn('no cluster is in the phase "3"', err)

    def test_number_codes(self):
        """The same code whether the field is text, an integer or has decimals; sixteen digits and more are kept."""
        for field, codes in ((("CODE", "N", 12, 3), ["1001.000", "1002.000", "1003.000", "1004.000"]),
                             (("CODE", "N", 19, 11), ["1.00100000000e+003", "1.00200000000e+003", "1.00300000000e+003", "1.00400000000e+003"]),
                             (("CODE", "N", 20, 0), ["9234567890123451", "9234567890123452", "9234567890123453", "9234567890123454"]),
                             (("CODE", "N", 24, 3), ["9234567890123451.000", "9234567890123452.000", "9234567890123453.000", "9234567890123454.000"]),
                             (("CODE", "N", 24, 0), ["92345678901234567891", "92345678901234567892", "92345678901234567893", "92345678901234567894"])):
            keys = [str(int(float(code))) if "e" in code else code.split(".")[0] for code in codes]
            table = "code,population\n" + "".join(f"{key},{i + 1}\n" for i, key in enumerate(keys))
            code, err = self.joined(table, codes=codes, code_field=field)
            self.assertEqual((code, self.people()), (0, ["3", "7"]), err)
            self.assertNotIn("warning", err)
            code, out, err = self.run_bcukit("init", "a.shp", "--by", self.write("lu.csv", "area,c\n" + "".join(
                f"{key},{'xy'[i // 2]}\n" for i, key in enumerate(keys))), "-p", f"n{field[2]}-{field[3]}.ini")
            self.assertEqual(code, 0, err)

    def test_encodings(self):
        names = ["Côte", "Ñuño", "Ärger", "Île"]
        for cpg, language, stored, said in (("1252", 0, "utf-8", True), ("UTF-8", 0, "cp1252", True), ("UTF-16", 0, "utf-8", True),
                                            ("1252", 0, "cp1252", False), (None, 0x57, "utf-8", True), (None, 0x57, "cp1252", False),
                                            ("UTF-8", 0, "utf-8", False)):
            with self.subTest(cpg=cpg, stored=stored):
                self.layer(["A1", "A2", "A3", "A4"], names=[name.encode(stored) for name in names], cpg=None)
                self.layer(["A1", "A2", "A3", "A4"], names=[name.encode(stored) for name in names], cpg=cpg, language=language)
                code, err = self.run_layer(plugin="geojson")
                self.assertEqual([feature["properties"]["name"] for feature in self.json("areas.geojson")["features"]], names)
                self.assertEqual("SHP05" in err, said, err)
                if cpg:
                    subprocess.run(["rm", f"{self.path}/a.cpg"], check=True)

    def test_letters_cut_at_the_end_of_a_field(self):
        self.layer(["A1", "A2", "A3", "A4"], names=[("x" * 19 + "é").encode()[:20], "Été".encode(), b"b", b"c"])
        code, err = self.run_layer(plugin="geojson")
        self.assertNotIn("SHP051", err)
        self.assertEqual(self.json("areas.geojson")["features"][1]["properties"]["name"], "Été")

    def coverage(self):
        return {row["code"]: row for row in csv.DictReader(io.StringIO(self.read("coverage.csv")))}

    def test_partial_sums(self):
        """A cluster without all its figures is marked, and has no share; the others share among themselves."""
        code, err = self.joined("code,population\nA1,1\nA2,2\nA3,4\nA4,\n")
        self.assertEqual(code, 0, err)
        for word in ("JOI030", "a row without a figure", "PPL030", "G1 (1 of 2)"):
            self.assertIn(word, err)
        rows = self.coverage()
        self.assertEqual([rows[key]["population_complete"] for key in ("G0", "G1")], ["true", "false"])
        self.assertEqual([rows[key]["population"] for key in ("G0", "G1")], ["3", "4"])
        self.assertEqual([float(rows["G0"]["population_share"]), rows["G1"]["population_share"]], [1, ""])
        self.assertEqual(rows["G1"]["people_per_km2"], "")

    def cells_project(self, rule="", parent=""):
        """One cell half in each of the first two areas, one half beyond the first, one in the third."""
        self.layer(["A1", "A2", "A3", "A4"])
        boxes = [(500500, 500, 500), (499500, 500, 500), (502200, 300, 300)]
        write_shapes(f"{self.path}/c", [[(x + dx, 200100 + dy) for dx, dy in ((0, 0), (0, height), (2 * width, height), (2 * width, 0), (0, 0))]
                                        for x, width, height in boxes])
        described = [("ID", "C", 4, 0), ("IN", "C", 4, 0), ("P", "N", 6, 0)]
        rows = [("c1", "A2", "100"), ("c2", "A1", "10"), ("c3", "A4", "1")]
        with open(f"{self.path}/c.dbf", "wb") as file:
            file.write(struct.pack("<B3BIHH20x", 3, 126, 1, 1, 3, 33 + 32 * 3, 15)
                       + b"".join(struct.pack("<11scxxxxBB14x", n.encode(), k.encode(), w, d) for n, k, w, d in described) + b"\r"
                       + b"".join(b" " + a.ljust(4).encode() + b.ljust(4).encode() + c.rjust(6).encode() for a, b, c in rows) + b"\x1a")
        return self.run_layer("", f"[layer cells]\npath = c.shp\nrole = cells\ncode = ID\npopulation = P\ncrs = EPSG:27700\n{rule}\n{parent}\n"
                                  "[clusters]\nfield = CODE\n")

    def test_cells_across_borders(self):
        for rule, people in (("", ["55", "50", "1", ""]), ("cells = inside", ["60", "50", "1", ""])):
            code, err = self.cells_project(rule)
            rows = self.coverage()
            self.assertEqual((code, [rows[key]["population"] for key in ("A1", "A2", "A3", "A4")]), (0, people), err)
            self.assertIn("PPL020", err)
            self.assertIn("c1", err)
            self.assertIn("area; %d of these people" % (0 if rule else 5), err)
        code, err = self.cells_project("cells = whole")
        self.assertEqual(code, 0, err)
        self.assertNotIn("PPL020", err)
        code, err = self.cells_project("", "parent = IN")
        rows = self.coverage()
        self.assertEqual([rows[key]["population"] for key in ("A1", "A2", "A3", "A4")], ["10", "100", "", "1"], err)
        code, err = self.cells_project("", "parent = NONE")
        self.assertEqual(code, 4)
        self.assertIn("MEM005", err)

    def test_init_joins_by_codes(self):
        """Row numbers fit any table, and would join Ain to whatever stands in the first row."""
        self.layer(["A1", "A2", "A3", "A4"], [("FID", "N", 6, 0), ("LAD23CD", "C", 6, 0)], [[str(i), f"E{i}"] for i in range(1, 5)],
                   code_field=("ID_TEXT", "C", 6, 0))
        self.write("lu.csv", "FID,LAD23CD,zone\n4,E1,n\n3,E2,n\n2,E3,s\n1,E4,s\n")
        code, out, err = self.run_bcukit("init", "a.shp", "--by", "lu.csv", "-p", "n.ini")
        self.assertEqual(code, 0, err)
        text = self.read("n.ini", "")
        self.assertIn("\ncode = LAD23CD\n", text)
        self.assertIn("\nlookup_area = LAD23CD\n", text)
        self.assertIn("# Other fields that differ in every record: ID_TEXT", text)
        self.write("lu.csv", "FID,zone\n4,n\n3,n\n2,s\n1,s\n")
        self.assertEqual(self.run_bcukit("init", "a.shp", "--by", "lu.csv", "-p", "m.ini")[0], 4)
        self.write("lu.csv", "LAD23CD,zone\nE1,n\nE1,s\nE3,s\nE4,\n")
        code, out, err = self.run_bcukit("init", "a.shp", "--by", "lu.csv", "-p", "k.ini")
        self.assertEqual((code, "MEM052" in err), (4, True), err)
        self.write("lu.csv", "LAD23CD,zone\nE1,n\nE2,s\nE3,s\nE4,\n")
        code, out, err = self.run_bcukit("init", "a.shp", "--by", "lu.csv", "-p", "l.ini")
        self.assertEqual(code, 0, err)
        self.assertIn("3 of 4 areas in 2 clusters", out)

    def test_codes_in_the_table_of_a_map(self):
        self.layer(["01", "02", "2A", "2B"])
        self.write("m.csv", "code;rate\n1;1,5\n2;-2,5\n2a;3\n2B;4\n")
        code, err = self.run_layer("", "[clusters]\nfield = GRP\n[render]\nmaps = choropleth\nlevel = areas\ncsv = m.csv\n"
                                       "column = rate\nformats = svg\n", "render")
        self.assertEqual(code, 0, err)
        self.assertIn("MEM054", err)
        self.assertNotIn("RENDER043", err)
        self.assertNotIn("RENDER042", err)

    def test_move_by_name(self):
        self.layer(["A1", "A2", "A3", "A4"])
        self.write("lu.csv", "area,cluster,label\nA1,n,North\nA2,n,North\nA3,s,South\nA4,s,South\n")
        code, err = self.run_layer("", "[clusters]\nlookup = lu.csv\nlookup_name = label\n", "area", "--move", "A1=South")
        self.assertEqual(code, 4)
        self.assertIn('the name of cluster "s"', err)


main()
