import { describe, expect, it } from 'vitest';
import { type Baselines, baselines } from '../../src/simulate/baselines.ts';
import type { Hall, Job } from '../../src/simulate/list-schedule.ts';
import { busyPart, profileOfSegments, waiting } from '../../src/simulate/machine/profile.ts';
import { fc } from '../suite/fast-check.ts';

const HALL: Hall = { workers: 4, cpus: 2, foreign: { used: 0, wanted: 0 } };

interface Parts {
  readonly needs?: readonly string[];
  readonly locks?: readonly string[];
  /** CPUs that it wants all the time. */
  readonly cpus?: number;
}

function job(id: string, kind: 'task' | 'test', time?: number, { needs = [], locks = [], cpus = 0 }: Parts = {}): Job {
  const profile = profileOfSegments([{ ...waiting(time ?? 0), cpus, slowed: busyPart(cpus, 0, HALL.cpus) }]);
  return { id, kind, needs, locks, ...(time === undefined ? {} : { profile }) };
}

describe('baselines', () => {
  it('are the tasks at once, then the tests one after the other or at once', () => {
    const jobs = [
      job('A', 'task', 100),
      job('B', 'task', 60),
      job('T', 'test', 30, { needs: ['B'] }),
      job('U', 'test', 20, { needs: ['A'] }),
    ];
    expect(baselines(jobs, 120, HALL)).toEqual({
      dynamic: 120,
      staged: 150,
      serial: 210,
      forkJoin: 130,
      criticalPath: 120,
      criticalTasks: ['A', 'U'],
      floor: 120,
      saved: 20,
      savedAgainstForkJoin: expect.closeTo(7.69, 2),
    });
  });

  it('start no more than the workers at once, and never two with the same lock', () => {
    const tasks = ['A', 'B', 'C'].map((id) => job(id, 'task', 10));
    expect(baselines(tasks, 20, { ...HALL, workers: 2 })).toMatchObject({ staged: 20, serial: 30 });
    const locked = ['A', 'B', 'C'].map((id) => job(id, 'task', 10, { locks: ['one'] }));
    expect(baselines(locked, 30, HALL)).toMatchObject({ staged: 30, forkJoin: 30, criticalPath: 10 });
  });

  it('run at once only what fits the memory', () => {
    const tasks = ['A', 'B', 'C'].map((id) => ({ ...job(id, 'task', 10), memory: 6 }));
    expect(baselines(tasks, 20, { ...HALL, memory: 12 })).toMatchObject({ staged: 20, forkJoin: 20 });
    expect(baselines(tasks, 30, { ...HALL, memory: 5 })).toMatchObject({ staged: 30, serial: 30 });
  });

  it('F274 are never more for staged than for serial: two tasks and two tests of a second with one worker', () => {
    const jobs = ['A', 'B'].map((id) => job(id, 'task', 1000));
    const tests = ['T', 'U'].map((id) => job(id, 'test', 1000));
    const one = { ...HALL, workers: 1 };
    expect(baselines([...jobs, ...tests], 4000, one)).toMatchObject({ staged: 4000, serial: 4000, saved: 0 });
  });

  it('F275 do not grow with what ran side by side: tasks that each want a CPU share the CPUs there are', () => {
    const jobs = Array.from({ length: 8 }, (_, index) => job(`A${index}`, 'task', 1000, { cpus: 1 }));
    const { staged, serial, forkJoin, workBound, floor } = baselines(jobs, 4000, { ...HALL, workers: 8 });
    expect({ staged, serial, forkJoin, workBound, floor }).toEqual({
      staged: 4000,
      serial: 8000,
      forkJoin: 4000,
      workBound: 4000,
      floor: 4000,
    });
  });

  it('have the CPUs that other programs left', () => {
    const jobs = [job('A', 'task', 1000, { cpus: 2 }), job('T', 'test', 1000)];
    const beside = { ...HALL, foreign: { used: 1, wanted: 1 } };
    expect(baselines(jobs, 3000, beside)).toMatchObject({ staged: 3000, serial: 3000, workBound: 2000, floor: 2000 });
  });

  it('are all zero without jobs', () => {
    const nothing: Baselines = {
      dynamic: 0,
      staged: 0,
      serial: 0,
      forkJoin: 0,
      criticalPath: 0,
      criticalTasks: [],
      floor: 0,
      saved: 0,
      savedAgainstForkJoin: 0,
    };
    expect(baselines([], 0, HALL)).toEqual(nothing);
    expect(baselines([job('A', 'task'), job('T', 'test', undefined, { needs: ['A'] })], 0, HALL)).toEqual(nothing);
  });

  it('count no time for a task that never ran', () => {
    const jobs = [
      job('A', 'task', 10),
      job('B', 'task', undefined, { needs: ['A'] }),
      job('T', 'test', 5, { needs: ['B'] }),
    ];
    expect(baselines(jobs, 500, HALL)).toMatchObject({ staged: 15, serial: 15, criticalPath: 15 });
  });

  it('are negative when the dynamic timeline took longer', () => {
    expect(baselines([job('A', 'task', 100)], 150, HALL)).toMatchObject({ saved: -50, savedAgainstForkJoin: -50 });
  });

  it('ignore needs that are not among the jobs', () => {
    expect(baselines([job('A', 'task', 10, { needs: ['gone'] })], 10, HALL)).toMatchObject({
      criticalPath: 10,
      criticalTasks: ['A'],
    });
  });

  it('count a test that a task needs as a task', () => {
    const jobs = [job('T', 'test', 10), job('A', 'task', 10, { needs: ['T'] }), job('U', 'test', 10, { needs: ['A'] })];
    expect(baselines(jobs, 30, HALL)).toMatchObject({ staged: 30, forkJoin: 30, floor: 30 });
  });

  it('find the longest of several chains, whatever the order of the jobs', () => {
    const jobs = [
      job('D', 'test', 10, { needs: ['B', 'C'] }),
      job('C', 'task', 5, { needs: ['A'] }),
      job('B', 'task', 20, { needs: ['A'] }),
      job('A', 'task', 10),
      job('E', 'task', 39),
    ];
    expect(baselines(jobs, 40, HALL)).toMatchObject({ criticalPath: 40, criticalTasks: ['A', 'B', 'D'] });
    expect(baselines([...jobs].reverse(), 40, HALL)).toMatchObject({
      criticalPath: 40,
      criticalTasks: ['A', 'B', 'D'],
    });
  });

  it('leave tasks without duration out of the beginning of the longest chain', () => {
    expect(baselines([job('Z', 'task', 0), job('A', 'task', 10, { needs: ['Z'] })], 10, HALL).criticalTasks).toEqual([
      'A',
    ]);
  });

  it('do not overflow the stack on a chain of 10,000', () => {
    const chain = Array.from({ length: 10_000 }, (_, index) =>
      job(`T${index}`, 'task', 1, { needs: index === 0 ? [] : [`T${index - 1}`] }),
    );
    const result = baselines(chain, 10_000, HALL);
    expect(result.criticalPath).toBe(10_000);
    expect(result.criticalTasks).toHaveLength(10_000);
    expect(result.criticalTasks.slice(0, 2)).toEqual(['T0', 'T1']);
  });
});

