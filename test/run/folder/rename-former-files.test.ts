import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { renameFormerFiles } from '../../../src/run/folder/rename-former-files.ts';
import { endedReport } from '../../github/ended-report.ts';

test('F306 a run of an earlier version keeps its logs under the names that documents lead to now', () => {
  const dir = mkdtempSync(join(tmpdir(), 'mission-former-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  for (const folder of ['logs', 'tasks']) mkdirSync(join(dir, folder));
  for (const name of ['build~(chrome,~24)', 'build~(safari)', 'build@safari', 'lint']) {
    writeFileSync(join(dir, 'logs', `${name}.log`), name);
  }
  writeFileSync(join(dir, 'tasks/build~(chrome,~24).md'), 'report');
  const ids = ['build (chrome, 24)', 'build (safari)', 'lint', 'docs (none)'];
  const report = endedReport(ids.map((id) => ({ id, status: 'succeeded' })));
  renameFormerFiles(dir, report);
  // A file that has the new name already is newer, and stays.
  expect(readdirSync(join(dir, 'logs')).toSorted()).toEqual(
    ['build@chrome+24.log', 'build@safari.log', 'build~(safari).log', 'lint.log'].toSorted(),
  );
  expect(readFileSync(join(dir, 'logs/build@safari.log'), 'utf8')).toBe('build@safari');
  expect(readdirSync(join(dir, 'tasks'))).toEqual(['build@chrome+24.md']);
  renameFormerFiles(join(dir, 'missing'), report);
});
