import type { Screen } from './screen.ts';

/**
 * Keeps the terminal usable when it is resized, and when the process is suspended, exits or crashes.
 *
 * @returns removes the listeners.
 */
export function guardTerminal(screen: Screen): () => void {
  const resized = (): void => screen.changed();
  // Caught, so that the panel is removed before the shell takes the terminal. SIGSTOP then suspends the process after all.
  const suspended = (): void => {
    screen.suspend();
    process.kill(process.pid, 'SIGSTOP');
  };
  const continued = (): void => screen.resume();
  const ended = (): void => screen.stop();
  process.stdout.on('resize', resized);
  // Before the error of a crash is printed, and before an unplanned exit.
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
