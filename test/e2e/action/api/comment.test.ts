import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ApiServer, type ApiServerOptions, startApiServer, TOKEN } from '../../../github/api/api-server.ts';
import { type ArtifactServer, startArtifactServer } from '../artifact-server.ts';
import { type EndedStep, fileAppears, type Job, newJob, runStep, startStep, stateOf } from '../step.ts';
import { notices, onPullRequest } from './pull-request.ts';

const failing = `name: Gate of the shop
tasks:
  build: { run: 'echo built; echo "::error::@octocat <b>" >&2; exit 3' }
tests:
  unit: { needs: build, run: echo never }
`;

const passing = failing.replace('exit 3', 'exit 0');

const endless = "name: Endless\ntasks:\n  slow: { run: 'touch started; sleep 600' }\n";

let job: Job;
let api: ApiServer;
let artifacts: ArtifactServer;
beforeEach(async () => {
  job = newJob();
  artifacts = await startArtifactServer();
});
afterEach(async () => {
  await api.close();
  await artifacts.close();
  job.remove();
});

async function serve(options: ApiServerOptions = {}): Promise<void> {
  api = await startApiServer(options);
}

const inputs = { mission: 'mission.yml', gate: 'off', token: TOKEN, comment: 'true' };

function environment(extra: Record<string, string> = {}): Record<string, string> {
  return onPullRequest(job, api, { ...artifacts.environment, ...extra });
}

function run(extra: Record<string, string> = {}, more: Record<string, string> = {}): Promise<EndedStep> {
  return runStep(job, 'action', { inputs: { ...inputs, ...extra }, environment: environment(more) });
}

describe.skipIf(process.platform === 'win32')('the comment of the action', { timeout: 90_000 }, () => {
  test('one comment has the verdict, the reason and links, and a later run updates it', async () => {
    await serve();
    job.write('mission.yml', failing);
    const first = await run();
    expect(first).toMatchObject({ exitCode: 1, outputs: { result: 'failed' } });
    expect(notices(first)).toEqual([]);
    const [comment] = api.comments;
    expect(comment?.body).toContain('### Gate of the shop');
    expect(comment?.body).toMatch(/- ❌ `build`: failed .*Log: `logs\/build.log` in \[the artifact\]/);
    expect(comment?.body).toContain('/actions/runs/77/artifacts/1001)');
    expect(comment?.body).toContain('commit bbbbbbbb');
    job.write('mission.yml', passing);
    await run({}, { GITHUB_RUN_ATTEMPT: '2', GITHUB_RUN_ID: '78' });
    expect(api.comments).toHaveLength(1);
    expect(comment?.body).toContain('The mission succeeded');
    expect(comment?.body).toContain('runs/78/attempts/2');
  });

  test('another job with the same mission has a comment of its own', async () => {
    await serve();
    job.write('mission.yml', passing);
    await run();
    await run({}, { GITHUB_JOB: 'nightly' });
    await run({ 'status-prefix': 'macos' });
    expect(api.comments).toHaveLength(3);
  });

  test.each(['SIGINT', 'SIGKILL'] as const)('F483 after %s, post writes the comment', async (signal) => {
    await serve();
    job.write('mission.yml', endless);
    const step = startStep(job, 'action', { inputs, environment: environment() });
    await fileAppears(join(job.workspace, 'started'));
    step.process.kill(signal);
    const main = await step.ended;
    expect(api.comments).toEqual([]);
    const after = await runStep(job, 'post', { inputs, environment: environment(stateOf(main)) });
    expect(after.messages('warning')).toEqual([]);
    expect(api.comments).toHaveLength(1);
    expect(api.comments[0]?.body).toContain('The mission was cancelled');
  });

  test('F481 a token that can only read, or an event without a pull request, is one notice', async () => {
    await serve({ always: 403 });
    job.write('mission.yml', passing);
    const refused = await run();
    expect(refused).toMatchObject({ exitCode: 0, outputs: { result: 'succeeded' } });
    expect(notices(refused)).toEqual([expect.stringContaining('pull-requests: write')]);
    const pushed = await run({}, { GITHUB_EVENT_PATH: '', GITHUB_EVENT_NAME: 'push' });
    expect(pushed.exitCode).toBe(0);
    expect(notices(pushed)).toEqual(['The event push has no pull request to comment on.']);
  });
});

describe.skipIf(process.platform === 'win32')('parts of a mission', { timeout: 90_000 }, () => {
  const plan = '1: build\n2: unit\n';

  test('F476 each part reports its own tasks, and the job that merges them reports those of a missing part and writes the comment', async () => {
    await serve();
    job.write('mission.yml', passing.replace('{ run:', '{ artifacts: [], run:'));
    const all = { plan, statuses: 'all' };
    const first = await run({ ...all, part: '1/2' });
    expect(first.exitCode).toBe(0);
    expect(api.states()).toEqual({ 'mission / build': 'success' });
    expect(api.comments).toEqual([]);
    const merged = await run({ ...all, merge: 'true' });
    expect(merged.exitCode).toBe(1);
    expect(api.states()).toEqual({ 'mission / build': 'success', 'mission / unit': 'error' });
    expect(api.statuses.at(-1)?.description).toBe('Did not run: its part did not report');
    expect(api.statesOf('mission / build')).not.toContain('error');
    expect(api.comments).toHaveLength(1);
    expect(api.comments[0]?.body).toContain('part 2 of 2 did not report');
  });

  test('if there is no plan, the job that merges reports an error for each task', async () => {
    await serve();
    job.write('mission.yml', passing);
    const merged = await run({ merge: 'true', statuses: 'tests' });
    expect(merged.exitCode).toBe(1);
    expect(api.states()).toEqual({ 'mission / unit': 'error' });
  });
});
