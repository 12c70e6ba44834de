import { createServer } from 'node:http';
import { expect } from '../bench/expect.mjs';
import { withPage } from '../bench/page.mjs';

export const title = 'Live feed reconnects after a restart';

export function check(_service, bench) {
  return observe(bench, { firstWait: 60, attempts: 2 });
}

/** A longer outage: the attempts must become less frequent, and the first one after the outage must succeed. */
export function prove(bench) {
  return observe(bench, { firstWait: 110, attempts: 3 });
}

function observe(bench, { firstWait, attempts }) {
  return bench.withCopy({}, (first) =>
    withPage(first, { firstWait }, async (page) => {
      const connected = () => page.text('live').startsWith('Connected');
      await page.signIn(first.key);
      expect(
        await page.shows(connected, 3_000),
        `Page: expected the live feed to connect, the page shows "${page.text('live')}".`,
      );
      const outage = await startOutage(first, attempts, firstWait * 2 ** attempts + 3_000);
      expect(
        outage.times.length === attempts,
        `Page, live feed lost: expected ${attempts} attempts to reconnect, saw ${outage.times.length}.`,
      );
      for (const [index, time] of outage.times.entries()) {
        const waited = index === 0 ? time - outage.begun : time - outage.times[index - 1];
        const due = firstWait * 2 ** index;
        // Timers may fire a millisecond early.
        expect(
          waited >= due - 2,
          `Page, attempt ${index + 1} to reconnect: expected a wait of ${due} ms, saw ${Math.round(waited)} ms.`,
        );
      }
      expect(!connected(), 'Page: it shows a connection while the service is down.');
      const { port, key } = first;
      const back = await bench.withCopy({ port, key }, () => page.shows(connected, firstWait * 2 ** attempts + 4_000));
      expect(
        back,
        `Page, control center restarted: expected the live feed to reconnect, found "${page.text('live')}".`,
      );
      return `${attempts} attempts during the outage, each waiting twice as long as the last; reconnected after it`;
    }),
  );
}

/** Stops the service. A server that answers 503 takes its port until it has seen `attempts` requests or `limit` (ms) is over. */
async function startOutage(service, attempts, limit) {
  const times = [];
  let enough;
  const seen = new Promise((resolve) => {
    enough = resolve;
  });
  const server = createServer((_request, response) => {
    times.push(performance.now());
    response.writeHead(503, { connection: 'close' }).end('{}');
    if (times.length === attempts) enough();
  });
  const begun = performance.now();
  await service.stop();
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(service.port, '127.0.0.1', resolve);
  });
  const timer = setTimeout(enough, limit);
  await seen;
  clearTimeout(timer);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return { begun, times };
}
