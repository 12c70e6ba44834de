import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Folder, newFolder } from '../command-line.ts';

const MISSION = `name: Strict
tasks:
  build:
    run: mkdir -p dist && echo app > dist/app && echo hidden > hidden.txt
    artifacts: [dist/**]
tests:
  good: { needs: build, run: test "$(cat dist/app)" = app && test -f committed.txt && echo 1 > from-good, artifacts: [] }
  bad: { needs: build, run: cat hidden.txt, artifacts: [] }
  pair: { needs: build, run: cat dist/app && echo pair > pair.txt }
  beside: { needs: pair, run: cat pair.txt dist/app }
`;

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
  folder.write('mission.yml', MISSION);
  folder.write('committed.txt', 'x');
  const git = (...words: readonly string[]): void => void execFileSync('git', words, { cwd: folder.path });
  git('init', '-q');
  git('add', '.');
  git('-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit', '-qm', 'first');
});
afterEach(() => folder.remove());

function statuses(): Record<string, string> {
  const { tasks } = JSON.parse(folder.read('run/mission.json'));
  return Object.fromEntries(tasks.map(({ id, status }: { id: string; status: string }) => [id, status]));
}

test('F403 a file that is not declared is missing for other groups of tasks, and a warning names the task', async () => {
  const options = ['--dir', 'run', '--log', 'none', '--gate', 'off'];
  expect((await folder.mission('run', 'mission.yml', ...options)).exitCode).toBe(0);
  execFileSync('git', ['clean', '-fdq'], { cwd: folder.path });
  const { exitCode } = await folder.mission('run', 'mission.yml', ...options, '--artifacts', 'strict');
  expect(exitCode).toBe(1);
  expect(statuses()).toEqual({
    build: 'succeeded',
    good: 'succeeded',
    bad: 'failed',
    pair: 'succeeded',
    beside: 'succeeded',
  });
  expect(folder.read('run/final-report.md')).toContain('failed in a checkout with only the declared files of build');
});

test('wrong values are refused', async () => {
  const ended = await folder.mission('run', 'mission.yml', '--artifacts', 'lax');
  expect(ended.exitCode).toBe(2);
  expect(ended.stderr).toContain('expected --artifacts to be strict');
});
