/*
 * This folder continues a run that was killed, interrupted or failed, and recovers what a killed run has left.
 *
 * `reopen.ts` locks the folder, reads the journal and replays it. `resume.ts` compares the mission with the one in the journal and decides
 * what to run again; the result is passed to `run/start.ts` like a new run. `recover.ts` stops the remaining processes of a killed run
 * and ends its journal, for `mission report` and for the `post` step of the action.
 *
 * Invariants:
 * - The remaining processes are stopped before anything is read or started: a task must not run twice at the same time.
 * - A run that is alive is refused. A journal that is damaged in the middle is refused with its line.
 * - A task is kept only if it succeeded, and neither its definition nor that of a task that it needs has changed.
 *
 * Not here: which tasks are kept (`schedule/plan-resume.ts`), and replaying events (`schedule/state/replay.ts`).
 */
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
import { keptWorkspaces } from '../workspaces/kept-workspaces.ts';
import type { EarlierRun } from './reopen.ts';

/** The mission file that a resumed run reads, and its name in the journal. */
export interface NamedFile {
  /** Relative to the current folder, or absolute. */
  readonly path: string;
  readonly file: string;
  /** Absolute folder that `file` is relative to. */
  readonly from: string;
}

/** @param given path from the user; absent: the file of the run that is resumed */
export function missionFile({ opening, report }: EarlierRun, here: string, given?: string): NamedFile {
  if (given !== undefined) return { path: given, file: given, from: here };
  const { file, from = report.root } = opening;
  return { path: from === here ? file : resolve(from, file), file, from };
}

/** The overrides with which the run was last opened. */
export function overridesOf({ opening }: EarlierRun): RequestedOverrides {
  const { only = [], skip = [], withNeeds, withDependents, gate, base, inputs = {}, keepWorkspaces } = opening;
  const added = { withNeeds: withNeeds === true, withDependents: withDependents === true };
  return { only, skip, ...added, gate, base, inputs, keepWorkspaces };
}

/**
 * The bases that the earlier run was compared with; undefined if none of its tasks depended on changed files. A task whose
 * commands have changed has no base: it succeeded with the earlier commands.
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
  /** The mission has succeeded, and nothing in its file has changed. */
  | { readonly type: 'over' }
  /** The mission has no task in common with the earlier run. */
  | { readonly type: 'foreign' };

/**
 * Decides whether the mission can be resumed with its current file.
 *
 * @param missing successes that cannot be kept, by id, with the reason as a clause
 */
export function decideResume(
  { state, events, report }: EarlierRun,
  { shown }: PreparedRun,
  missing?: ReadonlyMap<string, string>,
): ResumeDecision {
  if (!shown.tasks.some(({ id }) => state.plan.byId.has(id))) return { type: 'foreign' };
  // Without secrets, because the mission in the journal has none.
  const workspaces = keptWorkspaces(events);
  const plan = planResume(state, shown, succeededIn(events), redactedOutputsIn(events), workspaces, missing);
  if (report.result === 'succeeded' && !plan.isChanged) return { type: 'over' };
  return { type: 'go on', ...plan };
}

/** The parts of a `RunRequest` that resume an earlier run. If that run was killed, secrets in its logs are redacted first. */
export async function resumption(
  earlier: EarlierRun,
  plan: ResumePlan,
  request: Pick<RunRequest, 'prepared' | 'environment' | 'dir'>,
): Promise<Pick<RunRequest, 'prepared' | 'resume'>> {
  const { state, report, events, mark } = earlier;
  const notes = [...request.prepared.notes];
  // A run that was killed could not redact the logs of its running tasks.
  if (!report.finished) {
    const { environment, dir } = request;
    const problem = (message: string) => notes.push(message);
    await redactKilledRun({ mission: state.mission, events, dir, environment, caller: 'later', problem });
  }
  const { kept, again } = plan;
  return {
    prepared: { ...request.prepared, notes },
    resume: { kept, again, mark, state, report, workspaces: keptWorkspaces(events) },
  };
}

/** Writes all documents again. Returns a sentence for each one that could not be written. */
export function rewriteDocuments({ report }: EarlierRun, dir: string): readonly string[] {
  const problems: string[] = [];
  fileDocuments(dir, (message) => problems.push(message)).finish(report);
  return problems;
}
