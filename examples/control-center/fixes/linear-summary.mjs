import { deepStrictEqual } from 'node:assert';
import { compare } from '../bench/compare.mjs';
import { expect } from '../bench/expect.mjs';

export const title = 'Summary in one pass';

const PATH = '/api/summary';
const SPEED_UP = 20;

export async function check(service, bench) {
  const { sentence } = await compare(bench, service, PATH, { before: 2, after: 30, perSecond: 100, due: SPEED_UP });
  return sentence;
}

/** Faster, with exactly the same figures. */
export function prove(bench) {
  return bench.withCopy({ data: bench.scratch.history }, async (service) => {
    const plan = { before: 3, after: 50, perSecond: 100, due: SPEED_UP };
    const { sentence, original, copy } = await compare(bench, service, PATH, plan);
    try {
      deepStrictEqual(copy, original);
    } catch (error) {
      expect(false, `GET ${PATH}: the figures differ from those of the original service. ${error.message}`);
    }
    return `${sentence}; ${original.length} rows are equal to those of the original service`;
  });
}
