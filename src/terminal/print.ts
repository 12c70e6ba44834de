import { inertLines } from '../report/inert-text.ts';

/** Writes to standard output. A reader that went away (`| head`) must not end the run: its output is dropped. */
export function print(text: string): void {
  process.stdout.write(text, ignore);
}

/**
 * Writes what tasks have printed, or what names them. On a runner no line of it may be, or hold, a workflow command.
 */
export function printOfOthers(text: string): void {
  if (process.env.GITHUB_ACTIONS === undefined) print(text);
  else print(`${inertLines(text.replace(/\n$/, '')).join('\n')}\n`);
}

/** Writes to standard error. */
export function printError(text: string): void {
  process.stderr.write(text, ignore);
}

function ignore(): void {}

process.stdout.on('error', ignore);
process.stderr.on('error', ignore);
