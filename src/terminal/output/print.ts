import { escapeWorkflowCommands } from '../../report/text/escape-workflow-commands.ts';

/** Writes to standard output. A reader that went away (`| head`) must not end the run: its output is dropped. */
export function print(text: string): void {
  // As bytes: what waits for a slow reader takes half the memory of a text with characters beyond Latin 1.
  process.stdout.write(Buffer.from(text), ignore);
}

/**
 * Writes what tasks have printed, or what names them. On a runner no line of it may be, or hold, a workflow command.
 */
export function printUntrusted(text: string): void {
  print(escapedOnRunner(text));
}

/** True while so many bytes, or a megabyte, have been printed that nobody has read yet. */
export function outputWaits(most = 1024 * 1024): boolean {
  return process.stdout.writableLength > most;
}

/** Writes to standard error. */
export function printError(text: string): void {
  process.stderr.write(text, ignore);
}

/** The same on standard error, which a runner reads too. */
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
