import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { JobserverSystem } from '../../../src/process/jobserver/connect.ts';
import { createJobserver } from '../../../src/process/jobserver/jobserver.ts';

const home = mkdtempSync(join(tmpdir(), 'mission-jobserver-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

function jobserver(parts: Partial<JobserverSystem> = {}) {
  const notices: string[] = [];
  const system: JobserverSystem = {
    platform: process.platform,
    cpus: 4,
    isOverridden: false,
    folder: () => join(home, 'jobserver'),
    find: (program) => (program === 'mkfifo' ? 'mkfifo' : undefined),
    version: () => undefined,
    ...parts,
  };
  return { ...createJobserver(system, (message) => notices.push(message)), notices };
}

const inTheWay = join(home, 'file');
writeFileSync(inTheWay, '');

describe('F238 where there can be no jobserver, tasks run without one, and one note gives the reason', () => {
  test.each<[string, Partial<JobserverSystem>, string]>([
    ['Windows', { platform: 'win32' }, 'there are no FIFOs on Windows'],
    ['no mkfifo', { find: () => undefined }, 'the program mkfifo is not in PATH; install coreutils'],
    ['a mkfifo that cannot be started', { find: () => join(home, 'none') }, 'ENOENT'],
    ['a mkfifo that fails', { find: () => 'false' }, 'false failed: exit code 1'],
    ['a mkfifo that makes nothing', { find: () => 'true' }, 'ENOENT'],
    ['a folder that cannot be made', { folder: () => join(inTheWay, 'jobserver') }, 'ENOTDIR'],
  ])('%s', (_, parts, reason) => {
    const { enter, leave, close, notices } = jobserver({ platform: 'linux', ...parts });
    for (const id of ['a', 'b']) {
      expect(enter({ id, isClient: true })).toEqual({ variables: {}, inherited: [] });
    }
    expect(enter({ id: 'c', cpus: 2, isClient: true })).toEqual({ variables: {}, inherited: [] });
    leave('a');
    close();
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain('tasks run without the jobserver of `admission.jobserver` in this run: ');
    expect(notices[0]).toContain(reason);
  });

  test('nothing is made or said while no task wants it', () => {
    const { enter, close, notices } = jobserver({ find: () => undefined });
    enter({ id: 'a', isClient: false });
    enter({ id: 'b', cpus: 1, isClient: true });
    close();
    expect(notices).toEqual([]);
  });
});

test.skipIf(process.platform === 'win32')(
  'F239 a path with a space is passed as descriptors, because words of MAKEFLAGS end there',
  () => {
    const { enter, close, notices } = jobserver({ folder: () => join(home, 'my jobserver') });
    const { variables, inherited } = enter({ id: 'a', isClient: true });
    expect(variables).toEqual({ MAKEFLAGS: '-j4 --jobserver-auth=60,61' });
    expect(inherited.map(({ path }) => path)).toEqual(Array(2).fill(join(home, 'my jobserver', '1')));
    close();
    expect(notices).toEqual([]);
  },
);

test.skipIf(process.platform === 'win32')(
  'F625 a task that replaces the folder of the FIFOs ends no other task',
  () => {
    const place = join(home, 'replaced');
    const { enter, leave, close, notices } = jobserver({ folder: () => join(place, 'jobserver') });
    for (const id of ['a', 'b']) expect(enter({ id, isClient: true }).variables).toHaveProperty('MAKEFLAGS');
    renameSync(place, `${place}.moved`);
    writeFileSync(place, '');
    leave('a');
    expect(enter({ id: 'c', isClient: true })).toEqual({ variables: {}, inherited: [] });
    close();
    expect(notices).toEqual([expect.stringContaining(`ENOTDIR: not a directory, mkdir '${place}/jobserver'`)]);
  },
);
