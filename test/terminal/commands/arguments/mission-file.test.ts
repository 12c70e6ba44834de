import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { missionFile } from '../../../../src/terminal/commands/arguments/mission-file.ts';

function folderWith(...names: readonly string[]): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'mission-file-')));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  for (const name of names) writeFileSync(join(path, name), '');
  return path;
}

test('a path that is no folder is the path of the mission file', () => {
  const folder = folderWith('ci.yml');
  expect(missionFile(join(folder, 'ci.yml'))).toBe(join(folder, 'ci.yml'));
  expect(missionFile(join(folder, 'missing.yml'))).toBe(join(folder, 'missing.yml'));
  expect(missionFile(join(folder, 'ci.yml/below'))).toBe(join(folder, 'ci.yml/below'));
});

test.each([
  [['ci.yml', 'mission.yaml', 'mission.yml'], 'mission.yml'],
  [['ci.yml', 'mission.yaml'], 'mission.yaml'],
  [['docker-compose.yml', 'shop.mission.yml'], 'shop.mission.yml'],
])('a folder with %j means %s', (names, found) => {
  const folder = folderWith(...names);
  expect(missionFile(folder)).toBe(join(folder, found));
});

test('a folder without the usual name is refused with the files that it has', () => {
  const folder = folderWith('b.yml', 'a.yaml', 'README.md');
  mkdirSync(join(folder, 'mission.yml'));
  expect(() => missionFile(folder)).toThrow(
    `expected a mission file or a folder with mission.yml, found ${folder}/a.yaml and ${folder}/b.yml in ${folder}; name one of them`,
  );
  const several = folderWith('x.mission.yml', 'y.mission.yml', 'other.yml');
  expect(() => missionFile(several)).toThrow(/found \S+\/x\.mission\.yml and \S+\/y\.mission\.yml in/);
  const many = folderWith(...Array.from({ length: 20 }, (_, index) => `f${index}.yml`));
  expect(() => missionFile(many)).toThrow(/ and 14 more in /);
  expect(() => missionFile(folderWith())).toThrow(/found no YAML file in .*; write a first one with `mission init`$/);
});

function write(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

test('a file that another one includes is never the mission of a folder', () => {
  const [name, tasks] = ['name: Shop\n', 'tasks: { a: { run: x } }\n'];
  const folder = write(folderWith(), {
    'shop.mission.yml': `${name}include:\n  - ./common.mission.yml\n  - { file: db.mission.yml, as: db }\n${tasks}`,
    'common.mission.yml': `${name}${tasks}`,
    'db.mission.yml': tasks,
  });
  expect(missionFile(folder)).toBe(join(folder, 'shop.mission.yml'));
  const other = write(folderWith(), {
    'ci.yml': `${name}include: [a.mission.yml]\n`,
    'a.mission.yml': `${name}${tasks}`,
  });
  expect(() => missionFile(other)).toThrow(
    `found ${other}/a.mission.yml and ${other}/ci.yml in ${other}; name one of them`,
  );
});

test('a file without a name is never the mission of a folder, and one that is no YAML may be', () => {
  const tasks = 'tasks: { a: { run: x } }\n';
  const folder = write(folderWith(), { 'parts.mission.yml': tasks, 'whole.mission.yml': `name: W\n${tasks}` });
  expect(missionFile(folder)).toBe(join(folder, 'whole.mission.yml'));
  const broken = write(folderWith(), { 'parts.mission.yml': tasks, 'whole.mission.yml': 'name: "W\n' });
  expect(missionFile(broken)).toBe(join(broken, 'whole.mission.yml'));
  const parts = write(folderWith(), { 'parts.mission.yml': tasks });
  expect(() => missionFile(parts)).toThrow(/found \S+parts\.mission\.yml in/);
});
