import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Mission } from '../../mission/model/mission.ts';
import { restoreFiles, tasksWithoutFiles } from '../../run/archive/archived-files.ts';
import { type RunArchive, readRunArchive, unpackRun } from '../../run/archive/unpack-run.ts';
import type { PreparedRun } from '../../run/prepare.ts';
import type { EarlierRun } from '../../run/resume/reopen.ts';
import { decideResume, resumption } from '../../run/resume/resume.ts';
import type { RunRequest } from '../../run/run-request.ts';
import type { WorkflowJob } from '../../schedule/events/opening.ts';
import { downloadAttempts } from './download-attempts.ts';
import { otherThan } from './workflow-job.ts';

export interface AttemptRequest {
  readonly workflow: WorkflowJob;
  /** Names of the artifacts in question, without suffix. */
  readonly names: readonly string[];
  /** The mission as it is now. */
  readonly mission: Mission;
  /** Absolute folder in which it works. */
  readonly root: string;
  /** Absolute folder from which its file is named. */
  readonly workspace: string;
  /** Absolute folder that is used if an earlier attempt is continued. Does not exist yet. */
  readonly dir: string;
  /** Absolute folder for downloads. */
  readonly temporary: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Milliseconds for the downloads. */
  readonly limit: number;
}

export type FoundAttempt =
  | { readonly type: 'found'; readonly run: EarlierRun }
  /** A clause: why the mission starts from the beginning. */
  | { readonly type: 'none'; readonly why: string };

/** Finds the newest earlier attempt of this step that did not succeed, and unpacks its run to `dir`. Never rejects because of an artifact. */
export async function findAttempt(request: AttemptRequest): Promise<FoundAttempt> {
  const { names, temporary, environment, limit } = request;
  const folder = mkdtempSync(join(temporary, 'attempts-'));
  const opened: RunArchive[] = [];
  try {
    const downloaded = await downloadAttempts({ names, folder, environment, limit });
    if (downloaded.type === 'none') return downloaded;
    const rejected: string[] = [];
    for (const file of downloaded.files) {
      const archive = await readRunArchive(file, request.workspace);
      if (archive.type === 'read') opened.push(archive);
      else rejected.push(archive.message.replaceAll(`${folder}/`, ''));
    }
    const chosen = chooseAttempt(opened, request, rejected);
    return chosen.type === 'none' ? chosen : await unpack(chosen, request);
  } finally {
    for (const { archive } of opened) archive.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** By what the journals say. */
function chooseAttempt(
  opened: readonly RunArchive[],
  { workflow, mission, root }: AttemptRequest,
  rejected: readonly string[],
): RunArchive | Extract<FoundAttempt, { type: 'none' }> {
  const reasons = [...rejected];
  const fitting = opened.filter(({ journal }) => {
    const why = otherThan(workflow, journal.opening.workflow) ?? otherMission(journal, mission, root);
    if (why !== undefined) reasons.push(why);
    return why === undefined;
  });
  // A damaged archive may be the one that was wanted.
  if (rejected.length > 0)
    return { type: 'none', why: `an artifact of an earlier attempt cannot be used: ${rejected[0]}` };
  const attempts = fitting.map(({ journal }) => journal.opening.workflow?.attempt ?? 0);
  const newest = Math.max(...attempts);
  const [chosen, ...more] = fitting.filter((_, index) => attempts[index] === newest);
  if (chosen === undefined)
    return { type: 'none', why: `no artifact is of an earlier attempt of this step (${reasons[0] ?? 'none'})` };
  if (more.length > 0) {
    return {
      type: 'none',
      why: `${more.length + 1} artifacts are of attempt ${newest} of this step, as in a matrix; give each job its own \`artifact-name\``,
    };
  }
  return chosen;
}

function otherMission(
  { started, root: worked }: RunArchive['journal'],
  mission: Mission,
  root: string,
): string | undefined {
  if (started.mission.name !== mission.name) return `it is of the mission ${JSON.stringify(started.mission.name)}`;
  return worked === root ? undefined : `its mission worked in ${worked}`;
}

async function unpack(archive: RunArchive, { dir }: AttemptRequest): Promise<FoundAttempt> {
  const unpacked = await unpackRun(archive, dir);
  if (unpacked.type === 'refused') return { type: 'none', why: unpacked.message };
  const { run } = unpacked;
  if (run.report.result !== 'succeeded') return { type: 'found', run };
  return { type: 'none', why: 'the mission succeeded in the earlier attempt, so that all of it is to run again' };
}

export type ContinuedAttempt =
  | ({ readonly type: 'continued' } & Pick<RunRequest, 'prepared' | 'resume'>)
  | { readonly type: 'none'; readonly why: string };

/** Decides what an earlier attempt has done already, and restores the files of what is kept. */
export async function continueAttempt(
  run: EarlierRun,
  request: Pick<RunRequest, 'environment' | 'dir'> & { readonly prepared: PreparedRun },
): Promise<ContinuedAttempt> {
  const { prepared, dir } = request;
  const decision = decideResume(run, prepared, tasksWithoutFiles(run, prepared.shown, dir));
  if (decision.type !== 'go on')
    return { type: 'none', why: 'the mission has none of the tasks of the earlier attempt' };
  const unrestored = restoreFiles(prepared.shown, decision.kept, run.report.root, dir);
  if (unrestored !== undefined) return { type: 'none', why: unrestored.message };
  const resumed = await resumption(run, decision, request);
  return { type: 'continued', ...resumed };
}
