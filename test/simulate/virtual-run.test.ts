import { describe, expect, it } from 'vitest';
import type { Mission } from '../../src/mission/model/mission.ts';
import type { Event } from '../../src/schedule/events/event.ts';
import { apply } from '../../src/schedule/state/apply.ts';
import { begin } from '../../src/schedule/state/begin.ts';
import { estimates } from '../../src/schedule/state/estimate.ts';
import { runsStep } from '../../src/schedule/state/state.ts';
import { predict } from '../../src/simulate/predict.ts';
import { virtualRun } from '../../src/simulate/virtual-run.ts';
import { buildMission, GIB, MACHINE, MINUTE, task, test } from '../build-mission.ts';
import { cpuTime } from '../cpu-time.ts';
import { drive } from '../schedule/drive.ts';
import { randomMission, uncrowded } from '../schedule/random-mission.ts';
import { fc } from '../suite/fast-check.ts';

describe('every simulation', () => {
  it('assumes an idle machine, whatever its use at present', () => {
    const mission = buildMission({ tasks: [task('A', { memory: 12 * GIB }), task('B')] });
    expect(virtualRun(mission, { ...MACHINE, memoryUsed: 80 }, 'open')).toEqual(virtualRun(mission, MACHINE, 'open'));
  });

  it('ends, in the order of time, and is deterministic', () => {
    fc.assert(
      fc.property(randomMission(20), fc.constantFrom('open' as const, 'declared' as const), (mission, assume) => {
        const events = virtualRun(mission, MACHINE, assume);
        expect(events.at(-1)?.type).toBe('mission-ended');
        const times = events.map((event) => event.at);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(virtualRun(mission, MACHINE, assume)).toEqual(events);
      }),
      { numRuns: 200 },
    );
  });

  it('is a journal that can be replayed', () => {
    fc.assert(
      fc.property(randomMission(20), (mission) => {
        const events: readonly Event[] = virtualRun(mission, MACHINE, 'declared');
        const state = begin(mission, MACHINE);
        for (const event of events) apply(state, event);
        expect(state.unfinished).toBe(0);
        expect(state.result).toBe((events.at(-1) as { result?: string }).result);
      }),
      { numRuns: 100 },
    );
  });

  it('takes at least the critical path, and at most twice the bound for list scheduling if only the workers are limited', () => {
    fc.assert(
      fc.property(randomMission(40), (drawn) => {
        const mission = limitOnlyWorkers(drawn);
        const workers = mission.admission.workers.limit;
        const { dynamic, criticalPath, serial, spans } = predict(mission, MACHINE, 'open');
        expect(spans.every((span) => span.started !== undefined)).toBe(true);
        expect(dynamic).toBeGreaterThanOrEqual(criticalPath);
        expect(dynamic).toBeGreaterThanOrEqual(serial / workers - 1e-6);
        expect(dynamic).toBeLessThanOrEqual(2 * Math.max(criticalPath, serial / workers) + 1e-6);
        const expected = estimates(mission);
        for (const { id, started = 0, ended = 0 } of spans) expect(ended - started).toBe(expected.get(id));
      }),
      { numRuns: 300 },
    );
  });

  it('leaves no worker idle while a task waits for one', () => {
    fc.assert(
      fc.property(randomMission(30), (drawn) => {
        const mission = limitOnlyWorkers(drawn);
        const state = begin(mission, MACHINE);
        let at = 0;
        for (const event of virtualRun(mission, MACHINE, 'open')) {
          if (event.at > at && state.free.length + state.gated.length > 0) {
            expect(state.active.size).toBe(mission.admission.workers.limit);
          }
          at = event.at;
          apply(state, event);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('launches, defers and ends the same at the same times as a run that makes every recheck', () => {
    fc.assert(
      fc.property(randomMission(20), (drawn) => {
        const tasks = drawn.tasks.map((each) => ({ ...each, services: [] }));
        const mission = uncrowded({ ...drawn, tasks, admission: { ...drawn.admission, gate: 'off' } });
        expect(virtualRun(mission, MACHINE, 'open').filter(matters)).toEqual(plainRun(mission).filter(matters));
      }),
      { numRuns: 200 },
    );
  });
});

describe('rechecks that were left out', () => {
  it('are not recorded in the past when a step advances', () => {
    const steps = [{ run: 'a' }, { run: 'b' }];
    const mission = buildMission({
      tasks: [task('A', { expect: 11_000, steps }), task('B', { expect: 11_000 })],
      admission: { workers: { caution: 1, limit: 1 }, recheck: 1_000 },
    });
    const events = virtualRun(mission, MACHINE, 'open');
    const times = events.map((event) => event.at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    // Four quiet checks, then none until the step advances, then on the same grid as if none had been left out.
    const wakes = events.filter((event) => event.type === 'woke').map((event) => event.at);
    expect(wakes).toEqual([1_000, 2_000, 3_000, 4_000, 6_000, 7_000, 8_000, 9_000]);
  });
});

describe('an attempt that its timeout stopped', () => {
  it('does not end the next attempt at the time of its own end', () => {
    const retry = { attempts: 2, delay: 1_000, backoff: 1, on: ['timeout'] } as const;
    const mission = buildMission({ tasks: [task('A', { expect: 10_000, timeout: 8_000, retry })] });
    const ends = virtualRun(mission, MACHINE, 'open').filter((event) => event.type === 'ended');
    expect(ends).toEqual([expect.objectContaining({ at: 17_000, status: 'timed-out' })]);
  });
});

describe('F56: 10,000 tasks', () => {
  const layered = (): Mission => {
    const width = 100;
    const tasks = Array.from({ length: 10_000 }, (_, index) => {
      const layer = Math.floor(index / width);
      const above = [1, 37, 61].map((jump) => `A${(layer - 1) * width + ((index * jump) % width)}`);
      const needs = layer === 0 ? [] : [...new Set(above)];
      return task(`A${index}`, { needs, load: 1 + (index % 40), expect: MINUTE * (1 + ((index * 7) % 60)) });
    });
    return buildMission({ tasks });
  };

  // Measured: about 0.3 s. The bounds are wide; quadratic work would take minutes.
  it('in layers, three parents each, are simulated in seconds', { timeout: 60_000 }, () => {
    const mission = layered();
    const started = cpuTime();
    const events = virtualRun(mission, MACHINE, 'declared');
    expect(cpuTime() - started).toBeLessThan(10_000);
    expect(events.at(-1)).toMatchObject({ type: 'mission-ended', result: 'succeeded' });
    expect(events.filter((event) => event.type === 'admitted')).toHaveLength(10_000);
  });

  it('that start at once, with loads that do not fit together, keep the journal small', { timeout: 60_000 }, () => {
    const tasks = Array.from({ length: 10_000 }, (_, index) =>
      task(`A${index}`, { load: 1 + ((index * 13) % 40), expect: MINUTE * (1 + ((index * 7) % 60)) }),
    );
    const started = cpuTime();
    const events = virtualRun(buildMission({ tasks }), MACHINE, 'open');
    expect(cpuTime() - started).toBeLessThan(10_000);
    const deferred = events.reduce((sum, event) => sum + (event.type === 'deferred' ? event.ids.length : 0), 0);
    // Workers and load alternate as the reason at every completion: one id for each change of each waiting task would be 7 million ids.
    expect(deferred).toBeLessThan(200_000);
  });

  it('and 1,000 tests that need all of them share one counter', { timeout: 60_000 }, () => {
    const tasks = Array.from({ length: 10_000 }, (_, index) => task(`A${index}`, { expect: MINUTE }));
    const tests = Array.from({ length: 1_000 }, (_, index) => test(`T${index}`, { needs: 'tasks', expect: MINUTE }));
    const mission = buildMission({ tasks: [...tasks, ...tests] });
    const started = cpuTime();
    const events = virtualRun(mission, MACHINE, 'open');
    expect(cpuTime() - started).toBeLessThan(10_000);
    expect(events.filter((event) => event.type === 'admitted')).toHaveLength(11_000);
    expect(begin(mission, MACHINE).plan.groups).toHaveLength(1);
  });

  it('of an hour each, with thousands waiting, do not cost a check every five seconds', () => {
    const tasks = Array.from({ length: 1_000 }, (_, index) => task(`A${index}`, { expect: 60 * MINUTE }));
    const events = virtualRun(buildMission({ tasks }), MACHINE, 'open');
    expect(events.at(-1)?.at).toBe(167 * 60 * MINUTE);
    expect(events.length).toBeLessThan(10_000);
  });
});

/** The same mission, limited only by the number of workers. */
function limitOnlyWorkers(mission: Mission): Mission {
  return {
    ...mission,
    tasks: mission.tasks.map(
      ({ load: _load, cpus: _cpus, memory: _memory, timeout: _timeout, pools: _pools, ...rest }) => ({
        ...rest,
        deploy: 'always' as const,
        locks: [],
        services: [],
        needsAny: [],
      }),
    ),
  };
}

function matters(event: Event): boolean {
  return event.type === 'admitted' || event.type === 'deferred' || event.type === 'ended';
}

/** The same simulation without shortcuts: it makes every wake and searches the next exit in a plain list. */
function plainRun(mission: Mission): readonly Event[] {
  const run = drive(mission);
  const expected = estimates(mission);
  const due: { at: number; id: string; step: number; attempt: number }[] = [];
  let effects = 0;
  run.start();
  while (run.state.result === undefined) {
    for (const effect of run.effects.slice(effects)) {
      if (!('id' in effect)) continue;
      const { type, id } = effect;
      const state = run.state.tasks.get(id);
      if (state?.phase !== 'running' && state?.phase !== 'stopping') continue;
      const share = (state.step + 1) / (run.state.plan.byId.get(id)?.steps.length ?? 1);
      const at = type === 'start' ? state.launched + (expected.get(id) ?? 0) * share : run.now();
      due.push({ at: Math.max(run.now(), at), id, step: state.step, attempt: state.attempt });
    }
    effects = run.effects.length;
    const exit = due.reduce((first, entry) => (entry.at < first.at ? entry : first), due[0] ?? NEVER);
    const wakeAt = run.wakeAt() ?? Infinity;
    if (exit.at > wakeAt) {
      run.observe({ type: 'woke', at: wakeAt });
      continue;
    }
    due.splice(due.indexOf(exit), 1);
    const { attempt, ...exited } = exit;
    const state = run.state.tasks.get(exit.id);
    // The exit of an attempt that its timeout stopped does not belong to the next attempt.
    if (state === undefined || !('attempt' in state) || state.attempt !== attempt) continue;
    if (runsStep(run.state, exit.id, exit.step)) run.observe({ type: 'step-exited', ...exited, exitCode: 0 });
  }
  return run.journal;
}

const NEVER = { at: Infinity, id: '', step: 0, attempt: 0 };
