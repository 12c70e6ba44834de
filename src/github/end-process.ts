/**
 * Exits once everything that was written to standard output has been flushed. An abandoned upload keeps timers and sockets
 * that would hold the process for minutes, and the pipe to the runner may still be full.
 */
export function endProcess(): void {
  process.stdout.write('', () => process.exit());
}
