import { describe, expect, it } from 'vitest';
import type { HistoryLine } from '../../src/history/line.ts';
import { recordRun } from '../../src/history/record-run.ts';
import type { TreeUsage } from '../../src/schedule/events/reading.ts';
import { buildMission, GIB, task } from '../build-mission.ts';
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
