import { readMission } from '../../src/mission/read.ts';
import type { Event } from '../../src/schedule/events/event.ts';
import type { TreeUsage } from '../../src/schedule/events/reading.ts';
import { JournalBuilder } from './journal-builder.ts';

const MB = 1024 ** 2;

/** Correct, wrong and missing amounts, in both styles of YAML. */
const source = `name: Release # every night
defaults: { tests: { load: 10 } }

tasks:
  build:
    name: Build
    # Two compilers side by side.
    load: 70 # guessed
    expect: 2m
    steps:
      - { name: Compile, run: make }
      - { name: Link, run: make link }
  pages: { name: "Pages", memory: 100MB, expect: 40s, run: make pages }

tests:
  browser:
    matrix: { in: [chrome, firefox] }
    needs: [build]
    services: db
    run: |
      \`\`\`not a fence\`\`\`
      npm test -- --browser "$in"
  lint: { needs: [], load: 5, run: make lint }

services:
  db: { run: postgres }
`;

/** A run with the exact usage of steps and services at their end; one task is retried. Four CPUs, 16 GB. */
export function measuredJournal(): Event[] {
  const { mission } = readMission(source, 'mission.yml');
  if (mission === undefined) throw new Error('expected a mission without errors');
  const builder = new JournalBuilder(mission);
  const [started] = builder.events;
  if (started?.type === 'mission-started') builder.events[0] = { ...started, source };
  const exit = (
    at: number,
    id: string,
    step: number,
    cpuSeconds: number,
    peak?: number,
    exitCode = 0,
    waiting?: Partial<TreeUsage>,
  ): void => {
    const usage = { cpuSeconds, ...(peak === undefined ? {} : { peakMemory: peak * MB }), ...waiting };
    builder.at(at).add({ type: 'step-exited', at, id, step, exitCode, usage, left: { logTail: '', logBytes: 0 } });
  };
  for (const id of ['build', 'pages', 'lint']) builder.launch(id);
  exit(300, 'lint', 0, 0.25);
  builder.end('lint', 'succeeded');
  exit(10_000, 'build', 0, 1, 90, 1);
  builder.retry('build', 1, 'failure', 'step 1 “Compile” exited with code 1', 10_000);
  builder
    .at(20_000)
    .sample(40, 30, { pages: { cpuSeconds: 19, memory: 700 * MB } })
    .relaunch('build', 2);
  builder.at(30_000).sample(40, 30, { build: { cpuSeconds: 11, memory: 300 * MB, runnable: 14 } });
  exit(40_000, 'pages', 0, 39.5, 850);
  builder.end('pages', 'succeeded');
  exit(80_000, 'build', 0, 62, 420, 0, { waited: 25, delayed: 20, idle: 3, parallelism: 2.4 });
  builder.advance('build', 1).sample(40, 30, { build: { cpuSeconds: 63.5, memory: 100 * MB } });
  exit(110_000, 'build', 1, 10, 120, 0, { waited: 2, delayed: 2, idle: 18, parallelism: 1 });
  builder.end('build', 'succeeded').add({ type: 'service-starting', at: 110_000, id: 'db', by: 'browser (chrome)' });
  builder.add({ type: 'service-started', at: 110_010, id: 'db', pid: 7000 });
  builder.add({ type: 'service-ready', at: 110_020, id: 'db' });
  builder.at(110_020).launch('browser (chrome)', 'build').launch('browser (firefox)', 'build');
  builder.at(115_000).sample(60, 40, { db: { cpuSeconds: 3, memory: 80 * MB } });
  exit(130_020, 'browser (firefox)', 0, 24, 300);
  builder.end('browser (firefox)', 'succeeded');
  exit(150_020, 'browser (chrome)', 0, 40, 260);
  builder.end('browser (chrome)', 'succeeded').add({ type: 'service-stopping', at: 150_020, id: 'db' });
  const usage = { cpuSeconds: 12.34, peakMemory: 95 * MB };
  builder.at(150_100).add({ type: 'service-exited', at: 150_100, id: 'db', exitCode: 0, usage, logTail: '' });
  return builder.finish('succeeded');
}
