import { afterEach, describe, expect, test } from 'vitest';
import { requestsTo } from '../../../src/github/api/request.ts';
import { createSender, type Pace, type SendingEnd, type StatusSender } from '../../../src/github/statuses/sender.ts';
import { statusNotice } from '../../../src/github/statuses/status-notice.ts';
import type { CommitStatus } from '../../../src/report/statuses/commit-status.ts';
import type { StatusContext } from '../../../src/report/statuses/contexts.ts';
import { type ApiServer, type ApiServerOptions, startApiServer, TOKEN } from '../api/api-server.ts';

/** Fast, so that the tests need not wait. */
const PACE: Pace = { spacing: 10, backoff: 10, longestBackoff: 40, requestLimit: 3_000 };

const LONG = 20_000;
const never = new AbortController().signal;

let server: ApiServer;
afterEach(() => server.close());

interface Setting {
  readonly sender: StatusSender;
  /** Changes the status of a task. */
  set(id: string, state: CommitStatus['state'], phase?: string): void;
  readonly results: string[];
}

async function start(
  ids: readonly string[],
  options: ApiServerOptions = {},
  pace: Partial<Pace> = {},
): Promise<Setting> {
  server = await startApiServer(options);
  const statuses = new Map<string, CommitStatus>();
  const results: string[] = [];
  const contexts = ids.map((id): StatusContext => ({ id, context: `mission / ${id}` }));
  const set = (id: string, state: CommitStatus['state'], phase: string = state): void => {
    statuses.set(id, { state, description: phase, phase });
  };
  for (const id of ids) set(id, 'pending');
  const sender = createSender({
    contexts,
    statusOf: (id) => statuses.get(id) ?? { state: 'error', description: '', phase: 'unknown' },
    send: requestsTo({ url: server.url, repository: 'octo/repo', token: TOKEN }),
    sha: 'a'.repeat(40),
    targetUrl: 'https://github.com/octo/repo/actions/runs/77',
    pace: { ...PACE, ...pace },
    now: () => Number(process.hrtime.bigint()) / 1e6,
    resultSent: ({ id }) => results.push(id),
  });
  return { sender, set, results };
}

/** All tasks succeed before the first request. */
async function finishAll(ids: readonly string[], options: ApiServerOptions, limit = LONG): Promise<SendingEnd> {
  const { sender, set } = await start(ids, options);
  for (const id of ids) set(id, 'success');
  return sender.finish(limit, never);
}

