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

  it('F325: retries by exit code and by a line of the log, with waits that have a limit and a jitter', async () => {
    const run = await runMission(
      folder,
      `name: Retries
tasks:
  code:
    retry: { attempts: 3, on: { exit-code: [75, 76] }, delay: 50ms, backoff: 100, max-delay: 100ms, jitter: 0.5 }
    run: test "$MISSION_ATTEMPT" = 3 || exit 75
  other-code: { retry: { attempts: 3, on: [{ exit-code: 75 }] }, run: exit 1 }
  line:
    retry: { attempts: 2, on: [{ log: "ECONN(RESET|REFUSED)" }] }
    run: |
      test "$MISSION_ATTEMPT" = 2 && exit 0
      echo "read ECONNRESET"
      exit 1
  other-line: { retry: { attempts: 3, on: [{ log: ECONNRESET }] }, run: echo all is lost; exit 1 }
  never: { retry: { attempts: 2, on: [{ log: "^(a+)+$" }] }, run: "printf '%060d!' 0 | tr 0 a; exit 1" }
`,
    );
    const attempts = ['code', 'other-code', 'line', 'other-line', 'never'].map((id) => [id, run.task(id).attempts]);
    expect(Object.fromEntries(attempts)).toEqual({ code: 3, 'other-code': 1, line: 2, 'other-line': 1, never: 1 });
    expect(run.statuses).toMatchObject({ code: 'succeeded', line: 'succeeded', never: 'failed' });
    const waits = run.events.flatMap((event) =>
      event.type === 'retrying' && event.id === 'code' ? [event.until - event.at] : [],
    );
    expect(waits).toHaveLength(2);
    for (const wait of waits) expect(wait).toBeLessThanOrEqual(100);
    expect(run.stdout).toContain('line 1, at the end of its log: read ECONNRESET; attempt 2 of 2 at once');
    expect(
      run.events.some((event) => event.type === 'degraded' && event.message.includes('write a simpler pattern')),
    ).toBe(true);
  });
});
