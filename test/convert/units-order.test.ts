import { expect, test } from 'vitest';
import { orderUnits } from '../../src/convert/units/order.ts';
import type { Unit } from '../../src/convert/units/unit.ts';

function chain(length: number): readonly Unit[] {
  return Array.from({ length }, (_, index) => ({
    name: `test-${index}`,
    purpose: 'check',
    line: index + 1,
    construct: `test-${index}`,
    isHidden: false,
    steps: [{ run: 'go test' }],
    before: index === 0 ? [] : [{ members: [`test-${index - 1}`], isListed: false }],
    inside: [],
    notes: [],
  }));
}

test('each of 200 units in a row needs only the one before it, and is ordered in seconds instead of minutes', () => {
  const units = chain(200);
  const { needs, dropped } = orderUnits(units.toReversed(), new Set(units.map(({ name }) => name)), true);
  expect(dropped).toEqual([]);
  expect(needs.get('test-0')).toEqual([]);
  for (let index = 1; index < 200; index += 1) expect(needs.get(`test-${index}`)).toEqual([`test-${index - 1}`]);
}, 30_000);
