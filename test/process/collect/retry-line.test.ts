import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createGuards, findRetryLine, searchedTail } from '../../../src/process/collect/retry-line.ts';
import { createRedactor } from '../../../src/secrets/redact.ts';

const { redactor } = createRedactor([]);

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mission-retry-'));
  path = join(folder, 'a.log');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const find = (patterns: readonly string[], attempt = 1) =>
  findRetryLine({ path, redactor }, { attempt }, patterns, createGuards());

it('F325 finds the first line that a pattern matches, without colours', () => {
  writeFileSync(path, 'one\n\u001b[31mError: read ECONNRESET\u001b[0m\r\nError: connect ECONNREFUSED\nlast');
  expect(find(['ECONN'])).toEqual({ type: 'found', text: 'Error: read ECONNRESET' });
  expect(find(['nothing', '^last$'])).toEqual({ type: 'found', text: 'last' });
  expect(find(['nothing'])).toEqual({ type: 'none' });
});

it('F325 finds each single line of a long log', () => {
  writeFileSync(path, Array.from({ length: 999 }, (_, index) => `line ${index}`).join('\n'));
  for (const index of [0, 1, 498, 499, 500, 997, 998]) {
    expect(find([`^line ${index}$`])).toEqual({ type: 'found', text: `line ${index}` });
  }
});

it('F325 reads only what this attempt has written', () => {
  writeFileSync(path, 'ECONNRESET\n▶ attempt 2\nall is well\n');
  expect(find(['ECONN'], 2)).toEqual({ type: 'none' });
  expect(find(['ECONN'], 1)).toEqual({ type: 'found', text: 'ECONNRESET' });
  // If the beginning of the attempt is further up than what is read, all of it is of this attempt.
  writeFileSync(path, `▶ attempt 2\n${'x'.repeat(100)}\n`.padEnd(2 * searchedTail, 'filler\n'));
  expect(find(['^▶'], 2)).toEqual({ type: 'none' });
});

it('F325 reads only the end of a log, and no part of a line as a line', () => {
  writeFileSync(path, `ECONNRESET\n${'y'.repeat(2 * searchedTail)}\nend\n`);
  expect(find(['ECONN'])).toEqual({ type: 'none' });
  expect(find(['^y'])).toEqual({ type: 'none' });
  expect(find(['^end$'])).toEqual({ type: 'found', text: 'end' });
  expect(findRetryLine({ path: join(folder, 'missing'), redactor }, { attempt: 1 }, ['x'], createGuards())).toEqual({
    type: 'none',
  });
});

it('F325 gives up a pattern that takes too long, and says which', () => {
  writeFileSync(path, `${'a'.repeat(60)}!\nECONNRESET\n`);
  const guardOf = createGuards();
  const search = () => findRetryLine({ path, redactor }, { attempt: 1 }, ['^(a+)+$', 'ECONN'], guardOf);
  expect(search()).toEqual({ type: 'found', text: 'ECONNRESET' });
  expect(findRetryLine({ path, redactor }, { attempt: 1 }, ['^(a+)+$'], guardOf)).toEqual({
    type: 'too-slow',
    pattern: '^(a+)+$',
  });
});
