import { describe, expect, test } from 'vitest';
import { safeCuts } from '../../../src/fleet/plan/cut.ts';
import type { FleetPlan } from '../../../src/fleet/plan/fleet-plan.ts';
import { formatPlan, parsePlan } from '../../../src/fleet/plan/plan-text.ts';
import { chooseFleet, type FleetRow } from '../../../src/fleet/runners/choose.ts';
import type { Mission } from '../../../src/mission/model/mission.ts';
import { selectTasks } from '../../../src/mission/selection/select-tasks.ts';
import { virtualRun } from '../../../src/simulate/virtual-run.ts';
import { MACHINE, MINUTE } from '../../build-mission.ts';
import { randomMission, uncrowded } from '../../schedule/random-mission.ts';
import { fc } from '../../suite/fast-check.ts';

const OVERHEAD = 25_000;

/** Random missions, in which most tasks declare what they leave, and a few ask for a label. */
function cuttable(): fc.Arbitrary<Mission> {
  const choices = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 16, maxLength: 16 });
  return fc.tuple(randomMission(16), choices).map(([mission, picks]) => ({
    // Nothing times out because of what runs beside it, and no runner stops because of another one.
    ...uncrowded(mission),
    failFast: false,
    tasks: uncrowded(mission).tasks.map((task, index) => {
      const pick = picks[index] ?? 0;
      // Most locks and pools of random missions would bind everything.
      const loose = pick < 7 ? { locks: [], needsAny: [] } : {};
      const { pools, expect: time = MINUTE, ...rest } = task;
      return {
        ...rest,
        // What nothing is known of would take the usual time of another mission in each part.
        expect: time,
        ...(pick < 7 || pools === undefined ? {} : { pools }),
        ...loose,
        ...(pick < 8 ? { artifacts: [] } : {}),
        ...(pick === 0 && index % 4 === 0 ? { runsOn: 'arm' } : {}),
      };
    }),
  }));
}

function rowsOf(mission: Mission): readonly FleetRow[] {
  const result = chooseFleet({
    ...{ mission, machine: MACHINE, assume: 'open', runners: 'auto', mostRunners: 8, overhead: OVERHEAD },
  });
  return result.type === 'chosen' ? result.rows : [];
}

describe('F381: each plan of a random mission', () => {
  let plans = 0;

  function check(name: string, property: (mission: Mission, plan: FleetPlan, row: FleetRow) => void): void {
    test(name, () => {
      plans = 0;
      fc.assert(
        fc.property(cuttable(), (mission) => {
          for (const row of rowsOf(mission)) {
            if (row.runners > 1) plans += 1;
            property(mission, row.plan, row);
          }
        }),
        { numRuns: 100 },
      );
      expect(plans).toBeGreaterThan(5);
    });
  }

  check('has each task in exactly one part', (mission, plan) => {
    expect(plan.parts.flatMap(({ tasks }) => tasks).sort()).toEqual(mission.tasks.map(({ id }) => id).sort());
  });

  check('cuts no bond', (mission, plan) => {
    const partOf = new Map(plan.parts.flatMap(({ number, tasks }) => tasks.map((id) => [id, number])));
    for (const { bonds } of safeCuts(mission).groups) {
      for (const { from, to } of bonds) expect(partOf.get(from)).toBe(partOf.get(to));
    }
  });

  check('has parts that need only earlier ones, namely those with the needs of their tasks', (mission, plan) => {
    const partOf = new Map(plan.parts.flatMap(({ number, tasks }) => tasks.map((id) => [id, number])));
    const byId = new Map(mission.tasks.map((task) => [task.id, task]));
    for (const { number, tasks, needs } of plan.parts) {
      const needed = tasks.flatMap((id) => [...(byId.get(id)?.needs ?? []), ...(byId.get(id)?.needsAny ?? [])]);
      const expected = new Set(needed.map((id) => partOf.get(id) ?? 0));
      expected.delete(number);
      expect(needs).toEqual([...expected].sort((one, other) => one - other));
      expect(needs.every((need) => need < number)).toBe(true);
    }
  });

  check('is read back from its text', (mission, plan) => {
    expect(parsePlan(formatPlan(plan, mission), mission)).toEqual({ type: 'plan', plan });
  });

  check('has tasks with a label only on runners with this label', (mission, plan) => {
    const labels = new Map(mission.tasks.map(({ id, runsOn }) => [id, runsOn]));
    for (const { tasks, label } of plan.parts) {
      expect(tasks.every((id) => labels.get(id) === undefined || labels.get(id) === label)).toBe(true);
    }
  });

  check('has the makespan that a simulated fleet reaches, within 1 %', (mission, plan, { times }) => {
    const reached = simulatedFleet(mission, plan);
    expect(Math.abs(times.makespan - reached)).toBeLessThanOrEqual(0.01 * reached);
  });
});

test('more runners are never slower than fewer ones in the table', () => {
  fc.assert(
    fc.property(cuttable(), (mission) => {
      const makespans = rowsOf(mission).map(({ times }) => times.makespan);
      expect(makespans).toEqual([...new Set(makespans)].sort((one, other) => other - one));
    }),
    { numRuns: 60 },
  );
});

/**
 * The fleet as GitHub runs it: a queue of jobs by the clock. Each job whose needs have ended starts, sets up, and runs its part of the mission
 * on a machine of its own.
 */
function simulatedFleet(mission: Mission, plan: FleetPlan): number {
  const open = new Map(plan.parts.map((part) => [part.number, part]));
  const running = new Map<number, number>();
  const ended = new Set<number>();
  let now = 0;
  while (open.size + running.size > 0) {
    for (const { number, needs, tasks } of open.values()) {
      if (!needs.every((need) => ended.has(need))) continue;
      open.delete(number);
      const selected = selectTasks(mission, { only: tasks, skip: [] });
      if (selected.type === 'refused') throw new Error(selected.message);
      running.set(number, now + OVERHEAD + (virtualRun(selected.mission, MACHINE, 'open').at(-1)?.at ?? 0));
    }
    now = Math.min(...running.values());
    for (const [number, end] of running) {
      if (end > now) continue;
      running.delete(number);
      ended.add(number);
    }
  }
  return now;
}
