import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Mission } from '../../src/mission/model/mission.ts';
import { measuredRun } from '../../src/report/analysis/measured-run.ts';
import { whatIf } from '../../src/report/analysis/what-if.ts';
import type { RunReport } from '../../src/report/model/run.ts';
import type { Event } from '../../src/schedule/events/event.ts';
import type { MeasuredAttempt, MeasuredRun, MeasuredService } from '../../src/simulate/measured/measured-run.ts';
import { replayer } from '../../src/simulate/replay.ts';
import { virtualRun } from '../../src/simulate/virtual-run.ts';
import { buildMission, MACHINE, task, test } from '../build-mission.ts';
import { randomMission, uncrowded } from '../schedule/random-mission.ts';
import { fc } from '../suite/fast-check.ts';
import { foldAll } from './fold-all.ts';

/** The input of a replay, from the journal of a run. */
function recorded(events: readonly Event[]): MeasuredRun {
  const replayable = measuredRun(foldAll(events));
  if (replayable.type === 'not-replayable') throw new Error(replayable.message);
  return replayable.run;
}

function again(run: MeasuredRun): RunReport {
  const { events, ended } = replayer(run)(run.mission.admission);
  expect(ended).toBe(true);
  return foldAll(events);
}

function endOf({ tasks }: RunReport): number {
  return Math.max(1, ...[...tasks.values()].map(({ ended = 0 }) => ended));
}

/** When each task was launched and ended, and how. */
function outcome(report: RunReport): unknown {
  return [...report.tasks].map(([id, { status, started, ended, attemptList }]) => {
    return { id, status, started, ended, attempts: attemptList.map((attempt) => attempt.started) };
  });
}

describe('the replay of a simulated run', () => {
  it('reproduces the run with the gate off', () => {
    fc.assert(
      fc.property(randomMission(20), (drawn) => {
        // The order of ends within one instant is arbitrary, and a replay has one end for all steps of a task.
        const tasks = drawn.tasks.map((each) => ({ ...each, steps: [{ run: 'true' }] }));
        const mission = uncrowded({ ...drawn, tasks });
        const events = virtualRun(mission, MACHINE, 'open');
        if (!events.some(({ type }) => type === 'admitted')) return;
        expect(outcome(again(recorded(events)))).toEqual(outcome(foldAll(events)));
      }),
      { numRuns: 200 },
    );
  });

  it('reproduces a run whose last window closed the gate and is not in the journal', () => {
    const started = 1_000_000_000;
    const attempt = (took: number, end: MeasuredAttempt['end']) => ({ started, ended: started + took, end, use: [] });
    const mission = buildMission({
      failFast: true,
      tasks: [task('A0'), task('A1'), task('A2')],
      admission: { gate: 'all', react: 0, workers: { caution: 2, limit: 3 } },
    });
    const drawn: MeasuredRun = {
      mission,
      machine: MACHINE,
      ended: started,
      tasks: new Map([
        ['A0', { attempts: [attempt(1500, 'failed')], status: 'succeeded' }],
        ['A1', { attempts: [attempt(1000, 'succeeded')], status: 'succeeded' }],
        ['A2', { attempts: [attempt(500, 'succeeded')], status: 'succeeded' }],
      ]),
      services: new Map(),
      readings: [
        { from: 299, to: 1299, at: 1300, cpu: 10, memory: 0 },
        { from: 1299, to: 2299, at: 2300, cpu: 50, memory: 0 },
      ],
      views: [],
      heldByCpu: [],
    };
    const { events } = replayer(drawn)(mission.admission);
    expect(foldAll(events).tasks.get('A2')?.status).toBe('cancelled');
    expect(outcome(again(recorded(events)))).toEqual(outcome(foldAll(events)));
  });

  it('reproduces random runs of tasks, services and machines', () => {
    // A journal does not contain every window. Where one that is guessed decides about a launch, a replay may differ.
    const replays = fc.sample(randomRun(), 150).flatMap((drawn) => {
      const { events, ended } = replayer(drawn)(drawn.mission.admission);
      if (!ended || !events.some(({ type }) => type === 'admitted')) return [];
      const first = foldAll(events);
      const second = again(recorded(events));
      return [
        { exact: isDeepStrictEqual(outcome(second), outcome(first)), off: Math.abs(endOf(second) / endOf(first) - 1) },
      ];
    });
    expect(replays.filter(({ exact }) => exact).length / replays.length).toBeGreaterThan(0.9);
    expect(replays.filter(({ off }) => off <= 0.02).length / replays.length).toBeGreaterThan(0.95);
  });
});

