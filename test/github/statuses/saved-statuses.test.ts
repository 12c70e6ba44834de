import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  readSavedStatuses,
  saveContexts,
  saveResults,
  saveStatusesOver,
} from '../../../src/github/statuses/saved-statuses.ts';
import { chooseContexts } from '../../../src/report/statuses/contexts.ts';
import { readFileCommands } from '../../e2e/action/runner-log.ts';

let folder: string;
let before: string | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-'));
  before = process.env.GITHUB_STATE;
  process.env.GITHUB_STATE = join(folder, 'state');
  writeFileSync(join(folder, 'state'), '');
});
afterEach(() => {
  if (before === undefined) delete process.env.GITHUB_STATE;
  else process.env.GITHUB_STATE = before;
  rmSync(folder, { recursive: true, force: true });
});

/** The variables that the runner sets for `post`. */
function variables(): Record<string, string> {
  const state = readFileCommands(readFileSync(join(folder, 'state'), 'utf8'));
  return Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]));
}

const tasks = ['a', 'b (node 24)', 'c'].map((id) => ({ id, kind: 'test' as const }));
const { contexts } = chooseContexts(tasks, 'all', 'linux / x64');

describe('saved statuses', () => {
  test('F483 post sees the contexts without a result', () => {
    saveContexts(contexts, 'linux / x64', 'The mission did not run');
    expect(readSavedStatuses(variables())).toEqual({ open: contexts, why: 'The mission did not run' });
    saveResults([0]);
    saveResults([0, 2]);
    expect(readSavedStatuses(variables())?.open).toEqual([{ id: 'b (node 24)', context: 'linux / x64 / b (node 24)' }]);
    saveResults([0, 2, 1]);
    expect(readSavedStatuses(variables())).toBeUndefined();
  });

  test('nothing is owed if nothing was saved, or if nothing can be sent', () => {
    expect(readSavedStatuses({})).toBeUndefined();
    saveContexts(contexts, 'mission', '');
    saveStatusesOver();
    expect(readSavedStatuses(variables())).toBeUndefined();
  });

  test('the longest names of 100 contexts fit into one variable', () => {
    const long = Array.from({ length: 100 }, (_, index) => ({
      id: `${'語'.repeat(235)} ${index}`,
      kind: 'test' as const,
    }));
    const chosen = chooseContexts(long, 'all', 'mission').contexts;
    expect(chosen).toHaveLength(100);
    saveContexts(chosen, 'mission', 'The mission did not run');
    expect(Buffer.byteLength(variables().STATE_contexts ?? '')).toBeLessThan(128 * 1024);
  });
});
