import { appendFileSync } from 'node:fs';

/** What a task tells the mission. Without one, as when a script is started by hand, it is printed. */

/** Read by others as `${{ tasks['ID'].outputs.NAME }}`. */
export function output(name, value) {
  append(process.env.MISSION_OUTPUT, `${name}=${value}`);
}

/** A line of Markdown in the task's own report. */
export function appendReport(line) {
  append(process.env.MISSION_REPORT, line);
}

function append(file, line) {
  if (file === undefined) console.log(line);
  else appendFileSync(file, `${line}\n`);
}
