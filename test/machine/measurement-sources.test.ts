import { describe, expect, test } from 'vitest';
import { readMeasurementSources } from '../../src/machine/measurement-sources.ts';
import { type Contents, containerV1, containerV2, filesOf, plainMachine, status } from './machines.ts';

const host = { platform: 'linux', cpus: 3, memory: 8 * 2 ** 30 };
const signals = (contents: Contents, platform = 'linux') =>
  readMeasurementSources(filesOf(contents), { ...host, platform });
const present = { cpus: 4, memory: 16 * 2 ** 30 };
const machine = {
  cpu: { source: '/proc/stat', total: 4 },
  memory: { source: '/proc/meminfo', total: 16 * 2 ** 30 },
};

describe('readMeasurementSources', () => {
  test('on a plain machine, an affinity mask does not change the number of present CPUs', () => {
    const contents = { ...plainMachine(), '/proc/self/status': status('0-1') };
    expect(signals(contents)).toEqual({
      present,
      cpu: [{ ...machine.cpu, total: 2 }],
      memory: [machine.memory],
      groups: { cpu: 'none', memory: 'none' },
    });
  });
  test.each([
    ['version 2', containerV2, '/sys/fs/cgroup/cpu.max', '/sys/fs/cgroup/memory.max'],
    [
      'version 1',
      containerV1,
      '/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us',
      '/sys/fs/cgroup/memory/memory.limit_in_bytes',
    ],
  ])('a container of %s has the machine and its limits, with the files that set them', (_, container, cpu, memory) => {
    expect(signals(container())).toMatchObject({
      present,
      cpu: [machine.cpu, { source: cpu, total: 0.5 }],
      memory: [machine.memory, { source: memory, total: 512 * 2 ** 20 }],
    });
  });
  test('the source of a limit that only memory.stat shows is memory.stat', () => {
    const contents = containerV1();
    contents['/sys/fs/cgroup/memory/memory.limit_in_bytes'] = '9223372036854771712\n';
    expect(signals(contents).memory[1]).toEqual({ source: '/sys/fs/cgroup/memory/memory.stat', total: 512 * 2 ** 20 });
  });
  test('pressure of the machine and of the container', () => {
    const pressure = 'some avg10=1.00 avg60=2.00 avg300=3.00 total=4\n';
    const some = { avg10: 1, avg60: 2, avg300: 3 };
    const contents = { '/proc/pressure/io': pressure, '/sys/fs/cgroup/cpu.pressure': pressure };
    expect(signals({ ...containerV2(), ...contents }).pressure).toEqual({
      machine: { io: { some } },
      controlGroup: { cpu: { some } },
    });
  });
  test('sources that cannot be read are left out', () => {
    expect(signals({ '/proc/stat': 'cpu 0\n', '/proc/self/stat': '' })).toMatchObject({
      present: { cpus: 3, memory: host.memory },
      cpu: [],
      memory: [],
    });
  });
  test('other systems are measured through the library', () => {
    const source = 'systeminformation';
    expect(signals({}, 'darwin')).toEqual({
      present: { cpus: 3, memory: host.memory },
      cpu: [{ source, total: 3 }],
      memory: [{ source, total: host.memory }],
    });
    expect(readMeasurementSources(filesOf({}), { platform: 'darwin', cpus: 0, memory: 1 }).cpu).toEqual([]);
  });
});
