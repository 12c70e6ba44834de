import { describe, expect, it } from 'vitest';
import { type HistoryMachine, historyMachine, isSameClass } from '../../src/history/machine-class.ts';
import { GIB, MACHINE } from '../build-mission.ts';

const here = historyMachine(MACHINE);

describe('a class of machine', () => {
  it.each<[string, Partial<HistoryMachine>]>([
    ['hardly more memory, as a virtual machine of the same kind', { memory: 15.6 * GIB }],
    ['the memory of a container limit that is a little lower', { memory: 12 * GIB }],
  ])('is the same with %s', (_, change) => {
    expect(isSameClass({ ...here, ...change }, here)).toBe(true);
  });

  it.each<[string, Partial<HistoryMachine>]>([
    ['twice the memory', { memory: 32 * GIB }],
    ['half of the memory', { memory: 8 * GIB }],
    ['no known memory', { memory: 0 }],
    ['other CPUs', { cpus: 2 }],
    ['a CPU quota', { cpus: 3.5 }],
    ['another architecture', { architecture: 'arm64' }],
    ['another platform', { platform: 'darwin' }],
  ])('is another one with %s', (_, change) => {
    expect(isSameClass({ ...here, ...change }, here)).toBe(false);
    expect(isSameClass(here, { ...here, ...change })).toBe(false);
  });

  it('is the same if the memory is unknown on both', () => {
    const unknown = { ...here, memory: 0 };
    expect(isSameClass(unknown, unknown)).toBe(true);
  });
});
