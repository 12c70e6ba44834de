/**
 * Ends the process once everything written has left it. Needed because a given-up upload keeps timers and sockets
 * that would hold the process for minutes, and because a pipe to the runner may still be full.
 */
export function endProcess(): void {
  process.stdout.write('', () => process.exit());
}
