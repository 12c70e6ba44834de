/**
 * The signals that end a process by default and that can be caught: a user, a shell, an init system or a resource limit
 * sends them. Windows has only INT, HUP, TERM and BREAK; signals that a system does not have are never received.
 *
 * Left out: KILL and STOP, which cannot be caught; SEGV, BUS, FPE, ILL and TRAP, after which no process can continue;
 * PIPE and XFSZ, which Node.js ignores, so that a write fails instead; USR1, which starts the debugger of Node.js; PROF,
 * which its profiler uses.
 */
const SIGNALS = [
  'SIGINT',
  'SIGTERM',
  'SIGHUP',
  'SIGQUIT',
  'SIGABRT',
  'SIGALRM',
  'SIGVTALRM',
  'SIGUSR2',
  'SIGXCPU',
  'SIGIO',
  'SIGPWR',
  'SIGSTKFLT',
  'SIGSYS',
  'SIGBREAK',
] as const satisfies readonly NodeJS.Signals[];

/** The signals that ask a run to stop. */
export interface CaughtSignals {
  /** Passes on the signals received so far, then each further one. */
  passTo(receive: (signal: string) => void): void;
  /** Restores the default: the signals end the process again. */
  release(): void;
}

/** Call it before a process is started: a signal received in between would end the run and leave processes behind. */
export function catchSignals(): CaughtSignals {
  const early: string[] = [];
  let receive = (signal: string): void => {
    early.push(signal);
  };
  const listeners = SIGNALS.map((signal) => ({ signal, listener: () => receive(signal) }));
  for (const { signal, listener } of listeners) process.on(signal, listener);
  return {
    passTo: (receiver) => {
      receive = receiver;
      for (const signal of early.splice(0)) receiver(signal);
    },
    release: () => {
      for (const { signal, listener } of listeners) process.off(signal, listener);
    },
  };
}
