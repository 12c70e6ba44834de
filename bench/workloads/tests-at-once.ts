import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Event } from '../../src/schedule/events/event.ts';
import { run } from '../command.ts';
import { journalOf, windowsOf } from '../journal.ts';
import type { Bench, Workload } from '../workload.ts';

const TESTS = 20;
const LIMIT = 75;

/** Twenty tests that one completion triggers. Each uses as little as it declares. */
export const testsAtOnce: Workload = {
  id: 'burst',
  title: `${TESTS} tests triggered at once, CPU limit ${LIMIT} %`,
  measure: async (bench) => {
    const first: number[] = [];
    const highest: number[] = [];
    for (let round = 0; round < bench.runs(5, 2); round++) {
      const events = await burst(bench);
      first.push(timeOf(events, 'step-started') - timeOf(events, 'triggered'));
      highest.push(Math.max(...windowsOf(events)));
    }
    return [
      { name: 'first start after the trigger', unit: 'ms', values: first, goal: { atMost: 20, by: 'median' } },
      { name: 'highest CPU window', unit: '%', values: highest, goal: { atMost: LIMIT, by: 'maximum' } },
    ];
  },
};

async function burst(bench: Bench): Promise<readonly Event[]> {
  const folder = bench.newFolder();
  const file = join(folder, 'mission.yml');
  const ids = Array.from({ length: TESTS }, (_, index) => `t${index}`);
  const tests = ids.map((id) => `  ${id}: { needs: work, load: 5, run: "sleep 0.5" }`);
  const head = ['name: Benchmark', 'tasks:', '  work: { run: "sleep 2" }', 'tests:'];
  writeFileSync(file, [...head, ...tests, ''].join('\n'));
  const options = ['--dir', join(folder, 'run'), '--log', 'none'];
  await run({ program: process.execPath, arguments: [bench.cli, 'run', file, ...options] }, folder);
  return journalOf(folder);
}

/** Time of the first event of this type of a test. */
function timeOf(events: readonly Event[], type: 'triggered' | 'step-started'): number {
  const found = events.find((event) => event.type === type && event.id !== 'work');
  if (found === undefined) throw new Error(`expected an event ${type} of a test, found none`);
  return found.at;
}
