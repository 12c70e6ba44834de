import type { Screen } from './screen.ts';

/** Leaves the terminal clean however the process goes on or ends: resized, suspended, crashed. Returns what undoes it. */
export function guardTerminal(screen: Screen): () => void {
  const resized = (): void => screen.changed();
  // Caught, so that the panel is gone before the shell has the terminal; then we stop all the same.
  const suspended = (): void => {
    screen.suspend();
    process.kill(process.pid, 'SIGSTOP');
  };
  const continued = (): void => screen.resume();
  const ended = (): void => screen.stop();
  process.stdout.on('resize', resized);
  // Before the crash is printed, and before an exit that nobody has planned.
  process.on('uncaughtExceptionMonitor', ended);
  process.on('exit', ended);
  const hasJobs = process.platform !== 'win32';
  if (hasJobs) process.on('SIGTSTP', suspended).on('SIGCONT', continued);
  return () => {
    process.stdout.off('resize', resized);
    process.off('uncaughtExceptionMonitor', ended);
    process.off('exit', ended);
    if (hasJobs) process.off('SIGTSTP', suspended).off('SIGCONT', continued);
  };
}
