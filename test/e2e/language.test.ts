import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Folder, newFolder } from './command-line.ts';
import { runMission } from './run-in.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

/** A shell command that waits for a file. */
const waitFor = (file: string): string => `until test -e ${file}; do sleep 0.02; done`;

describe('retry', () => {
  it('retries with growing delays until an attempt succeeds', async () => {
    const run = await runMission(
      folder,
      `name: Flaky
tasks:
  flaky:
    retry: { attempts: 4, delay: 20ms, backoff: 3 }
    run: |
      echo "try $MISSION_ATTEMPT"
      echo "attempt=$MISSION_ATTEMPT" >> "$MISSION_OUTPUT"
      test "$MISSION_ATTEMPT" = 3
tests:
  after: { needs: flaky, run: echo checked }
`,
    );
    expect(run.exitCode).toBe(0);
    expect(run.task('flaky')).toMatchObject({ status: 'succeeded', attempts: 3, outputs: { attempt: '3' } });
    const retries = run.events.filter((event) => event.type === 'retrying');
    expect(retries.map(({ at, until, cause }) => `${Math.round(until - at)} ${cause}`)).toEqual([
      '20 failure',
      '60 failure',
    ]);
    const launches = run.events.filter((event) => event.type === 'admitted' && event.id === 'flaky');
    expect(launches.slice(1).map(({ at }, index) => at >= (retries[index]?.until ?? Number.POSITIVE_INFINITY))).toEqual(
      [true, true],
    );
    expect(folder.read('.mission/logs/flaky.log')).toBe('try 1\n▶ attempt 2\ntry 2\n▶ attempt 3\ntry 3\n');
  });

  it('applies only to the causes in `on`, and ends after the last attempt', async () => {
    const run = await runMission(
      folder,
      `name: Causes
tasks:
  slow:
    timeout: 6s
    retry: { attempts: 2, delay: 10ms, on: [timeout] }
    run: 'test "$MISSION_ATTEMPT" = 2 || exec sleep 1000'
  broken:
    timeout: 60s
    retry: { attempts: 2, delay: 10ms, on: [timeout] }
    run: exit 3
  hopeless: { retry: { attempts: 2, delay: 10ms }, run: exit 4 }
`,
    );
    expect(run.exitCode).toBe(1);
    expect(run.task('slow')).toMatchObject({ status: 'succeeded', attempts: 2 });
    expect(run.task('broken')).toMatchObject({ status: 'failed', attempts: 1 });
    expect(run.task('hopeless')).toMatchObject({ status: 'failed', attempts: 2, reason: 'it exited with code 4' });
  });
});

describe('order', () => {
  it('never lets two tasks hold the same lock', async () => {
    const hold = 'mkdir held && sleep 0.05 && rmdir held';
    const run = await runMission(
      folder,
      `name: Locks
tasks:
  a: { locks: [database], run: "${hold}" }
  b: { locks: [database], run: "${hold}" }
  c: { locks: [database, other], run: "${hold}" }
  d: { locks: [other], run: "true" }
`,
    );
    expect(run.statuses).toEqual({ a: 'succeeded', b: 'succeeded', c: 'succeeded', d: 'succeeded' });
  });

  it('starts a test with `needs-any` when the first of them completes', async () => {
    const run = await runMission(
      folder,
      `name: First wins
tasks:
  slow: { run: '${waitFor('go')}' }
  fast: { run: "true" }
tests:
  first: { needs-any: [slow, fast], run: 'grep -q fast "$MISSION_CONTEXT" && touch go' }
`,
    );
    expect(run.statuses).toEqual({ slow: 'succeeded', fast: 'succeeded', first: 'succeeded' });
    const triggered = run.events.find((event) => event.type === 'triggered' && event.id === 'first');
    expect(triggered).toMatchObject({ by: 'fast' });
  });

  it('follows the priority if the expected durations are equal', async () => {
    const run = await runMission(
      folder,
      `name: Priority
admission: { workers: { caution: 1, limit: 1 } }
tasks:
  low: { expect: 1s, run: "true" }
  high: { expect: 1s, priority: 5, run: "true" }
  higher: { expect: 1s, priority: 7, run: "true" }
`,
    );
    const order = run.events.flatMap((event) => (event.type === 'admitted' ? [event.id] : []));
    expect(order).toEqual(['higher', 'high', 'low']);
  });

  it('stops a test with `deploy: while-running` when the task that it supports ends', async () => {
    const run = await runMission(
      folder,
      `name: Monitor
tasks:
  work: { run: '${waitFor('monitoring')}' }
tests:
  watch: { needs: [], supports: work, deploy: while-running, run: 'touch monitoring; exec sleep 1000' }
`,
    );
    expect(run.exitCode).toBe(0);
    expect(run.task('watch')).toMatchObject({ status: 'not-needed', reason: 'stopped when work had ended' });
  });
});

