import { describe, expect, it } from 'vitest';
import { onRunners, runOnRunners } from '../../../src/fleet/runners/run-on-runners.ts';
import { JOB_SET_UP } from '../../../src/report/analysis/cost/cost.ts';
import { buildMission, MACHINE, MINUTE, task } from '../../build-mission.ts';
import { foldAll } from '../../report/fold-all.ts';
import { cancelledJournal, successfulJournal } from '../../report/journals.ts';

const world = { machine: MACHINE, assume: 'open' } as const;

describe('several runners', () => {
  it('share tasks that need nothing of each other', () => {
    const mission = buildMission({
      tasks: [task('a', { expect: 10 * MINUTE, load: 100 }), task('b', { expect: 10 * MINUTE, load: 100 })],
    });
    expect(onRunners({ ...world, mission })).toEqual({ jobs: 2, minutes: 22, time: 10 * MINUTE + JOB_SET_UP });
  });

  it('are no way for one task, and for a mission that is no faster on them', () => {
    expect(onRunners({ ...world, mission: buildMission({ tasks: [task('a', { expect: MINUTE })] }) })).toBeUndefined();
    const chain = [task('a', { expect: MINUTE }), task('b', { needs: ['a'], expect: MINUTE })];
    expect(onRunners({ ...world, mission: buildMission({ tasks: chain }) })).toBeUndefined();
  });

  it('are not searched for a mission of more than 100 tasks, whose report would wait for it', () => {
    const tasks = Array.from({ length: 101 }, (_, index) => task(`t${index}`, { expect: MINUTE, load: 50 }));
    expect(onRunners({ ...world, mission: buildMission({ tasks }) })).toBeUndefined();
    expect(onRunners({ ...world, mission: buildMission({ tasks: tasks.slice(0, 100) }) })?.jobs).toBeGreaterThan(1);
  });

  it('are estimated for a run with the durations that it has measured, unless it was cancelled', () => {
    const report = foldAll(successfulJournal());
    const found = runOnRunners(report);
    if (found !== undefined) expect(found.time).toBeLessThan(report.duration + JOB_SET_UP);
    expect(runOnRunners(foldAll(cancelledJournal()))).toBeUndefined();
  });
});
