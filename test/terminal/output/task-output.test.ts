import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { logFile } from '../../../src/process/contract/task-files.ts';
import { emptyReport, recordEvent } from '../../../src/report/fold/fold.ts';
import { createSecrets } from '../../../src/secrets/secrets.ts';
import { MOST_WAITING } from '../../../src/terminal/output/output-listener.ts';
import { createTaskOutput } from '../../../src/terminal/output/task-output.ts';
import { buildMission, task } from '../../build-mission.ts';
import { drive } from '../../schedule/drive.ts';

const ids = Array.from({ length: 60 }, (_, index) => `t${index}`);

/** Each task prints 300 KB and ends, while the shown text is not read. */
function showAll(style: 'grouped' | 'prefixed'): { readonly shown: string; readonly dir: string } {
  const dir = mkdtempSync(join(tmpdir(), 'mission-output-'));
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
    rmSync(dir, { recursive: true, force: true });
  });
  let shown = '';
  const output = createTaskOutput(style, dir, createSecrets(false), {
    show: (prefix, lines) => {
      shown += lines.map((line) => `${prefix}${line}\n`).join('');
    },
    isBehind: (most = 1024 * 1024) => shown.length > most,
  });
  const report = emptyReport();
  const run = drive(
    buildMission({ tasks: ids.map((id) => task(id)), admission: { gate: 'off', workers: { caution: 60, limit: 61 } } }),
  );
  const record = (events: ReturnType<typeof run.start>): void => {
    for (const event of events) {
      recordEvent(report, event);
      output.before(event, report);
    }
  };
  run.start();
  record(run.journal);
  for (const id of ids) {
    mkdirSync(dirname(logFile(dir, id)), { recursive: true });
    writeFileSync(logFile(dir, id), `${'x'.repeat(99)}\n`.repeat(3_000));
  }
  vi.advanceTimersByTime(1_000);
  for (const id of ids) record(run.exit(id));
  output.stop();
  return { shown, dir };
}

/** A task whose output is followed; each `write` is looked at. */
function followOne(): { readonly shown: readonly string[]; readonly write: (text: string) => void } {
  const dir = mkdtempSync(join(tmpdir(), 'mission-output-'));
  vi.useFakeTimers();
  const shown: string[] = [];
  const output = createTaskOutput('prefixed', dir, createSecrets(false), {
    show: (prefix, lines) => shown.push(...lines.map((line) => `${prefix}${line}`)),
    isBehind: () => false,
  });
  onTestFinished(() => {
    output.stop();
    vi.useRealTimers();
    rmSync(dir, { recursive: true, force: true });
  });
  const run = drive(buildMission({ tasks: [task('t0')], admission: { gate: 'off' } }));
  const report = emptyReport();
  run.start();
  for (const event of run.journal) {
    recordEvent(report, event);
    output.before(event, report);
  }
  mkdirSync(dirname(logFile(dir, 't0')), { recursive: true });
  return {
    shown,
    write: (text) => {
      appendFileSync(logFile(dir, 't0'), text);
      vi.advanceTimersByTime(300);
    },
  };
}

it.each(['grouped', 'prefixed'] as const)('F20 output that is not read does not fill memory (--log %s)', (style) => {
  const { shown, dir } = showAll(style);
  // One log with its prefixes may be added to what already waits.
  expect(shown.length).toBeLessThan(MOST_WAITING + 600 * 1024);
  expect(shown.length).toBeGreaterThan(1024 * 1024);
  expect(shown).toContain(`bytes before this are in ${logFile(dir, 't59')}`);
});

it('F186 text after a part that is not shown begins without a style', () => {
  const { shown, write } = followOne();
  write('\u001b[31mred\n');
  write(`${'x'.repeat(99)}\n`.repeat(20_000));
  expect(shown[0]).toBe('t0 │ \u001b[31mred\u001b[0m');
  expect(shown[1]).toMatch(/^t0 │ \[mission: \d+ bytes before this are in /);
  expect(shown.at(-1)).toBe(`t0 │ ${'x'.repeat(99)}`);
});
