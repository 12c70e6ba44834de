import { setTimeout as pause } from 'node:timers/promises';
import { expect, expectStatus } from '../bench/expect.mjs';

export const title = 'Rate limit for each client';

const LIMIT = 20;

export function check(_service, bench) {
  return observe(bench, 700, 1);
}

/** Over several windows: requests that are refused in one are accepted in the next, and never more than the limit. */
export function prove(bench) {
  return observe(bench, 500, 2);
}

function observe(bench, window, windows) {
  return bench.withCopy({ RATE_LIMIT: LIMIT, RATE_WINDOW: window }, async (service) => {
    const what = `${LIMIT * 2} requests within ${window} ms`;
    for (let round = 0; round < windows; round += 1) {
      const begun = performance.now();
      const answers = await Promise.all(Array.from({ length: LIMIT * 2 }, () => ask(service)));
      const took = performance.now() - begun;
      const accepted = answers.filter(({ status }) => status === 200).length;
      // On a machine that needs longer than a window for this, a second window may begin.
      if (took < window) expect(accepted === LIMIT, `${what}: expected ${LIMIT} to be answered, ${accepted} were.`);
      const refused = answers.find(({ status }) => status === 429);
      expect(refused !== undefined, `${what}: none was refused.`);
      expect(Number(refused.headers['retry-after']) >= 1, `${what}: the refusal does not say when to try again.`);
      await expectOpenAgain(service, window, begun);
      // The request that found the window open has started a new one.
      if (round + 1 < windows) await pause(window);
    }
    return `${LIMIT} of ${LIMIT * 2} requests answered in each of ${windows} windows, over as many connections`;
  });
}

/** Each request has its own connection, because the limit applies to the client and not to the connection. */
function ask(service) {
  return service.get('/api/status', { fresh: true });
}

async function expectOpenAgain(service, window, begun) {
  for (;;) {
    const answer = await ask(service);
    const passed = performance.now() - begun;
    if (answer.status === 200) {
      expect(passed >= window - 2, `The window of ${window} ms was open again after ${Math.round(passed)} ms.`);
      return;
    }
    expectStatus(answer, 429, 'GET /api/status past the limit');
    expect(passed < window + 3_000, `The window of ${window} ms is still closed after ${Math.round(passed)} ms.`);
    await pause(30);
  }
}
