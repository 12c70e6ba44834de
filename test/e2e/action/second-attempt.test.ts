import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ArtifactServer, type ServerOptions, startArtifactServer } from './artifact-server.ts';
import { type EndedStep, type Job, newJob, runStep } from './step.ts';

const mission = `name: Attempts
tasks:
  build:
    artifacts: [dist/**]
    run: |
      echo build >> "$RAN"
      echo 'size=7' >> "$MISSION_OUTPUT"
      mkdir -p dist/bin && echo 'echo app' > dist/bin/app && chmod 755 dist/bin/app
tests:
  lint: { artifacts: [], run: echo lint >> "$RAN" }
  docs: { run: echo docs >> "$RAN" }
  unit:
    needs: build
    env: { SIZE: "\${{ tasks['build'].outputs.size }}" }
    run: |
      echo "unit $SIZE" >> "$RAN"
      ./dist/bin/app
      test -e "$GO"
`;

let outside: string;
let server: ArtifactServer;
let jobs: Job[];
beforeEach(() => {
  outside = mkdtempSync(join(tmpdir(), 'attempts-'));
  jobs = [];
});
afterEach(async () => {
  await server.close();
  for (const job of jobs) job.remove();
  rmSync(outside, { recursive: true, force: true });
});

async function serve(options: ServerOptions = {}): Promise<void> {
  server = await startArtifactServer({}, [], options);
}

/** Ids of the tasks that ran since the last call, in their order. */
function ran(): readonly string[] {
  const path = join(outside, 'ran');
  const ids = existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : [];
  rmSync(path, { force: true });
  return ids.sort();
}

/** A job on a new runner: each attempt has an empty workspace. */
async function attempt(
  number: number,
  inputs: Record<string, string> = {},
  environment: Record<string, string> = {},
  change: (job: Job) => void = () => undefined,
): Promise<EndedStep> {
  const job = newJob();
  jobs.push(job);
  job.write('mission.yml', mission);
  change(job);
  const variables = {
    RAN: join(outside, 'ran'),
    GO: join(outside, 'go'),
    GITHUB_SHA: 'c0ffee',
    GITHUB_ACTION: '__run',
  };
  return runStep(job, 'action', {
    inputs: { mission: 'mission.yml', gate: 'off', resume: 'auto', ...inputs },
    environment: { ...server.attempt(number), ...variables, ...environment },
  });
}

function letSucceed(): void {
  writeFileSync(join(outside, 'go'), '');
}

const everything = ['build', 'docs', 'lint', 'unit 7'];

