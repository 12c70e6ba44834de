import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PrepareRequest, prepareRun } from '../../src/run/prepare.ts';
import { buildMission, MACHINE, type TaskDraft, task } from '../build-mission.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'prepared-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Outside of any repository. */
function prepare(tasks: TaskDraft[], more: Partial<PrepareRequest> = {}) {
  const environment = { PATH: process.env.PATH, GIT_CEILING_DIRECTORIES: root, TOKEN: 'secret-value' };
  return prepareRun({ mission: buildMission({ tasks }), root, environment, machine: MACHINE, ...more });
}

describe('prepareRun', () => {
  it('prepares nothing that the mission does not need', async () => {
    const prepared = await prepare([task('work')]);
    expect(prepared).not.toHaveProperty('changed');
    expect(prepared).not.toHaveProperty('results');
    expect(prepared).not.toHaveProperty('history');
    expect(prepared.notes).toEqual([]);
  });

  it('learns the secrets of all tasks before the first one starts, and redacts the mission for the journal', async () => {
    const learned: string[] = [];
    const tasks = [task('work', { secrets: ['TOKEN'], steps: [{ run: 'login secret-value' }] })];
    const { shown, secrets, notes } = await prepare(tasks, { secretLearned: (value) => learned.push(value) });
    expect(learned).toContain('secret-value');
    expect(JSON.stringify(shown)).not.toContain('secret-value');
    expect(secrets.redactor().redactText('a secret-value')).toBe('a ***');
    expect(notes.join()).not.toContain('secret-value');
  });

  it('notes why nothing is skipped outside a repository', async () => {
    const { changed, notes } = await prepare([task('work', { paths: ['src/**'] })]);
    expect(changed?.type).toBe('unknown');
    expect(notes).toEqual([expect.stringMatching(/^the changed files are unknown, so no task is skipped/)]);
  });

  it('treats every task with `paths` as changed if the history contains no success', async () => {
    const history = join(root, 'runs.jsonl');
    const prepared = await prepare([task('work', { paths: ['src/**'] })], { history });
    expect(prepared.history?.predictions).toEqual({});
    expect(await prepared.history?.checkedOut.atEnd()).toBeUndefined();
    expect(() => readFileSync(history)).toThrow('ENOENT');
  });
});
