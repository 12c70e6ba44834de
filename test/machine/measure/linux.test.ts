import { describe, expect, test } from 'vitest';
import type { Figures } from '../../../src/machine/measure/figures.ts';
import { createLinuxMeasure, measureMemory } from '../../../src/machine/measure/linux.ts';
import { surveyLinux } from '../../../src/machine/survey/linux.ts';
import { fc } from '../../suite/fast-check.ts';
import { type Contents, containerV1, containerV2, filesOf, meminfo, plainMachine, stat, status } from '../machines.ts';

const MEGABYTE = 2 ** 20;

/** The percentages of a window of one second in which the files change as given. */
function measure(contents: Contents, changes: Contents, milliseconds = 1000): Omit<Figures, 'constraints'> {
  const { constraints: _, ...percentages } = measureAll(contents, changes, milliseconds);
  return percentages;
}

function measureAll(contents: Contents, changes: Contents, milliseconds = 1000): Figures {
  let now = 5000;
  const files = filesOf(contents);
  const once = createLinuxMeasure(files, surveyLinux(files), () => now);
  const results: Figures[] = [];
  once((figures) => results.push(figures));
  now += milliseconds;
  Object.assign(contents, changes);
  once((figures) => results.push(figures));
  expect(results).toHaveLength(2);
  expect(results[0]).not.toHaveProperty('cpu');
  return results[1] ?? {};
}

/** Every CPU of the machine busy for this percent of a second. */
const busy = (percent: number): Contents => {
  const cpu = [100 + percent, 900 + 100 - percent] as const;
  return { '/proc/stat': stat(cpu, cpu, cpu, cpu) };
};

describe('the machine itself', () => {
  test('busy share of all CPUs, used share of the memory', () => {
    expect(measure(plainMachine(), busy(30))).toEqual({ cpu: 30, memory: 25 });
  });
  test('a longer window gives the same figure', () => {
    const changes = { '/proc/stat': stat([160, 1140], [160, 1140], [160, 1140], [160, 1140]) };
    expect(measure(plainMachine(), changes, 3000)).toEqual({ cpu: 20, memory: 25 });
  });
  test('only the CPUs of the affinity mask count', () => {
    const machine = { ...plainMachine(), '/proc/self/status': status('1,3,64-127') };
    const changes = { '/proc/stat': stat([200, 900], [150, 950], [200, 900], [100, 1000]) };
    expect(measure(machine, changes).cpu).toBe(25);
  });
  test('an affinity mask that names none of the listed CPUs is ignored', () => {
    expect(measure({ ...plainMachine(), '/proc/self/status': status('64-67') }, busy(30)).cpu).toBe(30);
  });
  test('a limit at or above the size of the machine is ignored', () => {
    const container = {
      ...containerV2(),
      '/sys/fs/cgroup/cpu.max': '400000 100000\n',
      '/sys/fs/cgroup/memory.max': 'max\n',
    };
    expect(measure(container, { ...busy(10), '/sys/fs/cgroup/cpu.stat': 'usage_usec 9000000\n' })).toEqual({
      cpu: 10,
      memory: 25,
    });
  });
});

describe.each([
  ['version 1', containerV1, '/sys/fs/cgroup/cpu,cpuacct/cpuacct.usage', (seconds: number) => `${seconds * 1e9}\n`],
  ['version 2', containerV2, '/sys/fs/cgroup/cpu.stat', (seconds: number) => `usage_usec ${seconds * 1e6}\n`],
])('F64 a container quota of 0.5 CPU, %s', (_, container, counter, used) => {
  test('the figure is the used part of the quota', () => {
    expect(measure(container(), { ...busy(10), [counter]: used(1.4) }).cpu).toBe(80);
  });
  test('the machine counts if it is fuller than the quota', () => {
    expect(measure(container(), { ...busy(90), [counter]: used(1.1) }).cpu).toBe(90);
  });
  test('more than the quota, as after a burst, is 100', () => {
    expect(measure(container(), { ...busy(10), [counter]: used(1.9) }).cpu).toBe(100);
  });
  test('a counter that is missing, went backwards or is malformed gives no figure', () => {
    for (const value of [used(0.5), '', 'garbage\n', '-5']) {
      expect(measure(container(), { ...busy(10), [counter]: value })).toEqual({ memory: 50 });
    }
  });
  test('no time between two measurements gives no figure', () => {
    expect(measure(container(), { ...busy(10), [counter]: used(1.4) }, 0)).not.toHaveProperty('cpu');
  });
});

