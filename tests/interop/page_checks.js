/* Drives a page in headless Chromium by mouse, keys and touch; prints what each check found as JSON.
 * Arguments: the page, the browser, the folder for downloads and pictures, the check. */
const fs = require("fs"), path = require("path"), { pathToFileURL } = require("url");
const { chromium } = require("playwright-core");
const [file, executablePath, folder, check] = process.argv.slice(2);
const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
const LAPTOP = { viewport: { width: 1366, height: 768 } }, PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };
const messages = [];

async function open(browser, options = LAPTOP, hash = "") {
  const context = await browser.newContext({ acceptDownloads: true, ...options }), page = await context.newPage();
  page.on("console", message => messages.push(message.text()));
  page.on("pageerror", error => messages.push(error.message));
  page.on("dialog", dialog => { messages.push("dialog: " + dialog.message()); dialog.dismiss(); });
  page.on("request", request => { if (!/^(file|blob|data):/.test(request.url())) messages.push("request: " + request.url()); });
  await page.goto(pathToFileURL(file).href + hash);
  return page;
}

const text = (page, selector) => page.textContent(selector);
const card = page => text(page, "#card-name");
/* Asked of the page itself: page.url() learns of a change some time later. */
const hashOf = page => page.evaluate(() => location.hash);
const box = page => page.getAttribute("#map", "viewBox").then(value => value.split(" ").map(Number));
const rows = page => page.$$eval("#table tbody tr", all => all.map(row => [...row.children].map(cell => cell.textContent)));

/* The middle of a name on the map lies in its feature. */
async function placeOf(page, name) {
  return page.evaluate(wanted => {
    const shape = [...document.querySelectorAll("#levels > g:not(.off) > *")].find(one => one.getAttribute("aria-label").startsWith(wanted));
    const level = JSON.parse(document.getElementById("data").textContent).levels.find(one => one.id === shape.parentNode.id);
    const i = Number(shape.dataset.i), matrix = document.getElementById("map").getScreenCTM();
    const point = new DOMPoint(level.places[2 * i], level.places[2 * i + 1]).matrixTransform(matrix);
    return { x: point.x, y: point.y };
  }, name);
}

