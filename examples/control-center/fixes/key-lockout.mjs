import { setTimeout as pause } from 'node:timers/promises';
import { expect, expectStatus } from '../bench/expect.mjs';

export const title = 'Lockout after wrong keys';

const ATTEMPTS = 4;

export function check(_service, bench) {
  return observe(bench, 300, 1);
}

/** Measures the lockouts of a client that keeps guessing. Each must last twice as long as the one before. */
export function prove(bench) {
  return observe(bench, 1_100, 3);
}

function observe(bench, first, lockouts) {
  return bench.withCopy({ LOCKOUT_ATTEMPTS: ATTEMPTS, LOCKOUT_FIRST: first }, async (service) => {
    const lengths = [];
    for (let lockout = 0; lockout < lockouts; lockout += 1)
      lengths.push(await observeOne(service, first * 2 ** lockout));
    // The right key, once it is accepted again, resets the count.
    expectStatus(await service.call('POST', '/api/tickets'), 200, 'POST /api/tickets with the key after the lockout');
    await guess(service, ATTEMPTS - 1);
    expectStatus(
      await service.call('POST', '/api/tickets'),
      200,
      `POST /api/tickets with the key after ${ATTEMPTS - 1} wrong ones`,
    );
    return `${ATTEMPTS} wrong keys lock the client out for ${lengths.map((length) => `${length} ms`).join(', then ')}`;
  });
}

/** Triggers a lockout and retries until it ends. Returns the milliseconds that it lasted. */
async function observeOne(service, due) {
  const begun = performance.now();
  await guess(service, ATTEMPTS);
  const locked = performance.now();
  const what = `after ${ATTEMPTS} wrong keys`;
  for (;;) {
    const asked = performance.now();
    // Without a key: that counts as no guess, and does not reset the count of lockouts as the right key would.
    const answer = await service.request('POST', '/api/tickets');
    const passed = performance.now() - begun;
    if (answer.status === 403) {
      expect(
        passed >= due,
        `${what}: expected to be locked out for ${due} ms, was accepted after ${Math.round(passed)} ms.`,
      );
      return Math.round(passed);
    }
    expectStatus(answer, 429, `POST /api/tickets ${what}`);
    expect(Number(answer.headers['retry-after']) >= 1, `${what}: the answer does not say when to try again.`);
    expect(asked - locked < due + 2_000, `${what}: expected the lockout to end after ${due} ms, still locked out.`);
    if (asked - locked < due / 2) {
      expectStatus(await service.call('POST', '/api/tickets'), 429, `POST /api/tickets with the right key ${what}`);
    }
    await pause(40);
  }
}

async function guess(service, times) {
  for (let attempt = 0; attempt < times; attempt += 1) {
    const headers = { 'x-api-key': `guess-${attempt}` };
    expectStatus(await service.request('POST', '/api/tickets', { headers }), 403, 'POST /api/tickets with a wrong key');
  }
}
