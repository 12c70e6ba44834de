import { createRandom } from '../bench/data.mjs';
import { expect, expectStatus } from '../bench/expect.mjs';
import { atRate } from '../bench/measure.mjs';

export const title = 'Filters parsed, not executed';

const INJECTIONS = [
  'process.exit()',
  'value > 1 && process.exit()',
  'globalThis.broken = 1',
  'constructor.constructor("return process")().exit()',
  'value > 80); process.exit(); (true',
  'id == 1 || true',
  'note.constructor("x")',
  '__proto__ == "x"',
  'value = 0',
  'process.env.API_KEY == "x"',
  '(() => { for (;;); })()',
  'import("node:fs")',
];
/** The expected meaning of each filter, as code. */
const MEANINGS = [
  ['value > 90', (event) => event.value > 90],
  ['kind == "power"', (event) => event.kind === 'power'],
  ['kind == "power" and value <= 10', (event) => event.kind === 'power' && event.value <= 10],
  ['device != "d-1" and id < 100', (event) => event.device !== 'd-1' && event.id < 100],
];

export async function check(service, bench) {
  await expectMeanings(service, bench);
  // The first one can be detected without harm.
  for (const text of ['1 + 1 == 2', ...INJECTIONS]) await expectRefused(service, text);
  return `${INJECTIONS.length} attempts to run code refused, ${MEANINGS.length} filters return the expected events`;
}

/** Also tries random mixtures of filter parts. Each must get an answer soon. */
export function prove(bench) {
  return bench.withCopy({}, async (service) => {
    await check(service, bench);
    const parts = [
      'value',
      'kind',
      'id',
      '>',
      '==',
      '<',
      ' and ',
      '"power"',
      '80',
      '(',
      ')',
      '"',
      ';',
      '&&',
      '.',
      '-',
      '\\',
      'é',
    ];
    const random = createRandom(7);
    const mixture = () =>
      Array.from({ length: 1 + Math.floor(random() * 9) }, () => parts[Math.floor(random() * parts.length)]).join(' ');
    const texts = Array.from({ length: 120 }, mixture);
    const answers = await atRate(texts.length, 100, (index) => service.get(address(texts[index])));
    for (const [index, answer] of answers.entries()) {
      expectStatus(answer, [200, 400], `GET /api/events with the filter ${texts[index]}`);
    }
    expect(service.alive(), 'The control center exited while it received filters.');
    return `${INJECTIONS.length} attempts to run code refused, ${texts.length} random filters answered`;
  });
}

const address = (text) => `/api/events?limit=5&filter=${encodeURIComponent(text)}`;

async function expectMeanings(service, bench) {
  const events = bench.readEvents(service);
  for (const [text, holds] of MEANINGS) {
    const answer = await service.get(address(text));
    expectStatus(answer, 200, `GET /api/events with the filter ${text}`);
    const due = events.filter(holds).length;
    const { total } = answer.json();
    expect(total === due, `GET /api/events with the filter ${text}: expected ${due} events, got ${total}.`);
  }
}

async function expectRefused(service, text) {
  const answer = await service.get(address(text)).catch((error) => ({ status: `no answer (${error.message})` }));
  expectStatus(answer, 400, `GET /api/events with the filter ${text}`);
}
