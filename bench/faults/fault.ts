import type { Command } from '../command.ts';
import type { Graph } from '../graph.ts';

/** One fault that every tool of the comparison is put through. */
export interface Fault {
  /** Heading of its row in the table. */
  readonly title: string;
  readonly graph: Graph;
  /** Lines that a mission file needs in addition, because Mission Runner has a key for this. */
  readonly missionLines?: string;
  /** Replaces a text in the mission file, for keys of a task. */
  readonly missionEdit?: (text: string) => string;
  /** Added to the environment of the tool. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Sent to the tool alone once the file `ready` exists in its folder, as a cancellation does. */
  readonly signal?: NodeJS.Signals;
  /** What happened, in a few words for the table. */
  judge(run: FaultRun): string;
}

/** What one tool did with a fault. */
export interface FaultRun {
  readonly folder: string;
  readonly exit: number | NodeJS.Signals;
  /** Standard output and standard error together. */
  readonly output: string;
  /** Processes of the run that were alive two seconds after the tool had ended. */
  readonly left: number;
}

/** How a tool is started for a fault. */
export interface FaultCommand extends Command {
  readonly environment: Readonly<Record<string, string>>;
}
