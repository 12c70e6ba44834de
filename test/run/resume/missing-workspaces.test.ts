import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../../src/mission/model/mission.ts';
import { tasksWithoutWorkspace } from '../../../src/schedule/missing-workspaces.ts';
import { TASK } from '../../build-mission.ts';

const tasks = (
  Object.entries({ build: 'own', pack: { from: 'build' }, test: { from: 'pack' }, lint: 'own' }) as [
    string,
    Workspace,
  ][]
).map(([id, workspace]) => ({ ...TASK, id, kind: 'task' as const, name: id, steps: [{ run: 'true' }], workspace }));

const missing = (kept: readonly string[], present: readonly string[] = []) =>
  Object.fromEntries(tasksWithoutWorkspace({ tasks }, new Set(kept), new Set(present)));

describe('F289: a resume', () => {
  it('runs a source again, and what that one starts from, if their workspaces are gone', () => {
    expect(missing(['build', 'pack', 'lint'])).toEqual({
      pack: 'its workspace is gone, and test starts from it',
      build: 'its workspace is gone, and pack starts from it',
    });
  });

  it('keeps a source whose workspace is still there', () => {
    expect(missing(['build', 'pack', 'lint'], ['pack'])).toEqual({});
    expect(missing(['build', 'lint'], ['build'])).toEqual({});
  });

  it('keeps a source that no task starts from any more, and asks for none that runs anyway', () => {
    expect(missing(['build', 'pack', 'test', 'lint'])).toEqual({});
    expect(missing(['lint'])).toEqual({});
  });
});
