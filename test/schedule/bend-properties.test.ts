import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Event } from '../../src/schedule/events/event.ts';
import { apply } from '../../src/schedule/state/apply.ts';
import { begin } from '../../src/schedule/state/begin.ts';
import type { State } from '../../src/schedule/state/state.ts';
import { buildMission, GIB, MACHINE, type TaskDraft, task, test } from '../build-mission.ts';
import { fc } from '../suite/fast-check.ts';
import { type Drive, drive, only } from './drive.ts';

/** How a task of the model behaves while it is not paused. */
interface Behaviour {
  /** Milliseconds of work. */
  readonly lasts: number;
  /** GiB at most, and per second after `from` milliseconds of work. */
  readonly peak: number;
  readonly speed: number;
  readonly from: number;
  readonly exitCode: number;
  /** Milliseconds from TERM to its exit; above the grace it has to be killed. */
  readonly stops: number;
  readonly pausable: boolean;
  readonly timeout: number | undefined;
  readonly attempts: number;
  readonly test: boolean;
  readonly needsFirst: boolean;
  readonly follows: boolean;
}

function behaviour(): fc.Arbitrary<Behaviour> {
  return fc.record({
    lasts: fc.integer({ min: 50, max: 8_000 }).map((time) => Math.max(time, 2_000 * (time % 3))),
    peak: fc.double({ min: 1, max: 14, noNaN: true }),
    speed: fc.double({ min: 0.5, max: 8, noNaN: true }),
    from: fc.integer({ min: 0, max: 1_000 }),
    exitCode: fc.constantFrom(0, 0, 0, 0, 1),
    stops: fc.constantFrom(0, 50, 900, 20_000),
    pausable: fc.constantFrom(true, true, true, false),
    timeout: fc.option(fc.integer({ min: 100, max: 10_000 }), { nil: undefined, freq: 4 }),
    attempts: fc.constantFrom(1, 1, 2),
    test: fc.boolean(),
    needsFirst: fc.constantFrom(false, false, true),
    follows: fc.constantFrom(false, false, false, true),
  });
}

interface World {
  readonly tasks: readonly Behaviour[];
  /** GiB that other processes use, by second. */
  readonly foreign: readonly number[];
  readonly gate: 'off' | 'tests' | 'all';
  readonly platform: 'linux' | 'win32';
  readonly patience: number;
  /** Milliseconds at which the run is interrupted. */
  readonly interrupted: number | undefined;
}

function world(): fc.Arbitrary<World> {
  return fc.record({
    tasks: fc.array(behaviour(), { minLength: 1, maxLength: 10, size: 'max' }),
    foreign: fc.array(fc.double({ min: 0, max: 14, noNaN: true }), { minLength: 1, maxLength: 3 }),
    gate: fc.constantFrom('off' as const, 'tests' as const, 'all' as const),
    platform: fc.constantFrom('linux' as const, 'linux' as const, 'win32' as const),
    patience: fc.constantFrom(0, 1_000, 30_000),
    interrupted: fc.option(fc.integer({ min: 100, max: 20_000 }), { nil: undefined, freq: 8 }),
  });
}

function draftOf(each: Behaviour, index: number): TaskDraft {
  const retry = {
    attempts: each.attempts,
    delay: 100,
    backoff: 1,
    on: ['failure', 'timeout', 'out-of-memory'],
  } as const;
  return (each.test ? test : task)(`T${index}`, {
    // Commands differ, so that no task learns from another one.
    steps: [{ run: `run ${index}` }],
    ...(each.pausable ? {} : { pausable: false }),
    ...(each.timeout === undefined ? {} : { timeout: each.timeout }),
    ...(each.attempts === 1 ? {} : { retry }),
    ...(each.needsFirst && index > 0 ? { needs: ['T0'] } : {}),
    ...(each.follows && index > 0 ? { supports: 'T0', deploy: 'while-running' } : {}),
  });
}

const TICK = 50;
const LONGEST = 20 * 60_000;

interface Running {
  worked: number;
  memory: number;
  paused: boolean;
  stopAt?: number;
}

