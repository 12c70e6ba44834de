import { describe, expect, it } from 'vitest';
import { resumePredictions } from '../../src/history/resume-predictions.ts';
import type { LearnedDemand, Predictions } from '../../src/schedule/events/prediction.ts';
import type { TreeUsage } from '../../src/schedule/events/reading.ts';
import { buildMission, GIB, MACHINE, task } from '../build-mission.ts';
import { foldAll } from '../report/fold-all.ts';
import { JournalBuilder } from '../report/journal-builder.ts';

const mission = buildMission({ tasks: [task('work'), task('other')] });
const same = new Map([
  ['work', 'abc'],
  ['other', 'abc'],
]);
const learned: LearnedDemand = { cpus: 1, memory: GIB, runs: 7 };

function predictions(demand?: LearnedDemand): Predictions {
  const known = { expect: 8_000, low: 8_000, high: 8_000, runs: 7, last: [8_000], flakiness: { runs: 7, flaky: 0 } };
  return { work: { ...known, ...(demand === undefined ? {} : { demand }) }, other: { ...known, demand: learned } };
}

/** A run in which `work` fails after two seconds. */
function earlierRun(usage: TreeUsage, demand: LearnedDemand | undefined = learned) {
  const journal = new JournalBuilder(mission, MACHINE).launch('work').at(2_000);
  journal.add({ type: 'step-exited', at: 2_000, id: 'work', step: 0, exitCode: 1, usage });
  const report = foldAll(journal.end('work', 'failed', 'exit code 1').finish('failed'));
  report.predictions = predictions(demand);
  return report;
}

const now = { mission, machine: MACHINE, commands: { before: same, now: same } };

describe('F219 a run that is resumed', () => {
  it('keeps what was learned, and raises it to what its own attempts have used', () => {
    const resumed = resumePredictions(earlierRun({ cpuSeconds: 5, peakMemory: 3 * GIB }), now);
    expect(resumed).toEqual({ ...predictions({ cpus: 2.5, memory: 3 * GIB, runs: 7 }) });
  });

  it('does not lower it, because an attempt that failed may have ended early', () => {
    expect(resumePredictions(earlierRun({ cpuSeconds: 0.2, peakMemory: 1024 }), now)).toEqual(predictions(learned));
  });

  it('knows the memory of an attempt that was killed with the run from its samples', () => {
    const journal = new JournalBuilder(mission, MACHINE).launch('work').at(1_000);
    const report = foldAll(journal.sample(20, 30, { work: { cpuSeconds: 0.9, memory: 2 * GIB } }).events);
    report.predictions = predictions(learned);
    expect(resumePredictions(report, now)?.work?.demand).toEqual({ cpus: 1, memory: 2 * GIB, runs: 7 });
  });

  it('has no prediction for a task whose commands have changed', () => {
    const commands = { before: same, now: new Map([...same, ['work', 'xyz']]) };
    expect(Object.keys(resumePredictions(earlierRun({ cpuSeconds: 1 }), { ...now, commands }) ?? {})).toEqual([
      'other',
    ]);
  });

  it.each([
    ['on another class of machine', { machine: { ...MACHINE, cpus: 64 } }],
    [
      'with another CPU budget',
      { mission: buildMission({ tasks: [task('work', { cpus: 2 }), task('other', { cpus: 2 })] }) },
    ],
    ['with `admission.learn: false`', { mission: buildMission({ tasks: [], admission: { learn: false } }) }],
  ])('%s has no learned demand, and the predicted durations', (_, change) => {
    const resumed = resumePredictions(earlierRun({ cpuSeconds: 5 }), { ...now, ...change });
    expect(resumed?.work).toEqual(predictions().work);
    expect(resumed?.other?.demand).toBeUndefined();
  });

  it('has no predictions if the run had none', () => {
    const report = earlierRun({ cpuSeconds: 5 });
    report.predictions = undefined;
    expect(resumePredictions(report, now)).toBeUndefined();
  });

  it('learns nothing for a task of which nothing was learned', () => {
    const report = earlierRun({ cpuSeconds: 5, peakMemory: GIB });
    report.predictions = predictions();
    expect(resumePredictions(report, now)?.work).toEqual(predictions().work);
  });
});
