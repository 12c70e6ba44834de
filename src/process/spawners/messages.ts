import type { Variables } from '../../base/variables.ts';
import { allVariables, type Environment } from '../contract/environment.ts';
import type { Role } from './kill-order.ts';

/** A program to start. Its environment is given as the difference to that of the caller, which each spawner knows. */
export interface StartMessage {
  readonly type: 'start';
  readonly id: number;
  readonly role: Role;
  readonly program: string;
  readonly arguments: readonly string[];
  readonly workingDirectory: string;
  readonly set: Variables;
  readonly unset: readonly string[];
  /** The descriptor of the log in the runner; absent: output is dropped. */
  readonly log?: number;
}

/** What the runner sends to a spawner. */
export type Request =
  | {
      readonly type: 'begin';
      /** Pid of the runner. */
      readonly runner: number;
      readonly environment: Variables;
    }
  | StartMessage;

/** What a spawner sends to the runner. `ready` comes first. A start is answered with `spawned` and later `exited`, or with `failed` or `unable` alone. */
export type Answer =
  | { readonly type: 'ready' }
  | { readonly type: 'spawned'; readonly id: number; readonly pid: number }
  | { readonly type: 'failed'; readonly id: number; readonly code?: string; readonly message: string }
  /** The log could not be opened here: the runner has to start the program itself. */
  | { readonly type: 'unable'; readonly id: number }
  | {
      readonly type: 'exited';
      readonly id: number;
      readonly exitCode: number | null;
      readonly signal: NodeJS.Signals | null;
    };

/** What has to be set and removed to turn `base` into `environment`. */
export function differenceOf(base: Variables, environment: Environment): Pick<StartMessage, 'set' | 'unset'> {
  // Compared by identity, because nearly every environment is made from that of the caller.
  if (environment.base === base) return { set: environment.own, unset: [] };
  const wanted = allVariables(environment);
  const set: Record<string, string> = {};
  const unset: string[] = [];
  for (const name of Object.keys(wanted)) {
    const value = wanted[name];
    if (value !== undefined && value !== base[name]) set[name] = value;
  }
  for (const name of Object.keys(base)) if (wanted[name] === undefined) unset.push(name);
  return { set, unset };
}

/** The reverse of `differenceOf`. */
export function applyDifference(base: Variables, { set, unset }: Pick<StartMessage, 'set' | 'unset'>): Variables {
  const made: Record<string, string> = { ...base, ...set };
  for (const name of unset) delete made[name];
  return made;
}
