import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { secondsOf } from '../../bench/projects/busy-cpus.ts';
import { allProjects, fileOf } from '../../bench/projects/project.ts';
import { childSeconds } from '../../bench/projects/timed-run.ts';
import { allowedCpus } from '../../bench/projects/two-cpus.ts';
import { readMission } from '../../src/mission/read.ts';

const text = (id: string, name: string): string => {
  const project = allProjects.find((one) => one.id === id);
  if (project === undefined) throw new Error(`expected a project ${id}`);
  return readFileSync(fileOf(project, name), 'utf8');
};

describe('the missions of public projects', () => {
  test.each(allProjects)('$id is valid without a warning, and as large as its title says', ({ id, title }) => {
    const { mission, diagnostics } = readMission(text(id, 'mission.yml'), 'mission.yml');
    expect(diagnostics).toEqual([]);
    const count = (kind: 'task' | 'test') => mission?.tasks.filter((task) => task.kind === kind).length;
    expect(/(\d+) task/.exec(title)?.[1]).toBe(String(count('task')));
    expect(/(\d+) test/.exec(title)?.[1]).toBe(String(count('test')));
  });

  test.each(allProjects)('$id declares neither loads nor durations nor limits', ({ id }) => {
    expect(text(id, 'mission.yml')).not.toMatch(/^\s*(admission|load|memory|expect|cpus|priority|locks):/m);
  });

  test('Django runs the same labels in its own way and as a mission', () => {
    const { mission } = readMission(text('django', 'mission.yml'), 'mission.yml');
    const ofMission = (mission?.tasks ?? []).flatMap(({ matrix }) => String(matrix?.labels ?? '').split(' '));
    const [, ofOwnWay = ''] = text('django', 'own.sh').split('--parallel=2 ');
    const labels = (words: readonly string[]) => words.filter((word) => /^[a-z]/.test(word)).sort();
    expect(labels(ofMission)).toEqual(labels(ofOwnWay.split(/\s+/)));
    expect(labels(ofMission).length).toBeGreaterThan(20);
  });
});

describe('pins', () => {
  test('npm has a version and a digest for each package of fastify, and no address', () => {
    const lock = JSON.parse(text('fastify', 'package-lock.json')) as {
      packages: Record<string, { version?: string; integrity?: string; resolved?: string }>;
    };
    const installed = Object.entries(lock.packages).filter(([path]) => path !== '');
    expect(installed.length).toBeGreaterThan(100);
    const incomplete = installed.filter(([, { version, integrity, resolved }]) => !version || !integrity || resolved);
    expect(incomplete).toEqual([]);
  });

  test('npm installs the versions of package.json, not ranges', () => {
    const { dependencies } = JSON.parse(text('fastify', 'package.json')) as { dependencies: Record<string, string> };
    expect(Object.values(dependencies).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  test('Go has a version and a sum for the module', () => {
    expect(text('x-crypto', 'module.txt')).toMatch(/^golang\.org\/x\/crypto v\d+\.\d+\.\d+ h1:[\w+/]{43}=\n$/);
  });

  test.each(['source.txt', 'requirements.txt'])('pip has a version and a digest in each line of %s', (name) => {
    const lines = text('django', name).trimEnd().split('\n');
    expect(lines.filter((line) => !/^[\w-]+==\d+(\.\d+)+ --hash=sha256:[\da-f]{64}$/.test(line))).toEqual([]);
  });
});

test.each([
  ['0-1', [0, 1]],
  ['2', [2]],
  ['0,4-6,9', [0, 4, 5, 6, 9]],
])('CPUs %s of /proc are %j', (list, expected) => {
  expect(allowedCpus(`Name:\tnode\nCpus_allowed_list:\t${list}\nMems_allowed:\t1\n`)).toEqual(expected);
});

test('the CPU time of children is user and system time of the second line of `times`', () => {
  expect(childSeconds('0m0.010s 0m0.020s\n1m2.500s 0m0.250s\n')).toBeCloseTo(62.75);
});

test('the time in which CPUs are busy leaves out idle time, waits for disks, and other CPUs', () => {
  const stat =
    'cpu  900 0 0 0 0 0 0\ncpu0 100 20 30 4000 5000 6 4 0\ncpu1 40 0 0 4000 5000 0 0 0\ncpu10 700 0 0 0 0 0 0\n';
  expect(secondsOf(stat, [0, 1])).toBeCloseTo(2);
});
