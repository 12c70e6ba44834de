/*
 * This folder decides which of the named commands of a project become tasks and tests: the scripts of `package.json`, the targets of a
 * Makefile, the tasks of a Taskfile, the recipes of a justfile. The readers make a `Unit` of each, and `draft-units.ts` makes a draft.
 *
 * 1. `purpose.ts` says what a unit is for, by the words of its name and by its commands.
 * 2. `choose.ts` takes builds, checks and what they need, and states why each other unit is left out.
 * 3. `order.ts` makes `needs` from the order in which units run each other, without cycles.
 * 4. `share.ts` finds what two entries would run at the same time, and gives them a lock.
 *
 * Invariants:
 * - Each unit becomes an entry, or is named by a note.
 * - A unit that publishes, removes or changes files is taken only if something that is taken needs it.
 * - Two entries that run the same unit inside never run at the same time.
 *
 * Not here: how a source names what a unit needs, and how a unit is started.
 */
import type { DraftStep, DraftVariables, Note } from '../draft.ts';
import type { Purpose } from './purpose.ts';

/** Units that start together, after those of the stages before. */
export interface Stage {
  readonly members: readonly string[];
  /**
   * True if the source only lists commands one after the other, as `lint && build` does. Then what follows does not wait for a
   * check. False if the source declares that what follows needs the members.
   */
  readonly isListed: boolean;
}

/** Something that a tool runs by its name. */
export interface Unit {
  /** Unique in its file. */
  readonly name: string;
  /** The id to ask for, if it is not the name. */
  readonly id?: string | undefined;
  /** The file that has it, if it is another one than that of the others. */
  readonly file?: string | undefined;
  /** 1-based. */
  readonly line: number;
  /** As it is written, on one line. */
  readonly construct: string;
  readonly purpose: Purpose;
  /** Never taken for its own sake, such as an internal task. */
  readonly isHidden: boolean;
  /** A sentence for people, if the source has one. */
  readonly title?: string | undefined;
  /** Its own commands. Empty for a unit that only runs other units. */
  readonly steps: readonly DraftStep[];
  readonly finally?: readonly DraftStep[] | undefined;
  readonly env?: DraftVariables | undefined;
  readonly workingDirectory?: string | undefined;
  readonly allowFailure?: boolean | undefined;
  /** What has to end before its own commands. Only names of units. */
  readonly before: readonly Stage[];
  /** Units that its own commands run as well, so that they run again if they are entries too. */
  readonly inside: readonly string[];
  readonly notes: readonly Note[];
}

/** Everything that is known about the units of a file. */
export interface UnitFile {
  readonly file: string;
  /** What a unit is called there: `script`, `target`. */
  readonly word: string;
  /** Name of the lock of entries that must not run at the same time. */
  readonly lock: string;
  readonly units: readonly Unit[];
  /** True if the source names everything that a check needs, so that no check waits for builds that it does not name. */
  readonly namesAllNeeds?: boolean | undefined;
}
