import { appendFileSync } from 'node:fs';

/** Passes results to the mission. Without a mission, for example if a script is started by hand, they are printed. */

/** Sets an output. Other tasks read it as `${{ tasks.ID.outputs.NAME }}`. */
export function output(name, value) {
  append(process.env.MISSION_OUTPUT, `${name}=${value}`);
}

/** Adds a line of Markdown to the report of the task. */
export function appendReport(line) {
  append(process.env.MISSION_REPORT, line);
}

/** Fails the task with a one-line reason. */
export function fail(message) {
  console.error(message);
  process.exit(1);
}

function append(file, line) {
  if (file === undefined) console.log(line);
  else appendFileSync(file, `${line}\n`);
}
