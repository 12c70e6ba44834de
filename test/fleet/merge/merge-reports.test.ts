import { describe, expect, test } from 'vitest';
import { mergeReports } from '../../../src/fleet/merge/merge-reports.ts';
import { safeCuts } from '../../../src/fleet/plan/cut.ts';
import { planOf } from '../../../src/fleet/plan/derive-plan.ts';
import type { FleetPlan } from '../../../src/fleet/plan/fleet-plan.ts';
import type { Mission } from '../../../src/mission/model/mission.ts';
import type { RunReport } from '../../../src/report/model/run.ts';
import { foldAll } from '../../report/fold-all.ts';
import { missionJson } from '../../report/mission-json.ts';
import { randomMission } from '../../schedule/random-mission.ts';
import { playOut, randomMachine, randomMoves } from '../../schedule/random-run.ts';
import { fc } from '../../suite/fast-check.ts';
import { splitRun } from './split-run.ts';

/** A safe plan: the groups of the mission, in their order, cut into at most so many parts at random places. */
function cutAt(mission: Mission, places: readonly number[]): FleetPlan | undefined {
  const cuts = safeCuts(mission);
  const sorted = places.slice(0, cuts.groups.length).sort((one, other) => one - other);
  const chosen = cuts.groups.map((_, index) => Math.floor((sorted[index] ?? sorted.at(-1) ?? 0) * 4));
  const used = [...new Set(chosen)].sort((one, other) => one - other);
  const assignments = used.map((value, index) => ({
    number: index + 1,
    tasks: cuts.groups.flatMap(({ tasks }, group) => (chosen[group] === value ? tasks : [])),
  }));
  const derived = planOf(mission, cuts, assignments);
  return derived.type === 'plan' ? derived.plan : undefined;
}

/** So that most missions can be cut: each task declares that it leaves nothing, and few must be on one runner. */
function cuttable(mission: Mission): Mission {
  const tasks = mission.tasks.map(({ supports: _, ...task }) => ({
    ...task,
    artifacts: [],
    deploy: 'always' as const,
    locks: [],
    needsAny: [],
  }));
  return { ...mission, tasks };
}

const runs = fc.record({
  mission: randomMission().map(cuttable),
  machine: randomMachine(),
  moves: randomMoves(),
  places: fc.array(fc.double({ min: 0, max: 0.99, noNaN: true }), { minLength: 12, maxLength: 12 }),
  ahead: fc.array(fc.integer({ min: -600_000, max: 600_000 }), { minLength: 4, maxLength: 4 }),
});

function ends({ tasks }: RunReport): object {
  return Object.fromEntries(
    [...tasks].map(([id, { status, reason, attempts, exitCode, signal, left }]) => [
      id,
      { status, reason, attempts, exitCode, signal, outputs: left?.outputs, results: left?.results },
    ]),
  );
}

test('the merged report has the ends, outputs and results of one machine, whatever the clocks of the runners say', () => {
  let cut = 0;
  fc.assert(
    fc.property(runs, ({ mission, machine, moves, places, ahead }) => {
      const events = playOut(mission, machine, moves, () => undefined).journal;
      const plan = cutAt(mission, places);
      fc.pre(plan !== undefined);
      if (plan.parts.length > 1) cut += 1;
      const parts = splitRun(
        events,
        plan,
        ahead.map((each) => ({ ahead: each })),
      );
      const { report } = mergeReports(parts);
      const one = foldAll(events);
      expect(ends(report)).toEqual(ends({ ...one, tasks: new Map([...one.tasks].sort()) } as RunReport));
      expect(report.counts).toEqual(one.counts);
      expect(report.tasks.size).toBe(one.tasks.size);
      for (const { task, started, ended, triggered, attemptList } of report.tasks.values()) {
        for (const attempt of attemptList) expect(attempt.started).toBeGreaterThanOrEqual(triggered ?? 0);
        expect(started ?? 0).toBeGreaterThanOrEqual(0);
        expect(ended ?? 0).toBeLessThanOrEqual(report.duration + 1e-6);
        const part = plan.parts.find(({ tasks }) => tasks.includes(task.id));
        for (const need of mission.tasks.find(({ id }) => id === task.id)?.needs ?? []) {
          if (part?.tasks.includes(need)) continue;
          // No effect precedes its cause.
          if (started !== undefined) expect(started).toBeGreaterThanOrEqual(report.tasks.get(need)?.ended ?? 0);
        }
      }
    }),
    { numRuns: 200 },
  );
  // Usually about 60. Fewer say that the generator has changed; none would prove nothing.
  expect(cut).toBeGreaterThan(10);
});

test('the order of the parts does not matter, and parts that are merged twice are counted once', () => {
  fc.assert(
    fc.property(runs, fc.infiniteStream(fc.nat()), ({ mission, machine, moves, places, ahead }, numbers) => {
      const plan = cutAt(mission, places);
      fc.pre(plan !== undefined);
      const parts = splitRun(
        playOut(mission, machine, moves, () => undefined).journal,
        plan,
        ahead.map((each) => ({ ahead: each })),
      );
      const shuffled = [...parts, ...parts]
        .map((part) => ({ part, rank: numbers.next().value }))
        .sort((one, other) => one.rank - other.rank)
        .map(({ part }) => part);
      const once = mergeReports(parts).report;
      expect(missionJson(mergeReports(shuffled).report)).toBe(missionJson(once));
      expect(mergeReports(parts).report).toEqual(once);
    }),
    { numRuns: 60 },
  );
});

describe('a single part', () => {
  test('is the same as a run on one machine, with a runner', () => {
    fc.assert(
      fc.property(runs, ({ mission, machine, moves }) => {
        const { journal: events } = playOut(mission, machine, moves, () => undefined);
        const plan = cutAt(mission, [0]);
        if (plan === undefined) throw new Error('expected a plan');
        const [part] = splitRun(events, plan, []);
        if (part === undefined) throw new Error('expected a part');
        const { fleet: _, ...report } = mergeReports([part]).report;
        expect(ends(report)).toEqual(ends(part.report));
        expect(report.duration).toBe(part.report.duration);
        expect(report.load.steps).toEqual(part.report.load.steps);
        expect(report.decisions.map(({ at, id, verdict }) => [at, id, verdict])).toEqual(
          part.report.decisions.map(({ at, id, verdict }) => [at, id, verdict]),
        );
      }),
      { numRuns: 60 },
    );
  });
});
