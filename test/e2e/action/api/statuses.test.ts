import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ApiServer, type ApiServerOptions, startApiServer, TOKEN } from '../../../github/api/api-server.ts';
import { type EndedStep, fileAppears, type Job, newJob, runStep, startStep, stateOf } from '../step.ts';
import { HEAD, notices, onPullRequest } from './pull-request.ts';

/** A task that fails, what needs it, one that is skipped by its own condition, and one that succeeds. */
const mixed = `name: Mixed
tasks:
  build: { run: 'echo no such module; exit 3' }
  lint: echo fine
  nightly: { if: "github.event_name == 'schedule'", run: echo never }
tests:
  unit: { needs: build, run: echo never }
  e2e: { needs: lint, run: echo fine }
`;

const passing = `name: Pass
tasks:
  build: echo built
  lint: echo fine
tests:
  unit: { needs: build, run: echo fine }
`;

const endless = `name: Endless
tasks:
  first: echo done
  slow: { needs: first, run: 'touch started; sleep 600' }
tests:
  last: { needs: slow, run: echo never }
`;

let job: Job;
let server: ApiServer;
beforeEach(() => {
  job = newJob();
});
afterEach(async () => {
  await server.close();
  job.remove();
});

async function serve(options: ApiServerOptions = {}): Promise<void> {
  server = await startApiServer(options);
}

function environment(extra: Record<string, string> = {}): Record<string, string> {
  return onPullRequest(job, server, extra);
}

function inputs(extra: Record<string, string> = {}): Record<string, string> {
  return { mission: 'mission.yml', gate: 'off', upload: 'false', token: TOKEN, statuses: 'all', ...extra };
}

function run(extra: Record<string, string> = {}): Promise<EndedStep> {
  return runStep(job, 'action', { inputs: inputs(extra), environment: environment() });
}

function post(main: EndedStep): Promise<EndedStep> {
  return runStep(job, 'post', { inputs: inputs(), environment: environment(stateOf(main)) });
}

function described(context: string): string | undefined {
  return server.statuses.findLast((status) => status.context === context)?.description;
}

