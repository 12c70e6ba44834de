const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The signals that ask us to stop. */
export interface CaughtSignals {
  /** Hands on each one from now on, and first those that have come already. */
  passTo(receive: (signal: string) => void): void;
  /** From now on they end the process again. */
  release(): void;
}

/** Catches them before anything is started: one that came in between would end us and leave processes behind. */
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