describe('createSender', () => {
  test('sends pending statuses while the mission runs, and each result once', async () => {
    const { sender, set, results } = await start(['a', 'b']);
    sender.wake();
    await server.arrived(2);
    set('a', 'failure');
    sender.wake();
    sender.wake();
    await server.arrived(3);
    set('b', 'success');
    expect(await sender.finish(LONG, never)).toEqual({ type: 'sent', rejected: [] });
    expect(server.statesOf('mission / a')).toEqual(['pending', 'failure']);
    expect(server.statesOf('mission / b')).toEqual(['pending', 'success']);
    expect(results).toEqual(['a', 'b']);
    expect(server.statuses[0]?.target_url).toBe('https://github.com/octo/repo/actions/runs/77');
  });

  test('F478 requests are spaced, however many statuses change at once', async () => {
    const ids = ['a', 'b', 'c', 'd'];
    const { sender, set } = await start(ids, {}, { spacing: 60 });
    for (const id of ids) set(id, 'success');
    await sender.finish(LONG, never);
    const gaps = server.times.slice(1).map((time, index) => time - (server.times[index] ?? 0));
    expect(gaps).toHaveLength(3);
    expect(Math.min(...gaps)).toBeGreaterThan(50);
  });

  test('F478 after the end, only the result of each context is sent', async () => {
    expect(await finishAll(['a', 'b', 'c'], {})).toEqual({ type: 'sent', rejected: [] });
    expect(server.statuses.map(({ state }) => state)).toEqual(['success', 'success', 'success']);
  });

  test.each([
    ['5xx', [500, 503, 502]],
    ['a reset connection', ['reset', 'reset']],
    ['no answer', ['hang']],
    ['an answer that is not JSON', ['not-json']],
  ] as const)('F481 after %s, the status is sent again', async (_, faults) => {
    expect(await finishAll(['a'], { faults })).toMatchObject({ type: 'sent', rejected: [] });
    expect(server.states()).toEqual({ 'mission / a': 'success' });
    expect(server.requests).toHaveLength(faults.length + 1);
  });

  test.each([401, 403, 404] as const)('F481 after %d, nothing more is sent', async (status) => {
    const end = await finishAll(['a', 'b', 'c'], { always: status });
    expect(end).toMatchObject({ type: 'refused', status });
    expect(server.requests).toHaveLength(1);
  });

  test.each([401, 403, 404] as const)('F683 after %d in between, the status is sent again', async (status) => {
    const faults = [undefined, status, undefined, status, status];
    expect(await finishAll(['a', 'b', 'c'], { faults })).toEqual({
      type: 'sent',
      rejected: [],
      why: expect.stringContaining(`${status}`),
    });
    expect(server.states()).toEqual({ 'mission / a': 'success', 'mission / b': 'success', 'mission / c': 'success' });
  });

  test('F481 a context that GitHub rejects does not stop the rest', async () => {
    const end = await finishAll(['a', 'b', 'c'], { faults: [undefined, 422] });
    expect(end).toMatchObject({ type: 'sent', rejected: [{ id: 'b' }] });
    expect(server.states()).toEqual({ 'mission / a': 'success', 'mission / c': 'success' });
    expect(statusNotice(end, false)).toBe(
      'GitHub rejected the commit status of mission / b: it answered 422 "Validation Failed".',
    );
  });

  test('F481 if GitHub rejects every context, the third is the last', async () => {
    expect(await finishAll(['a', 'b', 'c', 'd', 'e'], { always: 422 })).toMatchObject({ type: 'refused', status: 422 });
    expect(server.requests).toHaveLength(3);
  });

  test('F482 a rate limit that is longer than the time that is left ends the wait at once', async () => {
    const began = Date.now();
    const fault = { status: 429, headers: { 'retry-after': '3600' } };
    const end = await finishAll(['a', 'b'], { faults: [undefined, fault] });
    expect(end).toMatchObject({ type: 'left', left: 1, why: expect.stringContaining('429') });
    expect(Date.now() - began).toBeLessThan(LONG / 2);
    expect(server.requests).toHaveLength(2);
  });

  test('a rate limit that ends in time is waited for', async () => {
    const fault = { status: 403, headers: { 'retry-after': '1' } };
    expect(await finishAll(['a'], { faults: [fault] })).toMatchObject({ type: 'sent' });
    expect((server.times[1] ?? 0) - (server.times[0] ?? 0)).toBeGreaterThan(990);
  });

  test.each([
    ['is slow', { slowness: 400 }],
    ['never answers', { always: 'hang' }],
    ['fails all the time', { always: 503 }],
  ] as const)('F482 if the service %s, the wait ends at its limit', async (_, options) => {
    const end = await finishAll(['a', 'b', 'c', 'd'], options, 700);
    expect(end.type).toBe('left');
    expect(statusNotice(end, false)).toMatch(/^\d commit status(?:es were| was) not sent in time/);
  });

  test('F482 a cancelled step does not wait at all', async () => {
    const { sender, set } = await start(['a'], { always: 'hang' });
    set('a', 'error');
    const controller = new AbortController();
    const finished = sender.finish(LONG, controller.signal);
    await server.arrived(1);
    controller.abort();
    expect(await finished).toMatchObject({ type: 'left', left: 1 });
    const again = await start(['a']);
    again.set('a', 'error');
    await server.close();
    expect(await again.sender.finish(LONG, AbortSignal.abort())).toMatchObject({ type: 'left', left: 1 });
  });

  test('without contexts, nothing is sent', async () => {
    expect(await finishAll([], {})).toEqual({ type: 'sent', rejected: [] });
    expect(server.requests).toEqual([]);
  });
});

describe('statusNotice', () => {
  test.each([
    [401, false, /has not expired/],
    [403, false, /statuses: write.*Dependabot/],
    [403, true, /from a fork can only read/],
    [422, false, /Check that the commit/],
  ] as const)('says what to do after %d, from a fork: %s', (status, isFork, expected) => {
    expect(statusNotice({ type: 'refused', status, why: 'it answered' }, isFork)).toMatch(expected);
  });
});
