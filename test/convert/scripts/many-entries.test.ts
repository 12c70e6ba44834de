import { expect, test } from 'vitest';
import { convert } from '../../../src/convert/assemble/convert.ts';
import { readMakefile } from '../../../src/convert/make/rules.ts';
import { scriptsInside } from '../../../src/convert/npm/script-call.ts';
import { draftUnits } from '../../../src/convert/units/draft-units.ts';
import type { Unit } from '../../../src/convert/units/unit.ts';

/*
 * Each of these took minutes, more memory than Node has, or overflowed the stack. The limits of time are far above what they need on a busy
 * machine, and far below that.
 */
const LIMIT = { timeout: 120_000 };

function indexes(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function packageJson(scripts: Readonly<Record<string, string>>): string {
  return JSON.stringify({ name: 'p', devDependencies: { typescript: '5', 'npm-run-all': '4' }, scripts });
}

function missionOf(path: string, text: string) {
  const result = convert([{ path, text }]);
  if (result.type !== 'converted') throw new Error(`expected a mission, found ${JSON.stringify(result)}`);
  return result.mission;
}

test('a script with 20,000 calls of another one', LIMIT, () => {
  const calls = indexes(20_000).map(() => 'npm run build');
  expect(scriptsInside(calls.join(' || '), new Set(['build', 'all']))).toEqual(['build']);
  for (const join of [' || ', ' && ']) {
    const mission = missionOf('package.json', packageJson({ build: 'tsc', all: calls.join(join) }));
    expect(mission.tasks.map(({ id }) => id)).toEqual(['build']);
  }
});

test('a script that runs 1,000 others one after the other, each of which waits for the one before only', LIMIT, () => {
  const scripts = Object.fromEntries(indexes(1000).map((index) => [`build${index}`, `tsc -p ${index}`]));
  const all = indexes(1000).map((index) => `npm run build${index}`);
  const { tasks } = missionOf('package.json', packageJson({ ...scripts, all: all.join(' && ') }));
  expect(tasks.map(({ needs }) => needs)).toEqual(
    indexes(1000).map((index) => (index === 0 ? [] : [`build${index - 1}`])),
  );
});

test.each(['in the order of the chain', 'in the opposite order'])('a chain of 10,000 units %s', LIMIT, (order) => {
  const units = indexes(10_000).map(
    (index): Unit => ({
      ...{ name: `build-${index}`, line: 1, construct: '', purpose: 'work', isHidden: false, inside: [], notes: [] },
      steps: [{ run: 'tsc' }],
      before: index === 0 ? [] : [{ members: [`build-${index - 1}`], isListed: false }],
    }),
  );
  const drafted = draftUnits({
    ...{ file: 'f', word: 'script', lock: 'l' },
    units: order.includes('opposite') ? units.toReversed() : units,
  });
  const needs = new Map(drafted.entries.map((entry) => [entry.id, entry.needs]));
  expect(needs.size).toBe(10_000);
  for (const index of indexes(9_999)) expect(needs.get(`build-${index + 1}`)).toEqual([`build-${index}`]);
});

test('a Makefile whose targets need more than fits into memory keeps the rules that are small', LIMIT, () => {
  const targets = indexes(2000).map((index) => `all${index}`);
  const needed = indexes(2000).map((index) => `part${index}`);
  const text = `${targets.join(' ')}: ${needed.join(' ')}\nlint: build\n\teslint .\nbuild:\n\ttsc\n`;
  const makefile = readMakefile(text);
  expect(makefile.remarks.map(({ type, line }) => ({ type, line }))).toEqual([{ type: 'too-large', line: 1 }]);
  expect(makefile.targets.get('all7')?.prerequisites).toEqual([]);
  expect(makefile.targets.get('lint')?.prerequisites).toEqual(['build']);
});

test('a variable of a Makefile that stands for 10^15 words stays as it is written', LIMIT, () => {
  const levels = indexes(5).map((level) => `v${level + 1} = ${`$(v${level}) `.repeat(1000)}`);
  const { targets } = readMakefile(`v0 = a\n${levels.join('\n')}\nall: $(v5)\n\ttsc\n`);
  expect(targets.get('all')?.prerequisites.every((word) => word.startsWith('$(v'))).toBe(true);
});

test('a line of a Makefile of 20,000 parts', LIMIT, () => {
  const parts = indexes(20_000).map((index) => `\\\n  part${index} `);
  const text = `all: ${parts.join('')}\n`;
  expect(readMakefile(text).targets.get('all')?.prerequisites).toHaveLength(20_000);
});
