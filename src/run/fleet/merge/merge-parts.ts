import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode, errorText } from '../../../base/error-code.ts';
import { lookAt } from '../../../files/look-at.ts';
import { type Merged, mergeReports } from '../../../fleet/merge/merge-reports.ts';
import { outlinePlan } from '../../../fleet/merge/plan-outline.ts';
import { runnerOverhead } from '../../../fleet/merge/runner-overhead.ts';
import { historyMachine } from '../../../history/machine-class.ts';
import type { Mission } from '../../../mission/model/mission.ts';
import { JOURNAL } from '../../folder/journal.ts';
import { type Refusal, refused } from '../../folder/refusal.ts';
import { openHistory } from '../../history/file.ts';
import { readHistoryText } from '../../history/read-text.ts';
import { collectParts, keyOf } from './collect-parts.ts';
import { writeMerged } from './write-merged.ts';

export interface MergeRequest {
  /** Absolute folders with artifacts of parts. */
  readonly dirs: readonly string[];
  /** Absolute folder for the documents. */
  readonly dir: string;
  /** Text of the plan; absent: as the parts say. */
  readonly plan?: string | undefined;
  /** The whole mission; absent: joined from the parts. */
  readonly mission?: Mission;
  /** Absolute path of the history file; absent: no history. */
  readonly history?: string;
}

export type MergeOutcome =
  | {
      readonly type: 'merged';
      readonly report: Merged['report'];
      /** What could not be written, a sentence each. */
      readonly problems: readonly string[];
    }
  | Refusal;

/** Numbers of the parts of a plan; empty if the text has none. */
export function plannedParts(plan: string): readonly number[] {
  return Array.from({ length: outlinePlan(plan).of ?? 0 }, (_, index) => index + 1);
}

/** Merges the artifacts of parts into one folder with all documents, which replace those of an earlier merge. */
export async function mergeParts({ dirs, dir, plan = '', mission, history }: MergeRequest): Promise<MergeOutcome> {
  if (lookAt(join(dir, JOURNAL)) !== undefined) {
    return refused(`expected a folder for the merged reports, found the folder of a run at ${dir}; choose another one`);
  }
  let staging: string | undefined;
  try {
    mkdirSync(dir, { recursive: true });
    staging = mkdtempSync(join(dir, '.unpacked-'));
    const unpacked = staging;
    const { parts, folders } = await collectParts(dirs, unpacked);
    const merged = mergeReports(parts, { ...outlinePlan(plan), ...(mission === undefined ? {} : { mission }) });
    const problems = writeMerged(dir, merged, (part) => {
      const folder = folders.get(keyOf(part));
      return folder === undefined ? undefined : { folder, isOwn: folder.startsWith(unpacked) };
    });
    const notAdded = history === undefined ? [] : addToHistory(history, merged);
    return { type: 'merged', report: merged.report, problems: [...problems, ...notAdded] };
  } catch (error) {
    // A defect of Mission Runner is not the fault of the folder.
    if (errorCode(error) === undefined) throw error;
    return refused(
      `expected a folder for the merged reports at ${dir}, found ${errorText(error)}; free some space, or choose another folder with --dir`,
    );
  } finally {
    if (staging !== undefined) rmSync(staging, { recursive: true, force: true });
  }
}

/** Adds each part as its runner measured it, under the start of the whole run. A run that the file has already is not added again. */
function addToHistory(path: string, { report, parts }: Merged): readonly string[] {
  const known = readHistoryText(path);
  if (known.type === 'read' && known.text.includes(`"run":${JSON.stringify(report.started)}`)) return [];
  return parts.flatMap((part) => {
    const { mission, machine } = part.report;
    const foreign = new Set(part.elsewhere.map(({ id }) => id));
    const tasks = new Map([...part.report.tasks].filter(([id]) => !foreign.has(id)));
    const { notes, record } = openHistory(path, mission, historyMachine(machine));
    const runners = report.fleet?.runners ?? [];
    const runner = runners.find((each) => each.part === part.number);
    const overhead = runner === undefined ? undefined : runnerOverhead(runner, runners);
    const problem = record({ ...part.report, started: report.started, tasks }, undefined, overhead);
    return [...notes, ...(problem === undefined ? [] : [problem])];
  });
}