const CHECKS = {
  async mouse(browser) {
    const page = await open(browser), found = {};
    const east = await placeOf(page, "East");
    await page.mouse.move(east.x, east.y);
    found.hovered = await card(page);
    found.row = await page.$$eval("#table tr.marked", all => all.map(row => row.cells[0].textContent));
    await page.mouse.click(east.x, east.y);
    found.hash = await hashOf(page);
    await page.mouse.move(5, 5);
    found.pinned = await card(page);
    found.words = await text(page, "#card");
    await page.mouse.click(east.x, east.y);
    found.letGo = await hashOf(page);
    const whole = await box(page);
    await page.mouse.move(east.x, east.y);
    await page.mouse.wheel(0, -400);
    found.wheel = (await box(page))[2] / whole[2];
    const before = await box(page);
    await page.mouse.down();
    await page.mouse.move(east.x - 60, east.y - 20, { steps: 4 });
    await page.mouse.up();
    const after = await box(page);
    found.dragged = after[0] > before[0] && after[1] > before[1];
    found.dragPinned = await hashOf(page);
    for (const name of ["whole", "in", "right", "down", "left", "up", "out"]) {
      const was = await box(page);
      await page.click(`[data-move=${name}]`);
      const now = await box(page);
      found[name] = [Math.sign(now[0] - was[0]), Math.sign(now[1] - was[1]), Math.sign(now[2] - was[2])];
    }
    return found;
  },
  async keys(browser) {
    const page = await open(browser), found = { stops: [] };
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(() => { const one = document.activeElement;
        return one.closest("#map") ? "map" : one.id || one.dataset.move || one.textContent; });
      found.stops.push(stop);
    }
    await page.focus("#levels [tabindex='0']");
    found.first = await card(page);
    await page.keyboard.press("ArrowLeft");
    found.left = await card(page);
    await page.keyboard.press("Enter");
    found.pinned = await hashOf(page);
    await page.keyboard.press("Escape");
    found.letGo = await hashOf(page);
    await page.keyboard.press("End");
    found.end = await card(page);
    await page.keyboard.press("Home");
    found.home = await card(page);
    const whole = await box(page);
    await page.keyboard.press("+");
    found.zoomed = (await box(page))[2] < whole[2];
    const before = await box(page);
    await page.keyboard.press("Shift+ArrowLeft");
    found.panned = (await box(page))[0] < before[0];
    await page.keyboard.press("0");
    found.whole = JSON.stringify(await box(page)) === JSON.stringify(whole);
    await page.focus("#search");
    await page.keyboard.type("camden");
    found.results = await page.$$eval("#results button", all => all.map(one => one.textContent));
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    found.searched = [await card(page), await hashOf(page), (await box(page))[2] < whole[2]];
    await page.focus("#phase");
    await page.keyboard.press("Home");
    found.phase = await text(page, "#phase-sentence");
    return found;
  },
  async touch(browser) {
    const page = await open(browser, PHONE), found = {};
    await page.locator("#map").scrollIntoViewIfNeeded();
    const at = await placeOf(page, "South Area");
    await page.touchscreen.tap(at.x, at.y);
    found.tapped = [await card(page), await hashOf(page)];
    await page.locator("[data-move=in]").tap();
    const zoomed = await box(page);
    const session = await page.context().newCDPSession(page);
    await page.locator("#map").scrollIntoViewIfNeeded();
    const frame = await page.locator("#map").boundingBox(), x = frame.x + frame.width / 2, y = frame.y + frame.height / 2;
    const touch = (type, ...points) => session.send("Input.dispatchTouchEvent", { type,
      touchPoints: points.map(([px, py], id) => ({ x: px, y: py, id })) });
    await touch("touchStart", [x - 20, y], [x + 20, y]);
    for (let i = 1; i <= 5; i++) await touch("touchMove", [x - 20 - 8 * i, y], [x + 20 + 8 * i, y]);
    await touch("touchEnd");
    found.pinch = (await box(page))[2] / zoomed[2];
    const before = await box(page);
    await touch("touchStart", [x, y]);
    for (let i = 1; i <= 5; i++) await touch("touchMove", [x - 10 * i, y]);
    await touch("touchEnd");
    found.dragged = (await box(page))[0] > before[0];
    found.small = await page.evaluate(() => [...document.querySelectorAll("button, select, input, a")].filter(one => one.offsetParent)
      .map(one => [one.id || one.textContent, one.getBoundingClientRect()]).filter(([, r]) => r.width < 24 || r.height < 24).map(([name]) => name));
    return found;
  },
  async figures(browser) {
    const page = await open(browser), found = { wrong: [], columns: 0 };
    for (const level of await page.$$eval("#level option", all => all.map(one => one.value))) {
      await page.selectOption("#level", level);
      for (const colour of await page.$$eval("#colour option", all => all.map(one => one.value))) {
        await page.selectOption("#colour", colour);
        if (!colour) continue;
        found.columns++;
        const wrong = await page.evaluate(([id, key]) => {
          const level = JSON.parse(document.getElementById("data").textContent).levels.find(one => one.id === id);
          const classes = level.columns.find(one => one.key === key).classes;
          const shown = [...document.querySelectorAll("#legend li")].map(one => one.querySelector("bdi").textContent + ": " +
            (one.querySelector("small") || {}).textContent);
          const said = classes.labels.map((label, k) => `${label}: ${String(classes.counts[k]).replace(/\B(?=(\d{3})+$)/g, ",")} ` +
            (classes.counts[k] === 1 ? level.noun : level.plural));
          const filled = classes.light.map(colour => document.querySelectorAll(`#${id} > [fill="${colour}"]:not(.no-data)`).length);
          return said.every(line => shown.includes(line)) && JSON.stringify(filled) === JSON.stringify(classes.counts) ? null : [id, key, said, shown, filled];
        }, [level, colour]);
        if (wrong) found.wrong.push(wrong);
      }
    }
    return found;
  },
  async phases(browser) {
    const page = await open(browser), found = { faded: [], sentences: [] };
    const most = Number(await page.getAttribute("#phase", "max"));
    for (let phase = 1; phase <= most; phase++) {
      await page.fill("#phase", String(phase));
      found.faded.push(await page.$$eval("#clusters > .later", all => all.length));
      found.sentences.push(await text(page, "#phase-sentence"));
    }
    const linked = await open(browser, LAPTOP, "#cluster=east&phase=2&colour=people_per_km2");
    found.linked = [await card(linked), await linked.inputValue("#phase"), await linked.inputValue("#colour"),
      new URL(linked.url()).hash];
    return found;
  },
  async table(browser) {
    const page = await open(browser), found = {};
    found.columns = await page.$$eval("#table thead th", all => all.length);
    await page.click("#table thead button:text('Population')");
    found.down = (await rows(page)).map(row => row[0]);
    found.sorted = await page.$$eval("#table th[aria-sort]", all => all.map(one => one.getAttribute("aria-sort")));
    await page.click("#table thead button:text('Name')");
    found.names = (await rows(page)).map(row => row[0]);
    await page.check("#all-columns");
    found.all = await page.$$eval("#table thead th", all => all.length);
    await page.hover("#table tbody tr:nth-child(2)");
    found.marked = [await card(page), (await page.getAttribute("#mark", "d")).length > 10];
    await page.click("#table tbody tr:nth-child(3) button");
    found.pinned = await hashOf(page);
    await page.selectOption("#level", "subareas");
    found.rows = (await rows(page)).length;
    await page.click("#more");
    found.allRows = (await rows(page)).length;
    return found;
  },
  async downloads(browser) {
    const page = await open(browser), found = {};
    for (const level of ["clusters", "areas", "subareas"]) {
      if (!await page.$(`#level option[value=${level}]`)) continue;
      await page.selectOption("#level", level);
      const [csv] = await Promise.all([page.waitForEvent("download"), page.click("#save-csv")]);
      await csv.saveAs(path.join(folder, csv.suggestedFilename()));
      found[level] = csv.suggestedFilename();
    }
    const [svg] = await Promise.all([page.waitForEvent("download"), page.click("#save-svg")]);
    await svg.saveAs(path.join(folder, svg.suggestedFilename()));
    found.svg = svg.suggestedFilename();
    return found;
  },
  async whatIf(browser) {
    const page = await open(browser), found = { title: await page.title() };
    const colours = () => page.$$eval("#areas > *", all => all.map(one => one.getAttribute("fill")));
    await page.selectOption("#level", "areas");
    const after = await colours();
    await page.check("[name=view][value=before]");
    const before = await colours();
    found.changed = await page.$$eval("#areas > *", (all, changed) => all.map(one => one.getAttribute("aria-label")).filter((_, i) => changed[i]),
      after.map((colour, i) => colour !== before[i]));
    found.hash = await hashOf(page);
    found.list = await text(page, "#changes tbody");
    return found;
  },
  async access(browser) {
    const found = {}, source = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
    for (const [name, options] of [["laptop", LAPTOP], ["phone", PHONE], ["narrow", { viewport: { width: 320, height: 640 } }],
      ["dark", { ...LAPTOP, colorScheme: "dark" }], ["still", { ...LAPTOP, reducedMotion: "reduce" }]]) {
      const page = await open(browser, options);
      for (const state of ["", "#cluster=east&phase=2&colour=population", "#level=areas"]) {
        await page.evaluate(hash => { location.hash = hash; }, state);
        const session = await page.context().newCDPSession(page);
        await session.send("Runtime.evaluate", { expression: source });
        const result = await session.send("Runtime.evaluate", { awaitPromise: true, returnByValue: true, expression:
          `axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
            .then(r => r.violations.map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 120)).join(" | ")))` });
        found[name + state] = result.result.value || [JSON.stringify(result).slice(0, 500)];
      }
      found[name + " wide"] = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      await page.screenshot({ path: path.join(folder, name + ".png"), fullPage: true });
    }
    return found;
  },
  async paper(browser) {
    const page = await open(browser, { ...LAPTOP, colorScheme: "dark" });
    await page.pdf({ path: path.join(folder, "map.pdf"), preferCSSPageSize: true });
    return {};
  },
  async without(browser) {
    const page = await open(browser, { ...LAPTOP, javaScriptEnabled: false });
    await page.screenshot({ path: path.join(folder, "without.png") });
    const seen = selector => page.locator(selector).first().isVisible();
    return { map: await seen("#clusters path"), tables: await page.locator("table").count(), controls: await seen("#controls"),
      words: await page.locator("main").innerText() };
  },
  async names(browser) {
    const page = await open(browser), found = {};
    found.elements = await page.$$eval("img, iframe, object, embed, base, link, main script, style:not(#style)", all => all.length);
    for (const level of await page.$$eval("#level option", all => all.map(one => one.value))) {
      await page.selectOption("#level", level);
      found[level] = await page.$$eval("#table tbody th", all => all.map(one => one.textContent));
      await page.click("#table tbody tr:last-child th button");
      found[level + " card"] = await text(page, "#card-name bdi");
    }
    found.flag = await page.evaluate(() => typeof window.hostile);
    return found;
  },
  async speed(browser) {
    const page = await open(browser);
    return page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done({
      interactive: performance.getEntriesByType("navigation")[0].domInteractive,
      ready: performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd, painted: performance.now(),
      clusters: document.querySelectorAll("#clusters > *").length, areas: document.querySelectorAll("#areas > *").length })))));
  },
};

(async () => {
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  try {
    const found = await CHECKS[check](browser);
    console.log(JSON.stringify({ found, messages }));
  } finally {
    await browser.close();
  }
})();