describe('a second attempt with `resume: auto`', { timeout: 60_000 }, () => {
  test('F415 keeps what succeeded and left its files in the artifact, and runs the rest', async () => {
    await serve({ lies: true });
    const first = await attempt(1);
    expect(first.exitCode).toBe(1);
    expect(ran()).toEqual(everything);
    expect(first.summary).toContain('run `mission resume mission-Attempts-gate.zip`');
    letSucceed();
    const second = await attempt(2);
    expect(second.log).toContain('2 kept, 2 to run');
    expect(second.exitCode).toBe(0);
    expect(ran()).toEqual(['docs', 'unit 7']);
    expect(second.messages('notice')).toEqual([]);
    expect(second.summary).not.toContain('mission resume');
    const app = join(jobs[1]?.workspace ?? '', 'dist/bin/app');
    expect(statSync(app).mode & 0o777).toBe(0o755);
    expect(second.outputs).toMatchObject({ result: 'succeeded', succeeded: '4', failed: '0' });
    expect([...server.artifacts.keys()]).toContain('mission-Attempts-gate-attempt-2');
  });

  test('F415 a third attempt continues the second, whose name was taken', async () => {
    await serve({ lies: true });
    const inputs = { 'artifact-name': 'reports' };
    await attempt(1, inputs);
    await attempt(2, inputs);
    ran();
    expect([...server.artifacts.keys()]).toEqual(['reports', 'reports.html', 'reports-2', 'reports-2.html']);
    letSucceed();
    const third = await attempt(3, inputs);
    expect(third.exitCode).toBe(0);
    expect(third.log).toContain('2 kept, 2 to run');
    expect(ran()).toEqual(['docs', 'unit 7']);
  });

  test('F416 starts from the beginning with a notice if the artifacts of an earlier attempt are not visible', async () => {
    await serve({ scope: 'attempt' });
    await attempt(1);
    ran();
    letSucceed();
    const second = await attempt(2);
    expect(second.exitCode).toBe(0);
    expect(ran()).toEqual(everything);
    expect(second.messages('notice')).toEqual([
      'Attempt 2 starts from the beginning: this attempt sees no artifact with the name mission-Attempts-gate.',
    ]);
  });

  test.each([
    ['commit', {}, { GITHUB_SHA: 'beef' }, 'it is of commit c0ffee'],
    ['step', {}, { GITHUB_ACTION: '__run_2' }, 'it is of step __run'],
    ['job', { 'artifact-name': 'mission-Attempts-gate' }, { GITHUB_JOB: 'other' }, 'it is of job gate'],
    ['run', {}, { GITHUB_RUN_ID: '78' }, 'it is of workflow run 77'],
  ])(
    'F416 starts from the beginning with a notice if the artifact is of another %s',
    async (_, inputs, environment, why) => {
      await serve();
      await attempt(1);
      ran();
      letSucceed();
      const second = await attempt(2, inputs, environment);
      expect(second.exitCode).toBe(0);
      expect(ran()).toEqual(everything);
      expect(second.messages('notice')).toEqual([expect.stringContaining(why)]);
    },
  );

  test('F416 starts from the beginning with a notice if several artifacts fit, as in a matrix', async () => {
    await serve();
    await Promise.all([attempt(1), attempt(1)]);
    ran();
    letSucceed();
    const second = await attempt(2);
    expect(second.exitCode).toBe(0);
    expect(ran()).toEqual(everything);
    expect(second.messages('notice')).toEqual([expect.stringContaining('give each job its own `artifact-name`')]);
  });

  test('F416 starts from the beginning if the mission has succeeded in the earlier attempt', async () => {
    await serve();
    letSucceed();
    await attempt(1);
    ran();
    const second = await attempt(2);
    expect(second.exitCode).toBe(0);
    expect(ran()).toEqual(everything);
    expect(second.messages('notice')).toEqual([
      expect.stringContaining('the mission succeeded in the earlier attempt'),
    ]);
  });

  test('F416 starts from the beginning with a notice if the archive is damaged', async () => {
    await serve();
    await attempt(1);
    ran();
    server.damage('mission-Attempts-gate');
    letSucceed();
    const second = await attempt(2);
    expect(second.exitCode).toBe(0);
    expect(ran()).toEqual(everything);
    expect(second.messages('notice')).toEqual([
      expect.stringMatching(/an artifact of an earlier attempt cannot be used/),
    ]);
  });

  test('F417 runs a success again if the checkout has another file in the place of one of its files', async () => {
    await serve();
    await attempt(1);
    ran();
    letSucceed();
    const second = await attempt(2, {}, {}, (job) => job.write('dist/bin/app', 'echo other'));
    expect(second.exitCode).toBe(0);
    expect(second.log).toContain('build runs again: dist/bin/app here has other content than in the archive');
    expect(ran()).toEqual(['build', 'docs', 'unit 7']);
  });

  test('runs everything without a word if the input is not set', async () => {
    await serve();
    await attempt(1, { resume: '' });
    ran();
    letSucceed();
    const second = await attempt(2, { resume: 'off' });
    expect(second.messages('notice')).toEqual([]);
    expect(ran()).toEqual(everything);
    expect(server.requests).not.toContain('ListArtifacts');
  });
});
