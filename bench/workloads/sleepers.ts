import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../command.ts';
import { journalOf } from '../journal.ts';
import { make } from '../peers/make.ts';
import type { Bench, Workload } from '../workload.ts';

const TESTS = 24;
/** The default limit of six workers: with five, a sixth may start. */
const AT_ONCE = 6;

/**
 * Tests that wait most of the time, as those of services and browsers do. An estimate of one CPU for each of them leaves the machine
 * idle until their real use is known.
 */
export const sleepers: Workload = {
  id: 'sleepers',
  title: `${TESTS} tests that only wait, nothing declared (a third of the time with --quick)`,
  measure: async (bench) => {
    const path = bench.quick ? 6 : 18;
    const wide: number[] = [];
    const usual: number[] = [];
    const makes: number[] = [];
    for (let round = 0; round < bench.runs(3, 1); round++) {
      wide.push(await makespan(testsUpTo(path), `workers: { caution: ${TESTS}, limit: ${TESTS + 1} }`, bench));
      const short = testsUpTo(path / 3);
      usual.push(await makespan(short, '', bench));
      makes.push(await asMake(short, bench));
    }
    const over = (walls: readonly number[], divisor: (round: number) => number) =>
      walls.map((wall, round) => wall / divisor(round));
    return [
      { name: `all at once: makespan, critical path ${path} s`, unit: 's', values: wide },
      {
        name: 'all at once: makespan over the critical path',
        unit: '×',
        values: over(wide, () => path),
        goal: { atMost: 1.2, by: 'median' },
      },
      { name: `workers as by default, tests of up to ${path / 3} s: makespan`, unit: 's', values: usual },
      { name: `make -j${AT_ONCE}, the same tests`, unit: 's', values: makes },
      {
        name: `workers as by default, over make -j${AT_ONCE}`,
        unit: '×',
        values: over(usual, (round) => makes[round] ?? Number.NaN),
        goal: { atMost: 1.2, by: 'median' },
      },
    ];
  },
};

/** Seconds for each test: the longest is the critical path, the shortest takes a quarter of that. */
function testsUpTo(longest: number): readonly number[] {
  return Array.from({ length: TESTS }, (_, index) => longest * (1 - (0.75 * index) / (TESTS - 1)));
}

const commandOf = (seconds: number) => `sleep ${seconds.toFixed(2)}`;

/** Seconds from the end of the task that triggers all tests to the end of the last test. */
async function makespan(tests: readonly number[], workers: string, bench: Bench): Promise<number> {
  const folder = bench.newFolder();
  const file = join(folder, 'mission.yml');
  const rows = tests.map((seconds, index) => `  t${index}: { needs: work, run: ${commandOf(seconds)} }`);
  const head = ['name: Benchmark', `admission: { ${workers} }`, 'tasks: { work: { run: ":" } }', 'tests:'];
  writeFileSync(file, [...head, ...rows, ''].join('\n'));
  const options = ['--dir', join(folder, 'run'), '--log', 'none'];
  await run({ program: process.execPath, arguments: [bench.cli, 'run', file, ...options] }, folder);
  const ended = journalOf(folder).flatMap((event) => (event.type === 'ended' ? [event] : []));
  const begun = ended.find(({ id }) => id === 'work')?.at ?? Number.NaN;
  return (Math.max(...ended.map(({ at }) => at)) - begun) / 1000;
}

async function asMake(tests: readonly number[], bench: Bench): Promise<number> {
  const folder = bench.newFolder();
  const jobs = tests.map((seconds, index) => ({ id: `t${index}`, needs: [], run: commandOf(seconds) }));
  const command = make.prepare({ jobs, atOnce: AT_ONCE }, folder, bench);
  if (command === undefined) throw new Error('expected make to express independent jobs');
  return (await run(command, folder)) / 1000;
}
