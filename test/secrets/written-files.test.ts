import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRedactor } from '../../src/secrets/redact.ts';
import { createWrittenFiles } from '../../src/secrets/written-files.ts';

const secret = 'hunter2secret';
const { redactor } = createRedactor([{ name: 'SECRET', value: secret }]);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mission written '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const pathOf = (name: string): string => join(folder, name);
const textOf = (name: string): string => readFileSync(pathOf(name), 'utf8');

test('F675 at the end, only files that have grown since they were searched are redacted again', async () => {
  const written = createWrittenFiles(
    () => redactor,
    () => {},
  );
  for (const name of ['grown', 'same', 'masked']) writeFileSync(pathOf(name), name === 'masked' ? secret : name);
  await written.redact(['grown', 'same', 'masked', 'absent'].map(pathOf));
  expect(['grown', 'same', 'masked'].map(textOf)).toEqual(['grown', 'same', '***']);
  // Of the same size, so that it is not searched.
  writeFileSync(pathOf('same'), secret.slice(0, 4));
  appendFileSync(pathOf('grown'), ` ${secret}`);
  appendFileSync(pathOf('masked'), ` ${secret}`);
  await written.redactGrown();
  expect(['grown', 'same', 'masked'].map(textOf)).toEqual(['grown ***', 'hunt', '*** ***']);
  expect(existsSync(pathOf('absent'))).toBe(false);
});

test('F721 a file that appears while other files are searched is redacted at the end', async () => {
  // A folder is no log: it is removed, and this is reported, after the log before it was searched.
  const late = (): void => writeFileSync(pathOf('late'), secret);
  const written = createWrittenFiles(() => redactor, late);
  mkdirSync(pathOf('replaced'));
  await written.redact(['late', 'replaced'].map(pathOf));
  expect(textOf('late')).toBe(secret);
  await written.redactGrown();
  expect(textOf('late')).toBe('***');
});
