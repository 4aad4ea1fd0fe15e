// Microsoft's Open XML SDK on workbooks and letters: node validate.mjs FILE…; prints {file: [findings]}, one start for all files.
import { readFile } from "node:fs/promises";
import validate from "@ooxml-tools/validate";

const told = {};
for (const file of process.argv.slice(2)) {
  told[file] = await validate(new Uint8Array(await readFile(file)), file.endsWith(".docx") ? "docx" : "xlsx", "Microsoft365");
}
console.log(JSON.stringify(told));