describe('expressions', () => {
  it('in `if` use outputs, results and the status functions', async () => {
    const run = await runMission(
      folder,
      `name: Conditions
tasks:
  build: { run: 'echo "kind=release" >> "$MISSION_OUTPUT"' }
  broken: { run: exit 1 }
tests:
  release: { needs: build, if: "tasks.build.outputs.kind == 'release'", run: "true" }
  nightly: { needs: build, if: "\${{ tasks['build'].outputs.kind == 'nightly' }}", run: "true" }
  cleanup: { needs: broken, if: always(), run: "true" }
  rescue: { needs: [broken, build], if: failure(), run: "true" }
  usual: { needs: broken, if: "github.event_name == ''", run: "true" }
`,
    );
    expect(run.exitCode).toBe(1);
    expect(run.statuses).toMatchObject({
      release: 'succeeded',
      nightly: 'skipped',
      cleanup: 'succeeded',
      rescue: 'succeeded',
      usual: 'skipped',
    });
    expect(run.task('nightly').reason).toContain('does not hold');
    expect(run.task('usual').reason).toBe('broken failed');
  });

  it('in `env` are evaluated at the start of a task; an error fails the task with the reason', async () => {
    const run = await runMission(
      folder,
      `name: Templates
env: { IMAGE: "app:\${{ env.TAG }}", TAG: stable }
tasks:
  build: { run: 'echo "port=8080" >> "$MISSION_OUTPUT"; echo "$IMAGE"' }
  sad: { env: { LIST: "\${{ fromJSON(env.TAG) }}" }, run: "true" }
tests:
  check:
    needs: build
    env: { URL: "http://127.0.0.1:\${{ tasks.build.outputs.port }}/\${{ tasks.build.result }}" }
    run: 'echo "$URL" && test "$URL" = http://127.0.0.1:8080/success'
`,
    );
    expect(run.statuses).toEqual({ build: 'succeeded', sad: 'failed', check: 'succeeded' });
    expect(folder.read('.mission/logs/build.log')).toBe('app:stable\n');
    expect(run.task('sad').reason).toMatch(/^environment variable LIST: .*fromJSON\(env\.TAG\)/);
  });
});

describe('matrix', () => {
  it('runs each combination under its own id, with its values', async () => {
    const run = await runMission(
      folder,
      `name: Matrix
tasks:
  build:
    matrix:
      os: [linux, mac]
      node: [20, 24]
      exclude: [{ os: mac, node: 20 }]
    env: { OS: "\${{ matrix.os }}", NODE: "\${{ matrix.node }}" }
    run: echo "$MISSION_TASK on $OS with $NODE"
tests:
  all: { needs: build, run: "true" }
`,
    );
    expect(Object.keys(run.statuses)).toEqual(['build (linux, 20)', 'build (linux, 24)', 'build (mac, 24)', 'all']);
    expect(run.exitCode).toBe(0);
    expect(folder.read('.mission/logs/build@mac+24.log')).toBe('build (mac, 24) on mac with 24\n');
    const ended = run.events.flatMap((event) => (event.type === 'ended' ? [event.id] : []));
    expect(ended.at(-1)).toBe('all');
  });
});

describe('settings and context', () => {
  it('come from `defaults`; `defaults.tests` takes precedence for tests', async () => {
    folder.write('src/here', '');
    folder.write('tests/here', '');
    const run = await runMission(
      folder,
      `name: Defaults
defaults:
  working-directory: src
  tests: { working-directory: tests, shell: sh }
tasks:
  work: { run: 'basename "$PWD"; echo "$0"' }
  own: { working-directory: ., run: 'basename "$PWD"' }
tests:
  check: { needs: work, run: 'basename "$PWD"; echo "$BASH_VERSION"' }
`,
    );
    expect(run.exitCode).toBe(0);
    expect(folder.read('.mission/logs/work.log')).toMatch(/^src\n/);
    expect(folder.read('.mission/logs/own.log')).not.toMatch(/src/);
    expect(folder.read('.mission/logs/check.log')).toMatch(/^tests\n/);
  });

  it('MISSION_CONTEXT contains `needs`, `needs-any` and the supported task', async () => {
    const run = await runMission(
      folder,
      `name: Context
tasks:
  a: { run: 'echo "x=1" >> "$MISSION_OUTPUT"' }
  b: { run: '${waitFor('seen.json')}' }
tests:
  t: { needs: a, needs-any: [a, b], supports: b, run: 'cp "$MISSION_CONTEXT" seen.partial; mv seen.partial seen.json' }
`,
    );
    expect(run.exitCode).toBe(0);
    expect(JSON.parse(folder.read('seen.json'))).toEqual({
      task: 't',
      level: 3,
      needs: {
        a: { status: 'succeeded', outputs: { x: '1' }, report: 'tasks/a.md' },
        b: { status: 'running', outputs: {}, report: 'tasks/b.md' },
      },
      supports: { id: 'b', status: 'running', outputs: {}, report: 'tasks/b.md' },
    });
  });
});

describe('results', () => {
  const suite = (failures: string): string =>
    `<testsuite name="s"><testcase name="good"/><testcase name="bad">${failures}</testcase></testsuite>`;

  it('are shown in the reports, and fail a task that exits with 0', async () => {
    folder.write('good.xml', suite(''));
    folder.write('bad.xml', suite('<failure message="it is 4"/>'));
    const run = await runMission(
      folder,
      `name: Results
tasks:
  fine: { results: fine.xml, run: cp good.xml fine.xml }
  liar: { results: "out/*.xml", run: mkdir out; cp bad.xml out/r.xml }
  silent: { results: none.xml, run: "true" }
  stale: { results: good.xml, run: "true" }
`,
    );
    expect(run.exitCode).toBe(1);
    expect(run.task('fine')).toMatchObject({ status: 'succeeded', results: { tests: 2, failed: 0, skipped: 0 } });
    expect(run.task('liar')).toMatchObject({ status: 'failed', results: { tests: 2, failed: 1, skipped: 0 } });
    expect(run.task('liar').reason).toContain('1 failed test');
    expect(run.task('silent')).toMatchObject({ status: 'failed', reason: expect.stringContaining('none.xml') });
    expect(run.task('stale').reason).toContain('from before it started');
    expect(folder.read('.mission/tasks/liar.md')).toContain('it is 4');
  });
});
