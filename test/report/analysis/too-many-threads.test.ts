import { describe, expect, test } from 'vitest';
import { readMission } from '../../../src/mission/read.ts';
import { jobOption } from '../../../src/report/analysis/job-option.ts';
import { measuredAmendments } from '../../../src/report/analysis/measured-amendments.ts';
import { tooManyThreads, tooManyThreadsText } from '../../../src/report/analysis/too-many-threads.ts';
import { foldAll } from '../fold-all.ts';
import { JournalBuilder } from '../journal-builder.ts';

const SOURCE = `name: Threads
tasks:
  build: { matrix: { os: [a, b] }, run: make }
  lint: { run: lint, cpus: 1 }
  docs: { run: docs }
  compile: { run: make -j8 all, cpus: 1 }
  pack: { run: make -j 8 all }
services:
  db: { run: postgres }
`;

/** A run on four CPUs, in which these tasks have so many threads that could run. */
function run(...readings: readonly Readonly<Record<string, number>>[]) {
  const { mission } = readMission(SOURCE.replace('lint, cpus: 1', 'lint, cpus: 1, services: db'), 'mission.yml');
  if (mission === undefined) throw new Error('expected a mission without errors');
  const builder = new JournalBuilder(mission);
  for (const id of ['build (a)', 'build (b)']) builder.launch(id);
  let at = 0;
  for (const reading of readings) {
    at += 1000;
    for (const id of Object.keys(reading)) {
      if (id !== 'db' && !id.startsWith('build')) builder.launch(id);
    }
    const usage = Object.entries(reading).map(([id, runnable]) => [id, { cpuSeconds: 1, memory: 1, runnable }]);
    builder.at(at).sample(90, 10, Object.fromEntries(usage));
  }
  const report = foldAll(builder.finish('succeeded'));
  return {
    found: tooManyThreads(report),
    texts: tooManyThreads(report).map((one) => tooManyThreadsText(report, one)),
    report,
  };
}

describe('F242 a task with too many threads', () => {
  test('is named once for its entry, with the window of the most threads and the budget that shares the CPUs', () => {
    const { found, texts, report } = run({ 'build (a)': 5 }, { 'build (a)': 4, 'build (b)': 14 }, { 'build (a)': 6 });
    expect(found.map(({ task, most, cpus }) => [task.id, most, cpus])).toEqual([
      ['build (b)', { threads: 14, at: 2000, active: 2 }, 2],
    ]);
    expect(texts).toEqual([
      'build (b) had 14 threads that could run at the same time, for more than a second, on 4 CPUs, beside 1 other task or test; write `cpus: 2` into its entry (line 3), so that its tools start fewer',
    ]);
    expect(measuredAmendments(report)).toEqual([{ list: 'tasks', id: 'build', key: 'cpus', value: '2' }]);
  });

  test('that sets a number of its own gets the advice to remove it, and no amendment if it has a budget', () => {
    const { texts, report } = run({ compile: 4 });
    expect(texts).toEqual([
      'compile had 4 threads that could run at the same time, for more than a second, on 4 CPUs, beside 2 other tasks and tests; although it has `cpus: 1`: remove `-j8` from its command',
    ]);
    expect(measuredAmendments(report)).toEqual([]);
    expect(run({ pack: 9 }).texts[0]).toMatch(
      /; remove `-j 8` from its command, and write `cpus: 1` into its entry \(line 7\)$/,
    );
  });

  test('that has a budget and no such option gets no advice', () => {
    const { texts, report } = run({ lint: 4 });
    expect(texts).toEqual([
      'lint had 4 threads that could run at the same time, for more than a second, on 4 CPUs, beside 2 other tasks and tests',
    ]);
    expect(measuredAmendments(report)).toEqual([]);
  });

  test('that ran alone gets no budget of all CPUs, which would change nothing', () => {
    const { mission } = readMission('name: Alone\ntasks:\n  spin: { run: ./spin }\n', 'mission.yml');
    if (mission === undefined) throw new Error('expected a mission without errors');
    const builder = new JournalBuilder(mission);
    builder
      .launch('spin')
      .at(1000)
      .sample(90, 10, { spin: { cpuSeconds: 1, memory: 1, runnable: 9 } });
    builder.at(2000).sample(90, 10, { spin: { cpuSeconds: 1, memory: 1, runnable: 9 } });
    const report = foldAll(builder.finish('succeeded'));
    const [found, ...rest] = tooManyThreads(report);
    if (found === undefined) throw new Error('expected a task with too many threads');
    expect(rest).toEqual([]);
    expect(tooManyThreadsText(report, found)).toBe(
      'spin had 9 threads that could run at the same time, for more than a second, on 4 CPUs',
    );
    expect(measuredAmendments(report)).not.toContainEqual(expect.objectContaining({ key: 'cpus' }));
  });

  test('is not one that keeps to its share or its budget, and no service is', () => {
    expect(run({ 'build (a)': 2, 'build (b)': 2, db: 9 }).texts).toEqual([]);
    expect(run({ lint: 1 }).texts).toEqual([]);
    expect(run({ docs: 1 }, { 'build (a)': 1 }).texts).toEqual([]);
  });
});

test.each([
  ['make -j8 all', '-j8'],
  ['cmake --build . --parallel', '--parallel'],
  ['jest --maxWorkers=50%', '--maxWorkers=50%'],
  ['go test -p 8 ./...', '-p 8'],
  ['pytest -q -n auto', '-n auto'],
  ['cat list | xargs -n 1 -P 4 lint', '-P 4'],
  ['go test .', undefined],
  ['mkdir -p 8 && tail -n 8 log', undefined],
  ['tar -jxf a.tar', undefined],
])('the number of jobs in %s is %s', (run, option) => {
  expect(jobOption({ steps: [{ run }] })).toBe(option);
});
