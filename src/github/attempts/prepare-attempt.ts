import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { notice, setSecret } from '@actions/core';
import { errorText } from '../../base/error-code.ts';
import type { EnvFiles } from '../../run/mission-files/env-files.ts';
import { prepareRun } from '../../run/prepare.ts';
import { earlierComparison } from '../../run/resume/resume.ts';
import type { RunRequest } from '../../run/run-request.ts';
import type { MachineFacts } from '../../schedule/events/machine-facts.ts';
import type { WorkflowJob } from '../../schedule/events/opening.ts';
import { earlierNames } from '../service/artifact-name.ts';
import type { FoundAttempt } from './continue-attempt.ts';
import { workflowJob } from './workflow-job.ts';

/** What is known of the mission and the inputs of the step. */
export interface AttemptMission extends Pick<RunRequest, 'mission'> {
  readonly envFiles: EnvFiles;
  /** With the absolute folder in which the mission works. */
  readonly place: { readonly root: string };
  readonly inputs: {
    /** Absent: not set. */
    readonly resume: 'auto' | 'off' | undefined;
    readonly artifactName: string | undefined;
    readonly base: string | undefined;
    readonly history: string | undefined;
  };
}

/** The parts of a `RunRequest` that depend on whether an earlier attempt is continued. */
export type ReadyAttempt = Pick<RunRequest, 'prepared' | 'dir' | 'resume' | 'workflow'>;

export interface AttemptPlace {
  readonly machine: MachineFacts;
  /** Absolute folder for a mission that starts from the beginning. */
  readonly dir: string;
  /** Absolute folder for downloads, and for the run of an earlier attempt. */
  readonly temporary: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** Milliseconds for the downloads. */
const downloadLimit = 300_000;

/**
 * Prepares the run of a whole mission: that of an earlier attempt with `resume: auto`, or a new one. Says in a notice why an earlier attempt is not
 * continued.
 */
export async function prepareAttempt(prepared: AttemptMission, place: AttemptPlace): Promise<ReadyAttempt> {
  const workflow = workflowJob(place.environment);
  if (workflow === undefined || workflow.attempt === 1 || prepared.inputs.resume !== 'auto') {
    return prepareFirst(prepared, place, workflow);
  }
  const dir = join(place.temporary, `mission-${randomUUID()}`);
  const found = await find(prepared, place, workflow, dir);
  const continued = found.type === 'found' ? await carryOn(found, prepared, place, dir) : found;
  if (continued.type === 'continued') return { ...continued, dir, workflow };
  rmSync(dir, { recursive: true, force: true });
  notice(`Attempt ${workflow.attempt} starts from the beginning: ${continued.why}.`, {
    title: 'Earlier attempt not continued',
  });
  return prepareFirst(prepared, place, workflow);
}

/** A run from the beginning. */
export async function prepareFirst(
  { mission, envFiles, inputs: { base, history }, place: { root } }: AttemptMission,
  { machine, dir, environment }: AttemptPlace,
  workflow: WorkflowJob | undefined,
): Promise<ReadyAttempt> {
  const run = await prepareRun({
    mission,
    root,
    environment,
    machine,
    envFiles,
    // Makes the runner mask each secret in everything that is printed from now on.
    secretLearned: setSecret,
    ...(base === undefined ? {} : { base }),
    ...(history === undefined ? {} : { history }),
  });
  return { prepared: run, dir, ...(workflow === undefined ? {} : { workflow }) };
}

/** Never rejects: without the earlier attempt, the mission runs from the beginning. */
async function find(
  { mission, inputs, place: { root } }: AttemptMission,
  { temporary, environment }: AttemptPlace,
  workflow: WorkflowJob,
  dir: string,
): Promise<FoundAttempt> {
  try {
    // Loaded here, because a first attempt needs none of it.
    const { findAttempt } = await import('./continue-attempt.ts');
    const names = earlierNames(mission.name, environment, inputs.artifactName);
    const files = { root, workspace: process.cwd(), dir, temporary };
    return await findAttempt({ workflow, names, mission, ...files, environment, limit: downloadLimit });
  } catch (error) {
    return { type: 'none', why: `the earlier attempt could not be read: ${errorText(error)}` };
  }
}

/** A run that is resumed takes predictions from its journal and is not added to a history, as on the command line. */
async function carryOn(
  { run }: Extract<FoundAttempt, { type: 'found' }>,
  { mission, envFiles, inputs: { base }, place: { root } }: AttemptMission,
  { machine, environment }: AttemptPlace,
  dir: string,
) {
  const { continueAttempt } = await import('./continue-attempt.ts');
  const prepared = await prepareRun({
    mission,
    root,
    environment,
    machine,
    envFiles,
    secretLearned: setSecret,
    ...(base === undefined ? {} : { base }),
    earlier: earlierComparison(run, mission),
  });
  return continueAttempt(run, { prepared, environment, dir });
}
