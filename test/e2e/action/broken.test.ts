import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hangingModule } from '../failures/hanging-module.ts';
import { type Job, newJob, runStep } from './step.ts';

let job: Job;
beforeEach(() => {
  job = newJob();
  job.write('mission.yml', 'name: Broken\ntasks: { build: { run: echo built } }\n');
});
afterEach(() => job.remove());

test('F565 the step fails if Mission Runner fails and the file for outputs is missing', async () => {
  const environment = { GITHUB_WORKSPACE: join(job.temp, 'missing'), GITHUB_OUTPUT: join(job.temp, 'missing-too') };
  const { exitCode, messages } = await runStep(job, 'action', { environment });
  expect(exitCode).toBe(1);
  expect(messages('error')[0]).toContain('Mission Runner itself failed: ENOENT');
});

test('F565 the step fails if nothing is left that could finish it', async () => {
  job.write('hang.cjs', hangingModule('mergeAction'));
  const inputs = { mission: 'mission.yml', plan: '1: build', merge: 'true' };
  const environment = { NODE_OPTIONS: `--require=${join(job.workspace, 'hang.cjs')}` };
  const { exitCode, outputs, messages } = await runStep(job, 'action', { inputs, environment });
  expect(exitCode).toBe(1);
  expect(outputs.result).toBe('failed');
  expect(messages('error')).toEqual(['Mission Runner itself failed: it ended before the mission']);
});
