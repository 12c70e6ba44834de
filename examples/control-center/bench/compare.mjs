import { expect, expectStatus } from './expect.mjs';
import { inTurn, milliseconds } from './measure.mjs';

/**
 * Shortest response times of the broken service and of a running copy: `{ before, after, ratio, sentence }`, and their
 * answers: `{ original, copy }`. Throws if the copy is not `due` times as fast. Other programs can make an answer slower, but not faster, so
 * the shortest time depends least on how busy the machine is.
 */
export async function compare(bench, service, path, { before, after, perSecond, due }) {
  const slow = await bench.withOriginal({ data: service.data }, (broken) => timesOf(broken, path, before, perSecond));
  await service.get(path);
  const fast = await timesOf(service, path, after, perSecond);
  const ratio = slow.time / fast.time;
  const figures = `before ${milliseconds(slow.time)}, after ${milliseconds(fast.time)}`;
  const sentence = `GET ${path}: ${figures}, ${ratio.toFixed(1)} times as fast`;
  expect(ratio >= due, `${sentence}; expected at least ${due} times.`);
  return { before: slow.time, after: fast.time, ratio, sentence, original: slow.answer, copy: fast.answer };
}

async function timesOf(service, path, count, perSecond) {
  const call = () => service.get(path);
  const answers = await inTurn(count, perSecond, call);
  for (const answer of answers) expectStatus(answer, 200, `GET ${path}`);
  return { time: Math.min(...answers.map(({ time }) => time)), answer: answers[0].json() };
}
