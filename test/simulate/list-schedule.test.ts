import { describe, expect, it } from 'vitest';
import { baselines } from '../../src/simulate/baselines.ts';
import type { Job } from '../../src/simulate/list-schedule.ts';
import { NO_FOREIGN } from '../../src/simulate/machine/pressure.ts';
import { profileOfSegments, waiting } from '../../src/simulate/machine/profile.ts';
import { plannedProfiles } from '../../src/simulate/planned-profiles.ts';
import { buildMission, MACHINE, task } from '../build-mission.ts';
import { fc } from '../suite/fast-check.ts';

/** It wants all CPUs for no time: so the virtual machine has to run the rest, and nothing takes longer. */
const greedy: Job = {
  id: 'greedy',
  kind: 'task',
  needs: [],
  locks: [],
  profile: profileOfSegments([{ ...waiting(0), cpus: 2, slowed: 1 }]),
};

describe('schedules of jobs that never compete for CPUs', () => {
  it('take as long as on the virtual machine', () => {
    const draft = fc.record({
      solo: fc.nat({ max: 5_000 }),
      after: fc.nat({ max: 15 }),
      isTest: fc.boolean(),
      isLocked: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(draft, { minLength: 1, maxLength: 15 }),
        fc.integer({ min: 1, max: 5 }),
        (drafts, workers) => {
          const jobs = drafts.map(
            ({ solo, after, isTest, isLocked }, index): Job => ({
              id: String(index),
              kind: isTest ? 'test' : 'task',
              needs: after < index ? [String(after)] : [],
              locks: isLocked ? ['one'] : [],
              profile: profileOfSegments([{ ...waiting(solo), cpus: 0.1, slowed: 0.1 }]),
            }),
          );
          const hall = { workers, cpus: 2, foreign: NO_FOREIGN };
          const { staged, serial, forkJoin } = baselines([...jobs, greedy], 1, hall);
          expect(baselines(jobs, 1, hall)).toMatchObject({ staged, serial, forkJoin });
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('F434 the order of launches', () => {
  const jobs = [100, 100, 200].map((solo, index): Job => {
    return { id: String(index), kind: 'task', needs: [], locks: [], profile: profileOfSegments([waiting(solo)]) };
  });
  const hall = { workers: 2, cpus: 2, foreign: NO_FOREIGN };

  it('follows what was expected, because no schedule knows how long a task takes before it has run', () => {
    expect(baselines(jobs, 1, hall).forkJoin).toBe(200);
    const alike = jobs.map((job) => ({ ...job, expected: 60_000 }));
    expect(baselines(alike, 1, hall).forkJoin).toBe(300);
    expect(baselines(alike, 1, hall).serial).toBe(400);
    expect(baselines(alike, 1, hall).criticalPath).toBe(200);
  });
});

describe('profiles of a plan', () => {
  it('are the same object for tasks that are alike, because there may be 100,000 of them', () => {
    const mission = buildMission({
      tasks: [task('A', { expect: 5 }), task('B', { expect: 5 }), task('C', { expect: 6 })],
    });
    const profiles = plannedProfiles(mission, MACHINE);
    expect(profiles.get('A')).toBe(profiles.get('B'));
    expect(profiles.get('C')?.ends).toEqual([6]);
  });
});
