import { describe, expect, it } from 'vitest';
import { loadFigures } from '../../src/report/analysis/figures.ts';
import { countedLoad } from '../../src/report/model/counted-load.ts';
import { activeLoadNote } from '../../src/report/sections/active-load.ts';
import type { Predictions } from '../../src/schedule/events/prediction.ts';
import { demandsAt } from '../../src/schedule/gate/demand.ts';
import { begin } from '../../src/schedule/state/begin.ts';
import { buildMission, MACHINE, task } from '../build-mission.ts';
import { foldAll } from './fold-all.ts';
import { JournalBuilder } from './journal-builder.ts';

const tasks = [
  task('declared', { load: 30 }),
  task('both', { load: 10 }),
  task('learned'),
  task('limited', { cpus: 1 }),
  task('budget', { cpus: 2 }),
  task('unknown'),
];
const known = { expect: 8_000, low: 8_000, high: 8_000, runs: 9, last: [8_000], flakiness: { runs: 9, flaky: 0 } };
const learned = (cpus: number) => ({ ...known, demand: { cpus, runs: 9 } });
const predictions: Predictions = { both: learned(3), learned: learned(1.5), limited: learned(1.8) };

function loads(learn: boolean) {
  const mission = buildMission({ tasks, admission: { learn } });
  return mission.tasks.map((one) => countedLoad({ mission, machine: MACHINE, predictions }, one));
}

describe('the load with which a task counts', () => {
  it('is declared, or learned up to its CPU budget, or its budget', () => {
    expect(loads(true)).toEqual([30, 10, 37.5, 25, 50, undefined]);
    expect(loads(false)).toEqual([30, 10, undefined, 25, 50, undefined]);
  });

  it.each([true, false])('is what the gate counts, with `learn: %s`', (learn) => {
    const demands = demandsAt(
      begin(buildMission({ tasks, admission: { learn } }), MACHINE, undefined, predictions),
      undefined,
    );
    const counted = tasks.map(({ id }) => {
      const { cpus, cpusFrom } = demands.of(id);
      return cpusFrom === 'unknown' ? undefined : (100 * cpus) / MACHINE.cpus;
    });
    expect(loads(learn)).toEqual(counted);
  });

  it('is summed up over time, under a title that says what it is', () => {
    const journal = new JournalBuilder(
      buildMission({ tasks: [task('learned'), task('declared', { load: 30 })] }),
      MACHINE,
    );
    const [started] = journal.events;
    if (started?.type === 'mission-started') journal.events[0] = { ...started, predictions };
    const report = foldAll(journal.launch('learned').launch('declared').at(1_000).succeed('learned').events);
    expect(loadFigures(report)).toMatchObject({ maximum: 67.5, mean: 67.5 });
    expect(report.load.now).toBe(30);
    expect(activeLoadNote(report)).toMatch(/^Declared or learned load of what was active\. Maximum 67\.5 %/);
  });
});
