import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, expectStatus } from '../bench/expect.mjs';
import { atRate, median, milliseconds } from '../bench/measure.mjs';

export const title = 'Constant-time comparison';

/** Long enough that a comparison that stops at the first difference stands out from the noise. */
const KEY = 'k'.repeat(32 * 1024);
/** A comparison that stops early gives a factor of 100 or more. */
const LARGEST_RATIO = 3;

export async function check(_service, bench) {
  const { ratio } = await compareTimes(bench, 200);
  return `a difference at the end takes ${ratio.toFixed(2)} times as long as one at the start`;
}

/** Many samples of the comparison itself, then wrong keys against the running service. */
export async function prove(bench) {
  const samples = 1_500;
  const { ratio } = await compareTimes(bench, samples);
  return bench.withCopy({}, async (service) => {
    const guesses = { start: `#${service.key.slice(1)}`, end: `${service.key.slice(0, -1)}#` };
    const answers = await atRate(150, 150, async (index) => {
      const place = index % 2 === 0 ? 'start' : 'end';
      const headers = { 'x-api-key': guesses[place] };
      const answer = await service.request('POST', '/api/tickets', { headers });
      expectStatus(answer, 403, `POST /api/tickets with a key that differs at the ${place}`);
      return { place, time: answer.time };
    });
    const times = (place) => median(answers.filter((answer) => answer.place === place).map(({ time }) => time));
    const overHttp = `over HTTP ${milliseconds(times('start'))} and ${milliseconds(times('end'))}`;
    return `${samples} samples: end/start ${ratio.toFixed(2)}; ${overHttp}`;
  });
}

async function compareTimes(bench, samples) {
  const module = pathToFileURL(join(bench.scratch.service, 'lib', 'compare-keys.mjs'));
  const { sameKey } = await import(module.href);
  expect(sameKey(KEY, KEY), 'The comparison does not accept the right key.');
  const wrong = { start: `#${KEY.slice(1)}`, end: `${KEY.slice(0, -1)}#` };
  for (const other of [wrong.start, wrong.end, '', KEY.slice(1), `${KEY}k`, 'é'.repeat(9)]) {
    expect(!sameKey(other, KEY), `The comparison accepts a wrong key of ${other.length} characters.`);
  }
  const times = { start: [], end: [] };
  for (let sample = 0; sample < samples; sample += 1) {
    for (const place of ['start', 'end']) {
      const begun = process.hrtime.bigint();
      sameKey(wrong[place], KEY);
      times[place].push(Number(process.hrtime.bigint() - begun));
    }
  }
  const ratio = median(times.end) / median(times.start);
  expect(
    ratio < LARGEST_RATIO && ratio > 1 / LARGEST_RATIO,
    `Key comparison: a difference at the end of the key takes ${ratio.toFixed(1)} times as long as one at its start; expected below ${LARGEST_RATIO}. The time gives the key away.`,
  );
  return { ratio };
}
