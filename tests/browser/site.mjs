// Reads a site as a person does: `node site.mjs FOLDER`, with the folder that `pm site` wrote.
// Opens pages at desktop and phone width, filters, searches, opens an item, follows links, and once without
// scripts. Prints a line for each fault and ends with 1 if there is any.

import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const folder = resolve(process.argv[2]);
const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = process.env.CHROMIUM ?? browsers.find(existsSync);
const axe = readFileSync(new URL("./node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

const faults = [];
const fault = (words) => faults.push(words);
const expect = (holds, words) => { if (!holds) fault(words); };
const page_at = (path) => pathToFileURL(join(folder, path)).href;

const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--allow-file-access-from-files"] });

// A tab that notes what must not happen: errors on the console, and requests to another place.
async function tab(width, height, scripts = true) {
  const page = await browser.newPage();
  await page.setViewport({ width, height });
  await page.setJavaScriptEnabled(scripts);
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) fault(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => fault(`${page.url()}: ${error.message}`));
  page.on("requestfailed", (request) => fault(`${page.url()}: ${request.url()} is missing`));
  page.on("request", (request) => {
    if (!request.url().startsWith(pathToFileURL(folder).href)) fault(`${page.url()} asks for ${request.url()}`);
  });
  return page;
}

async function accessible(page, what) {
  // The page's own policy forbids scripts from elsewhere; this one is the test's.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  for (const { id, help, nodes } of violations) {
    fault(`${what}: ${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.target.join(" ")).join("; ")}`);
  }
}

const shown = (page) => page.$$eval(".cards > li", (cards) => cards.filter((card) => card.offsetParent !== null).length);

const desktop = await tab(1280, 900);
await desktop.setBypassCSP(true);
await desktop.goto(page_at("index.html"));
await desktop.waitForSelector(".filters");
const all = await shown(desktop);
expect(all > 1, "the roadmap shows no cards");
await accessible(desktop, "index.html");

// Filtering narrows what is shown, says how much is left, can be shared as an address, and is undone.
const status = await desktop.$eval("select[name=status]", (select) => select.options[1].value);
await desktop.select("select[name=status]", status);
const narrowed = await shown(desktop);
expect(narrowed > 0 && narrowed < all, `filtering by ${status} shows ${narrowed} of ${all}`);
const said = await desktop.$eval(".filters [role=status]", (place) => place.textContent);
expect(/^\d+ of \d+ shown$/.test(said), `the filter says \`${said}\``);
const shared = desktop.url();
expect(shared.includes("status="), `the address is ${shared}`);
await desktop.click(".filters button");
expect((await shown(desktop)) === all, "not everything is shown again");
const other = await tab(1280, 900);
await other.goto(shared);
await other.waitForSelector(".filters");
expect((await shown(other)) === narrowed, "a shared address does not filter");

// Searching finds an artifact by a word of its title, from the keyboard alone.
const title = await desktop.$eval(".cards .title", (place) => place.textContent.trim());
const word = title.split(" ").slice(1).sort((one, another) => another.length - one.length)[0];
await desktop.keyboard.press("Escape");
await desktop.$eval("body", (body) => body.ownerDocument.activeElement?.blur());
await desktop.keyboard.press("/");
await desktop.keyboard.type(word);
await desktop.waitForSelector(".results a");
const found = await desktop.$$eval(".results a", (links) => links.map((link) => link.textContent));
expect(found.some((text) => text.includes(title.split(" ").slice(1).join(" "))), `searching ${word} finds ${found}`);
await accessible(desktop, "the search");
await Promise.all([desktop.waitForNavigation(), desktop.keyboard.press("Enter")]);
expect(desktop.url().includes("/artifacts/"), `Enter leads to ${desktop.url()}`);
expect((await desktop.$$("main h1")).length === 1, `${desktop.url()} has no title`);
await accessible(desktop, "an artifact");

// Every link of the site leads to a page that is there.
const seen = new Set();
const waiting = ["index.html"];
while (waiting.length > 0) {
  const path = waiting.pop();
  if (seen.has(path)) continue;
  seen.add(path);
  const text = readFileSync(join(folder, path), "utf8");
  for (const [, address] of text.matchAll(/<a\b[^>]*\bhref="([^"#?]+)[^"]*"/g)) {
    if (/^(https?:|mailto:)/.test(address)) continue;
    const to = join(path, "..", decodeURIComponent(address));
    if (!existsSync(join(folder, to))) fault(`${path} leads to ${address}, which is not there`);
    else if (to.endsWith(".html")) waiting.push(to);
  }
}
expect(seen.size > 5, `the links lead to ${seen.size} pages`);

for (const path of ["index.html", "everything.html", ...[...seen].filter((path) => /artifacts|releases|changelog|timeline/.test(path)).slice(0, 4)]) {
  const phone = await tab(390, 844);
  await phone.setBypassCSP(true);
  await phone.goto(page_at(path));
  const wide = await phone.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide <= 0, `${path} is ${wide} pixels too wide for a phone`);
  await accessible(phone, `${path} on a phone`);
  await phone.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
  await accessible(phone, `${path} in the dark`);
  await phone.close();
}

// Without scripts everything is there, and nothing that does nothing.
const plain = await tab(1280, 900, false);
await plain.goto(page_at("index.html"));
expect((await plain.$$(".cards > li")).length === all, "without scripts cards are missing");
expect((await plain.$$(".filters")).length === 0, "without scripts there are filters");
expect(await plain.$eval(".search", (place) => place.hidden), "without scripts there is a search");

await browser.close();
for (const words of faults) console.log(words);
console.log(`${seen.size} pages`);
process.exit(faults.length > 0 ? 1 : 0);
