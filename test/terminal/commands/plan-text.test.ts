import { describe, expect, it } from 'vitest';
import { positionsOf } from '../../../src/mission/graph/positions.ts';
import { expectedUses } from '../../../src/report/analysis/expected-use.ts';
import type { Predictions } from '../../../src/schedule/events/prediction.ts';
import { PlanEvents } from '../../../src/simulate/plan-events.ts';
import type { Prediction } from '../../../src/simulate/predict.ts';
import { costLines, type PlanCost } from '../../../src/terminal/commands/plan-cost.ts';
import { demandJson, demandLines } from '../../../src/terminal/commands/plan-demand.ts';
import { planText } from '../../../src/terminal/commands/plan-text.ts';
import { buildMission, GIB, MACHINE, task } from '../../build-mission.ts';

const one = { jobs: 1, minutes: 5, time: 275_000 };
const COST: PlanCost = { run: one, jobs: { jobs: 8, minutes: 12, time: 300_000 } };

describe('planText', () => {
  it('says what the mission is expected to cost, with several runners if they are faster', () => {
    expect(costLines(COST)).toEqual([
      '  billed minutes, with 25 s before the first task of each job:',
      '    one runner             5 minutes   in 4m35s',
      '    one job for each task  12 minutes  in 5m',
    ]);
    const lines = costLines({ ...COST, runners: { jobs: 2, minutes: 6, time: 150_000 } });
    expect(lines.at(-1)).toBe('    2 runners              6 minutes   in 2m30s');
  });

  it('accepts more tasks than a call accepts arguments', () => {
    const tasks = Array.from({ length: 130_000 }, (_, index) => task(`t${index}`));
    const mission = buildMission({ tasks });
    const events = new PlanEvents(positionsOf(mission.tasks));
    for (const { id } of tasks) events.add(0, id, 'started');
    const prediction: Prediction = {
      dynamic: 1000,
      staged: 1000,
      serial: 130_000_000,
      forkJoin: 1000,
      criticalPath: 1000,
      floor: 1000,
      saved: 0,
      savedAgainstForkJoin: 0,
      criticalTasks: ['t0'],
      events,
      spans: tasks.map(({ id }) => ({ id, started: 0, ended: 1000 })),
      remembered: [],
      assumed: [],
    };
    const lines = [...planText(mission, prediction, [], COST)].join('').split('\n');
    expect(lines.filter((line) => line.includes('▶ start'))).toHaveLength(130_000);
    expect(lines).toContain('  … and 129940 more');
  });

  it.each([
    [10, 't0 → t1 → t2 → t3 → t4 → t5 → t6 → t7 → t8 → t9'],
    [9_000, 't0 → t1 → t2 → t3 → t4 → t5 → … 8991 more … → t8997 → t8998 → t8999'],
  ])('shows the beginning and the end of a critical path of %d tasks', (count, path) => {
    const ids = Array.from({ length: count }, (_, index) => `t${index}`);
    const prediction: Prediction = {
      dynamic: 1000,
      staged: 1000,
      serial: 1000,
      forkJoin: 1000,
      criticalPath: 1000,
      floor: 1000,
      saved: 0,
      savedAgainstForkJoin: 0,
      criticalTasks: ids,
      events: new PlanEvents(positionsOf([])),
      spans: [],
      remembered: [],
      assumed: [],
    };
    const text = [...planText(buildMission({ tasks: ids.map((id) => task(id)) }), prediction, [], COST)].join('');
    expect(text.split('\n').find((line) => line.includes('critical path'))).toContain(`  ${path}`);
  });
});

describe('the demand in a plan', () => {
  const known = { expect: 8_000, low: 8_000, high: 8_000, last: [8_000], flakiness: { runs: 9, flaky: 0 } };
  const predictions: Predictions = {
    learned: { ...known, runs: 9, demand: { cpus: 1.53, memory: 2 * GIB, runs: 7 } },
    both: { ...known, runs: 1, demand: { memory: GIB, runs: 1 } },
  };
  const mission = buildMission({
    tasks: [
      task('learned'),
      task('both', { load: 50, expect: 1_000 }),
      task('declared', { memory: GIB, expect: 2_000 }),
    ],
  });
  const uses = expectedUses(mission, MACHINE, predictions);

  it('has a row for each task: duration, CPUs and memory, each with its source', () => {
    expect(demandLines(uses)).toEqual([
      '  demand    duration                     CPU                           memory',
      '  learned   8 s       history of 9 runs  1.53 CPUs  history of 7 runs  2 GiB   history of 7 runs',
      '  both      8 s       history of 1 run   2 CPUs     declared           1 GiB   history of 1 run',
      '  declared  2 s       declared           1 CPU      assumed            1 GiB   declared',
    ]);
  });

  it('is assumed if nothing is known, as the gate assumes it', () => {
    const [use] = expectedUses(buildMission({ tasks: [task('a')] }), MACHINE, undefined);
    expect(use).toMatchObject({
      duration: { value: 60_000, from: 'assumed' },
      cpus: { value: 1, from: 'assumed' },
      // Until a task of the run has shown its size; at most 30 % of the memory.
      memory: { value: 2 * GIB, from: 'assumed' },
    });
  });

  it('names the sources in JSON too', () => {
    expect(demandJson(uses)[0]).toEqual({
      id: 'learned',
      duration: { value: 8_000, from: 'history', runs: 9 },
      cpus: { value: 1.53, from: 'history', runs: 7 },
      memory: { value: 2 * GIB, from: 'history', runs: 7 },
    });
    expect(demandJson(uses)[2]).toMatchObject({ duration: { from: 'declared' }, cpus: { from: 'assumed' } });
  });

  it('shows the first 60 tasks', () => {
    const many = expectedUses(
      buildMission({ tasks: Array.from({ length: 62 }, (_, at) => task(`t${at}`)) }),
      MACHINE,
      undefined,
    );
    expect(demandLines(many)).toHaveLength(62);
    expect(demandLines(many).at(-1)).toBe('  … and 2 more: see --json');
    expect(demandJson(many)).toHaveLength(62);
  });

  it('says why durations are known and demand is not', () => {
    const assumed = { value: 1, from: 'assumed' } as const;
    const known = { value: 1000, from: { history: 3 } };
    const note = '  Durations are those of earlier runs, but CPU and memory are not: ';
    expect(demandLines([{ id: 'a', duration: known, cpus: assumed, memory: assumed }]).at(-1)).toContain(note);
    expect(demandLines([{ id: 'a', duration: known, cpus: known, memory: assumed }]).join('\n')).not.toContain(note);
    expect(demandLines([{ id: 'a', duration: assumed, cpus: assumed, memory: assumed }]).join('\n')).not.toContain(
      note,
    );
  });
});
