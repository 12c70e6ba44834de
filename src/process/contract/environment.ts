import type { Variables } from '../../base/variables.ts';

/**
 * The environment of a program. `base` is shared by all programs of the run, and `own` overrides it. They are merged only where the program is
 * started: a spawner process knows `base`, so only `own` is passed to it.
 */
export interface Environment {
  readonly base: Variables;
  readonly own: Variables;
}

/** All variables that the program gets. */
export function allVariables({ base, own }: Environment): Variables {
  return { ...base, ...own };
}
