import { setTimeout as pause } from 'node:timers/promises';
import { expect, expectStatus } from '../bench/expect.mjs';

export const title = 'Lock-out of who guesses keys';

const ATTEMPTS = 4;

export function check(_service, bench) {
  return observe(bench, 300, 1);
}

/** The lock-outs of a client that goes on guessing, from the first moment to the last: each twice as long. */
export function prove(bench) {
  return observe(bench, 1_100, 3);
}

function observe(bench, first, lockouts) {
  return bench.withCopy({ LOCKOUT_ATTEMPTS: ATTEMPTS, LOCKOUT_FIRST: first }, async (service) => {
    const lengths = [];
    for (let lockout = 0; lockout < lockouts; lockout += 1)
      lengths.push(await observeOne(service, first * 2 ** lockout));
    // The right key, once it is heard again, makes up for everything.
    expectStatus(await service.call('POST', '/api/tickets'), 200, 'POST /api/tickets with the key after the lock-out');
    await guess(service, ATTEMPTS - 1);
    expectStatus(await service.call('POST', '/api/tickets'), 200, `the key after ${ATTEMPTS - 1} wrong ones`);
    return `after ${ATTEMPTS} wrong keys locked out for ${lengths.map((length) => `${length} ms`).join(', then ')}`;
  });
}

/** Locks ourselves out and asks until we are heard again; the milliseconds that it took. */
async function observeOne(service, due) {
  const begun = performance.now();
  await guess(service, ATTEMPTS);
  const locked = performance.now();
  const what = `after ${ATTEMPTS} wrong keys`;
  for (;;) {
    const asked = performance.now();
    // Without a key: that is no guess, and it does not end the count of lock-outs as the right one would.
    const answer = await service.request('POST', '/api/tickets');
    const passed = performance.now() - begun;
    if (answer.status === 403) {
      expect(
        passed >= due,
        `${what}: expected to be locked out for ${due} ms, was heard after ${Math.round(passed)} ms.`,
      );
      return Math.round(passed);
    }
    expectStatus(answer, 429, `POST /api/tickets ${what}`);
    expect(Number(answer.headers['retry-after']) >= 1, `${what}: the answer does not say when to try again.`);
    expect(asked - locked < due + 2_000, `${what}: expected to be heard again after ${due} ms, still locked out.`);
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
