import { describe, expect, test } from 'vitest';
import type { Figures } from '../../src/machine/measure/figures.ts';
import { createRestWatch } from '../../src/machine/rest.ts';

const MB = 2 ** 20;

function figures(cpus: number | undefined, megabytes: number): Figures {
  const cpu = cpus === undefined ? {} : { cpu: { capacity: 2, used: cpus } };
  return { constraints: [{ name: 'machine', ...cpu, memory: { capacity: 8192 * MB, used: megabytes * MB } }] };
}

describe('a machine rests', () => {
  test('while it uses hardly any CPU, but its processes are looked at again after 0.2 CPU seconds', () => {
    const isResting = createRestWatch();
    const answers = Array.from({ length: 12 }, () => isResting(figures(0.0375, 1000), 1000));
    expect(answers.map((rests) => (rests ? 'r' : '-')).join('')).toBe('-rrrrr-rrrrr');
  });
  test('for half a minute at most', () => {
    const isResting = createRestWatch();
    const answers = Array.from({ length: 62 }, () => isResting(figures(0.001, 1000), 1000));
    expect(answers.flatMap((rests, second) => (rests ? [] : [second]))).toEqual([0, 30, 60]);
  });
  test('not in a window in which a task may have worked', () => {
    const isResting = createRestWatch();
    const answers = [0.01, 0.01, 0.06, 0.01].map((cpus) => isResting(figures(cpus, 1000), 1000));
    expect(answers).toEqual([false, true, false, true]);
  });
  test('not once memory differs from that of the newest look, also in small steps', () => {
    const isResting = createRestWatch();
    const answers = [1000, 1010, 1020, 1025, 1000].map((megabytes) => isResting(figures(0.01, megabytes), 1000));
    expect(answers).toEqual([false, true, false, true, false]);
  });
  test('never if its figures are not known', () => {
    const isResting = createRestWatch();
    const unknown = [{}, {}, figures(undefined, 1000), figures(undefined, 1000)];
    expect(unknown.map((each) => isResting(each, 1000))).toEqual(Array(4).fill(false));
  });
});
