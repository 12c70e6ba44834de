import { afterEach, describe, expect, test } from 'vitest';
import { delayOf } from '../../../src/github/api/rate-limit.ts';
import { type ApiAnswer, requestsTo } from '../../../src/github/api/request.ts';
import { type ApiFault, type ApiServer, startApiServer, TOKEN } from './api-server.ts';

const SHA = 'a'.repeat(40);

let server: ApiServer | undefined;
afterEach(async () => {
  await server?.close();
});

async function post(fault: ApiFault | undefined, limit = 5_000): Promise<ApiAnswer> {
  server = await startApiServer({ faults: [fault] });
  return send(server.url, limit);
}

function send(url: string, limit = 5_000, token = TOKEN): Promise<ApiAnswer> {
  const request = requestsTo({ url, repository: 'octo/repo', token }, () => 1_000_000_000_000);
  const body = {
    state: 'success',
    description: 'Succeeded',
    context: 'mission / a',
    target_url: 'https://example.com',
  };
  return request({ method: 'POST', path: `/statuses/${SHA}`, body, limit });
}

describe('requestsTo', () => {
  test('sends the body with the token, and returns the answer', async () => {
    expect(await post(undefined)).toEqual({ type: 'done', value: { id: 1 } });
    expect(server?.statuses).toMatchObject([{ sha: SHA, context: 'mission / a', state: 'success' }]);
  });

  test.each([
    [403, 'it answered 403 "Resource not accessible by integration"'],
    [404, 'it answered 404 "Not Found"'],
    [422, 'it answered 422 "Validation Failed"'],
    [401, 'it answered 401 "Bad credentials"'],
  ] as const)('%d is refused for good', async (status, why) => {
    expect(await post(status)).toEqual({ type: 'refused', status, why });
  });

  test.each([500, 502, 503, 504, 408] as const)('%d may pass', async (status) => {
    expect(await post(status)).toMatchObject({ type: 'failed', why: expect.stringContaining(String(status)) });
  });

  test('429 and 403 with a time to wait are no refusal', async () => {
    expect(await post({ status: 429, headers: { 'retry-after': '7' } })).toMatchObject({
      type: 'limited',
      delay: 7_000,
    });
    await server?.close();
    const message = 'You have exceeded a secondary rate limit';
    expect(await post({ status: 403, message })).toMatchObject({ type: 'limited', delay: 60_000 });
  });

  test('an answer that is not JSON, a reset connection and a refused one are failures that name the reason', async () => {
    expect(await post('not-json')).toEqual({ type: 'failed', why: 'it answered 200' });
    await server?.close();
    expect(await post('reset')).toMatchObject({ type: 'failed', why: expect.stringMatching(/closed|reset|socket/i) });
    await server?.close();
    expect(await send(server?.url ?? '')).toMatchObject({
      type: 'failed',
      why: expect.stringContaining('ECONNREFUSED'),
    });
  });

  test('a request without an answer ends at its limit', async () => {
    expect(await post('hang', 100)).toEqual({ type: 'failed', why: 'no answer within 0.1 s' });
  });

  test('F480 the token is in no error message', async () => {
    const answer = await send('http://127.0.0.1:1', 5_000, 'two words\nghs_secret');
    expect(answer.type).toBe('failed');
    expect(JSON.stringify(answer)).not.toContain('ghs_secret');
  });
});

describe('delayOf', () => {
  const headers = (entries: Record<string, string> = {}) => new Headers(entries);

  test('reads how long to wait, within bounds', () => {
    const now = 1_000_000_000_000;
    const reset = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1000000030' };
    expect(delayOf(429, headers({ 'retry-after': '5' }), '', now)).toBe(5_000);
    expect(delayOf(403, headers(reset), '', now)).toBe(30_000);
    expect(delayOf(429, headers(), '', now)).toBe(60_000);
    expect(delayOf(429, headers({ 'retry-after': 'soon' }), '', now)).toBe(60_000);
    // The clock of this machine is ahead, or the number makes no sense.
    expect(delayOf(403, headers({ ...reset, 'x-ratelimit-reset': '1' }), '', now)).toBe(1_000);
    expect(delayOf(429, headers({ 'retry-after': '999999999' }), '', now)).toBe(6 * 3_600_000);
  });

  test('a missing permission and other statuses are no rate limit', () => {
    expect(delayOf(403, headers({ 'x-ratelimit-remaining': '4999' }), 'Resource not accessible', 0)).toBeUndefined();
    expect(delayOf(503, headers({ 'retry-after': '5' }), '', 0)).toBeUndefined();
  });
});
