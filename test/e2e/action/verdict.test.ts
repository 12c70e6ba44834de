import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ArtifactServer, startArtifactServer } from './artifact-server.ts';
import { type EndedStep, newJob, runStep } from './step.ts';

const MISSION = `name: Verdict
tasks:
  build: { run: echo built, artifacts: [] }
  lint: { run: echo clean }
tests:
  unit: { needs: [build], run: echo tested }
`;

let service: ArtifactServer;
beforeAll(async () => {
  service = await startArtifactServer();
});
afterAll(() => service.close());

async function verdict(plan: string): Promise<EndedStep> {
  const job = newJob();
  job.write('mission.yml', MISSION);
  const inputs = { mission: 'mission.yml', plan, merge: 'true' };
  const ended = await runStep(job, 'action', { inputs, environment: service.environment });
  job.remove();
  return ended;
}

test('F413 the verdict job is red and names each part if no part has reported', async () => {
  const { exitCode, outputs, summary, messages } = await verdict('1: build, lint\n2: unit\n');
  expect(exitCode).toBe(1);
  expect(outputs.result).toBe('failed');
  expect(messages('error')).toEqual([
    'Part 1 of 2 did not report. Its tasks: build, lint.',
    'Part 2 of 2 did not report. Its tasks: unit.',
    expect.stringContaining('The mission failed because part 1 of 2 did not report and 1 more part is missing.'),
  ]);
  expect(summary).toContain('## Runners');
  expect(summary).toContain('did not report');
});

test('F414 the verdict job is red if the job that makes the plan has left none', async () => {
  const { exitCode, outputs, messages } = await verdict('');
  expect(exitCode).toBe(1);
  expect(outputs.result).toBe('failed');
  expect(messages('error')).toEqual([expect.stringContaining('expected the text of a plan in the input `plan`')]);
});
