import { appendFileSync } from 'node:fs';

/** Adds a line of Markdown to the report of the task. Without a mission, the line is printed. */
export function appendReport(line) {
  const file = process.env.MISSION_REPORT;
  if (file === undefined) console.log(line);
  else appendFileSync(file, `${line}\n`);
}
