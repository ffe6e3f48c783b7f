"""Project files made for layers of other countries, and what runs of them give."""
import csv
import io
import math
import os
import re

from host import DATA, HostTest, main
import polygons

REGIONS = {"84": "Auvergne-Rhône-Alpes", "27": "Bourgogne-Franche-Comté", "11": "Île-de-France"}
DEPARTMENTS = [("01", "Ain", "84"), ("21", "Côte-d'Or", "27"), ("38", "Isère", "84"), ("43", "Haute-Loire", "84"),
               ("70", "Haute-Saône", "27"), ("75", "Paris", "11"), ("77", "Seine-et-Marne", "11"),
               ("90", "Territoire de Belfort", "27")]


def zone_area_km2(south, north):
    """A degree of longitude between two parallels on the ellipsoid of Clarke 1866, in closed form."""
    a, inverse_flattening = 6378.2064, 294.9786982
    e = math.sqrt((2 - 1 / inverse_flattening) / inverse_flattening)

    def to_pole(latitude):
        sine = math.sin(math.radians(latitude))
        return sine / (1 - (e * sine) ** 2) + math.atanh(e * sine) / e

    return math.radians(1) * a * a * (1 - e * e) / 2 * (to_pole(north) - to_pole(south))


class InitTest(HostTest):
    def rows(self, name):
        return list(csv.DictReader(io.StringIO(self.read(name))))

    def departments(self, cpg=None, crs="EPSG:2154"):
        """Départements of 50 km in two rows of Lambert-93."""
        squares = [[polygons.square(650000 + 50000 * (i % 4), 6700000 + 50000 * (i // 4), 50000)]
                   for i in range(len(DEPARTMENTS))]
        return polygons.write(self.output("départements.shp", ""), squares, {
            "ID": [f"DEPARTEM{i:016d}" for i in range(len(DEPARTMENTS))],
            "CODE_DEPT": [code for code, _, _ in DEPARTMENTS],
            "NOM_DEPT": [name for _, name, _ in DEPARTMENTS],
            "CODE_REG": [region for _, _, region in DEPARTMENTS],
            "NOM_REG": [REGIONS[region] for _, _, region in DEPARTMENTS],
            "POPULATION": [643350 + i for i in range(len(DEPARTMENTS))],
        }, crs=crs, encoding="iso-8859-1", cpg=cpg)

    def test_departments_to_regions(self):
        for cpg in (None, "ISO-8859-1"):
            shp = self.departments(cpg)
            code, out, err = self.run_bcukit("init", shp, "--by", "CODE_REG", "-p", "new.ini")
            self.assertEqual((code, err), (0, ""))
            self.assertEqual(out, "new.ini: 8 areas in 3 clusters by CODE_REG. Next: bcukit run -p new.ini\n")
            text = self.read("new.ini", "")
            for line in ("path = départements.shp", "code = CODE_DEPT", "name = NOM_DEPT", "field = CODE_REG",
                         "name_field = NOM_REG", "population = POPULATION", "title = Départements by NOM REG",
                         "# Everything is measured in the CRS of the layer: RGF93 v1 / Lambert-93 (EPSG:2154), "
                         "from the .prj."):
                self.assertIn("\n" + line + "\n", text)
            code, out, err = self.run_bcukit("run", "-p", "new.ini")
            self.assertEqual((code, err), (0, ""))
            area = {row["code"]: row for row in self.rows("area.csv")}
            self.assertEqual(area["84"]["name"], "Auvergne-Rhône-Alpes")
            self.assertEqual(float(area["84"]["area_ha"]), 3 * 250000)
            self.assertEqual(set(area["27"]["members"].split("; ")),
                             {"Côte-d'Or", "Haute-Saône", "Territoire de Belfort"})
            people = sum(int(row["population"]) for row in self.rows("coverage.csv"))
            self.assertEqual(people, sum(643350 + i for i in range(8)))
            os.remove(self.output("new.ini", ""))

    def test_grouping_is_found(self):
        code, out, err = self.run_bcukit("init", self.departments())
        self.assertEqual((code, err), (0, ""))
        self.assertIn("\nfield = CODE_REG\nname_field = NOM_REG\n", out)
        self.assertIn("CODE_REG (3), NOM_REG (3)", out)
        self.assertEqual(sorted(self.files("")), ["départements.dbf", "départements.prj", "départements.shp",
                                                  "départements.shx"])

    def test_counties_in_degrees(self):
        """Two states of four counties of one degree, on the datum of 1927."""
        squares = [[polygons.square(-101.5 + i % 4, 40 + i // 4)] for i in range(8)]
        shp = polygons.write(self.output("counties.shp", ""), squares, {
            "NAME": ["Adams", "Clay", "Hall", "York", "Adams", "Brown", "Clay", "Todd"],
            "STATE_NAME": ["Nebraska", "South Dakota"] * 4,
            "STATE_FIPS": ["31", "46"] * 4,
            "CNTY_FIPS": ["001", "035", "079", "185", "001", "013", "027", "123"],
            "FIPS": ["31001", "46035", "31079", "46185", "31002", "46013", "31027", "46123"],
            "POP2000": [31151, 7039, 53534, 14598, 31152, 35460, 13537, 9050],
            "POP00_SQMI": [55.3, 12.2, 98.1, 25.4, 55.4, 20.7, 33.1, 6.5],
        }, crs="EPSG:4267")
        self.assertEqual(self.run_bcukit("init", shp, "--by", "STATE_FIPS", "-p", "sub.ini")[0], 0)
        text = self.read("sub.ini", "")
        for line in ("code = FIPS", "name = NAME", "population = POP2000", "field = STATE_FIPS",
                     "name_field = STATE_NAME", "# working = EPSG:26714"):
            self.assertIn("\n" + line + "\n", text)
        code, out, err = self.run_bcukit("run", "-p", "sub.ini")
        self.assertEqual(code, 0, err)
        area = {row["code"]: row for row in self.rows("area.csv")}
        self.assertEqual({row["name"] for row in area.values()}, {"Nebraska", "South Dakota"})
        expected = 2 * (zone_area_km2(40, 41) + zone_area_km2(41, 42))
        for row in area.values():
            self.assertAlmostEqual(float(row["area_ha"]) / 100 / expected, 1, delta=1e-6)
        self.assertEqual(sum(int(row["population"]) for row in self.rows("coverage.csv")),
                         31151 + 7039 + 53534 + 14598 + 31152 + 35460 + 13537 + 9050)

    def test_counties_over_many_zones(self):
        """Too wide for any zone: an equal-area projection on the datum of the layer, which moves nothing else."""
        shp = polygons.write(self.output("counties.shp", ""), [[polygons.square(-105 + i, 40)] for i in range(13)],
                             {"FIPS": [f"08{i:03d}" for i in range(13)], "STATE": ["08"] * 6 + ["20"] * 7},
                             crs="EPSG:4267")
        self.assertEqual(self.run_bcukit("init", shp, "--by", "STATE", "-p", "degrees.ini")[0], 0)
        text = self.read("degrees.ini", "")
        projected = "+proj=laea +lat_0=40.5 +lon_0=-98.5 +datum=NAD27 +units=m +type=crs"
        self.assertIn(f"\n# working = {projected}\n", text)
        self.write("metres.ini", text.replace("# working", "working"))
        self.assertEqual(self.run_bcukit("run", "area", "-p", "degrees.ini")[0], 0)
        degrees = [float(row["geodesic_area_ha"]) for row in self.rows("area.csv")]
        code, out, err = self.run_bcukit("run", "area", "-v", "-p", "metres.ini")
        self.assertEqual(code, 0, err)
        self.assertIn(f'brought from NAD27 to {projected} by "Lambert Azimuthal Equal Area", which is exact', err)
        for row, hectares in zip(self.rows("area.csv"), degrees):
            self.assertAlmostEqual(float(row["area_ha"]) / float(row["geodesic_area_ha"]), 1, delta=1e-7)
            self.assertAlmostEqual(float(row["area_ha"]) / hectares, 1, delta=2e-4)  # sides of 85 km, not parallels
        sheet = self.run_bcukit("check", "-p", "metres.ini")[1]
        self.assertIn(f"Working CRS: {projected}, in metres.", sheet)
        self.assertNotIn("unknown", sheet)

    def test_datum_step_of_the_country(self):
        """One CRS for a continent, but another way to WGS 84 in each country."""
        steps = []
        for west, south in ((-100, 38), (-100, 56)):
            shp = polygons.write(self.output("squares.shp", ""), [[polygons.square(west + i, south)] for i in range(2)],
                                 {"CODE": ["A", "B"]}, crs="EPSG:4267")
            self.write("squares.ini", "[layer squares]\npath = squares.shp\ncode = CODE\n[clusters]\nfield = CODE\n")
            code, out, err = self.run_bcukit("run", "geojson", "-v", "-p", "squares.ini")
            self.assertEqual(code, 0, err)
            steps.append(re.search('EXP001: to EPSG:4326 by "(.*)"', err).group(1))
            moved = abs(self.json("squares.geojson")["features"][0]["bbox"][0] - west)
            self.assertTrue(1e-5 < moved < 1e-3, moved)
        self.assertNotEqual(steps[0], steps[1])

    def test_lookup_table_of_a_spreadsheet(self):
        """Semicolons, Windows-1252, and codes that have lost their zero: taken for the same number, and said."""
        self.departments()
        with open(self.output("zones.csv", ""), "w", encoding="cp1252") as file:
            file.write("région;département\r\nÎle-de-France;75\r\nÎle-de-France;77\r\nEst;21\r\nSud;1\r\n")
        code, out, err = self.run_bcukit("init", "départements.shp", "--by", "zones.csv", "-p", "zones.ini")
        self.assertEqual(code, 0, err)
        self.assertIn("\nlookup_area = département\nlookup_cluster = région\n", self.read("zones.ini", ""))
        code, out, err = self.run_bcukit("run", "area", "-p", "zones.ini")
        self.assertEqual(code, 0, err)
        self.assertIn('warning MEM054: zones.csv:5: 1 codes have lost their leading zeros', err)
        self.assertEqual([row["code"] for row in self.rows("area.csv")], ["Est", "Sud", "Île-de-France"])

    def test_lookup_table(self):
        self.departments()
        self.write("zones.csv", "zone,dep,label\nN,75,Nord\nN,77,Nord\nE,21,Est\nE,70,Est\nE,90,Est\nS,01,Sud\n"
                                "S,38,Sud\n")
        code, out, err = self.run_bcukit("init", "départements.shp", "--by", "zones.csv", "-p", "zones.ini")
        self.assertEqual(code, 0, err)
        self.assertIn("7 of 8 areas in 3 clusters by zones.csv", out)
        text = self.read("zones.ini", "")
        self.assertIn("\nlookup = zones.csv\nlookup_area = dep\nlookup_cluster = zone\nlookup_name = label\n", text)
        self.assertIn("areas without one are in none", text)
        self.assertEqual(self.run_bcukit("run", "area", "-p", "zones.ini")[0], 0)
        self.assertEqual([(row["code"], row["name"]) for row in self.rows("area.csv")],
                         [("E", "Est"), ("N", "Nord"), ("S", "Sud")])
        # Names of areas, one of which is there twice, group nothing, and names of clusters may come before their codes.
        self.write("zones.csv", "Name,Zone name,Size,zone,dep\nA,Nord,1,N,75\nB,Nord,2,N,77\nC,Est,1,E,21\nC,Est,1,E,70\n"
                                "E,Est,1,E,90\nF,Sud,3,S,01\n")
        code, out, err = self.run_bcukit("init", "départements.shp", "--by", "zones.csv", "-p", "names.ini")
        self.assertEqual(out, "names.ini: 6 of 8 areas in 3 clusters by zones.csv. Next: bcukit run -p names.ini\n")
        self.assertIn("\nlookup_area = dep\nlookup_cluster = zone\nlookup_name = Zone name\n", self.read("names.ini", ""))
        self.write("other.csv", "code,group\nX,1\nY,2\n")
        code, out, err = self.run_bcukit("init", "départements.shp", "--by", "other.csv")
        self.assertEqual((code, out), (4, ""))
        self.assertIn("MEM053", err)

    def test_lookup_table_of_names(self):
        """A run finds areas by their names, so that the layer keeps its code."""
        self.departments()
        self.write("zones.csv", "no,nom,zone\n" + "".join(f"{i},{name},{'NS'[i % 2]}\n"
                                                         for i, (_, name, _) in enumerate(DEPARTMENTS)))
        code, out, err = self.run_bcukit("init", "départements.shp", "--by", "zones.csv", "-p", "zones.ini")
        self.assertEqual(code, 0, err)
        text = self.read("zones.ini", "")
        for line in ("\ncode = CODE_DEPT\n", "\nname = NOM_DEPT\n", "\nlookup_area = nom\nlookup_cluster = zone\n"):
            self.assertIn(line, text)
        self.assertEqual(self.run_bcukit("run", "area", "-p", "zones.ini")[0], 0)
        self.assertEqual([row["members"].split("; ") for row in self.rows("area.csv")],
                         [sorted((name for _, name, _ in DEPARTMENTS[i::2]), key=[n for _, n, _ in DEPARTMENTS].index)
                          for i in (0, 1)])

    def test_paths_are_relative_to_the_project_file(self):
        self.departments()
        os.makedirs(self.output("deep/er", ""))
        self.assertEqual(self.run_bcukit("init", "départements.shp", "-p", "deep/er/new.ini", "-q"), (0, "", ""))
        self.assertIn("\npath = ../../départements.shp\n", self.read("new.ini", "deep/er"))
        self.assertEqual(self.run_bcukit("run", "area", "-p", "deep/er/new.ini")[0], 0)

    def test_nothing_is_overwritten(self):
        self.departments()
        self.write("new.ini", "mine")
        code, out, err = self.run_bcukit("init", "départements.shp", "-p", "new.ini")
        self.assertEqual((code, out), (5, ""))
        self.assertIn("OUT040", err)
        self.assertEqual(self.read("new.ini", ""), "mine")

    def test_layers_that_cannot_be_used(self):
        squares = [[polygons.square(i, 0)] for i in range(4)]
        polygons.write(self.output("twice.shp", ""), squares, {"CODE": ["A", "A", "B", "C"]}, crs="EPSG:27700")
        code, out, err = self.run_bcukit("init", "twice.shp", "--by", "CODE")
        self.assertEqual((code, out), (4, ""))
        self.assertIn("MEM012", err)
        self.assertIn('"CODE" (3 values in 4 records)', err)
        polygons.write(self.output("alone.shp", ""), squares, {"CODE": ["A1", "A2", "A3", "A4"]}, crs="EPSG:27700")
        code, out, err = self.run_bcukit("init", "alone.shp")
        self.assertEqual(code, 4)
        self.assertIn("MEM032", err)
        code, out, err = self.run_bcukit("init", "alone.shp", "--by", "CODE")
        self.assertEqual(code, 0)
        self.assertIn("MEM033", err)
        code, out, err = self.run_bcukit("init", "alone.shp", "--by", "COD")
        self.assertEqual(code, 4)
        self.assertIn('Did you mean "CODE"?', err)

    def test_layer_without_prj(self):
        shp = self.departments(crs=None)
        code, out, err = self.run_bcukit("init", shp, "-p", "new.ini")
        self.assertEqual(code, 0)
        self.assertIn("SHP015", err)
        self.assertIn("\n# crs = EPSG:2154\n", self.read("new.ini", ""))

    def test_prj_that_holds_no_crs(self):
        shp = self.departments(crs=None)
        prj = self.write(os.path.basename(shp)[:-4] + ".prj", "nonsense")
        code, out, err = self.run_bcukit("init", shp, "-p", "new.ini")
        self.assertEqual((code, err.count("warning CRS011: " + prj + ": "), err.count("CRS0")), (0, 1, 1), err)
        self.assertIn("\n# crs = EPSG:2154\n", self.read("new.ini", ""))
        code, out, err = self.run_bcukit("info", shp)
        self.assertEqual((code, err.count("CRS011"), err.count("CRS0")), (0, 1, 1), err)
        self.assertIn("\nCRS: unknown\n", out)

    def test_london(self):
        layer = os.path.join(DATA, "London_Ward_CityMerged.shp")
        if not os.path.exists(layer):
            self.skipTest("the official layers are not there")
        self.assertEqual(self.run_bcukit("init", layer, "--by", "BOROUGH", "-p", "new.ini")[0], 0)
        self.assertIn("\nfield = BOROUGH\n", self.read("new.ini", ""))
        self.assertEqual(self.run_bcukit("run", "area", "-p", "new.ini")[0], 0)
        self.assertEqual(len(self.rows("area.csv")), 33)


main()
