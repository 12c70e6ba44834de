import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { linkArtifact, linkPage, writeSummary } from '../../src/github/summary.ts';
import { endedReport } from './ended-report.ts';

const mebibyte = 1024 * 1024;

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'summary-'));
  file = join(dir, 'summary.md');
});
afterEach(() => rmSync(dir, { recursive: true }));

const report = endedReport([{ id: 'L2.1', status: 'succeeded' }]);

describe('writeSummary', () => {
  test('appends to the existing summary', () => {
    writeFileSync(file, 'before\n');
    expect(writeSummary(report, file)).toBeUndefined();
    expect(readFileSync(file, 'utf8')).toMatch(/^before\n[\s\S]*The mission succeeded/);
  });

  test('F43 5,000 failures stay below 1 MiB, with any existing summary', () => {
    const logTail = `${'long line '.repeat(50)}\n`.repeat(20);
    const large = endedReport(
      Array.from({ length: 5_000 }, (_, index) => ({ id: `L2.${index}`, status: 'failed', logTail })),
    );
    for (const before of [0, 600_000, mebibyte - 10_000]) {
      writeFileSync(file, 'x'.repeat(before));
      expect(writeSummary(large, file)).toBeUndefined();
      expect(statSync(file).size).toBeLessThan(mebibyte);
      expect(statSync(file).size).toBeGreaterThan(before + 1000);
    }
    expect(readFileSync(file, 'utf8')).toContain('final-report.md');
  });

  test('returns a sentence if the summary is full, missing or not writable', () => {
    writeFileSync(file, 'x'.repeat(mebibyte - 100));
    expect(writeSummary(report, file)).toContain('already full');
    expect(writeSummary(report, undefined)).toContain('not set');
    expect(writeSummary(report, '')).toContain('not set');
    expect(writeSummary(report, dir)).toContain('EISDIR');
    expect(writeSummary(report, join(dir, 'none', 'summary.md'))).toContain('ENOENT');
  });
});

describe('linkArtifact and linkPage', () => {
  test('appends one line, without Markdown from the name', () => {
    linkArtifact(file, 'reports](x)', 'https://github.com/o/r/actions/runs/1/artifacts/2');
    expect(readFileSync(file, 'utf8')).toBe(
      '\nAll reports and logs: [reportsx](https://github.com/o/r/actions/runs/1/artifacts/2)\n',
    );
    linkPage(file, 'reports](x).html', 'https://github.com/o/r/actions/runs/1/artifacts/3');
    expect(readFileSync(file, 'utf8')).toMatch(
      /\nHTML page .*: \[reportsx\.html\]\(https:\/\/github.com\/o\/r\/actions\/runs\/1\/artifacts\/3\)\n$/,
    );
  });

  test('does not exceed the limit and does not throw', () => {
    writeFileSync(file, 'x'.repeat(mebibyte - 20));
    linkArtifact(file, 'reports', 'https://github.com');
    expect(statSync(file).size).toBe(mebibyte - 20);
    linkArtifact(dir, 'reports', 'https://github.com');
    linkArtifact(undefined, 'reports', 'https://github.com');
  });
});
