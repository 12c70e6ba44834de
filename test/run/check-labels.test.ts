import { expect, test } from 'vitest';
import { machineOfLabel, misspelledLabel } from '../../src/mission/model/runner-labels.ts';
import { checkLabels } from '../../src/run/check-labels.ts';
import { buildMission, MACHINE, task } from '../build-mission.ts';

test.each([
  ['ubuntu-latest', { platform: 'linux', architecture: 'x64' }],
  ['ubuntu-24.04-arm', { platform: 'linux', architecture: 'arm64' }],
  ['windows-11-arm', { platform: 'win32', architecture: 'arm64' }],
  ['macos-15', { platform: 'darwin' }],
  ['macos-15-intel', { platform: 'darwin', architecture: 'x64' }],
  ['linux', { platform: 'linux' }],
  ['ARM64', { architecture: 'arm64' }],
  ['gpu-4', {}],
])('the label %s says %j about its runner', (label, expected) => {
  expect(machineOfLabel(label)).toEqual(expected);
});

test.each(['ubuntu-26.04', 'macos-latest', 'gpu-4', 'ubuntu', 'my-ubuntu-latest'])(
  '%s is no misspelled label',
  (label) => {
    expect(misspelledLabel(label)).toBeUndefined();
  },
);

test('a task with the label of another machine is named once for all combinations', () => {
  const tasks = [
    task('a (1)', { runsOn: 'windows-2025', line: 3 }),
    task('a (2)', { runsOn: 'windows-2025', line: 3 }),
    task('b', { runsOn: 'ubuntu-24.04', line: 7 }),
    task('c', { runsOn: 'gpu-4', line: 8 }),
    task('d', { runsOn: 'ubuntu-24.04-arm', line: 9 }),
  ];
  const found = checkLabels(buildMission({ tasks }), MACHINE, 'mission.yml');
  expect(found.map(({ line, severity, code }) => [line, severity, code])).toEqual([
    [3, 'warning', 'other-runner'],
    [9, 'warning', 'other-runner'],
  ]);
  expect(found[0]?.message).toBe(
    'a (1) has `runs-on: windows-2025` (win32 x64), and this machine is linux x64: it runs here all the same',
  );
});
