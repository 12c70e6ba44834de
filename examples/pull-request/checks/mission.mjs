import { appendFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The example's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Its files, relative to it. */
export function files(folder = '.', ending = '') {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** A line of Markdown in the task's own report; without a mission it is printed. */
export function appendReport(line) {
  const file = process.env.MISSION_REPORT;
  if (file === undefined) console.log(line);
  else appendFileSync(file, `${line}\n`);
}

/** Prints what is wrong and ends accordingly. */
export function finish(findings) {
  for (const finding of findings) console.error(finding);
  process.exitCode = findings.length === 0 ? 0 : 1;
}
