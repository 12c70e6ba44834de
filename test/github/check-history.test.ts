import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkHistory } from '../../src/github/check-history.ts';

let base: string;
let workspace: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'history-input-'));
  workspace = join(base, 'workspace');
  mkdirSync(join(workspace, 'kept'), { recursive: true });
  symlinkSync(base, join(workspace, 'out'), 'junction');
});
afterEach(() => rmSync(base, { recursive: true }));

test.each([undefined, 'history.jsonl', 'kept/history.jsonl', 'new/folder/history.jsonl', './kept/../history.jsonl'])(
  'accepts %s',
  (given) => {
    expect(checkHistory(given, 'ci/mission.yml', workspace)).toBeUndefined();
  },
);

test.each(['../history.jsonl', '/history.jsonl', 'out/history.jsonl', '.', 'out/new/history.jsonl'])(
  'F55 refuses a path that leaves the workspace: %s',
  (given) => {
    expect(checkHistory(given, 'ci/mission.yml', workspace)).toBe(
      `Input \`history\`: expected a separate file in the workspace; found one outside of it: "${given}".`,
    );
  },
);

test('refuses the mission file', () => {
  expect(checkHistory('./ci/mission.yml', 'ci/mission.yml', workspace)).toMatch(/found the mission file/);
});
