import { escapeWorkflowCommands } from '../../report/text/escape-workflow-commands.ts';

/** Writes to standard output. If its reader has gone (`| head`), the text is dropped and the run continues. */
export function print(text: string): void {
  // As bytes: text with characters beyond Latin 1 that waits for a slow reader would take twice the memory.
  process.stdout.write(Buffer.from(text), ignore);
}

/** Writes untrusted text, such as the output or the names of tasks. On a runner, workflow commands in it are escaped. */
export function printUntrusted(text: string): void {
  print(escapedOnRunner(text));
}

/** True while more than `most` printed bytes (default: a megabyte) have not been read yet. */
export function isOutputBehind(most = 1024 * 1024): boolean {
  return process.stdout.writableLength > most;
}

/** Writes to standard error. */
export function printError(text: string): void {
  process.stderr.write(text, ignore);
}

/** Writes untrusted text to standard error, where a runner looks for workflow commands too. */
export function printUntrustedError(text: string): void {
  printError(escapedOnRunner(text));
}

function escapedOnRunner(text: string): string {
  if (process.env.GITHUB_ACTIONS === undefined) return text;
  return `${escapeWorkflowCommands(text.replace(/\n$/, '')).join('\n')}\n`;
}

function ignore(): void {}

process.stdout.on('error', ignore);
process.stderr.on('error', ignore);
