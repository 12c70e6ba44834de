import { describe, expect, test } from 'vitest';
import { type Host, readMachineFacts } from '../../src/machine/machine-facts.ts';
import { type Contents, containerV1, containerV2, filesOf, plainMachine, stat, status } from './machines.ts';

const host: Host = {
  platform: 'linux',
  architecture: 'x64',
  hostname: 'box',
  node: 'v24.21.0',
  cpus: 3,
  memory: 8 * 2 ** 30,
  processor: () => 'From Node',
  pid: 4711,
  hasNullDevice: true,
};
const facts = (contents: Contents, changes: Partial<Host> = {}) =>
  readMachineFacts(filesOf(contents), { ...host, ...changes });

const YOUNGEST_FIRST =
  'if memory becomes critical, the youngest task is paused first, because nothing shows which task grows';

describe('readMachineFacts', () => {
  test('a plain machine', () => {
    const cpuinfo =
      'processor\t: 0\nmodel name\t: AMD EPYC 7763 \nstepping\t: 1\n\nprocessor\t: 1\nmodel name\t: Other\n';
    expect(facts({ ...plainMachine(), '/proc/cpuinfo': cpuinfo })).toEqual({
      cpus: 4,
      memory: 16 * 2 ** 30,
      memoryUsed: 25,
      constraints: [{ name: 'machine', cpus: 4, memory: { capacity: 16 * 2 ** 30, used: 4 * 2 ** 30 } }],
      platform: 'linux',
      architecture: 'x64',
      hostname: 'box',
      node: 'v24.21.0',
      processor: 'AMD EPYC 7763',
      source: '/proc',
      notes: [],
    });
  });
  test('the name of the processor is left out if it is unknown', () => {
    expect(facts(plainMachine()).processor).toBe('From Node');
    expect(facts(plainMachine(), { processor: () => 'unknown' })).not.toHaveProperty('processor');
    expect(facts(plainMachine(), { processor: () => undefined })).not.toHaveProperty('processor');
  });
  test('an affinity mask is stated', () => {
    expect(facts({ ...plainMachine(), '/proc/self/status': status('2') })).toMatchObject({
      cpus: 1,
      notes: ["CPU affinity: 1 of the machine's 4 CPUs"],
    });
  });
  test.each([
    ['/proc, cgroup v1', containerV1],
    ['/proc, cgroup v2', containerV2],
  ])('F64, F65 the limits of a container are stated, %s', (source, container) => {
    expect(facts(container())).toMatchObject({
      cpus: 0.5,
      memory: 512 * 2 ** 20,
      memoryUsed: 50,
      source,
      notes: [
        "CPU quota of the container: 0.5 CPU of the machine's 4",
        "memory limit of the container: 512 MiB of the machine's 16 GiB",
      ],
    });
  });
  test.each([
    ['version 1', containerV1],
    ['version 2', containerV2],
  ])('F206 the machine and its container are two constraints, %s', (_, container) => {
    expect(facts(container()).constraints).toEqual([
      { name: 'machine', cpus: 4, memory: { capacity: 16 * 2 ** 30, used: 4 * 2 ** 30 } },
      {
        name: 'container of 0.5 CPU and 512 MiB',
        cpus: 0.5,
        memory: { capacity: 512 * 2 ** 20, used: 256 * 2 ** 20 },
      },
    ]);
  });
  test('F209 a constraint whose memory cannot be read leaves only CPUs in all constraints', () => {
    expect(facts({ ...containerV2(), '/sys/fs/cgroup/memory.current': '' }).constraints).toEqual([
      { name: 'machine', cpus: 4 },
      { name: 'container of 0.5 CPU', cpus: 0.5 },
    ]);
  });
  test('F65 a limit of a folder that the container cannot see, version 1', () => {
    const contents = containerV1();
    contents['/sys/fs/cgroup/memory/memory.limit_in_bytes'] = '9223372036854771712\n';
    expect(facts(contents).memory).toBe(512 * 2 ** 20);
  });
  test('the lowest of several quotas counts', () => {
    const contents = containerV2();
    contents['/proc/self/cgroup'] = '0::/inner\n';
    contents['/sys/fs/cgroup/inner/cpu.max'] = '150000 100000\n';
    contents['/sys/fs/cgroup/inner/cpu.stat'] = 'usage_usec 1\n';
    expect(facts(contents).cpus).toBe(0.5);
    contents['/sys/fs/cgroup/cpu.max'] = 'max 100000\n';
    expect(facts(contents)).toMatchObject({
      cpus: 1.5,
      notes: { 0: "CPU quota of the container: 1.5 CPUs of the machine's 4" },
    });
  });
  test('F64 a note names what cannot be measured', () => {
    const { '/proc/meminfo': _, ...contents } = plainMachine();
    expect(facts({ ...contents, '/proc/stat': stat([0, 0]) })).toMatchObject({
      cpus: 3,
      memory: 8 * 2 ** 30,
      source: 'none',
      notes: [
        'no CPU reading here (/proc/stat is missing or cannot be parsed): the gate falls back to workers and declared loads',
        'no memory reading here (/proc/meminfo is missing or cannot be parsed): the gate falls back to workers and declared loads',
      ],
    });
  });
  test('F272 a note says so if the kernel does not count how long tasks wait for a CPU', () => {
    const { '/proc/self/schedstat': _, ...contents } = plainMachine();
    for (const own of [contents, { ...contents, '/proc/self/schedstat': '0 0 0\n' }]) {
      expect(facts(own).notes).toEqual([expect.stringContaining('does not count how long tasks wait for a CPU')]);
    }
    expect(facts(plainMachine()).notes).toEqual([]);
  });
  test('F64 a note names limits that cannot be parsed or whose use cannot be read', () => {
    const contents = containerV2();
    contents['/sys/fs/cgroup/cpu.stat'] = 'nothing\n';
    contents['/sys/fs/cgroup/memory.max'] = 'plenty\n';
    const { source, notes } = facts(contents);
    expect(source).toBe('none');
    expect(notes).toContain(
      "no CPU reading here (the use of the container's CPU quota cannot be read): the gate falls back to workers and declared loads",
    );
    expect(notes).toContain(
      'no memory reading here (/sys/fs/cgroup/memory.max cannot be parsed): the gate falls back to workers and declared loads',
    );
  });
  test('F64 version 1 with the CPU counter in another place: no figure, not the figure of another group', () => {
    const contents = containerV1();
    contents['/proc/self/cgroup'] = '12:memory:/docker/0123ab\n4:cpu:/docker/0123ab\n5:cpuacct:/\n';
    contents['/proc/self/mountinfo'] =
      '31 30 0:31 /docker/0123ab /sys/fs/cgroup/cpu,cpuacct ro - cgroup cgroup rw,cpu\n' +
      '32 30 0:32 /docker/0123ab /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory\n';
    expect(facts(contents).notes.join()).toContain("no CPU reading here (the use of the container's CPU quota");
  });
  test('F64, F144 without a view of the control groups, limits may exist unseen', () => {
    const unseen = [
      'CPU quota of the container, if any: unseen, because no mount shows the control group of this process',
      'memory limit of the container, if any: unseen, because no mount shows the control group of this process',
    ];
    const contents = { ...plainMachine(), '/proc/self/cgroup': '0::/\n' };
    expect(facts(contents)).toMatchObject({ notes: unseen, warnings: unseen });
  });
  test('F149 a group that is killed as a whole, process 1 and a missing /dev have notes, which the log shows', () => {
    const contents = { ...containerV2(), '/sys/fs/cgroup/memory.oom.group': '1\n' };
    const { notes, warnings } = facts(contents, { pid: 1, hasNullDevice: false });
    expect(warnings).toEqual([
      expect.stringMatching(
        /^\/sys\/fs\/cgroup\/memory\.oom\.group is 1: .* kills all tasks and Mission Runner together$/,
      ),
      expect.stringMatching(/^Mission Runner is process 1, .* docker run --init$/),
      '/dev/null is missing, and tasks cannot start without it; mount /dev',
    ]);
    expect(notes).toEqual(expect.arrayContaining([...(warnings ?? [])]));
    expect(facts({ ...contents, '/sys/fs/cgroup/memory.oom.group': '0\n' })).not.toHaveProperty('warnings');
  });
  test('a note says if only limits can be measured', () => {
    const { '/proc/stat': _, '/proc/meminfo': __, ...contents } = containerV2();
    expect(facts(contents)).toMatchObject({
      cpus: 0.5,
      memory: 512 * 2 ** 20,
      notes: [
        'CPU quota of the container: 0.5 CPU',
        "CPU is the use of the container's quota only: /proc/stat is missing or cannot be parsed",
        'memory limit of the container: 512 MiB',
        "memory is the use of the container's limit only: /proc/meminfo is missing or cannot be parsed",
      ],
    });
  });
  test('other systems are measured by the library', () => {
    expect(facts({}, { platform: 'darwin' })).toMatchObject({
      cpus: 3,
      memory: 8 * 2 ** 30,
      constraints: [{ name: 'machine', cpus: 3 }],
      source: 'systeminformation',
      notes: ['no CPU and memory figures for single tasks on darwin', YOUNGEST_FIRST],
    });
    expect(facts({}, { processor: () => undefined }).notes).toEqual([
      'no CPU reading here (the system lists no CPUs): the gate falls back to workers and declared loads',
      'no CPU and memory figures for single tasks on a Linux without /proc',
      YOUNGEST_FIRST,
    ]);
  });
  test('F227: says once what it cannot do while memory is critical', () => {
    expect(facts({}, { platform: 'win32' }).notes).toContain(
      'Windows cannot pause a process: if memory becomes critical, the youngest task is evicted at once and runs again alone',
    );
    expect(facts({}, { platform: 'darwin' }).notes).toContain(YOUNGEST_FIRST);
  });
  test('this machine', () => {
    const real = readMachineFacts();
    expect(real).toMatchObject({ platform: process.platform, architecture: process.arch, node: process.version });
    expect(real.cpus).toBeGreaterThan(0);
    expect(real.memory).toBeGreaterThan(64 * 2 ** 20);
  });
});
