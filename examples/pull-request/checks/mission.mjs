import { appendFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The example's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Absolute paths of the files in a folder of the example, including its subfolders. */
export function files(folder = '.', ending = '') {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** Adds a line of Markdown to the report of the task. Without a mission, the line is printed. */
export function appendReport(line) {
  const file = process.env.MISSION_REPORT;
  if (file === undefined) console.log(line);
  else appendFileSync(file, `${line}\n`);
}

/** Prints the findings and sets the exit code: 1 if there are any. */
export function finish(findings) {
  for (const finding of findings) console.error(finding);
  process.exitCode = findings.length === 0 ? 0 : 1;
}
