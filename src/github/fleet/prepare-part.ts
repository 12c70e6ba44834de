import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { endGroup, notice, setSecret, startGroup } from '@actions/core';
import { errorText } from '../../base/error-code.ts';
import { restoreFiles } from '../../run/archive/archived-files.ts';
import { decidePart, findEarlierPart } from '../../run/fleet/artifacts/earlier-part.ts';
import { reopenPart } from '../../run/fleet/artifacts/part-archive.ts';
import type { ChosenPart } from '../../run/fleet/choose-part.ts';
import type { RunPart } from '../../run/fleet/run-part.ts';
import { attemptIn, type TakenOver } from '../../run/fleet/take-over.ts';
import type { Refusal } from '../../run/folder/refusal.ts';
import { prepareRun } from '../../run/prepare.ts';
import type { EarlierRun } from '../../run/resume/reopen.ts';
import { earlierComparison, resumption } from '../../run/resume/resume.ts';
import {
  type AttemptMission,
  type AttemptPlace,
  prepareFirst,
  type ReadyAttempt,
} from '../attempts/prepare-attempt.ts';
import { workflowJob } from '../attempts/workflow-job.ts';
import { downloadParts } from './download.ts';
import { joinPart } from './join-part.ts';

export interface PartMission extends Omit<AttemptMission, 'part'> {
  readonly part: ChosenPart;
}

/** A part that can run, with what it has taken over. */
export interface ReadyPart extends ReadyAttempt {
  readonly type: 'ready';
  readonly part: RunPart;
  /** Sentences without their starts: artifacts that are missing, so that the step fails although the rest runs. */
  readonly problems: readonly string[];
}

type Taken = Extract<TakenOver, { type: 'taken' }>;

/**
 * Takes over what other parts have left, and prepares the run of a part. In a second attempt, its own earlier attempt is continued: its artifact says
 * what succeeded. A notice says why that is not possible. Never rejects because of an artifact.
 */
export async function preparePart(prepared: PartMission, place: AttemptPlace): Promise<ReadyPart | Refusal> {
  const { environment, temporary } = place;
  const attempt = attemptIn(environment);
  if (attempt === 1 || prepared.inputs.resume === 'off') return prepareNew(prepared, place);
  const dir = join(temporary, `mission-${randomUUID()}`);
  const found = await findEarlier(prepared, place, dir);
  const continued = found.type === 'found' ? await continuePart(found.run, prepared, place, dir) : found;
  if (continued.type === 'ready' || continued.type === 'refused') return continued;
  rmSync(dir, { recursive: true, force: true });
  notice(`Attempt ${attempt} of this part starts from the beginning: ${continued.why}.`, {
    title: 'Earlier attempt not continued',
  });
  return prepareNew(prepared, place, continued.taken);
}

/** @param known what was taken over already */
async function prepareNew(prepared: PartMission, place: AttemptPlace, known?: Taken): Promise<ReadyPart | Refusal> {
  const first = await prepareFirst(prepared, place, workflowJob(place.environment));
  const taken = known ?? (await joinOthers(prepared, place, first.dir));
  return taken.type === 'refused' ? taken : ready(first, taken);
}

function ready(attempt: ReadyAttempt, { part, notes, problems }: Taken): ReadyPart {
  const { prepared } = attempt;
  return { type: 'ready', ...attempt, prepared: { ...prepared, notes: [...prepared.notes, ...notes] }, part, problems };
}

function joinOthers({ part, mission: own, place: { root } }: PartMission, { environment }: AttemptPlace, dir: string) {
  return joinPart({ part, own, root, dir, environment });
}

type NotContinued = { readonly type: 'none'; readonly why: string; readonly taken?: Taken };

/** Downloads the earlier attempts of this part, and unpacks the newest into `dir`. */
async function findEarlier(
  { part }: PartMission,
  { environment }: AttemptPlace,
  dir: string,
): Promise<{ readonly type: 'found'; readonly run: EarlierRun } | NotContinued> {
  const into = `${dir}-earlier`;
  try {
    const { mission, number, plan, digest } = part;
    startGroup('Downloading the earlier attempt of this part');
    const failed = await downloadParts({ mission: mission.name, numbers: [number], into });
    endGroup();
    const { GITHUB_RUN_ID: runId, GITHUB_SHA: commit } = environment;
    const found = findEarlierPart(into, {
      ...{ mission: mission.name, plan: digest, part: number, of: plan.parts.length },
      attempt: attemptIn(environment),
      runId: runId || undefined,
      commit: commit || undefined,
    });
    if (found.type === 'none') return { type: 'none', why: [found.why, ...failed].join('; ') };
    const reopened = await reopenPart(found, { here: process.cwd(), dir, staging: join(into, 'unpacked') });
    return reopened.type === 'refused' ? { type: 'none', why: reopened.message } : { type: 'found', run: reopened.run };
  } catch (error) {
    return { type: 'none', why: `the earlier attempt could not be read: ${errorText(error)}` };
  } finally {
    rmSync(into, { recursive: true, force: true });
  }
}

/** A run that is resumed takes predictions from its journal and is not added to a history, as on the command line. */
async function continuePart(
  run: EarlierRun,
  prepared: PartMission,
  place: AttemptPlace,
  dir: string,
): Promise<ReadyPart | Refusal | NotContinued> {
  const { mission, envFiles, inputs, part } = prepared;
  const { root } = prepared.place;
  const { machine, environment } = place;
  const { base } = inputs;
  const none = (why: string, taken?: Taken): NotContinued => ({
    type: 'none',
    why,
    ...(taken === undefined ? {} : { taken }),
  });
  if (run.report.root !== root) return none(`its mission worked in ${run.report.root}`);
  const again = await prepareRun({
    ...{ mission, root, environment, machine, envFiles },
    secretLearned: setSecret,
    ...(base === undefined ? {} : { base }),
    earlier: earlierComparison(run, mission),
  });
  const taken = await joinOthers(prepared, place, dir);
  if (taken.type === 'refused') return taken;
  if (run.report.result === 'succeeded' && !taken.isContinued)
    return none('the part succeeded in the earlier attempt, so that all of it is to run again', taken);
  const { elsewhere } = taken.part;
  const decision = decidePart(run, { mission: part.mission, elsewhere, prepared: again, dir });
  const unrestored = restoreFiles(again.shown, decision.kept, root, dir);
  if (unrestored !== undefined) return none(unrestored.message, taken);
  const workflow = workflowJob(environment);
  const resumed = await resumption(run, decision, { prepared: again, environment, dir });
  return ready({ ...resumed, dir, ...(workflow === undefined ? {} : { workflow }) }, taken);
}
