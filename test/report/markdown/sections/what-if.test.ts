import { describe, expect, it } from 'vitest';
import { measuredRun } from '../../../../src/report/analysis/measured-run.ts';
import { type Estimate, type WhatIf, whatIf } from '../../../../src/report/analysis/what-if.ts';
import { costText, whatIfFindings } from '../../../../src/report/analysis/what-if-findings.ts';
import { sweep } from '../../../../src/report/analysis/what-if-sweep.ts';
import { memoryNotes, trustText } from '../../../../src/report/analysis/what-if-text.ts';
import { whatIfSection } from '../../../../src/report/markdown/sections/what-if.ts';
import { noWaits, type RunReport } from '../../../../src/report/model/run.ts';
import type { Event } from '../../../../src/schedule/events/event.ts';
import { virtualRun } from '../../../../src/simulate/virtual-run.ts';
import { buildMission, MACHINE, task, test } from '../../../build-mission.ts';
import { cpuTime } from '../../../cpu-time.ts';
import { randomMission } from '../../../schedule/random-mission.ts';
import { playOut, randomMachine, randomMoves } from '../../../schedule/random-run.ts';
import { fc } from '../../../suite/fast-check.ts';
import { criticalMemoryJournal } from '../../critical-memory-journal.ts';
import { foldAll } from '../../fold-all.ts';
import { cancelledJournal, successfulJournal } from '../../journals.ts';

/** So many tasks that some wait for workers and for load. */
function waitingRun(count: number): readonly Event[] {
  const tasks = Array.from({ length: count }, (_, index) =>
    index % 3 === 2
      ? test(`T${index}`, { needs: [`A${index - 1}`], load: 5, expect: 2_000 + (index % 7) * 1_000 })
      : task(`A${index}`, { load: 5 + ((index * 13) % 40), expect: 3_000 + (index % 10) * 3_000 }),
  );
  return virtualRun(buildMission({ tasks }), MACHINE, 'declared');
}

function sectionOf(report: RunReport): string {
  return whatIfSection(whatIfFindings(report));
}

function rows(section: string): readonly string[] {
  return section.split('\n').flatMap((line) => (line.startsWith('| ') ? [(line.split('|')[1] ?? '').trim()] : []));
}

