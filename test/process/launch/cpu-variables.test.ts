import { expect, test } from 'vitest';
import { cpuVariables } from '../../../src/process/launch/cpu-variables.ts';
import { codeWords, readText, section } from '../../docs/markdown.ts';
import { bench, task } from '../step-harness.ts';

const names = Object.keys(cpuVariables(1));

test('the variables of a CPU budget are those of the documentation', () => {
  const documented = codeWords(section(readText('docs/mission-file.md'), 'CPU budgets')).filter((word) =>
    names.includes(word),
  );
  expect([...new Set(documented)].sort()).toEqual([...names].sort());
});

test('F201 the variables of a CPU budget override neither the caller nor the mission', async () => {
  const { step, log } = bench({ environment: { PATH: process.env.PATH, GOMAXPROCS: '7', OMP_NUM_THREADS: '' } });
  const script = 'echo "$GOMAXPROCS/$OMP_NUM_THREADS/$CARGO_BUILD_JOBS/$RAYON_NUM_THREADS/$MAKEFLAGS"';
  await step(task(script, { cpus: 1, env: { CARGO_BUILD_JOBS: '5' } }));
  expect(log('work').toString()).toBe('7//5/1/\n');
});

test('F201 a task without `cpus` gets no such variables', async () => {
  const { step, log } = bench({ environment: { PATH: process.env.PATH } });
  await step(task(`env | grep -cE '^(${names.join('|')})=' || true`));
  expect(log('work').toString()).toBe('0\n');
});
