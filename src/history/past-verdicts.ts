import { append } from '../base/multimap.ts';
import type { Mission } from '../mission/model/mission.ts';
import type { HistoryLine } from './line.ts';

/** How a task ended on a commit. */
export interface PastVerdict {
  readonly commit: string;
  readonly succeeded: boolean;
}

/** The verdicts of each task with its present commands, by id, in the order of the runs. */
export type PastVerdicts = ReadonlyMap<string, readonly PastVerdict[]>;

/**
 * A success counts only in a line that is marked `clean`, because a success with uncommitted changes may need them. A task
 * that was stopped from outside has no verdict.
 *
 * @param lines of the history, oldest first
 * @param commands fingerprints by id
 */
export function pastVerdicts(
  lines: readonly HistoryLine[],
  mission: Mission,
  commands: ReadonlyMap<string, string>,
): PastVerdicts {
  const found = new Map<string, PastVerdict[]>();
  for (const { mission: name, task, commands: fingerprint, status, commit, clean } of lines) {
    if (name !== mission.name || fingerprint !== commands.get(task) || commit === undefined) continue;
    if (status === 'succeeded' && clean === true) append(found, task, { commit, succeeded: true });
    if (status === 'failed' || status === 'timed-out') append(found, task, { commit, succeeded: false });
  }
  return found;
}