describe('F276 for random jobs and machines', () => {
  const part = fc.integer({ min: 0, max: 100 }).map((value) => value / 100);
  const drawn = fc.record({
    time: fc.integer({ min: 0, max: 5000 }),
    isTest: fc.boolean(),
    demand: part,
    idle: part,
    needs: fc.array(fc.nat(), { maxLength: 3 }),
    lock: fc.option(fc.constantFrom('x', 'y'), { freq: 4 }),
  });
  const hall = fc.record({
    workers: fc.integer({ min: 1, max: 6 }),
    cpus: fc.integer({ min: 1, max: 8 }),
    taken: part.map((share) => Math.min(0.95, share)),
    elastic: part,
  });

  it('serial ≥ staged ≥ floor, and serial ≥ fork-join ≥ floor', () => {
    fc.assert(
      fc.property(fc.array(drawn, { maxLength: 15 }), hall, (list, { workers, cpus, taken, elastic }) => {
        const jobs = list.map(({ time, isTest, demand, idle, needs, lock }, index): Job => {
          const wanted = demand * cpus;
          const segment = { ...waiting(time), cpus: wanted, slowed: busyPart(wanted, idle, cpus) };
          return {
            id: `J${index}`,
            kind: isTest ? 'test' : 'task',
            needs: index === 0 ? [] : [...new Set(needs.map((need) => `J${need % index}`))],
            locks: lock === null ? [] : [lock],
            profile: profileOfSegments([segment]),
          };
        });
        const used = taken * cpus;
        const result = baselines(jobs, 1, { workers, cpus, foreign: { used, wanted: used * (1 + 3 * elastic) } });
        const { staged, serial, forkJoin, floor, workBound = 0, criticalPath } = result;
        const slight = 1e-6 * (1 + serial) + 0.1 * jobs.length;
        expect(floor).toBe(Math.max(workBound, criticalPath));
        expect(serial).toBeGreaterThanOrEqual(staged);
        expect(serial).toBeGreaterThanOrEqual(forkJoin - slight);
        expect(staged).toBeGreaterThanOrEqual(floor - slight);
        expect(forkJoin).toBeGreaterThanOrEqual(floor - slight);
      }),
      { numRuns: 500 },
    );
  });
});
