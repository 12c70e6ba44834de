import { describe, expect, it } from 'vitest';
import type { Mission } from '../../src/mission/model/mission.ts';
import type { Predictions } from '../../src/schedule/events/prediction.ts';
import type { Constraint, Usage } from '../../src/schedule/events/reading.ts';
import { isGated, taskOf } from '../../src/schedule/state/state.ts';
import { buildMission, GIB, MACHINE, task } from '../build-mission.ts';
import { fc } from '../suite/fast-check.ts';
import { drive, only, type ReadingParts, type Watch } from './drive.ts';
import { randomMission } from './random-mission.ts';
import { playToEnd } from './random-run.ts';

type Rules = Pick<Mission['admission'], 'react' | 'learn' | 'load'>;

interface Window extends Omit<ReadingParts, 'from'> {
  readonly length: number;
}

const cpus = (): fc.Arbitrary<number> => fc.constantFrom(0, 0.001, 0.5, 1, 2, 128);
const bytes = (): fc.Arbitrary<number> => fc.constantFrom(0, 1, GIB, 14 * GIB, 16 * GIB, 20 * GIB);
const percent = (): fc.Arbitrary<number> => fc.constantFrom(0, 30, 60, 74.9, 75, 84.9, 85, 95, 100, 130);

const share = (amount: fc.Arbitrary<number>) => fc.record({ capacity: amount, used: amount });

function constraint(): fc.Arbitrary<Constraint> {
  const parts = { name: fc.constantFrom('machine', 'container'), cpu: share(cpus()), memory: share(bytes()) };
  return fc.record(parts, { requiredKeys: ['name'] });
}

function usage(): fc.Arbitrary<Usage> {
  const parts = { cpuSeconds: cpus(), memory: bytes(), cpu: cpus() };
  return fc.record(parts, { requiredKeys: ['cpuSeconds', 'memory'] });
}

/** Figures that contradict each other, are missing in part, or belong to tasks that do not exist. */
function window(): fc.Arbitrary<Window> {
  const parts = {
    length: fc.constantFrom(0, 1, 50, 250, 1_000, 60_000),
    cpu: percent(),
    memory: percent(),
    own: cpus(),
    constraints: fc.array(constraint(), { maxLength: 3 }),
    usage: fc.dictionary(fc.constantFrom('A0', 'A1', 'A2', 'T0', 'T1', 'T2', 'S0', 'unknown', 'toString'), usage()),
  };
  return fc.record(parts, { requiredKeys: ['length'] });
}

function predictions(): fc.Arbitrary<Predictions> {
  const demand = fc.record({
    cpus: fc.constantFrom(0, 0.01, 1, 5_000),
    memory: fc.constantFrom(0, GIB, 100 * GIB, Number.MAX_SAFE_INTEGER),
    runs: fc.constant(1),
  });
  const parts = { expect: 1_000, low: 1, high: 2_000, runs: 1, last: [1_000], flakiness: { runs: 1, flaky: 0 } };
  return fc.dictionary(
    fc.constantFrom('A0', 'A1', 'T1', 'T2'),
    demand.map((learned) => ({ ...parts, demand: learned })),
  );
}

/** Paths of the figures that JSON cannot contain. */
function lostInJson(value: unknown, path = ''): readonly string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => lostInJson(each, `${path}.${key}`));
}

describe('F252: whatever is measured and learned', () => {
  it('the mission ends, all figures of the journal are numbers, and a launch is below the limits of its own figures', () => {
    const rules: fc.Arbitrary<Rules> = fc.record({
      react: fc.constantFrom(0, 100, 3_600_000),
      learn: fc.boolean(),
      load: fc.constantFrom(20, 100),
    });
    const machine = fc.record({
      ...Object.fromEntries(Object.entries(MACHINE).map(([key, value]) => [key, fc.constant(value)])),
      cpus: fc.constantFrom(0.1, 0.5, 2, 128),
      memory: fc.constantFrom(0, 16 * GIB),
      platform: fc.constantFrom('linux', 'win32'),
    }) as fc.Arbitrary<typeof MACHINE>;
    fc.assert(
      fc.property(
        fc.tuple(randomMission(8), rules, machine, predictions(), fc.array(window(), { maxLength: 40 })),
        ([drafted, changed, facts, learned, windows]) => {
          const mission = { ...drafted, admission: { ...drafted.admission, ...changed } };
          const watch: Watch = (events, state) => {
            const decisions = events.map((event) => ({ ...event, mission: undefined, predictions: undefined }));
            expect(lostInJson(decisions.filter(({ type }) => type !== 'sampled'))).toEqual([]);
            const { cpu, memory, workers } = mission.admission;
            for (const { id, view, forced } of only(events, 'admitted')) {
              if (!forced) expect(view.active).toBeLessThan(workers.limit);
              if (forced || !isGated(mission, taskOf(state, id))) continue;
              if (view.cpu !== undefined) expect(view.cpu + view.unseen).toBeLessThan(cpu.limit);
              if (view.memory !== undefined) expect(view.memory + view.reserved).toBeLessThan(memory.limit);
            }
          };
          const run = drive(mission, facts, watch, undefined, learned);
          run.start();
          for (const { length, ...figures } of windows) {
            if (run.state.result === undefined) run.advance(run.now() + length);
            if (run.state.result === undefined) run.sample({ ...figures, from: run.now() - length });
            const [active] = run.state.active.keys();
            if (active !== undefined && length === 250) run.exit(active);
          }
          playToEnd(run);
          expect(run.state.result).toBeDefined();
        },
      ),
      { numRuns: 500 },
    );
  });

  it('a task may have the name of what every object has', () => {
    const run = drive(buildMission({ tasks: [task('A'), task('constructor', { expect: 1 })] }));
    run.start();
    run.advance(200);
    run.sample({ memory: 80, own: 1, usage: { A: { cpuSeconds: 0, memory: 4 * GIB } }, from: 0 });
    run.sample({ memory: 96, own: 1, usage: { A: { cpuSeconds: 0, memory: 6 * GIB } } });
    expect([...run.state.paused]).toEqual(['A']);
    const growing = { cpuSeconds: 0, memory: 8 * GIB };
    run.sample({ memory: 97, own: 1, usage: { A: growing, constructor: growing } });
    run.sample({ memory: 97, own: 1, usage: { A: growing } });
    expect(only(run.journal, 'stopping').map(({ id, pressure }) => ({ id, ...pressure }))).toEqual([
      { id: 'constructor', memory: 97, critical: 95 },
    ]);
  });
});