describe('the section on other limits', () => {
  it('is absent while the run goes on, and in an interrupted run', () => {
    const events = successfulJournal();
    expect(sectionOf(foldAll(events.slice(0, -1)))).toBe('');
    expect(sectionOf(foldAll(cancelledJournal()))).toBe('');
    expect(sectionOf(foldAll([]))).toBe('');
  });

  it('is one sentence if no limit held anything back', () => {
    const section = sectionOf(foldAll(successfulJournal()));
    expect(section).toBe(
      '## What if\n\nNo limit held anything back: raising the limits would not have shortened the run.',
    );
  });

  it('has rows for the limits that held something back, and names the most costly one', () => {
    const section = sectionOf(foldAll(waitingRun(60)));
    expect(section).toContain('**The load limit cost the most time**');
    expect(section).toMatch(/The .*memory.* limits? held nothing back\./);
    expect(rows(section)).toEqual(expect.arrayContaining(['load 150 %', 'load 200 %', 'no load limit']));
    expect(section).not.toContain('memory 95 %');
    expect(section).toContain('An estimate, ± 5 %. Every attempt needs the CPU time and the memory');
  });

  it('names the command for a run of weeks in short windows', () => {
    const day = 86_400_000;
    const tasks = [task('A', { load: 60, expect: 24 * day }), task('B', { load: 60, expect: day })];
    const section = sectionOf(foldAll(virtualRun(buildMission({ tasks }), MACHINE, 'declared')));
    expect(section).toContain('Use `mission replay DIR --cpu 90`');
    expect(section).not.toContain('|');
  });

  it('names the command for many tasks that end at once', () => {
    const ofMilliseconds = (expected: number) => {
      const tasks = Array.from({ length: 100 }, (_, index) => task(`A${index}`, { load: 60, expect: expected }));
      return sectionOf(foldAll(virtualRun(buildMission({ tasks }), MACHINE, 'declared')));
    };
    expect(ofMilliseconds(19)).toContain('Use `mission replay DIR --cpu 90`');
    expect(ofMilliseconds(21)).toContain('An estimate, ± 5 %.');
  });

  it('is deterministic', () => {
    const report = foldAll(waitingRun(60));
    expect(sectionOf(report)).toBe(sectionOf(report));
  });

  // Measured: half a second of CPU for 1,000. The bounds are wide.
  it('stays cheap: a large run is only replayed with each limit lifted, a very large one not at all', {
    timeout: 60_000,
  }, () => {
    const large = foldAll(waitingRun(1_000));
    const started = cpuTime();
    const section = sectionOf(large);
    expect(cpuTime() - started).toBeLessThan(15_000);
    expect(rows(section).filter((name) => !/^no .* limit$/.test(name))).toEqual(
      ['Limits', '------------------------', '**As it ran**', 'The same, replayed'].map((name) =>
        name.startsWith('-') ? expect.stringMatching(/^-+$/) : name,
      ),
    );
    const before = cpuTime();
    expect(sectionOf(foldAll(waitingRun(2_100)))).toContain('`mission replay DIR --cpu 90`');
    expect(cpuTime() - before).toBeLessThan(15_000);
  });

  it('can be made from any random run', () => {
    fc.assert(
      fc.property(randomMission(), randomMachine(), randomMoves(), (mission, machine, moves) => {
        const report = foldAll(playOut(mission, machine, moves, () => {}).journal);
        const section = sectionOf(report);
        expect(section === '' || section.startsWith('## What if\n')).toBe(true);
        expect(section).not.toMatch(/NaN|Infinity|undefined/);
      }),
      { numRuns: 100 },
    );
  });

  it('says how far the replay is off, and warns if that is much', () => {
    const report = foldAll(waitingRun(30));
    const replayable = measuredRun(report);
    if (replayable.type === 'not-replayable') throw new Error(replayable.message);
    const what = whatIf(report, replayable.run);
    const off = (makespan: number): WhatIf => ({
      ...what,
      measured: { ...what.measured, makespan: 100_000 },
      same: { ...what.same, makespan },
    });
    expect(trustText(off(100_020))).toBe('A replay at the same limits takes as long as the measured run.');
    expect(trustText(off(101_000))).toBe('A replay at the same limits is 1 % longer than the measured run.');
    expect(trustText(off(95_000))).toContain('5 % shorter than the measured run: a large difference');
    expect(trustText({ ...what, same: { ...what.same, ended: false } })).toContain('cannot be trusted');
  });

  it('says what a run that paused or evicted tasks would have needed without that', () => {
    const report = foldAll(criticalMemoryJournal());
    const section = sectionOf(report);
    expect(rows(section)).toContain('The same, without pauses');
    expect(section).toContain(
      'This run paused or evicted tasks, and a replay does not: without that, memory would have reached 118.7 % at the same limits, more than there is: the kernel would have killed a process.',
    );
    expect(sectionOf(foldAll(waitingRun(30)))).not.toContain('kernel');
  });

  it('does not call a memory limit a loss of time if the machine has not that much memory', () => {
    const estimate = (makespan: number, memory: number) => ({
      ...noEstimate,
      makespan,
      highest: { memory, workers: 2 },
    });
    const noEstimate: Estimate = {
      makespan: 0,
      waited: noWaits(),
      highest: { workers: 2 },
      tasks: new Map(),
      ended: true,
      assumed: [],
    };
    const same = estimate(20_000, 80);
    const what: WhatIf = {
      measured: same,
      same,
      under: () => estimate(10_000, 140),
      learned: () => undefined,
    };
    const report = foldAll(waitingRun(3));
    expect(sweep(what, ['memory'], report.mission.admission, false).costs).toEqual([
      { name: 'memory', saved: 10_000, memory: 140 },
    ]);
    expect(memoryNotes(report, what, [estimate(10_000, 140)])).toEqual([
      'More than 100 % memory is more than there is: in such a run, tasks would be paused, run again or killed.',
    ]);
    expect(costText(sweep(what, ['memory'], report.mission.admission, false), what)).toEqual({
      claim: '',
      rest: 'On a machine with more memory the run would have taken 10 s less: it would have used 140 % of this one.',
    });
  });
});
