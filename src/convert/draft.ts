/*
 * This folder turns what a project already has (workflows, scripts, targets) into a mission file: text in, text out.
 *
 * 1. A reader (`Reader` below) takes one file and returns a `Draft`: entries, services, and notes. Each source has a folder of its
 *    own, such as `github`. A reader uses `valid-ids.ts` for ids, `check-like.ts` to tell checks from work, and `share-steps.ts` for steps
 *    that several entries begin with, after `repeated-installs.ts` has divided installations from the scripts that begin with them. `located.ts` is YAML with places.
 * 2. `assemble` joins the drafts of several files into one, with unique ids, and checks the result.
 * 3. `write` writes the mission file. Every note becomes a comment at the entry, step or service that it is about.
 *
 * Invariants:
 * - Nothing is dropped silently: a construct that a mission cannot express is a `Note` with its file and line. Notes are counted.
 * - The text that is written has no error in `mission validate`. What the checks refuse becomes a note too.
 * - A condition that cannot be taken never hides a check: that runs always. What publishes never runs without its condition.
 * - Pure: files arrive as text, and no program is started.
 *
 * Not here: reading files and printing (`terminal/commands`), and the workflow that runs a mission (`fleet/workflow`).
 */
import type { Diagnostic } from '../mission/diagnostics/diagnostic.ts';
import type { MatrixValue, TaskKind } from '../mission/model/mission.ts';

/** Where something is written. */
export interface Place {
  /** As the user named it. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

/** Something of a source that the mission does not have, or has in another form. */
export interface Note {
  readonly place: Place;
  /** As it is written, shortened to one line: `uses: docker/login-action@v3`. */
  readonly construct: string;
  /** One sentence without a full stop at its end: why it was not taken, or what it became, and what to do about it. */
  readonly text: string;
  /** `left-out`: the mission lacks it. `changed`: the mission has something else for it. Only the first kind is counted as not taken. */
  readonly kind: 'left-out' | 'changed';
}

/** Names and values in the order of the source. A value may contain expressions of the mission language. */
export type DraftVariables = ReadonlyMap<string, string>;

export interface DraftStep {
  readonly name?: string | undefined;
  readonly id?: string | undefined;
  /** The script, without expressions: a mission does not evaluate them in commands. */
  readonly run: string;
  /** An expression of the mission language. */
  readonly if?: string | undefined;
  readonly env?: DraftVariables | undefined;
  readonly shell?: string | undefined;
  /** Relative to the root of the mission. */
  readonly workingDirectory?: string | undefined;
  readonly continueOnError?: boolean | undefined;
  /** A duration of the mission file, such as `10m`. */
  readonly timeout?: string | undefined;
  readonly notes?: readonly Note[] | undefined;
}

export type DraftCombination = ReadonlyMap<string, MatrixValue>;

export interface DraftMatrix {
  readonly dimensions: ReadonlyMap<string, readonly MatrixValue[]>;
  readonly include?: readonly DraftCombination[] | undefined;
  readonly exclude?: readonly DraftCombination[] | undefined;
}

/** A task or a test of the mission. */
export interface DraftEntry {
  /** Valid in a mission, and unique in the draft. */
  readonly id: string;
  readonly kind: TaskKind;
  readonly name?: string | undefined;
  /** Ids of entries of the same draft. */
  readonly needs: readonly string[];
  /** At least one. A single step that has only `run` is written as a command. */
  readonly steps: readonly DraftStep[];
  /** Steps that run after each attempt, however it ended. */
  readonly finally?: readonly DraftStep[] | undefined;
  readonly env?: DraftVariables | undefined;
  readonly matrix?: DraftMatrix | undefined;
  readonly if?: string | undefined;
  /** A duration of the mission file, such as `10m`. */
  readonly timeout?: string | undefined;
  readonly allowFailure?: boolean | undefined;
  readonly workingDirectory?: string | undefined;
  readonly shell?: string | undefined;
  /** Ids of services of the same draft. */
  readonly services?: readonly string[] | undefined;
  /** Ids of locks. */
  readonly locks?: readonly string[] | undefined;
  /** Works in a fresh checkout of its own, not in the root. */
  readonly ownWorkspace?: boolean | undefined;
  readonly artifacts?: readonly string[] | undefined;
  /** Patterns of changed files. */
  readonly paths?: readonly string[] | undefined;
  readonly secrets?: readonly string[] | undefined;
  /** Steps with which several others began: in the source, each of these runs them. */
  readonly isShared?: boolean | undefined;
  /** What the machine of its job is given first in the source. */
  readonly setups?: readonly DraftSetup[] | undefined;
  readonly notes: readonly Note[];
  readonly place: Place;
}

/** Something to do once before the mission, such as the setup of a language. */
export interface DraftSetup extends Note {
  /** The action in lower case, without its version. */
  readonly action: string;
  /** The inputs that choose what is installed; absent if none does. */
  readonly version?: string | undefined;
  /** Whether combinations of a matrix have different versions. */
  readonly isVaried: boolean;
}

export interface DraftService {
  /** Valid in a mission, and unique in the draft, also among its entries. */
  readonly id: string;
  readonly run: string;
  readonly env?: DraftVariables | undefined;
  readonly ready?: { readonly tcp: string } | { readonly log: string } | { readonly command: string } | undefined;
  /** A duration of the mission file. */
  readonly readyTimeout?: string | undefined;
  readonly workingDirectory?: string | undefined;
  readonly notes: readonly Note[];
  readonly place: Place;
}

/** A value that is given when the mission is started. */
export interface DraftInput {
  readonly type: 'string' | 'boolean' | 'number' | 'choice';
  readonly description?: string | undefined;
  readonly default?: MatrixValue | undefined;
  readonly options?: readonly string[] | undefined;
}

/** Jobs of a workflow, each combination of a matrix counted, for the table of costs. */
export interface DraftJobs {
  /** Jobs that the mission runs. */
  readonly taken: number;
  /** Jobs that stay in the workflow; a matrix that is computed counts as one. */
  readonly left: number;
}

/** What one file becomes. */
export interface Draft {
  /** As the user named it. */
  readonly file: string;
  /** A name for the mission. */
  readonly name: string;
  /** What to do once before the mission, such as a checkout or the setup of a language. */
  readonly before: readonly Note[];
  /** In the order of the source. */
  readonly entries: readonly DraftEntry[];
  readonly services: readonly DraftService[];
  /** Variables of all entries. */
  readonly env?: DraftVariables | undefined;
  /** Names of environment variables whose values are redacted. */
  readonly secrets?: readonly string[] | undefined;
  readonly inputs?: ReadonlyMap<string, DraftInput> | undefined;
  /** What is about the file as a whole. */
  readonly notes: readonly Note[];
  /** Absent for a source that is not a workflow. */
  readonly jobs?: DraftJobs | undefined;
}

/** A file with its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export type Reading =
  | { readonly type: 'read'; readonly draft: Draft }
  | { readonly type: 'unreadable'; readonly diagnostics: readonly Diagnostic[] };

/**
 * Reads one file. Never throws because of a text.
 *
 * @param others texts of further files by path, such as those that the file refers to; absent ones cannot be read
 */
export type Reader = (file: SourceFile, others: ReadonlyMap<string, string>) => Reading;
