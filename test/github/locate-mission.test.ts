import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { locateMission } from '../../src/github/locate-mission.ts';

let base: string;
let workspace: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'locate-'));
  workspace = join(base, 'workspace');
  mkdirSync(join(workspace, 'app'), { recursive: true });
  writeFileSync(join(workspace, 'app', 'mission.yml'), 'name: x');
  writeFileSync(join(base, 'outside.yml'), 'name: x');
});
afterEach(() => rmSync(base, { recursive: true }));

function mistakes(mission: string, folder = '.'): readonly string[] {
  const located = locateMission(mission, folder, workspace);
  return 'mistakes' in located ? located.mistakes : [];
}

test('the path of the mission is relative to the workspace in every working directory', () => {
  const place = { file: 'app/mission.yml' };
  expect(locateMission('app/mission.yml', '.', workspace)).toEqual({ place: { ...place, root: workspace } });
  expect(locateMission('mission.yml', 'app', workspace)).toEqual({ place: { ...place, root: join(workspace, 'app') } });
  expect(locateMission(join(workspace, 'app', 'mission.yml'), '.', workspace)).toEqual({
    place: { ...place, root: workspace },
  });
});

test('a missing working directory and a missing mission are reported together', () => {
  expect(mistakes('none.yml', 'nowhere')).toEqual([
    'Input `working-directory`: expected a folder in the workspace; found no such folder: "nowhere".',
    'Input `mission`: expected a file in the workspace; found no such file: "none.yml".',
  ]);
  expect(mistakes('app')).toEqual(['Input `mission`: expected a file in the workspace; found something else: "app".']);
});

test('an empty workspace adds a hint about the checkout', () => {
  rmSync(join(workspace, 'app'), { recursive: true });
  expect(mistakes('mission.yml')[0]).toContain('is `actions/checkout` a step before this one?');
});

test('F55 a mission outside the workspace is refused', () => {
  expect(mistakes('../outside.yml')[0]).toContain('found one outside of it: "../outside.yml"');
  expect(mistakes(join(base, 'outside.yml'))).toHaveLength(1);
  expect(mistakes('outside.yml', '..')).toHaveLength(2);
});

test.skipIf(process.platform === 'win32')(
  'F55 a mission behind a link is refused, and a cycle of links is reported',
  () => {
    symlinkSync(join(base, 'outside.yml'), join(workspace, 'link.yml'));
    symlinkSync(base, join(workspace, 'folder'));
    symlinkSync('ring.yml', join(workspace, 'ring.yml'));
    expect(mistakes('link.yml')).toHaveLength(1);
    expect(mistakes('folder/outside.yml')).toHaveLength(1);
    expect(mistakes('ring.yml')[0]).toContain('cannot be resolved');
  },
);
