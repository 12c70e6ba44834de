import { expect, expectStatus } from '../bench/expect.mjs';
import { inTurn, median, milliseconds } from '../bench/measure.mjs';

export const title = 'Events in pages';

const LARGEST_PAGE = 200;

export async function check(service) {
  const first = await service.get('/api/events');
  expectStatus(first, 200, 'GET /api/events');
  const { events, next, total } = first.json();
  expect(events.length <= LARGEST_PAGE, `GET /api/events: expected a page, got all ${events.length} events at once.`);
  expect(
    next !== undefined && total > events.length,
    'GET /api/events: the page does not say where the next one starts.',
  );
  const more = (await service.get(`/api/events?limit=20&before=${next}`)).json().events;
  expect(more.length === 20, `GET /api/events?limit=20&before=${next}: expected 20 events, got ${more.length}.`);
  expect(more[0].id < events.at(-1).id, 'GET /api/events: the second page repeats the first.');
  const greedy = (await service.get('/api/events?limit=1000000')).json().events.length;
  expect(greedy === LARGEST_PAGE, `GET /api/events?limit=1000000: expected ${LARGEST_PAGE} events, got ${greedy}.`);
  for (const limit of ['0', '-1', '1e9', 'x', '']) {
    expectStatus(await service.get(`/api/events?limit=${limit}`), 400, `GET /api/events?limit=${limit}`);
  }
  return `${first.bytes.length} bytes per page`;
}

/** Also reads all pages: every event must appear exactly once. */
export function prove(bench) {
  return bench.withCopy({ data: bench.scratch.history }, async (service) => {
    await check(service);
    const seen = [];
    for (let next = ''; next !== undefined; ) {
      const page = (await service.get(`/api/events?limit=${LARGEST_PAGE}${next && `&before=${next}`}`)).json();
      seen.push(...page.events.map(({ id }) => id));
      next = page.next;
    }
    const due = bench.readEvents(service).length;
    expect(new Set(seen).size === due && seen.length === due, `All pages: expected ${due} events, got ${seen.length}.`);

    const before = await bench.withOriginal({ data: service.data }, (broken) =>
      inTurn(5, 100, () => broken.get('/api/events')),
    );
    const after = await inTurn(50, 100, () => service.get('/api/events'));
    const time = (answers) => milliseconds(median(answers.map((answer) => answer.time)));
    const size = (answers) => `${(answers[0].bytes.length / 1024).toFixed(0)} KiB`;
    return `read all ${due} events in pages; before: ${size(before)} in ${time(before)}, now: ${size(after)} per page in ${time(after)}`;
  });
}