describe.each([
  ['version 1', containerV1, '/sys/fs/cgroup/memory/memory.', 'usage_in_bytes', 'total_inactive_file'],
  ['version 2', containerV2, '/sys/fs/cgroup/memory.', 'current', 'inactive_file'],
])("F65 the container's memory limit, %s", (_, container, prefix, current, cache) => {
  const used = (megabytes: number, cached: number): Contents => ({
    [`${prefix}${current}`]: `${megabytes * MEGABYTE}\n`,
    [`${prefix}stat`]: `${cache} ${cached * MEGABYTE}\n`,
  });
  test('its share counts, not that of the nearly empty host', () => {
    expect(measure(container(), { ...busy(0), ...used(500, 52), '/proc/meminfo': meminfo(16384, 16000) }).memory).toBe(
      87.5,
    );
  });
  test('reclaimable cache counts as free', () => {
    expect(measure(container(), { ...busy(0), ...used(512, 512), '/proc/meminfo': meminfo(16384, 16384) }).memory).toBe(
      0,
    );
    expect(measure(container(), { ...busy(0), ...used(10, 20), '/proc/meminfo': meminfo(16384, 16384) }).memory).toBe(
      0,
    );
  });
  test('F141 a file that was read twice is free too, although it is active cache', () => {
    const active = cache.replace('inactive', 'active');
    const stat = `${cache} ${20 * MEGABYTE}\n${active} ${350 * MEGABYTE}\nshmem ${90 * MEGABYTE}\n`;
    const changes = { ...used(492, 0), [`${prefix}stat`]: stat, '/proc/meminfo': meminfo(16384, 16384) };
    expect(measure(container(), changes).memory).toBeCloseTo((122 / 512) * 100, 1);
  });
  test('the host counts if it is fuller than the container', () => {
    expect(measure(container(), { ...used(100, 0), '/proc/meminfo': meminfo(16000, 1600) }).memory).toBe(90);
  });
  test('F64 what cannot be read leaves no figure, never zero', () => {
    expect(measure(container(), { [`${prefix}${current}`]: '' })).not.toHaveProperty('memory');
    expect(measure(container(), { [`${prefix}stat`]: 'something 1\n' })).not.toHaveProperty('memory');
    expect(measure(container(), { '/proc/meminfo': '' })).not.toHaveProperty('memory');
  });
});

const nested = (): Contents => ({
  ...plainMachine(),
  '/proc/self/cgroup': '0::/pod/job\n',
  '/proc/self/mountinfo': '26 25 0:24 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n',
  '/sys/fs/cgroup/pod/cpu.max': '100000 100000\n',
  '/sys/fs/cgroup/pod/cpu.stat': 'usage_usec 0\n',
  '/sys/fs/cgroup/pod/job/cpu.max': '50000 100000\n',
  '/sys/fs/cgroup/pod/job/cpu.stat': 'usage_usec 0\n',
  '/sys/fs/cgroup/pod/memory.max': `${1024 * MEGABYTE}\n`,
  '/sys/fs/cgroup/pod/memory.current': `${900 * MEGABYTE}\n`,
  '/sys/fs/cgroup/pod/memory.stat': 'inactive_file 0\n',
  '/sys/fs/cgroup/pod/job/memory.max': 'max\n',
});