/** A mission, the results of its attempts and services, and the load of other programs. */
function randomRun(): fc.Arbitrary<MeasuredRun> {
  // Every event is at a multiple of half a second, or a fixed time after a window is known: never so shortly before the
  // next window that its figures could be assigned to that one.
  const seconds = fc.integer({ min: 1, max: 40 }).map((time) => time * 500);
  const attempt = fc.record({
    took: seconds,
    end: fc.constantFrom('succeeded' as const, 'succeeded' as const, 'failed' as const, 'out-of-memory' as const),
  });
  const service = fc.record({ ready: seconds, failed: fc.option(seconds, { freq: 3 }) });
  return fc
    .record({
      drawn: randomMission(12),
      attempts: fc.array(fc.array(attempt, { minLength: 1, maxLength: 3 }), { minLength: 12, maxLength: 12 }),
      services: fc.array(service, { minLength: 2, maxLength: 2 }),
      busy: fc.array(fc.nat({ max: 100 }), { minLength: 1, maxLength: 60 }),
    })
    .map(({ drawn, attempts, services, busy }): MeasuredRun => {
      // A declaration replaces a missing measurement, and sums above 100 % are cut: the record contains neither.
      const tasks = drawn.tasks.map(({ memory: _, load: __, ...rest }) => rest);
      const mission: Mission = { ...drawn, tasks };
      // Long after the windows, so that these show the load of other programs only.
      const started = 1_000_000_000;
      const made = (list: readonly { took: number; end: MeasuredAttempt['end'] }[]): MeasuredAttempt[] =>
        list.map(({ took, end }) => ({ started, ended: started + took, end, use: [] }));
      return {
        mission,
        machine: MACHINE,
        ended: started,
        tasks: new Map(
          tasks.map(({ id }, index) => [id, { attempts: made(attempts[index] ?? []), status: 'succeeded' }]),
        ),
        services: new Map(mission.services.map(({ id }, index) => [id, madeService(services[index])])),
        // To the end of every run: what came after the last window is a guess, and need not be the same guess twice.
        readings: Array.from({ length: 400 }, (_, index) => {
          const cpu = busy[index % busy.length] ?? 0;
          // The first window is short.
          const to = index * 1000 + 299;
          return { from: Math.max(0, to - 1000), to, at: to + 1, cpu, memory: 0 };
        }),
        views: [],
        heldByCpu: [],
      };
    });
}

/** It fails before it is ready, later, or never. */
function madeService(drawn: { ready: number; failed: number | null } | undefined): MeasuredService {
  const { ready = 0, failed = null } = drawn ?? {};
  if (failed === null) return { started: 0, ready, stopping: ready, ended: ready + 500 };
  if (failed < ready) return { started: 0, failed, ended: failed };
  return { started: 0, ready, failed: failed + 500, ended: failed + 500 };
}

describe('other limits', () => {
  const independent = (count: number, took: number): Event[] => [
    ...virtualRun(
      buildMission({
        tasks: Array.from({ length: count }, (_, index) => task(`A${index}`, { expect: took })),
        admission: { workers: { caution: 3, limit: 3 } },
      }),
      MACHINE,
      'open',
    ),
  ];

  it('with more workers are never slower for equal independent tasks, and reach the lower bound', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 60_000 }), (count, took) => {
        const events = independent(count, took);
        const what = whatIf(foldAll(events), recorded(events));
        const makespans = [1, 2, 3, 4, 8, 100].map((workers) => what.under({ workers }).makespan);
        expect(makespans).toEqual([1, 2, 3, 4, 8, 100].map((workers) => Math.ceil(count / workers) * took));
        expect(what.measured.makespan).toBe(what.same.makespan);
      }),
      { numRuns: 50 },
    );
  });

  it('keep a task skipped that its condition had skipped', () => {
    const mission = buildMission({
      tasks: [task('A', { expect: 1_000 }), test('T', { needs: ['A'], if: 'false', expect: 9_000 })],
    });
    const events = virtualRun(mission, MACHINE, 'open', () => ({ type: 'skip', reason: 'its `if` does not hold' }));
    const { same } = whatIf(foldAll(events), recorded(events));
    expect([same.makespan, same.tasks.get('T')?.status]).toEqual([1_000, 'skipped']);
  });

  it('name a task whose duration is unknown because it did not run', () => {
    const mission = buildMission({
      tasks: [
        task('A', { expect: 4_000 }),
        task('B', { expect: 6_000 }),
        test('T', { needs: ['A'], supports: 'B', deploy: 'if-running', expect: 1_500 }),
        test('L', { needs: ['A'], expect: 5_000, priority: 9 }),
      ],
      admission: { workers: { caution: 2, limit: 2 } },
    });
    const events = virtualRun(mission, MACHINE, 'open');
    const what = whatIf(foldAll(events), recorded(events));
    expect([what.measured.tasks.get('T')?.status, what.same.assumed]).toEqual(['not-needed', []]);
    const more = what.under({ workers: 3 });
    expect([more.tasks.get('T')?.status, more.assumed]).toEqual(['succeeded', ['T']]);
    expect(more.tasks.get('T')?.ended).toBe(5_500);
  });
});
