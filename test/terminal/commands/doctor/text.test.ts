import { describe, expect, test } from 'vitest';
import { readMachineFacts } from '../../../../src/machine/machine-facts.ts';
import { readMeasurementSources } from '../../../../src/machine/measurement-sources.ts';
import { readRunnerServices } from '../../../../src/machine/runner-services.ts';
import { doctorFacts, type Findings } from '../../../../src/terminal/commands/doctor/facts.ts';
import { doctorText } from '../../../../src/terminal/commands/doctor/text.ts';
import { type Contents, containerV2, filesOf, plainMachine } from '../../../machine/machines.ts';

function factsOf(contents: Contents, changes: Partial<Findings> = {}, platform = 'linux') {
  const host = { platform, cpus: 4, memory: 16 * 2 ** 30 };
  const machine = {
    architecture: 'x64',
    hostname: 'box',
    node: 'v24.21.0',
    processor: () => 'Some CPU',
    pid: 7,
    hasNullDevice: true,
  };
  const files = filesOf(contents);
  return doctorFacts({
    version: '1.2.3',
    machine: readMachineFacts(files, { ...host, ...machine }),
    advice: [],
    sources: readMeasurementSources(files, host),
    reading: { from: 0, to: 1000.4, cpu: 12.5, memory: 40 },
    processes: [],
    runner: readRunnerServices({}, () => false),
    shells: { bash: '/usr/bin/bash', sh: '/bin/sh' },
    ...changes,
  });
}

/** Lines of one section, without its heading. */
function section(facts: ReturnType<typeof factsOf>, heading: string): readonly string[] {
  const found = doctorText(facts)
    .split('\n\n')
    .find((text) => text.startsWith(heading));
  return (found ?? '').trimEnd().split('\n').slice(1);
}

describe('inside a container of 0.5 CPU and 512 MB', () => {
  const pressure = 'some avg10=18.99 avg60=10.06 avg300=8.58 total=1\n';
  const facts = factsOf(
    { ...containerV2(), '/sys/fs/cgroup/cpu.pressure': pressure },
    {
      processes: [{ pid: 7, command: 'node cli.js', cpu: 49.6, memory: 3 * 2 ** 20 }],
      runner: readRunnerServices(
        { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: '/s', RUNNER_TRACKING_ID: '1' },
        () => true,
      ),
    },
  );
  test('the text', () => {
    expect(doctorText(facts)).toBe(`Machine
  CPUs               0.5 usable of 4 present, Some CPU
  memory             512 MiB usable of 16 GiB present
  platform           linux x64, Node v24.21.0, Mission Runner 1.2.3
  figures from       /proc, cgroup v2
  cpu controller     cgroup v2, /sys/fs/cgroup
  memory controller  cgroup v2, /sys/fs/cgroup
  note               CPU quota of the container: 0.5 CPU of the machine's 4
  note               memory limit of the container: 512 MiB of the machine's 16 GiB

What the limits mean here, where a mission sets no others
  CPU      caution 60 % = 2.4        limit 75 % = 3          of 4 CPUs busy   /proc/stat
  CPU      caution 60 % = 0.3        limit 75 % = 0.38       of 0.5 CPU busy  /sys/fs/cgroup/cpu.max
  memory   caution 70 % = 11.2 GiB   limit 85 % = 13.6 GiB   of 16 GiB        /proc/meminfo
  memory   caution 70 % = 358.4 MiB  limit 85 % = 435.2 MiB  of 512 MiB       /sys/fs/cgroup/memory.max
  workers  caution 4                 limit 6                 tasks and tests at a time
  If there are several, the one nearest to its limit counts.

Load now, over 1 s
  CPU     12.5 %
  memory  40 %
  band    GREEN: everything that is ready would be launched

Constraints: a launch must fit each of them
  machine                           CPU 4, use unknown    memory 4 GiB of 16 GiB = 25 %
  container of 0.5 CPU and 512 MiB  CPU 0.5, use unknown  memory 256 MiB of 512 MiB = 50 %

Pressure: share of time in which tasks had to wait, over 10 s, 60 s and 300 s
  control group  cpu  some 19, 10.1, 8.6 %

Busiest processes
  pid  of one CPU  memory  command
  7    49.6 %      3 MiB   node cli.js

Runner
  GitHub Actions  yes
  artifacts       cannot be uploaded: ACTIONS_RUNTIME_TOKEN and ACTIONS_RESULTS_URL are not set; runners set them for actions only, not for run steps
  job summary     can be written
  clean-up        when the job ends, the runner ends leftover processes
  variables       GITHUB_ACTIONS GITHUB_STEP_SUMMARY

Shells
  bash    /usr/bin/bash
  sh      /bin/sh
  pwsh    not found
  python  not found
`);
  });
  test('the facts: 75 % and 85 % in CPUs and whole bytes', () => {
    expect(facts.admission.cpu.of[1]).toEqual({
      source: '/sys/fs/cgroup/cpu.max',
      total: 0.5,
      caution: 0.3,
      limit: 0.375,
    });
    expect(facts.admission.memory.of[1]).toMatchObject({ total: 536_870_912, limit: 456_340_275 });
    expect(Object.keys(facts)).toEqual([
      'version',
      'machine',
      'controlGroups',
      'admission',
      'now',
      'constraints',
      'pressure',
      'processes',
      'runner',
      'shells',
    ]);
  });
});