describe('nested control groups', () => {
  test('neighbours in the group above use up the shared quota', () => {
    const changes = {
      ...busy(10),
      '/sys/fs/cgroup/pod/cpu.stat': 'usage_usec 950000\n',
      '/sys/fs/cgroup/pod/job/cpu.stat': 'usage_usec 100000\n',
    };
    expect(measure(nested(), changes)).toEqual({ cpu: 95, memory: 87.89 });
  });
});

/** A host of 4 CPUs and 8 GB that other programs fill to 74 %, and an empty container of 6 GB without a CPU quota on it. */
const fullHost = (): Contents => ({
  ...containerV2(),
  '/proc/meminfo': meminfo(8192, 2130),
  '/sys/fs/cgroup/cpu.max': 'max 100000\n',
  '/sys/fs/cgroup/memory.max': `${6144 * MEGABYTE}\n`,
  '/sys/fs/cgroup/memory.current': `${30 * MEGABYTE}\n`,
  '/sys/fs/cgroup/memory.stat': 'inactive_file 0\n',
});

describe('constraints', () => {
  test('F205 a full host and an empty container on it each have their own capacity and use', () => {
    expect(measureAll(fullHost(), busy(50))).toEqual({
      cpu: 50,
      memory: 74,
      constraints: [
        {
          name: 'machine',
          cpu: { capacity: 4, used: 2 },
          memory: { capacity: 8192 * MEGABYTE, used: 6062 * MEGABYTE },
        },
        { name: 'container of 6 GiB', memory: { capacity: 6144 * MEGABYTE, used: 30 * MEGABYTE } },
      ],
    });
  });
  test.each([
    ['version 1', containerV1, '/sys/fs/cgroup/cpu,cpuacct/cpuacct.usage', '1250000000\n'],
    ['version 2', containerV2, '/sys/fs/cgroup/cpu.stat', 'usage_usec 1250000\n'],
  ])(
    'F206 a quota on a larger host is one constraint with the memory limit of its group, %s',
    (_, container, file, text) => {
      expect(measureAll(container(), { ...busy(30), [file]: text }).constraints).toEqual([
        { name: 'machine', cpu: { capacity: 4, used: 1.2 }, memory: { capacity: 16 * 2 ** 30, used: 4 * 2 ** 30 } },
        {
          name: 'container of 0.5 CPU and 512 MiB',
          cpu: { capacity: 0.5, used: 0.25 },
          memory: { capacity: 512 * MEGABYTE, used: 256 * MEGABYTE },
        },
      ]);
    },
  );
  test('use above the quota, as after a burst, is not cut', () => {
    const changes = { ...busy(30), '/sys/fs/cgroup/cpu.stat': 'usage_usec 1900000\n' };
    expect(measureAll(containerV2(), changes).constraints?.[1]?.cpu).toEqual({ capacity: 0.5, used: 0.9 });
  });
  test('F207 a limit that is resized, set or removed within the run counts from the next reading on', () => {
    const container = (bytes: string, cpus = '50000 100000') => ({
      '/sys/fs/cgroup/memory.max': `${bytes}\n`,
      '/sys/fs/cgroup/cpu.max': `${cpus}\n`,
    });
    const second = (changes: Contents) =>
      measureAll(containerV2(), { ...busy(10), '/sys/fs/cgroup/cpu.stat': 'usage_usec 1100000\n', ...changes })
        .constraints?.slice(1)
        .map(({ name, cpu, memory }) => [name, cpu?.capacity, (memory?.capacity ?? 0) / MEGABYTE]);
    expect(second({})).toEqual([['container of 0.5 CPU and 512 MiB', 0.5, 512]]);
    expect(second(container(`${1024 * MEGABYTE}`, '100000 100000'))).toEqual([
      ['container of 1 CPU and 1 GiB', 1, 1024],
    ]);
    expect(second(container('max'))).toEqual([['container of 0.5 CPU', 0.5, 0]]);
    expect(second(container('max', 'max 100000'))).toEqual([]);
    expect(second({ '/sys/fs/cgroup/memory.high': `${300 * MEGABYTE}\n` })).toEqual([
      ['container of 0.5 CPU and 300 MiB', 0.5, 300],
    ]);
  });
  test('F208 several control groups are distinguished by their paths, the outermost first', () => {
    const changes = {
      ...busy(10),
      '/sys/fs/cgroup/pod/cpu.stat': 'usage_usec 950000\n',
      '/sys/fs/cgroup/pod/job/cpu.stat': 'usage_usec 100000\n',
    };
    expect(measureAll(nested(), changes).constraints?.slice(1)).toEqual([
      {
        name: 'control group pod of 1 CPU and 1 GiB',
        cpu: { capacity: 1, used: 0.95 },
        memory: { capacity: 1024 * MEGABYTE, used: 900 * MEGABYTE },
      },
      { name: 'control group pod/job of 0.5 CPU', cpu: { capacity: 0.5, used: 0.1 } },
    ]);
  });
  test('F208 a long path is cut at its start, where nested groups do not differ', () => {
    const long = 'kubepods.slice/kubepods-burstable.slice/a-very-long-name.scope';
    const renamed = Object.entries(nested()).map(([path, text]) => [
      path.replace('/pod/', `/${long}/`),
      text.replace('/pod/', `/${long}/`),
    ]);
    const names = measureAll(Object.fromEntries(renamed), busy(10)).constraints?.map(({ name }) => name);
    expect(names).toEqual([
      'machine',
      `control group …${long.slice(-32)} of 1 CPU and 1 GiB`,
      `control group …${`${long}/job`.slice(-32)} of 0.5 CPU`,
    ]);
  });
  test('F209 if the use of one constraint cannot be read, no other constraint has a figure for that resource', () => {
    const constraints = (changes: Contents) => measureAll(containerV2(), { ...busy(10), ...changes }).constraints;
    const machine = { name: 'machine', memory: { capacity: 16 * 2 ** 30, used: 4 * 2 ** 30 } };
    const memory = { capacity: 512 * MEGABYTE, used: 256 * MEGABYTE };
    expect(constraints({ '/sys/fs/cgroup/cpu.stat': 'garbage\n' })).toEqual([
      machine,
      { name: 'container of 0.5 CPU and 512 MiB', memory },
    ]);
    expect(constraints({ '/sys/fs/cgroup/memory.current': '' })).toEqual([
      { name: 'machine', cpu: { capacity: 4, used: 0.4 } },
      { name: 'container of 0.5 CPU and 512 MiB', cpu: { capacity: 0.5, used: 0 } },
    ]);
    expect(constraints({ '/sys/fs/cgroup/memory.max': 'lots\n', '/proc/stat': '' })).toBeUndefined();
  });
  test('the memory between two windows has the names of the window', () => {
    const files = filesOf(containerV2());
    const now = measureMemory(files, surveyLinux(files));
    expect(now).toEqual({
      memory: 50,
      constraints: [
        { name: 'machine', memory: { capacity: 16 * 2 ** 30, used: 4 * 2 ** 30 } },
        { name: 'container of 0.5 CPU and 512 MiB', memory: { capacity: 512 * MEGABYTE, used: 256 * MEGABYTE } },
      ],
    });
  });
});

