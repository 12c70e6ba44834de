/**
 * The signals that end a program unless it catches them, and that can be caught: what a user, a shell, an init system or a
 * resource limit sends. The system has no others on Windows than INT, HUP, TERM and BREAK; a name that it does not know is
 * never received.
 *
 * Not among them: KILL and STOP, which cannot be caught; SEGV, BUS, FPE, ILL and TRAP, after which no program can go on;
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
  /** Passes on each signal from now on; first those that have come already. */
  passTo(receive: (signal: string) => void): void;
  /** From now on the signals end the process again. */
  release(): void;
}

/** Catches them before anything is started: a signal that came in between would end the run and leave processes behind. */
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
