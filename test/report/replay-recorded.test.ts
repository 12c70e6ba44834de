import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { floorOn } from '../../src/report/analysis/figures.ts';
import { measuredRun } from '../../src/report/analysis/measured-run.ts';
import { offBy, TRUSTED, type WhatIf, whatIf } from '../../src/report/analysis/what-if.ts';
import { whatIfFindings } from '../../src/report/analysis/what-if-findings.ts';
import { whatIfSection } from '../../src/report/markdown/sections/what-if.ts';
import type { RunReport } from '../../src/report/model/run.ts';
import { readJournal } from '../../src/run/folder/journal.ts';
import type { WaitReason } from '../../src/schedule/events/event.ts';
import { foldAll } from './fold-all.ts';

/** Recorded runs of real processes on a busy machine; `node scripts/record-runs.ts` records them again. */
const recorded: Readonly<Record<string, readonly WaitReason[]>> = {
  'control-center': ['cpu'],
  cpu: ['cpu', 'load'],
  endings: ['lock', 'slots'],
  forced: ['cpu'],
  load: ['load', 'cpu'],
  long: ['cpu', 'load'],
  memory: ['memory'],
  pacing: ['cpu', 'slots'],
  services: ['service'],
  slots: ['slots'],
};

function report(name: string): RunReport {
  const journal = readJournal(join(import.meta.dirname, 'fixtures', 'recorded', `${name}.jsonl`));
  if (journal.type === 'corrupt') throw new Error(journal.message);
  return foldAll(journal.events);
}

function replayed(of: RunReport): WhatIf {
  const replayable = measuredRun(of);
  if (replayable.type === 'not-replayable') throw new Error(replayable.message);
  return whatIf(of, replayable.run);
}

describe('the replay of a recorded run at the same limits', () => {
  describe.each(Object.entries(recorded))('%s', (name, reasons) => {
    const of = report(name);
    const what = replayed(of);

    it('takes the measured time, within 2 %', () => {
      // Long enough for a relative bound: 2 % is at least a fifth of a second.
      expect(what.measured.makespan).toBeGreaterThan(10_000);
      expect(what.measured.makespan).toBe(of.duration);
      expect(Math.abs(offBy(what))).toBeLessThan(TRUSTED);
      expect(what.same.ended).toBe(true);
    });

    it('is never shorter than the floor, whatever the limits', () => {
      const none = what.under({ cpu: 100, memory: 100, workers: 100, load: 10_000 });
      expect(none.makespan).toBeGreaterThanOrEqual(floorOn(of));
      expect(what.under({ workers: 100, cpus: 1 }).makespan).toBeGreaterThanOrEqual(floorOn(of, 1));
      expect(floorOn(of, 1)).toBeGreaterThanOrEqual(floorOn(of));
      expect(floorOn(of)).toBeLessThanOrEqual(of.duration);
    });

    it('launches and ends each task at the recorded moment, within 2 % of the whole', () => {
      const allowed = 0.02 * what.measured.makespan;
      for (const [id, { status, attempts, started, ended }] of what.measured.tasks) {
        const again = what.same.tasks.get(id);
        expect([id, again?.status, again?.attempts]).toEqual([id, status, attempts]);
        expect(Math.abs((again?.started ?? -1) - (started ?? -1))).toBeLessThan(allowed);
        expect(Math.abs((again?.ended ?? -1) - (ended ?? -1))).toBeLessThan(allowed);
      }
    });

    it('has the recorded waits by reason', () => {
      for (const reason of reasons) {
        const { [reason]: measured } = what.measured.waited;
        expect(measured, reason).toBeGreaterThan(0);
        expect(Math.abs(what.same.waited[reason] - measured), reason).toBeLessThan(0.02 * measured + 20);
      }
    });

    it('has the measured load', () => {
      expect(what.same.highest.cpu).toBeCloseTo(what.measured.highest.cpu ?? -1, 0);
      expect(what.same.highest.memory).toBeCloseTo(what.measured.highest.memory ?? -1, 0);
      expect(what.same.highest.workers).toBe(what.measured.highest.workers);
    });
  });
});

describe('the replay of a recorded run at other limits', () => {
  it('takes less with more workers if those held it back, and says so', () => {
    const { same, under } = replayed(report('slots'));
    const [two, three, five, ten] = [2, 3, 5, 10].map((workers) => under({ workers }));
    expect(three?.makespan).toBe(same.makespan);
    expect(two?.makespan).toBeGreaterThan(same.makespan);
    expect(five?.makespan).toBeLessThan(same.makespan);
    expect([ten?.waited.slots, (ten?.highest.workers ?? 0) > 3]).toEqual([0, true]);
    expect(whatIfSection(whatIfFindings(report('slots')))).toContain('The workers limit cost the most time');
  });

  it('lowers a caution that is above its limit', () => {
    const { under } = replayed(report('slots'));
    expect(under({ workers: 1 }).highest.workers).toBe(1);
  });

  it('F277 starts tests earlier without the CPU limit, and never shows more CPU than the machine has', () => {
    const { same, under } = replayed(report('cpu'));
    const lifted = under({ cpu: Infinity });
    expect(lifted.makespan).toBeLessThan(same.makespan);
    expect(lifted.waited.cpu).toBe(0);
    expect(lifted.highest.cpu).toBe(100);
    expect(whatIfSection(whatIfFindings(report('cpu')))).not.toContain('More than 100 % CPU');
  });

  it('keeps the decisions of conditions, locks, services and failures', () => {
    const { measured, under } = replayed(report('endings'));
    const lifted = under({ cpu: Infinity, memory: Infinity, workers: Infinity, load: Infinity });
    const statuses = (tasks: typeof measured.tasks): unknown => [...tasks].map(([id, { status }]) => [id, status]);
    expect(statuses(lifted.tasks)).toEqual(statuses(measured.tasks));
    expect(lifted.waited.lock).toBeGreaterThan(0);
  });
});
