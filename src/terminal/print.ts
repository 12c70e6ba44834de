/** Writes to standard output. A reader that went away (`| head`) must not end the run: its output is dropped. */
export function print(text: string): void {
  process.stdout.write(text, ignore);
}

/** Writes to standard error. */
export function printError(text: string): void {
  process.stderr.write(text, ignore);
}

function ignore(): void {}

process.stdout.on('error', ignore);
process.stderr.on('error', ignore);
