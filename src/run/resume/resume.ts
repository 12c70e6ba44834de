import { resolve } from 'node:path';
import type { Mission } from '../../mission/model/mission.ts';
import { planResume, type ResumePlan, succeededIn } from '../../schedule/plan-resume.ts';
import { redactedOutputsIn } from '../../schedule/redacted-outputs.ts';
import type { EarlierComparison } from '../changes/changed-files.ts';
import { fileDocuments } from '../folder/documents.ts';
import { commandFingerprints } from '../history/command-fingerprints.ts';
import type { RequestedOverrides } from '../overrides.ts';
import type { PreparedRun } from '../prepare.ts';
import type { RunRequest } from '../run-request.ts';
import { redactKilledRun } from '../secrecy/redact-killed-run.ts';
import type { EarlierRun } from './reopen.ts';

/** Which file a resume reads, and how the journal names it. */
export interface NamedFile {
  /** As seen from here. */
  readonly path: string;
  readonly file: string;
  /** Absolute folder that `file` is named from. */
  readonly from: string;
}

/** @param given as the user names it now; absent: as it was named when the run was opened last. */
export function missionFile({ opening, report }: EarlierRun, here: string, given?: string): NamedFile {
  if (given !== undefined) return { path: given, file: given, from: here };
  const { file, from = report.root } = opening;
  return { path: from === here ? file : resolve(from, file), file, from };
}

/** What was asked for beyond the mission file. */
export function wishesOf({ opening }: EarlierRun): RequestedOverrides {
  const { only = [], skip = [], gate, base } = opening;
  return { only, skip, gate, base };
}

/**
 * What the run before was compared with; undefined if nothing of it asked. A task whose commands have changed has no base:
 * it succeeded there with the earlier ones.
 */
export function earlierComparison({ report }: EarlierRun, mission: Mission): EarlierComparison | undefined {
  const { changed, bases } = report;
  if (changed === undefined) return undefined;
  if (bases === undefined) return { changed };
  const [before, now] = [commandFingerprints(report.mission), commandFingerprints(mission)];
  return { changed, bases: Object.fromEntries(Object.entries(bases).filter(([id]) => before.get(id) === now.get(id))) };
}

export type ResumeDecision =
  | ({ readonly type: 'go on' } & ResumePlan)
  /** The mission has succeeded, and its file says nothing new. */
  | { readonly type: 'over' }
  /** None of what this mission runs was in the run before. */
  | { readonly type: 'foreign' };

/** What to do with the mission as it is now. */
export function decideResume({ state, events, report }: EarlierRun, { shown }: PreparedRun): ResumeDecision {
  if (!shown.tasks.some(({ id }) => state.plan.byId.has(id))) return { type: 'foreign' };
  // As the journal keeps it: what was redacted then is compared with what is redacted now.
  const plan = planResume(state, shown, succeededIn(events), redactedOutputsIn(events));
  if (report.result === 'succeeded' && !plan.isChanged) return { type: 'over' };
  return { type: 'go on', ...plan };
}

/** What a run is started with to go on with an earlier one; first redacts what that one left unredacted. */
export async function resumption(
  earlier: EarlierRun,
  plan: ResumePlan,
  request: Pick<RunRequest, 'prepared' | 'environment' | 'dir'>,
): Promise<Pick<RunRequest, 'prepared' | 'resume'>> {
  const { state, report, events, mark } = earlier;
  const notes = [...request.prepared.notes];
  // A run that was killed had no time to redact the logs of what ran then.
  if (!report.finished) {
    const { environment, dir } = request;
    const problem = (message: string) => notes.push(message);
    await redactKilledRun({ mission: state.mission, events, dir, environment, caller: 'later', problem });
  }
  const { kept, again } = plan;
  return { prepared: { ...request.prepared, notes }, resume: { kept, again, mark, state, report } };
}

/** Every document again. Returns what could not be written, in sentences. */
export function writeAgain({ report }: EarlierRun, dir: string): readonly string[] {
  const problems: string[] = [];
  fileDocuments(dir, (message) => problems.push(message)).finish(report);
  return problems;
}