describe.skipIf(process.platform === 'win32')('commit statuses of the action', { timeout: 90_000 }, () => {
  test('F476 each declared id ends with a result of its own, at the head of the pull request', async () => {
    await serve();
    job.write('mission.yml', mixed);
    const main = await run();
    expect(main).toMatchObject({ exitCode: 1, outputs: { result: 'failed' } });
    expect(notices(main)).toEqual([]);
    expect(server.states()).toEqual({
      'mission / build': 'failure',
      'mission / lint': 'success',
      'mission / nightly': 'success',
      'mission / unit': 'failure',
      'mission / e2e': 'success',
    });
    expect(described('mission / build')).toMatch(/^Failed after .*3/);
    expect(described('mission / unit')).toBe('Did not run, because build did not succeed');
    expect(described('mission / nightly')).toMatch(/^Skipped: /);
    expect(new Set(server.statuses.map(({ sha }) => sha))).toEqual(new Set([HEAD]));
    expect(server.statuses[0]?.target_url).toBe('https://github.com/octo/repo/actions/runs/77');
    // Nothing is left for `post`.
    const requests = server.requests.length;
    expect((await post(main)).log).toBe('');
    expect(server.requests).toHaveLength(requests);
  });

  test('while a task runs, its status is pending, and that of what needs it says so', async () => {
    await serve();
    job.write('mission.yml', endless);
    const step = startStep(job, 'action', { inputs: inputs({ statuses: 'all' }), environment: environment() });
    await fileAppears(join(job.workspace, 'started'));
    for (const id of ['first', 'slow', 'last']) await server.reported(`mission / ${id}`);
    step.process.kill('SIGINT');
    const main = await step.ended;
    expect(server.states()).toMatchObject({ 'mission / slow': 'pending', 'mission / last': 'pending' });
    expect(described('mission / last')).toBe('Waiting for slow');
    const after = await post(main);
    expect(after.exitCode).toBe(0);
    expect(server.states()).toEqual({
      'mission / first': 'success',
      'mission / slow': 'error',
      'mission / last': 'error',
    });
    expect(server.statesOf('mission / first').filter((state) => state !== 'pending')).toEqual(['success']);
  });

  test('F483 after kill -9 of the main step, post settles what is pending, and nothing that is settled', async () => {
    await serve();
    job.write('mission.yml', endless);
    const step = startStep(job, 'action', { inputs: inputs(), environment: environment() });
    await fileAppears(join(job.workspace, 'started'));
    for (const id of ['first', 'slow', 'last']) await server.reported(`mission / ${id}`);
    step.process.kill('SIGKILL');
    const after = await post(await step.ended);
    expect(after.exitCode).toBe(0);
    expect(after.messages('warning')).toEqual([]);
    expect(server.states()).toEqual({
      'mission / first': 'success',
      'mission / slow': 'error',
      'mission / last': 'error',
    });
  });

  test('F483 if the main step is killed before its journal is written, post settles all that is known', async () => {
    await serve();
    job.write('mission.yml', passing);
    const main = await run();
    // As if nothing had been sent, and nothing written.
    const contexts = JSON.stringify({ prefix: 'mission', ids: ['build'], why: 'The mission did not run' });
    const state = {
      ...stateOf(main),
      STATE_dir: join(job.temp, 'nothing'),
      STATE_contexts: contexts,
      STATE_results: '',
    };
    await runStep(job, 'post', { inputs: inputs(), environment: environment(state) });
    expect(server.states()['mission / build']).toBe('error');
  });

  test.each([
    ['a token that can only read', 403, 1],
    ['a repository that the token does not see', 404, 1],
    ['a commit that GitHub does not know', 422, 3],
  ] as const)('F481 with %s, one notice appears and the verdict stands', async (_, always, requests) => {
    await serve({ always });
    job.write('mission.yml', passing);
    const main = await run();
    expect(main).toMatchObject({ exitCode: 0, outputs: { result: 'succeeded' } });
    expect(notices(main)).toEqual([expect.stringContaining(`No commit status can be sent: it answered ${always}`)]);
    expect(server.requests).toHaveLength(requests);
    expect((await post(main)).log).toBe('');
  });

  test('F481 without a token, one notice appears and the verdict stands', async () => {
    await serve();
    job.write('mission.yml', passing);
    const main = await run({ token: '' });
    expect(main).toMatchObject({ exitCode: 0 });
    expect(notices(main)).toEqual(['No commit status can be sent. The input `token` is empty.']);
    expect(server.requests).toEqual([]);
  });

  test('F482 a service that never answers delays the step by some seconds only', async () => {
    await serve({ always: 'hang' });
    job.write('mission.yml', passing);
    const began = Date.now();
    const main = await run();
    expect(main).toMatchObject({ exitCode: 0, outputs: { result: 'succeeded' } });
    // The limit is ten seconds; the rest is the start of the step on a machine that may be busy.
    expect(Date.now() - began).toBeLessThan(40_000);
    expect(notices(main)).toEqual([]);
  });

  test('F482 with more tasks than the main step can report in time, post sends the rest, each result once', async () => {
    await serve();
    const tasks = Array.from({ length: 24 }, (_, index) => `  t${index}: echo ${index}\n`).join('');
    job.write('mission.yml', `name: Many\ntasks:\n${tasks}`);
    const main = await run();
    expect(main).toMatchObject({ exitCode: 0, outputs: { result: 'succeeded' } });
    expect(notices(main)).toEqual([]);
    const sent = Object.values(server.states()).filter((state) => state === 'success').length;
    expect(sent).toBeGreaterThan(0);
    expect(sent).toBeLessThan(24);
    const after = await post(main);
    expect(after).toMatchObject({ exitCode: 0 });
    expect(notices(after)).toEqual([]);
    expect(after.log).toContain('that the main step left, one a second');
    expect(Object.values(server.states())).toEqual(Array.from({ length: 24 }, () => 'success'));
    const results = server.statuses.filter(({ state }) => state === 'success').map(({ context }) => context);
    expect(results).toHaveLength(new Set(results).size);
  });

  test('F484 an id that the selection leaves out is a success that says so', async () => {
    await serve();
    job.write('mission.yml', passing);
    await run({ only: 'lint' });
    expect(server.states()).toEqual({
      'mission / build': 'success',
      'mission / lint': 'success',
      'mission / unit': 'success',
    });
    expect(described('mission / unit')).toBe('Left out by the inputs `only` and `skip`');
  });

  test('`tests` reports the tests only, under the given prefix', async () => {
    await serve();
    job.write('mission.yml', passing);
    await run({ statuses: 'tests', 'status-prefix': 'linux' });
    expect(server.states()).toEqual({ 'linux / unit': 'success' });
  });

  test.each([
    ['the mission file is invalid', passing.replace('run: echo fine', 'runs: echo fine'), {}, 'in mission.yml'],
    ['the mission file is not YAML', `${passing}<<<<<<< HEAD\n`, {}, 'in mission.yml'],
    ['an input has no valid value', passing, { gate: 'sometimes' }, '1 mistake in the inputs of this step'],
    ['nothing has the id of an input', passing, { only: 'lnit' }, '1 mistake in the inputs of this step'],
  ])('F680 if %s, each id is an error, and no success of an earlier run stands', async (_, text, extra, why) => {
    await serve();
    job.write('mission.yml', passing);
    await run();
    expect(server.states()).toMatchObject({ 'mission / unit': 'success' });
    job.write('mission.yml', text);
    const main = await run(extra);
    expect(main).toMatchObject({ exitCode: 1, outputs: { result: 'invalid' } });
    expect(main.commands.filter(({ name, message }) => name === 'add-mask' && message === TOKEN)).toHaveLength(1);
    // What the step had no time for.
    await post(main);
    expect(server.states()).toEqual({
      'mission / build': 'error',
      'mission / lint': 'error',
      'mission / unit': 'error',
    });
    expect(described('mission / unit')).toMatch(/^Nothing was run: /);
    expect(described('mission / unit')).toContain(why);
  });

  test('F680 if the step ends before all errors are sent, post sends the rest', async () => {
    await serve();
    const tasks = Array.from({ length: 8 }, (_, index) => `  t${index}: { runs: true }\n`).join('');
    job.write('mission.yml', `name: Many\ntasks:\n${tasks}`);
    const step = startStep(job, 'action', { inputs: inputs(), environment: environment() });
    await server.arrived(2);
    step.process.kill('SIGKILL');
    const after = await post(await step.ended);
    expect(after).toMatchObject({ exitCode: 0 });
    expect(Object.values(server.states())).toEqual(Array.from({ length: 8 }, () => 'error'));
    const descriptions = new Set(server.statuses.map(({ description }) => description));
    expect([...descriptions]).toEqual([expect.stringMatching(/^Nothing was run: \d+ errors in mission\.yml$/)]);
  });

  test('F680 if no id can be read, one notice says that a required status stays pending', async () => {
    await serve();
    const main = await run();
    expect(main).toMatchObject({ exitCode: 1, outputs: { result: 'invalid' } });
    expect(server.requests).toEqual([]);
    expect(notices(main)).toEqual([
      'No id of the mission can be read, so no commit status is sent. A required one stays pending.',
    ]);
  });

  test('F680 a job with `merge` and an invalid input leaves the results of the parts as they are', async () => {
    await serve();
    job.write('mission.yml', passing);
    for (const extra of [{ merge: 'true', log: 'loud' }, { merge: 'perhaps' }]) {
      expect(await run(extra)).toMatchObject({ exitCode: 1, outputs: { result: 'invalid' } });
    }
    expect(server.requests).toEqual([]);
    job.write('mission.yml', 'name: Broken\ntasks:\n  unit: { runs: true }\n');
    expect(await run({ merge: 'true' })).toMatchObject({ exitCode: 1, outputs: { result: 'invalid' } });
    expect(server.states()).toEqual({ 'mission / unit': 'error' });
  });

  test('F680 a part that is refused sends nothing, because the job with `merge` does', async () => {
    await serve();
    job.write('mission.yml', passing);
    expect(await run({ part: '3/2', plan: 'no plan' })).toMatchObject({ exitCode: 1, outputs: { result: 'invalid' } });
    expect(server.requests).toEqual([]);
  });

  test('F480 the token is masked, and is in no log, no file of the run and no environment of a task', async () => {
    await serve();
    job.write('mission.yml', 'name: Env\ntasks:\n  env: { run: "env; cat /proc/$PPID/cmdline || true" }\n');
    const main = await run();
    expect(main.exitCode).toBe(0);
    expect(main.commands.filter(({ name, message }) => name === 'add-mask' && message === TOKEN)).toHaveLength(1);
    expect(main.log.replace(/^::add-mask::.*$/gm, '')).not.toContain(TOKEN);
    const { dir = '' } = main.outputs;
    const entries = readdirSync(dir, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    expect(files.length).toBeGreaterThan(4);
    expect(files.filter((path) => readFileSync(path).includes(TOKEN))).toEqual([]);
    expect(JSON.stringify([main.state, main.outputs, main.summary])).not.toContain(TOKEN);
  });
});
