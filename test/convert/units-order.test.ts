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

test('a check waits for the build, and not for a report that is made after other checks', () => {
  const [unit] = chain(1);
  if (unit === undefined) throw new Error('expected a unit');
  const listed = { isListed: true };
  const units: readonly Unit[] = [
    { ...unit, name: 'build', purpose: 'work' },
    { ...unit, name: 'unit', before: [{ ...listed, members: ['build'] }] },
    { ...unit, name: 'report', purpose: 'unclear', before: [{ ...listed, members: ['unit'] }] },
    { ...unit, name: 'web-test' },
  ];
  const { needs } = orderUnits(units, new Set(units.map(({ name }) => name)), true);
  expect(needs.get('report')).toEqual(['unit']);
  expect(needs.get('web-test')).toEqual(['build']);
});
