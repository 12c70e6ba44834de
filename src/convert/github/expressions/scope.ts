import type { MatrixValue } from '../../../mission/model/mission.ts';
import type { OutputNames } from './output-names.ts';

/** What an expression of a job may refer to, and what is collected while its expressions are taken over. */

/** What became of a step with an id. */
export type StepFate =
  /** It runs in the mission. */
  | 'run'
  /** It is done once before the mission. */
  | 'before'
  /** The mission does not have it. */
  | 'left-out';

/** A job that another one needs, as the mission has it. */
export interface NeededJob {
  /** Id of the entry; absent if the mission does not have the job. */
  readonly id?: string | undefined;
  /** The ids of all combinations of its matrix; absent without a matrix. */
  readonly combinations?: readonly string[] | undefined;
  /** By name in lower case. */
  readonly outputs: ReadonlyMap<string, JobOutput>;
}

/** An output of a job: a name that one of its steps writes, or an expression of the mission that has the same value. */
export type JobOutput =
  | { readonly type: 'written'; readonly name: string }
  | { readonly type: 'expression'; readonly text: string };

/** The matrix of the job, as far as it changed. */
export interface MatrixNames {
  /** Values that are fixed, by the name in lower case, because the mission has no such dimension. */
  readonly fixed: ReadonlyMap<string, string>;
  /** New names by path in lower case, such as `platform.target`. */
  readonly renamed: ReadonlyMap<string, string>;
  /** The values that are left of each dimension, by the name in lower case. */
  readonly values: ReadonlyMap<string, readonly MatrixValue[]>;
}

export interface Scope {
  readonly needs: ReadonlyMap<string, NeededJob>;
  readonly matrix: MatrixNames;
  /** By id in lower case. Grows from step to step. */
  readonly steps: Map<string, StepFate>;
  /** Expressions in place of the outputs of actions, by `step.output` in lower case. */
  readonly actionOutputs: ReadonlyMap<string, string>;
  readonly outputNames: OutputNames;
  /** Folders and files that jobs of the workflow upload. */
  readonly uploads: ReadonlySet<string>;
  /** Ports on this machine, by `service:port of the container`. */
  readonly ports: ReadonlyMap<string, string>;
  /** Secrets that were read. Grows. */
  readonly secrets: Set<string>;
  /** Configuration variables (`vars`) that were read. Grows. */
  readonly configuration: Set<string>;
}

export const NO_MATRIX: MatrixNames = { fixed: new Map(), renamed: new Map(), values: new Map() };

/** A scope for what belongs to no job. */
export function outerScope(secrets: Set<string>, configuration: Set<string>): Scope {
  return {
    ...{ needs: new Map(), matrix: NO_MATRIX, steps: new Map(), actionOutputs: new Map(), ports: new Map() },
    outputNames: { nameOf: (_, output) => output, renamesOf: () => new Map() },
    uploads: new Set(),
    ...{ secrets, configuration },
  };
}
