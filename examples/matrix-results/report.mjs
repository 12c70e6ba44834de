import { appendFileSync } from 'node:fs';

/** A line of Markdown in the task's own report; without a mission it is printed. */
export function appendReport(line) {
  const file = process.env.MISSION_REPORT;
  if (file === undefined) console.log(line);
  else appendFileSync(file, `${line}\n`);
}
