import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Folder, newFolder } from '../command-line.ts';
import { filesWith, runMission } from '../run-in.ts';

let folder: Folder;
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => folder.remove());

it('F337: ids with `:` are read in expressions and options, and name files that every system accepts', async () => {
  const run = await runMission(
    folder,
    `name: Scripts
defaults: { env: { WHO: defaults }, tests: { env: { WHO: tests } } }
tasks:
  test:unit: echo "who=$WHO" >> "$MISSION_OUTPUT"
  test:other: exit 1
  lint: "true"
tests:
  check:all:
    needs: [test:unit, lint]
    if: tasks['test:unit'].outputs.who == 'defaults' && !running('test:unit')
    env: { SEEN: "\${{ tasks['test:unit'].outputs.who }}" }
    run: test "$SEEN $WHO" = "defaults tests"
`,
    '--only',
    'test:unit,lint,check:all',
  );
  expect(run.statuses).toEqual({ 'test:unit': 'succeeded', lint: 'succeeded', 'check:all': 'succeeded' });
  expect(run.stdout).toContain('check:all');
  const names = filesWith(`${folder.path}/.mission`, '').map((file) => file.slice(folder.path.length));
  expect(names.filter((name) => /[:*?"<>|]/.test(name))).toEqual([]);
  expect(folder.read('.mission/final-report.md')).toContain('test:unit');
  expect(folder.read('.mission/junit.xml')).toContain('test:unit');
});
