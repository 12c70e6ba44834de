import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { logFile } from '../../../src/process/contract/task-files.ts';
import { emptyReport, recordEvent } from '../../../src/report/fold/fold.ts';
import { createSecrets } from '../../../src/secrets/secrets.ts';
import { MOST_WAITING } from '../../../src/terminal/output/output-listener.ts';
import { taskOutput } from '../../../src/terminal/output/task-output.ts';
import { buildMission, task } from '../../build-mission.ts';
import { drive } from '../../schedule/drive.ts';

const ids = Array.from({ length: 60 }, (_, index) => `t${index}`);

/** As many tasks as that print 300 KB each and end, while nobody reads what is shown. */
function showAll(style: 'grouped' | 'prefixed'): { readonly shown: string; readonly dir: string } {
  const dir = mkdtempSync(join(tmpdir(), 'mission-output-'));
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
    rmSync(dir, { recursive: true, force: true });
  });
  let shown = '';
  const output = taskOutput(style, dir, createSecrets(false), {
    show: (prefix, lines) => {
      shown += lines.map((line) => `${prefix}${line}\n`).join('');
    },
    isBehind: (most = 1024 * 1024) => shown.length > most,
  });
  const report = emptyReport();
  const run = drive(
    buildMission({ tasks: ids.map((id) => task(id)), admission: { gate: 'off', workers: { caution: 60, limit: 61 } } }),
  );
  const tell = (events: ReturnType<typeof run.start>): void => {
    for (const event of events) {
      recordEvent(report, event);
      output.before(event, report);
    }
  };
  run.start();
  tell(run.journal);
  for (const id of ids) {
    mkdirSync(dirname(logFile(dir, id)), { recursive: true });
    writeFileSync(logFile(dir, id), `${'x'.repeat(99)}\n`.repeat(3_000));
  }
  vi.advanceTimersByTime(1_000);
  for (const id of ids) tell(run.exit(id));
  output.stop();
  return { shown, dir };
}

it.each(['grouped', 'prefixed'] as const)('F20 what nobody reads does not pile up in memory (--log %s)', (style) => {
  const { shown, dir } = showAll(style);
  // One log may come on top of what waits already, with its prefixes.
  expect(shown.length).toBeLessThan(MOST_WAITING + 600 * 1024);
  expect(shown.length).toBeGreaterThan(1024 * 1024);
  expect(shown).toContain(`bytes before this are in ${logFile(dir, 't59')}`);
});