describe('version 2', () => {
  const group = '/sys/fs/cgroup/memory.';
  test('F141 kernel memory that can be reclaimed is free', () => {
    const changes = {
      [`${group}current`]: `${400 * MEGABYTE}\n`,
      [`${group}stat`]: `inactive_file 0\nslab_reclaimable ${144 * MEGABYTE}\n`,
    };
    expect(measure(containerV2(), changes).memory).toBe(50);
  });
  test('F142 memory.high is a capacity, and the lower one of both counts', () => {
    const high = { ...containerV2(), [`${group}high`]: `${320 * MEGABYTE}\n` };
    expect(measure(high, {}).memory).toBe(80);
    expect(measure({ ...high, [`${group}max`]: 'max\n' }, {}).memory).toBe(80);
    expect(measure({ ...high, [`${group}high`]: 'max\n' }, {}).memory).toBe(50);
  });
  test('F143 limits are read again in each window', () => {
    expect(measure(containerV2(), { [`${group}max`]: `${320 * MEGABYTE}\n` }).memory).toBe(80);
    expect(measure(containerV2(), { [`${group}max`]: 'max\n' }).memory).toBe(25);
    const resized = {
      ...busy(10),
      '/sys/fs/cgroup/cpu.max': '100000 100000\n',
      '/sys/fs/cgroup/cpu.stat': 'usage_usec 1400000\n',
    };
    expect(measure(containerV2(), resized).cpu).toBe(40);
    const removed = { ...resized, '/sys/fs/cgroup/cpu.max': 'max 100000\n' };
    expect(measure(containerV2(), removed).cpu).toBe(10);
    // The limit was set within the window, so there is no earlier counter to compare with.
    expect(measure({ ...containerV2(), '/sys/fs/cgroup/cpu.max': 'max 100000\n' }, resized).cpu).toBe(10);
  });
  test('F64 a limit that stops making sense during the run gives no figure', () => {
    expect(measure(containerV2(), { ...busy(10), '/sys/fs/cgroup/cpu.max': 'lots\n' })).toEqual({ memory: 50 });
    expect(measure(containerV2(), { [`${group}max`]: 'lots\n' })).not.toHaveProperty('memory');
  });
});

