import { createServer } from 'node:http';
import { expect } from '../bench/expect.mjs';
import { withPage } from '../bench/page.mjs';

export const title = 'Loading state and error messages';

export function check(service) {
  return observe(service, { slow: 150, patience: 400 });
}

/** With a realistically slow back end. */
export function prove(bench) {
  return bench.withCopy({}, (service) => observe(service, { slow: 500, patience: 900 }));
}

/** Loads the page from the service, with a back end behind its API that this proof controls. */
async function observe(service, { slow, patience }) {
  const backEnd = await startBackEnd();
  try {
    return await withPage({ ...service, origin: backEnd.origin }, { patience }, async (page) => {
      const busy = () => page.document.body.getAttribute('aria-busy') === 'true';
      backEnd.answer = (response) => setTimeout(() => response.end('[]'), slow);
      const loading = page.signIn('key').catch(() => undefined);
      expect(page.text('status') !== '' && busy(), 'Page: nothing shows that it is loading.');
      await loading;
      expect(!busy(), 'Page: it still shows that it is loading after the answer arrived.');

      const cases = [
        [/not accepted/i, 'status 403', (response) => response.writeHead(403).end('{}')],
        [/again in 7 s/i, 'status 429', (response) => response.writeHead(429, { 'retry-after': 7 }).end('{}')],
        [/failed \(500\)/i, 'status 500', (response) => response.writeHead(500).end('{}')],
        [/cannot be reached/i, 'a cut connection', (response) => response.destroy()],
        [/in time/i, `no answer for ${patience} ms`, () => undefined],
      ];
      for (const [due, what, answer] of cases) {
        backEnd.answer = answer;
        await withLimit(page.signIn('key'), patience + 2_000);
        expect(
          due.test(page.text('status')),
          `Page, ${what}: expected the status to match ${due}, found "${page.text('status')}".`,
        );
        expect(!page.element('retry').hidden, `Page, ${what}: the page has no way to try again.`);
      }
      backEnd.answer = (response) => response.end('[{ "name": "Unit 9", "place": "Roof", "state": "running" }]');
      page.element('retry').dispatch('click');
      const filled = await page.shows(() => page.text('devices').includes('Unit 9'), 2_000);
      expect(filled, 'Page: after the back end recovered, trying again shows nothing.');
      return `loading shown for ${slow} ms; messages for ${cases.length} kinds of failure; retry works`;
    });
  } finally {
    backEnd.stop();
  }
}

/** A page that ignores failures may wait forever or throw. Neither must prevent the report of what it shows. */
async function withLimit(promise, limit) {
  let timer;
  const over = new Promise((resolve) => {
    timer = setTimeout(resolve, limit);
  });
  await Promise.race([promise.catch(() => undefined), over]);
  clearTimeout(timer);
}

async function startBackEnd() {
  const server = createServer((request, response) => {
    if (request.url === '/api/devices') backEnd.answer(response);
    else response.end('{ "events": [], "ticket": "none" }');
  });
  const backEnd = {
    answer: (response) => response.end('[]'),
    origin: '',
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  backEnd.origin = `http://127.0.0.1:${server.address().port}`;
  return backEnd;
}
