import { describe, expect, it } from 'vitest';
import type { HistoryLine } from '../../src/history/line.ts';
import { recordRun } from '../../src/history/record-run.ts';
import type { TreeUsage } from '../../src/schedule/events/reading.ts';
import { buildMission, GIB, service, task } from '../build-mission.ts';
import { foldAll } from '../report/fold-all.ts';
import { JournalBuilder } from '../report/journal-builder.ts';

const mission = buildMission({ tasks: [task('work')] });

function recorded(journal: JournalBuilder): HistoryLine | undefined {
  return recordRun(foldAll(journal.finish('succeeded')), new Map([['work', 'abc']]), undefined)[0];
}

function ran(usage: TreeUsage, busy: number): JournalBuilder {
  const journal = new JournalBuilder(mission).launch('work');
  for (const second of [1, 2, 3, 4]) journal.at(1_000 * second).sample(busy, 30);
  return journal
    .add({ type: 'step-exited', at: 4_000, id: 'work', step: 0, exitCode: 0, usage })
    .end('work', 'succeeded');
}

describe('the line of a run', () => {
  it('has the CPUs that the task used on average, its peak of memory and the machine', () => {
    const line = recorded(ran({ cpuSeconds: 6, peakMemory: 2 * GIB }, 60));
    expect(line).toMatchObject({ duration: 4_000, cpuSeconds: 6, cpus: 1.5, peakMemory: 2 * GIB });
    expect(line?.machine).toEqual({ platform: 'linux', architecture: 'x64', cpus: 4, memory: 16 * GIB });
    expect(line?.crowded).toBeUndefined();
  });

  it('F217 says so if the CPUs were busy meanwhile', () => {
    expect(recorded(ran({ cpuSeconds: 1 }, 89))?.crowded).toBeUndefined();
    expect(recorded(ran({ cpuSeconds: 1 }, 90))).toMatchObject({ cpus: 0.25, crowded: true });
  });

  it('F273 has what the task would have used and taken alone, if that was measured', () => {
    const usage = { cpuSeconds: 1, waited: 3, delayed: 3, idle: 0, parallelism: 1 };
    expect(recorded(ran(usage, 100))).toMatchObject({ cpus: 0.25, demand: 1, solo: 1_000, crowded: true });
    expect(recorded(ran({ cpuSeconds: 1 }, 100))).not.toHaveProperty('demand');
    expect(recorded(ran({ cpuSeconds: 1 }, 100))).not.toHaveProperty('solo');
  });

  it('F431 has what its services would have used for it', () => {
    const withService = buildMission({ tasks: [task('work', { services: ['db'] })], services: [service('db')] });
    const journal = new JournalBuilder(withService).add({ type: 'service-starting', at: 0, id: 'db', by: 'work' });
    journal.add({ type: 'service-ready', at: 0, id: 'db' }).launch('work').at(2_000);
    const work = { cpuSeconds: 1, memory: 0 };
    journal.sample(60, 30, { work, db: { cpuSeconds: 0.5, memory: 0, waited: 0 } });
    const usage = { cpuSeconds: 1, waited: 0, delayed: 0, idle: 1, parallelism: 1 };
    journal.add({ type: 'step-exited', at: 2_000, id: 'work', step: 0, exitCode: 0, usage }).end('work', 'succeeded');
    expect(recorded(journal)).toMatchObject({ demand: 0.5, services: 0.25, solo: 2_000 });
    expect(recorded(ran({ cpuSeconds: 1 }, 60))).not.toHaveProperty('services');
  });

  it('has the CPU budget of the task, if it has one', () => {
    const journal = new JournalBuilder(buildMission({ tasks: [task('work', { cpus: 2 })] })).launch('work').at(1_000);
    expect(recorded(journal.succeed('work'))?.budget).toBe(2);
    expect(recorded(ran({ cpuSeconds: 1 }, 60))).not.toHaveProperty('budget');
  });

  it('has the CPUs of the newest attempt alone, and the CPU time and the peak of memory of all', () => {
    const journal = new JournalBuilder(mission).launch('work').at(10_000);
    journal.add({
      type: 'step-exited',
      at: 10_000,
      id: 'work',
      step: 0,
      exitCode: 1,
      usage: { cpuSeconds: 30, peakMemory: GIB },
    });
    journal.retry('work', 1, 'failure', 'exit code 1', 1_000).at(11_000).relaunch('work', 2).at(13_000);
    journal.add({ type: 'step-exited', at: 13_000, id: 'work', step: 0, exitCode: 0, usage: { cpuSeconds: 1 } });
    const line = recorded(journal.end('work', 'succeeded'));
    expect(line).toMatchObject({ duration: 2_000, attempts: 2, cpuSeconds: 31, cpus: 0.5, peakMemory: GIB });
  });
});