describe('F64 sources that are missing or make no sense', () => {
  test('no /proc/stat: the quota alone counts; no quota either: no figure', () => {
    const { '/proc/stat': _, ...container } = containerV2();
    expect(measure(container, { '/sys/fs/cgroup/cpu.stat': 'usage_usec 1250000\n' })).toEqual({ cpu: 50, memory: 50 });
    expect(measure({ '/proc/meminfo': meminfo(100, 25) }, {})).toEqual({ memory: 75 });
  });
  test('a /proc/stat of zeros, as in a sandbox, is no source', () => {
    const zero = stat([0, 0], [0, 0]);
    expect(measure({ ...plainMachine(), '/proc/stat': zero }, {})).toEqual({ memory: 25 });
  });
  test('/proc/stat missing, unchanged or going backwards during the run', () => {
    for (const text of ['', stat([0, 0]), plainMachine()['/proc/stat'] ?? '', stat([1, 1], [1, 1], [1, 1], [1, 1])]) {
      expect(measure(plainMachine(), { '/proc/stat': text })).toEqual({ memory: 25 });
    }
  });
  test('a quota or limit that cannot be parsed gives no figure, because it could be the one that closes the gate', () => {
    const container = { ...containerV2(), '/sys/fs/cgroup/cpu.max': 'lots\n', '/sys/fs/cgroup/memory.max': '0\n' };
    expect(measure(container, busy(10))).toEqual({});
  });
  test('for any files, a figure is between 0 and 100 or absent', () => {
    const number = fc.oneof(fc.nat(), fc.bigInt({ min: 0n, max: 2n ** 70n }), fc.constant('-1'), fc.constant('max'));
    const text = fc.oneof(
      { weight: 4, arbitrary: number.map((value) => `${value}\n`) },
      fc.string(),
      fc.tuple(number, number).map(([one, other]) => `${one} ${other}\n`),
      number.map((value) => `usage_usec ${value}\ninactive_file ${value}\ntotal_inactive_file ${value}\n`),
      fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 4 }).map((cpus) => stat(...cpus)),
      fc.tuple(fc.nat(), fc.nat()).map(([total, available]) => meminfo(total, available)),
    );
    const base = fc.constantFrom(containerV1, containerV2, plainMachine);
    const paths = Object.keys({ ...containerV1(), ...containerV2() });
    const changes = fc.dictionary(fc.constantFrom(...paths), text);
    fc.assert(
      fc.property(base, changes, changes, fc.integer({ min: -10, max: 5000 }), (machine, first, second, passed) => {
        for (const figure of Object.values(measure({ ...machine(), ...first }, second, passed))) {
          expect(figure >= 0 && figure <= 100).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
