import { describe, expect, it } from 'vitest';
import { baselines } from '../../../src/simulate/baselines.ts';
import type { Job } from '../../../src/simulate/list-schedule.ts';
import { profileOfSegments, soloTime } from '../../../src/simulate/machine/profile.ts';
import { VirtualMachine } from '../../../src/simulate/machine/virtual-machine.ts';
import { virtualRun } from '../../../src/simulate/virtual-run.ts';
import { buildMission, MACHINE, task, test } from '../../build-mission.ts';
import { fc } from '../../suite/fast-check.ts';

/** Any figure that a damaged journal or a mission file may lead to. Some arithmetic is exact only for the middle ones. */
const extreme = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(0, 5e-324, 2.3e-308, 1e-160, 1e-12, 1e-6, 0.5, 1, 2, 1e3, 1e9, 1e300) },
  { weight: 1, arbitrary: fc.constantFrom(Number.MAX_SAFE_INTEGER, Number.MAX_VALUE, Number.EPSILON, -0) },
  { weight: 2, arbitrary: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }) },
  { weight: 2, arbitrary: fc.double({ min: 0, max: 10, noNaN: true }) },
);
const figures = fc.oneof(
  { weight: 9, arbitrary: extreme },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1) },
);
const segment = fc.record({ solo: figures, cpus: figures, slowed: figures, hidden: figures, memory: figures });
const profile = fc.array(segment, { maxLength: 3 }).map(profileOfSegments);
const foreign = fc.record({ used: figures, wanted: figures });

/** More turns than segments and stops: the bound turns an endless loop into a failure. */
const MOST_TURNS = 1_000;

describe('F284: the virtual machine ends for every figure', () => {
  it('of attempts, other programs and CPUs, at a finite time', () => {
    fc.assert(
      fc.property(fc.array(profile, { maxLength: 6 }), figures, foreign, foreign, (profiles, cpus, before, after) => {
        const machine = new VirtualMachine(cpus);
        machine.setForeign(before, 0);
        const open = new Set<string>();
        for (const [index, each] of profiles.entries()) {
          machine.start(String(index), each, 0);
          machine.runUntil(String(index), soloTime(each), 0);
          open.add(String(index));
        }
        let turns = 0;
        let last = 0;
        for (let now = machine.next(); now !== Infinity; now = machine.next()) {
          turns += 1;
          expect(turns).toBeLessThan(MOST_TURNS);
          expect(now).toBeGreaterThanOrEqual(last);
          last = now;
          for (const id of machine.advance()) {
            // None stops twice.
            expect(open.delete(id)).toBe(true);
            machine.remove(id, now);
          }
          if (turns === 2) machine.setForeign(after, now);
        }
        expect([...open]).toEqual([]);
        expect(last).toBeLessThan(Infinity);
      }),
      { numRuns: 2_000 },
    );
  });

  it('in fork-join, staged and serial', () => {
    const jobs = fc.array(fc.record({ profile, memory: figures, after: fc.nat({ max: 5 }), isTest: fc.boolean() }), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        jobs,
        figures,
        foreign,
        figures,
        fc.integer({ min: 1, max: 4 }),
        (drawn, cpus, other, memory, workers) => {
          const list = drawn.map(({ after, isTest, ...each }, index): Job => {
            const needs = after < index ? [String(after)] : [];
            return { id: String(index), kind: isTest ? 'test' : 'task', needs, locks: [], ...each };
          });
          const found = baselines(list, 1, { workers, cpus, foreign: other, memory });
          for (const value of [found.serial, found.staged, found.forkJoin, found.floor, found.saved]) {
            expect(Number.isFinite(value)).toBe(true);
          }
          expect(found.serial).toBeGreaterThanOrEqual(found.staged);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('in a plan, with and without readings', () => {
    const draft = fc.record({
      load: extreme,
      expect: extreme,
      memory: extreme,
      isTest: fc.boolean(),
      steps: fc.integer({ min: 1, max: 3 }),
    });
    const assume = fc.constantFrom('open' as const, 'declared' as const);
    fc.assert(
      fc.property(fc.array(draft, { minLength: 1, maxLength: 6 }), extreme, assume, (drafts, cpus, how) => {
        const tasks = drafts.map(({ isTest, steps, ...each }, index) =>
          (isTest ? test : task)(`t${index}`, {
            ...each,
            steps: Array.from({ length: steps }, () => ({ run: 'true' })),
          }),
        );
        const mission = buildMission({ tasks, admission: { gate: 'all' } });
        const last = virtualRun(mission, { ...MACHINE, cpus: Math.max(0.01, cpus) }, how).at(-1);
        expect(last?.type).toBe('mission-ended');
        expect(Number.isFinite(last?.at)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
