import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLiveLog } from '../../../src/github/log/live-log.ts';
import { createSecrets } from '../../../src/secrets/secrets.ts';
import { endedReport } from '../ended-report.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'live-'));
  mkdirSync(join(dir, 'logs'));
  writeFileSync(join(dir, 'logs', 'a.log'), 'output\n');
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(dir, { recursive: true, force: true });
});

/** What is printed at the end of the task, with the token of `stop-commands` replaced. */
function printedFor(status: 'succeeded' | 'failed', waiting: number): string {
  let printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  const report = endedReport([{ id: 'a', status }]);
  createLiveLog({ dir, secrets: createSecrets(false) }, () => waiting).print(
    { type: 'ended', at: 3000, id: 'a', status },
    report,
    ['the line'],
  );
  return printed.replace(/[\da-f]{8}-[\da-f-]{27}/g, 'T');
}

test('the line of a task that succeeded is the title of a group with its output', () => {
  expect(printedFor('succeeded', 0)).toBe('::group::the line\n::stop-commands::T\noutput\n::T::\n::endgroup::\n');
});

test('the output of a task that failed is open below its line', () => {
  expect(printedFor('failed', 0)).toBe('the line\n::stop-commands::T\noutput\n::T::\n\n');
});

test('F487 if the reader of the log is far behind, the output is left out, and a note names its file', () => {
  for (const status of ['succeeded', 'failed'] as const)
    expect(printedFor(status, 17 * 1024 * 1024)).toBe(
      'the line\n         (its output is in logs/a.log: the log is read too slowly)\n',
    );
});
