// Reads diagrams with Mermaid's own parser: each file named as an argument holds one.
// Prints a line for each that it refuses and ends with 1 if there is any.

import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

// Mermaid cleans labels with a library that needs a document.
const { window } = new JSDOM("<!doctype html><body></body>");
globalThis.window = window;
globalThis.document = window.document;

const { default: mermaid } = await import("mermaid");

let refused = 0;
for (const file of process.argv.slice(2)) {
  try {
    const { diagramType } = await mermaid.parse(readFileSync(file, "utf8"));
    console.log(`${diagramType} ${file}`);
  } catch (error) {
    refused += 1;
    console.log(`refused ${file}: ${error.message}`);
  }
}
process.exit(refused > 0 ? 1 : 0);