describe('F205 constraints', () => {
  const GB = 2 ** 30;
  const share = (used: number, capacity: number) => ({ used, capacity });
  const machine = { name: 'machine', cpu: share(1.2, 4), memory: share(12 * GB, 16 * GB) };
  const container = { name: 'container of 0.5 CPU and 512 MiB', cpu: share(0.2, 0.5), memory: share(GB / 8, GB / 2) };
  const facts = factsOf(containerV2(), { reading: { from: 0, to: 1000, constraints: [machine, container] } });
  test('are listed with capacity and use, and which of them binds', () => {
    expect(section(facts, 'Constraints')).toEqual([
      '  machine                           CPU 1.2 of 4 = 30 %            memory 12 GiB of 16 GiB = 75 % (binds)',
      '  container of 0.5 CPU and 512 MiB  CPU 0.2 of 0.5 = 40 % (binds)  memory 128 MiB of 512 MiB = 25 %',
    ]);
    expect(facts.constraints).toEqual([
      { name: 'machine', cpu: { ...machine.cpu, binds: false }, memory: { ...machine.memory, binds: true } },
      { ...container, cpu: { ...container.cpu, binds: true }, memory: { ...container.memory, binds: false } },
    ]);
  });
  test('that limit only one resource say so', () => {
    const pod = { name: 'container of 2 CPUs', cpu: share(1, 2) };
    const limited = factsOf(plainMachine(), { reading: { from: 0, to: 1000, constraints: [machine, pod] } });
    expect(section(limited, 'Constraints')[1]).toBe(
      '  container of 2 CPUs  CPU 1 of 2 = 50 % (binds)  no limit of memory',
    );
  });
});

describe('on a plain machine', () => {
  test('there is one amount of each', () => {
    expect(section(factsOf(plainMachine()), 'What the limits mean')).toEqual([
      '  CPU      caution 60 % = 2.4       limit 75 % = 3         of 4 CPUs busy  /proc/stat',
      '  memory   caution 70 % = 11.2 GiB  limit 85 % = 13.6 GiB  of 16 GiB       /proc/meminfo',
      '  workers  caution 4                limit 6                tasks and tests at a time',
    ]);
  });
  test('no control groups, no pressure, no process to be seen', () => {
    const facts = factsOf(plainMachine());
    expect(facts).not.toHaveProperty('pressure');
    expect(section(facts, 'Machine').slice(-2)).toEqual(['  cpu controller     none', '  memory controller  none']);
    expect(section(facts, 'Pressure')).toEqual(['  not available on this machine']);
    expect(section(facts, 'Busiest')).toEqual(['  none but this one can be seen']);
  });
  test.each([
    [{ cpu: 59.9, memory: 69.9 }, 'GREEN'],
    [{ cpu: 60, memory: 10 }, 'YELLOW'],
    [{ memory: 70 }, 'YELLOW'],
    [{ cpu: 75, memory: 10 }, 'RED'],
    [{ cpu: 1, memory: 85 }, 'RED'],
  ])('%j is %s', (figures, band) => {
    const facts = factsOf(plainMachine(), { reading: { from: 0, to: 1000, ...figures } });
    expect(facts.now).toEqual({ window: 1000, ...figures, band });
    expect(section(facts, 'Load now')[2]).toMatch(`  band    ${band}: `);
  });
});

describe('without a source', () => {
  const facts = factsOf({ '/proc/stat': 'cpu 0 0\n', '/proc/self/stat': '' }, { reading: { from: 0, to: 3000 } });
  test('no figure is made up', () => {
    expect(facts.now).toEqual({ window: 3000 });
    expect(facts.admission.cpu.of).toEqual([]);
    expect(section(facts, 'Load now, over 3 s')).toEqual([
      '  CPU     no figure',
      '  memory  no figure',
      '  band    unknown: without a figure, workers and declared loads decide',
    ]);
    expect(section(facts, 'What the limits mean')[0]).toBe(
      '  CPU      caution 60 %  limit 75 %  no figure here: workers and declared loads decide',
    );
    expect(section(facts, 'Machine')[3]).toBe('  figures from       nowhere: there are no figures');
  });
  test('a system without /proc lists no processes and no control groups', () => {
    const mac = factsOf({}, { processes: undefined }, 'darwin');
    expect(mac).not.toHaveProperty('processes');
    expect(mac).not.toHaveProperty('controlGroups');
    expect(section(mac, 'Busiest')).toEqual(['  not available on darwin']);
    expect(section(mac, 'Machine').join('\n')).not.toContain('controller');
  });
});

test('F142, F149 both limits of a group and what may go wrong with memory are listed', () => {
  const contents = { ...containerV2(), '/sys/fs/cgroup/memory.high': `${400 * 2 ** 20}\n` };
  const facts = factsOf(contents, { advice: ['files in /tmp are kept in memory'] });
  expect(facts.admission.memory.of.map(({ source, total }) => [source, total / 2 ** 20])).toEqual([
    ['/proc/meminfo', 16_384],
    ['/sys/fs/cgroup/memory.high', 400],
    ['/sys/fs/cgroup/memory.max', 512],
  ]);
  expect(section(facts, 'Machine').join('\n')).toMatch(/note\s+files in \/tmp are kept in memory/);
});
