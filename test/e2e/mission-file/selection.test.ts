import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Folder, newFolder } from '../command-line.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
  folder.write('m.yml', mission);
});
afterEach(() => folder.remove());

const open = ['--gate', 'off'];

const mission = `name: Selected
tasks:
  build: { run: echo built }
  docs: { run: echo written, tags: slow }
tests:
  unit-a: { needs: build, tags: fast, run: echo a }
  unit-b: { needs: build, tags: fast, run: exit 1 }
  browser: { needs: build, tags: [e2e, slow], run: echo browsed }
  final: { needs: [browser], if: "tasks.docs.result != 'failure'", run: echo over }
`;

function ran(): readonly string[] {
  return JSON.parse(folder.read('.mission/mission.json')).tasks.map((task: { id: string }) => task.id);
}

function firstEvent(): Record<string, unknown> {
  return JSON.parse(folder.read('.mission/events.jsonl').split('\n')[0] ?? '');
}

describe('a selection on the command line', () => {
  it.each([
    [['--only', '#e2e'], ['browser']],
    [
      ['--only', '#e2e', '--with-needs'],
      ['build', 'browser'],
    ],
    [
      ['--only', 'build', '--with-dependents', '--skip', 'unit*'],
      ['build', 'browser', 'final'],
    ],
    [['--only', 'unit-a docs', '--skip', '#slow'], ['unit-a']],
  ])('%j runs %j', async (options, expected) => {
    expect((await folder.mission('run', 'm.yml', ...open, ...options)).exitCode).toBe(0);
    expect(ran()).toEqual(expected);
  });

  it('is in the journal as it was written, with the number of tasks that are left out', async () => {
    await folder.mission('run', 'm.yml', ...open, '--only', '#e2e, docs', '--skip', 'unit*', '--with-needs');
    expect(firstEvent()).toMatchObject({ only: ['#e2e', 'docs'], skip: ['unit*'], withNeeds: true, leftOut: 3 });
    expect(firstEvent()).not.toHaveProperty('withDependents');
  });

  it('is kept when the run is resumed', async () => {
    const { exitCode } = await folder.mission('run', 'm.yml', ...open, '--only', 'unit*', '--with-needs');
    expect(exitCode).toBe(1);
    folder.write('m.yml', mission.replace('exit 1', 'echo b'));
    expect((await folder.mission('resume', '.mission')).exitCode).toBe(0);
    expect(ran()).toEqual(['build', 'unit-a', 'unit-b']);
  });

  it('F312 is warned about if an expression reads a task that is left out', async () => {
    const { stderr, exitCode } = await folder.mission('run', 'm.yml', ...open, '--only', 'final');
    expect(stderr).toContain('m.yml:9:');
    expect(stderr).toContain('`final` reads `docs`, which is left out of this run');
    expect(exitCode).toBe(0);
  });

  it.each(['run', 'plan', 'list'])(
    'F311 %s refuses a pattern that means nothing as a wrong command line',
    async (command) => {
      const { stderr, exitCode } = await folder.mission(command, 'm.yml', '--only', '#slwo');
      expect(stderr).toContain('found "#slwo"; did you mean #slow?');
      expect(exitCode).toBe(2);
    },
  );

  it('is what `plan` and `list` show', async () => {
    const { stdout: plan } = await folder.mission('plan', 'm.yml', '--only', '#fast', '--json');
    const events: readonly { id: string }[] = JSON.parse(plan).events;
    expect([...new Set(events.map(({ id }) => id))].sort()).toEqual(['unit-a', 'unit-b']);
    const { stdout: list } = await folder.mission(
      'list',
      'm.yml',
      '--only',
      '#e2e',
      '--with-needs',
      '--with-dependents',
    );
    expect(list).toBe(
      [
        '  Id       Kind  Tags        Needs',
        '  build    task',
        '  browser  test  #e2e #slow  build',
        '  final    test              browser',
        '',
      ].join('\n'),
    );
    const { stdout: json } = await folder.mission('list', 'm.yml', '--only', '#e2e', '--json');
    expect(JSON.parse(json)).toEqual([
      { id: 'browser', kind: 'test', name: 'browser', tags: ['e2e', 'slow'], needs: [], needsAny: [] },
    ]);
  });
});
