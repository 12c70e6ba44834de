import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Folder, newFolder } from '../command-line.ts';
import { runMission } from '../run-in.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

describe('how an attempt is judged', () => {
  it('F322: accepts the exit codes of `success-exit-codes`, and still reports them', async () => {
    const run = await runMission(
      folder,
      `name: Exit codes
tasks:
  changes: { success-exit-codes: [0, 2], steps: [{ run: exit 2 }, { run: exit 2 }] }
  inverse: { success-exit-codes: 1, run: exit 1 }
  wrong: { success-exit-codes: [0, 2], run: exit 3 }
tests:
  after: { needs: changes, run: "true" }
`,
    );
    expect(run.statuses).toEqual({ changes: 'succeeded', inverse: 'succeeded', wrong: 'failed', after: 'succeeded' });
    expect(run.task('changes')).toMatchObject({ exitCode: 2 });
    expect(run.task('wrong')).toMatchObject({ exitCode: 3 });
    expect(folder.read('.mission/tasks/changes.md')).toContain('exit code 2');
  });

  it('F323: accepts results without a test case only with `allow-empty-results`', async () => {
    const run = await runMission(
      folder,
      `name: No tests
tasks:
  none: { results: none.xml, allow-empty-results: true, run: "true" }
  empty: { results: empty.xml, allow-empty-results: true, run: echo '<testsuites/>' > empty.xml }
  broken: { results: broken.xml, allow-empty-results: true, run: echo '<testsuites>' > broken.xml }
  strict: { results: strict.xml, run: echo '<testsuites/>' > strict.xml }
`,
    );
    expect(run.statuses).toEqual({ none: 'succeeded', empty: 'succeeded', broken: 'failed', strict: 'failed' });
  });

  it('F324: gives a task its grace period before it is killed', async () => {
    const untilTerm = (ending: string): string => `trap '${ending}; exit 1' TERM; while true; do sleep 0.05; done`;
    const run = await runMission(
      folder,
      `name: Grace
tasks:
  slow:
    timeout: 2s
    grace: 60s
    run: |
      ${untilTerm('sleep 6; echo saved > saved')}
  hasty:
    timeout: 2s
    grace: 100ms
    run: |
      ${untilTerm('sleep 60')}
`,
    );
    expect(run.statuses).toEqual({ slow: 'timed-out', hasty: 'timed-out' });
    expect(folder.read('saved')).toBe('saved\n');
    expect(run.task('hasty').reason).toContain('killed after the grace');
    expect(run.task('slow').reason).not.toContain('killed');
  });
});
