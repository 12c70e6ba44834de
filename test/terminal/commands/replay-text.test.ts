import { describe, expect, it, test } from 'vitest';
import { measuredRun } from '../../../src/report/analysis/measured-run.ts';
import { whatIf } from '../../../src/report/analysis/what-if.ts';
import type { LimitChanges } from '../../../src/simulate/changed-limits.ts';
import { virtualRun } from '../../../src/simulate/virtual-run.ts';
import { UsageError } from '../../../src/terminal/commands/arguments/arguments.ts';
import { numberOption } from '../../../src/terminal/commands/arguments/number-option.ts';
import { replayJson } from '../../../src/terminal/commands/replay-json.ts';
import { replayText } from '../../../src/terminal/commands/replay-text.ts';
import { buildMission, MACHINE, task, test as testDraft } from '../../build-mission.ts';
import { foldAll } from '../../report/fold-all.ts';

const mission = buildMission({
  name: 'Eight of a kind',
  tasks: Array.from({ length: 8 }, (_, index) => task(`A${index}`, { expect: 10_000 })),
  admission: { workers: { caution: 2, limit: 2 } },
});
const report = foldAll(virtualRun(mission, MACHINE, 'open'));
const replayable = measuredRun(report);
if (replayable.type === 'not-replayable') throw new Error(replayable.message);
const what = whatIf(report, replayable.run);
const asked = { changes: { workers: 4 }, estimate: what.under({ workers: 4 }) };

describe('replayText and replayJson', () => {
  it('show the measured run beside the replays', () => {
    const lines = replayText(report, what, asked).split('\n');
    expect(lines.slice(0, 11)).toEqual([
      'Eight of a kind',
      expect.stringContaining('in 40 s with the gate off: 4 × the floor of 10 s'),
      '',
      '                      as it ran  same limits  --workers 4',
      '  takes               40 s       40 s         20 s',
      '                                 equal        50 % less',
      '  waited for workers  2m         2m           40 s',
      '  billed minutes      2          2            1',
      '  CPU at most         –          –            –',
      '  memory at most      –          –            –',
      '  workers at most     2          2            4',
    ]);
    expect(lines).toContain('  A7  0:30.0 to 0:40.0  would be 0:10.0 to 0:20.0');
    expect(lines).toContain('  and 1 other');
    expect(lines).toContain('A replay at the same limits takes as long as the measured run.');
  });

  it('say that nothing would change, and have no third column without a limit', () => {
    const same = { changes: { cpu: 90 }, estimate: what.under({ cpu: 90 }) };
    expect(replayText(report, what, same)).toContain('No task would start or end at another time.');
    expect(replayText(report, what, undefined)).toContain('\n                      as it ran  same limits\n');
  });

  it('say why a limit of CPU or memory changes nothing if the gate was off or nothing was measured', () => {
    const text = (gate: 'off' | 'tests', changes: LimitChanges) => {
      const admission = { ...report.mission.admission, gate };
      const run = { ...report, mission: { ...report.mission, admission } };
      return replayText(run, what, { changes, estimate: what.under(changes) });
    };
    const off = 'The gate of this run was off, so limits of CPU and memory delayed nothing.';
    expect(text('off', { cpu: 90 })).toContain(off);
    expect(text('off', { workers: 4 })).not.toContain(off);
    expect(text('tests', { memory: 90 })).toContain('This run has no readings of CPU and memory, so limits of CPU');
  });

  it('do not list tasks that would be skipped at another time', () => {
    const skipping = buildMission({
      name: 'Skips',
      tasks: [
        task('A', { expect: 5_000 }),
        task('B', { expect: 10_000 }),
        testDraft('C', { needs: ['A', 'B'], supports: 'A', deploy: 'if-running' }),
      ],
      admission: { workers: { caution: 1, limit: 1 } },
    });
    const journal = virtualRun(skipping, MACHINE, 'open');
    const measured = measuredRun(foldAll(journal));
    if (measured.type === 'not-replayable') throw new Error(measured.message);
    const both = whatIf(foldAll(journal), measured.run);
    const changes = { workers: 2 };
    const text = replayText(foldAll(journal), both, { changes, estimate: both.under(changes) });
    expect(text).toContain('  A  0:10.0 to 0:15.0  would be 0:00.0 to 0:05.0\n');
    expect(text).not.toContain('  C  ');
  });

  it('have the same figures as JSON', () => {
    const json = JSON.parse(replayJson(report, what, asked));
    expect(Object.keys(json)).toEqual(['measured', 'same', 'asked', 'tasks']);
    expect(json.measured).toMatchObject({ makespan: 40_000, highest: { workers: 2 }, limits: { load: 100 } });
    expect(json.same).toMatchObject({ makespan: 40_000, off: 0, ended: true, assumed: [] });
    expect(json.asked).toMatchObject({ makespan: 20_000, limits: { workers: { caution: 2, limit: 4 } } });
    expect(json.tasks[7]).toMatchObject({ id: 'A7', measured: { started: 30_000 }, asked: { started: 10_000 } });
  });
});

describe('numberOption', () => {
  test.each([
    ['1', 1],
    ['100', 100],
    ['87.5', 87.5],
    [undefined, undefined],
  ])('%s', (value, expected) => {
    expect(numberOption('cpu', { from: 1, to: 100 }, value)).toBe(expected);
  });

  test.each(['0', '0.9', '100.1', '', 'x', '-5', '1e1', '0x10', ' 5', 'Infinity', 'NaN'])('not %j', (value) => {
    expect(() => numberOption('cpu', { from: 1, to: 100 }, value)).toThrow(UsageError);
    expect(() => numberOption('cpu', { from: 1, to: 100 }, value)).toThrow(
      `expected --cpu to be a number from 1 to 100, found ${JSON.stringify(value)}`,
    );
  });

  it('accepts only whole numbers for a count, and any size without an upper end', () => {
    expect(numberOption('workers', { from: 1, whole: true }, '10000')).toBe(10_000);
    expect(() => numberOption('workers', { from: 1, whole: true }, '2.5')).toThrow('a whole number of at least 1');
    expect(() => numberOption('load', { from: 1 }, '9'.repeat(400))).toThrow(UsageError);
  });
});