/** Runs the model on a virtual clock, in steps of 50 ms, until the mission has ended. */
function play(world: World, watch: (run: Drive, events: readonly Event[], state: State) => void = () => {}): Drive {
  const mission = buildMission({
    tasks: world.tasks.map(draftOf),
    admission: { gate: world.gate, patience: world.patience },
  });
  const run: Drive = drive(mission, { ...MACHINE, platform: world.platform }, (events, state) =>
    watch(run, events, state),
  );
  const running = new Map<string, Running>();
  let done = 0;
  let nextWindow = 200;
  const follow = (): void => {
    for (; done < run.effects.length; done += 1) {
      const effect = run.effects[done];
      if (effect === undefined) return;
      if (effect.type === 'measure') nextWindow = Math.min(nextWindow, run.now() + effect.within);
      if (effect.type === 'start') running.set(effect.id, { worked: 0, memory: 0, paused: false });
      if (!('id' in effect)) continue;
      const of = running.get(effect.id);
      if (of === undefined) continue;
      if (effect.type === 'pause') of.paused = true;
      if (effect.type === 'continue') of.paused = false;
      if (effect.type === 'terminate') {
        of.paused = false;
        of.stopAt = run.now() + (behaviourOf(world, effect.id)?.stops ?? 0);
      }
      if (effect.type === 'kill') of.stopAt = run.now();
    }
  };
  run.start();
  follow();
  while (run.state.result === undefined) {
    const now = run.now() + TICK;
    if (now > LONGEST) throw new Error(`the mission does not end: ${JSON.stringify(run.journal.slice(-5))}`);
    run.advance(now);
    follow();
    if (world.interrupted !== undefined && now >= world.interrupted && run.state.closing !== 'interrupted')
      run.interrupt();
    follow();
    for (const [id, of] of [...running]) {
      const { lasts, peak, speed, from, exitCode } = behaviourOf(world, id) ?? world.tasks[0] ?? never();
      if (!of.paused) {
        of.worked += TICK;
        if (of.worked > from) of.memory = Math.min(peak, of.memory + (speed * TICK) / 1_000);
      }
      const stopped = of.stopAt !== undefined && of.stopAt <= now;
      if (!stopped && (of.paused || of.worked < lasts)) continue;
      running.delete(id);
      if (stopped) run.die(id, 'SIGTERM');
      else run.exit(id, exitCode);
      follow();
    }
    if (now < nextWindow || run.state.result !== undefined) continue;
    nextWindow = now + 1_000;
    const own = [...running.values()].reduce((sum, { memory }) => sum + memory, 0);
    const foreign = world.foreign[Math.floor(now / 1_000) % world.foreign.length] ?? 0;
    const usage = [...running].map(([id, { memory }]) => [id, { cpuSeconds: 1, memory: memory * GIB }] as const);
    run.sample({ cpu: 10, memory: Math.min(100, (100 * (own + foreign)) / 16), usage: Object.fromEntries(usage) });
    follow();
  }
  return run;
}

function behaviourOf(world: World, id: string): Behaviour | undefined {
  return world.tasks[Number(id.slice(1))];
}

function never(): never {
  throw new Error('no such task');
}

describe('every run in which memory becomes short', () => {
  it('F229: ends, with nothing paused, whatever grows, ends and is limited', () => {
    let paused = 0;
    let evicted = 0;
    fc.assert(
      fc.property(world(), (world) => {
        const run = play(world, (_, __, state) => {
          for (const id of state.paused) expect(state.active.has(id)).toBe(true);
          if (state.closing !== undefined) expect(state.paused.size).toBe(0);
        });
        paused += only(run.journal, 'paused').length;
        evicted += only(run.journal, 'evicted').length;
        expect(run.state.unfinished).toBe(0);
        expect(run.state.paused.size).toBe(0);
        expect(only(run.journal, 'ended')).toHaveLength(world.tasks.length);
        for (const times of run.state.evictions.values()) expect(times).toBeLessThanOrEqual(2);
      }),
      { numRuns: 400 },
    );
    // Without pauses and evictions, the test would check nothing.
    expect(paused).toBeGreaterThan(40);
    expect(evicted).toBeGreaterThan(10);
  });

  it('F226: ends, and neither pauses nor evicts, if every task has `pausable: false`', () => {
    fc.assert(
      fc.property(world(), (world) => {
        const run = play({ ...world, tasks: world.tasks.map((each) => ({ ...each, pausable: false })) });
        expect(run.state.result).toBeDefined();
        const types = new Set(run.journal.map(({ type }) => type));
        expect([types.has('paused'), types.has('evicted')]).toEqual([false, false]);
      }),
      { numRuns: 100 },
    );
  });

  it('F230: fails no task because of its pauses and evictions: each that fits alone ends as it would have without them', () => {
    fc.assert(
      fc.property(world(), (world) => {
        const tasks = world.tasks.map((each) => ({
          ...each,
          exitCode: 0,
          follows: false,
          timeout: 9_000,
          lasts: 5_000,
        }));
        const run = play({ ...world, tasks, interrupted: undefined });
        const failed = only(run.journal, 'ended').filter(({ status }) => status !== 'succeeded');
        expect(failed).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('starts nothing while a task is paused, and pauses, continues and evicts in turn', () => {
    fc.assert(
      fc.property(world(), (world) => {
        const run = play(world);
        const paused = new Set<string>();
        for (const event of run.journal) {
          if (event.type === 'paused') {
            expect(paused.has(event.id)).toBe(false);
            paused.add(event.id);
          }
          if (event.type === 'continued') expect(paused.delete(event.id)).toBe(true);
          if (event.type === 'stopping' || event.type === 'ended' || event.type === 'retrying') paused.delete(event.id);
          if (event.type === 'admitted') expect([...paused]).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('F231: can be replayed: the journal gives the state of the run after every transition', () => {
    fc.assert(
      fc.property(world(), (world) => {
        let replayed: State | undefined;
        play(world, (_, events, state) => {
          const copies: Event[] = JSON.parse(JSON.stringify(events));
          for (const event of copies) {
            if (event.type === 'mission-started') replayed = begin(event.mission, event.machine);
            // The journal leaves most readings out.
            if (replayed !== undefined && event.type !== 'sampled') apply(replayed, event);
          }
          if (!isDeepStrictEqual(changing(replayed), changing(state))) expect(replayed).toEqual(state);
        });
      }),
      { numRuns: 100 },
    );
  });
});

function changing(state: State | undefined): Partial<State> {
  const { mission: _mission, plan: _plan, ...rest } = state ?? {};
  return rest;
}
