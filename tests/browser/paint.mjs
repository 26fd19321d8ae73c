// Measures a site in a browser: `node paint.mjs FOLDER`, with the folder that `pm site` wrote.
// Prints for three pages when something is first painted and when all is loaded, and how long typing into each field
// takes until the next frame. Medians of five, in milliseconds; no test reads them.

import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const folder = resolve(process.argv[2]);
const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = process.env.CHROMIUM ?? browsers.find(existsSync);
const median = (numbers) => Math.round([...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)]);
const runs = [1, 2, 3, 4, 5];

const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--allow-file-access-from-files"] });
for (const path of ["index.html", "timeline.html", "everything.html"].filter((path) => existsSync(join(folder, path)))) {
  const painted = [], loaded = [], typed = [];
  for (const _ of runs) {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(join(folder, path)).href, { waitUntil: "load" });
    await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
    const [paint, load] = await page.evaluate(() => [
      performance.getEntriesByName("first-contentful-paint")[0].startTime,
      performance.getEntriesByType("navigation")[0].loadEventEnd,
    ]);
    painted.push(paint);
    loaded.push(load);
    typed.push(await page.evaluate(async () => {
      const times = [];
      for (const field of document.querySelectorAll("input[type=search]")) {
        const start = performance.now();
        field.value = "crane";
        field.dispatchEvent(new Event("input", { bubbles: true }));
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
        times.push(performance.now() - start);
      }
      return times;
    }));
    await page.close();
  }
  const fields = typed[0].map((_, at) => median(typed.map((times) => times[at])));
  console.log(`${path}: first paint ${median(painted)}, loaded ${median(loaded)}, typing ${fields.join(" and ")}`);
}
await browser.close();
