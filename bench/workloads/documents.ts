import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Event } from '../../src/schedule/events/event.ts';
import { virtualRun } from '../../src/simulate/virtual-run.ts';
import { layeredJobs } from '../graph.ts';
import { ownUsage, type Usage } from '../own-usage.ts';
import { anyMachine, plainMission } from '../plain-mission.ts';
import { documentFigures } from '../usage-figures.ts';
import type { Bench, Workload } from '../workload.ts';

const TASKS = 10_000;

/** Writes all documents of a run from its journal, with a report for each task. Includes the start of the process, and reading the journal. */
export const documents: Workload = {
  id: 'documents',
  title: `report.html and all other documents of ${TASKS.toLocaleString('en')} tasks, from the journal`,
  measure: async (bench) => {
    const runs: Usage[] = [];
    for (let index = 0; index < bench.runs(5, 2); index += 1) runs.push(await report(bench));
    return documentFigures(runs);
  },
};

function report(bench: Bench): Promise<Usage> {
  const dir = join(bench.newFolder(), 'run');
  for (const name of ['logs', 'tasks']) mkdirSync(join(dir, name), { recursive: true });
  const { jobs, atOnce } = layeredJobs(TASKS, 10, 3, ':');
  const events = virtualRun(plainMission(jobs, atOnce), anyMachine, 'open').map(withUsage);
  writeFileSync(join(dir, 'events.jsonl'), events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  return ownUsage({ program: process.execPath, arguments: [bench.cli, 'report', dir] }, dir);
}

/** As a real run has them: without usage, a report needs no bounds and no replay. */
function withUsage(event: Event): Event {
  if (event.type !== 'step-exited') return event;
  const usage = { cpuSeconds: 6, peakMemory: 50e6, waited: 0.5, delayed: 0.5, idle: 3.5, parallelism: 1 };
  return { ...event, usage, left: { logTail: 'done', logBytes: 5 } };
}
