import { describe, expect, test } from 'vitest';
import { bindingOnly } from '../../../src/schedule/events/binding-only.ts';
import type { Constraint } from '../../../src/schedule/events/reading.ts';

const share = (used: number, capacity = 100) => ({ used, capacity });
const machine: Constraint = { name: 'machine', cpu: share(50), memory: share(74) };
const reading = (...constraints: readonly Constraint[]) => ({ from: 0, to: 1, cpu: 50, constraints });
const names = (...constraints: readonly Constraint[]) =>
  bindingOnly(reading(...constraints)).constraints?.map(({ name }) => name);

describe('bindingOnly', () => {
  test('keeps the constraints with the highest share of CPU and of memory, with both of their shares', () => {
    const pod: Constraint = { name: 'pod', memory: share(30, 40) };
    const job: Constraint = { name: 'job', cpu: share(1, 2), memory: share(3, 10) };
    expect(names(machine, pod, job)).toEqual(['machine', 'pod']);
    expect(names(machine, { ...job, cpu: share(1.1, 2) }, pod)).toEqual(['job', 'pod']);
    expect(bindingOnly(reading(machine, pod)).constraints?.[0]).toEqual(machine);
  });
  test('keeps one constraint if it binds for both', () => {
    expect(names(machine, { name: 'container', cpu: share(5), memory: share(5) })).toEqual(['machine']);
  });
  test('changes nothing else, and nothing in a reading without constraints', () => {
    const { constraints: _, ...plain } = reading();
    expect(bindingOnly(plain)).toBe(plain);
    expect(bindingOnly(reading(machine))).toEqual(reading(machine));
    expect(bindingOnly(reading(machine, { name: 'container', memory: share(1) }))).toEqual(reading(machine));
  });
});
