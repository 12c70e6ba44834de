import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../command.ts';
import { journalOf } from '../journal.ts';
import type { Bench, Workload } from '../workload.ts';

const SLEEPERS = 4;
const burner = join(import.meta.dirname, '../programs/burn.mjs');

/** A short test behind long ones that hardly use the CPU: it must not wait for one of them to end. */
export const linterAmongSleepers: Workload = {
  id: 'linter',
  title: `A linter of 0.4 CPU seconds, triggered with ${SLEEPERS} tests that only wait`,
  measure: async (bench) => {
    const waits: number[] = [];
    for (let round = 0; round < bench.runs(5, 2); round++) waits.push(await waitOfLinter(bench));
    return [
      { name: 'from trigger to start of the linter', unit: 's', values: waits, goal: { atMost: 1, by: 'median' } },
    ];
  },
};

async function waitOfLinter(bench: Bench): Promise<number> {
  const folder = bench.newFolder();
  const file = join(folder, 'mission.yml');
  const sleepers = Array.from(
    { length: SLEEPERS },
    (_, index) => `  s${index}: { needs: work, expect: 8s, run: sleep 8 }`,
  );
  const linter = `  linter: { needs: work, expect: 400ms, run: ${process.execPath} ${burner} 0.4 }`;
  const head = ['name: Benchmark', 'tasks: { work: { run: ":" } }', 'tests:'];
  writeFileSync(file, [...head, ...sleepers, linter, ''].join('\n'));
  const options = ['--dir', join(folder, 'run'), '--log', 'none'];
  await run({ program: process.execPath, arguments: [bench.cli, 'run', file, ...options] }, folder);
  const own = journalOf(folder).flatMap((event) =>
    (event.type === 'triggered' || event.type === 'step-started') && event.id === 'linter' ? [event.at] : [],
  );
  const [triggered, started] = own;
  if (triggered === undefined || started === undefined) throw new Error('expected the linter to run');
  return (started - triggered) / 1000;
}
