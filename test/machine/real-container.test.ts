import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { findControlGroup } from '../../src/machine/cgroups/folders.ts';
import type { MachineFacts } from '../../src/schedule/events/machine-facts.ts';
import type { Reading } from '../../src/schedule/events/reading.ts';

const MEGABYTE = 2 ** 20;

test('F64, F65, F205 in a real control group with half a CPU and 256 MB', async ({ skip }) => {
  const folders = makeContainer();
  if (typeof folders === 'string') return skip(folders);
  try {
    const [facts, ...readings] = await runInside(folders, 'measure-here.ts', 2);
    expect(facts).toMatchObject({ cpus: 0.5, memory: 256 * MEGABYTE });
    const { constraints: all = [] } = facts as MachineFacts;
    expect(all[0]).toEqual({ name: 'machine', cpus: expect.any(Number), memory: expect.any(Object) });
    // With cgroup v1, the two limits are of two groups if this test runs in different groups of the two controllers.
    expect(all.find(({ cpus }) => cpus === 0.5)?.name).toMatch(/ of 0\.5 CPU( and 256 MiB)?$/);
    const limited = all.find(({ memory }) => memory?.capacity === 256 * MEGABYTE);
    expect(limited?.name).toMatch(/ of (0\.5 CPU and )?256 MiB$/);
    expect((facts as MachineFacts).notes).toEqual([
      expect.stringMatching(/^CPU quota of the container: 0\.5 CPU of the machine's \d+$/),
      expect.stringMatching(/^memory limit of the container: 256 MiB of the machine's \d+(\.\d)? GiB$/),
    ]);
    expect(readings).toHaveLength(3);
    for (const { cpu, memory, constraints } of readings as Reading[]) {
      // Two processes burn far more than the quota, so it is used up, unless other programs fill the machine.
      expect(cpu).toBeGreaterThan(60);
      expect(memory).toBeGreaterThan(50);
      expect(memory).toBeLessThanOrEqual(100);
      expect(constraints?.[0]?.name).toBe('machine');
      expect(constraints?.[0]?.cpu?.capacity).toBeGreaterThan(0.5);
      expect(constraints?.find(({ name }) => name === limited?.name)?.memory?.used).toBeGreaterThan(128 * MEGABYTE);
      const quota = constraints?.find((constraint) => constraint.cpu?.capacity === 0.5);
      expect(quota?.cpu?.used).toBeGreaterThan(0);
    }
  } finally {
    for (const folder of folders) rmdirSync(folder);
  }
});

test('F207 a real control group that is resized has its new limit in a later reading', async ({ skip }) => {
  const folders = makeContainer();
  if (typeof folders === 'string') return skip(folders);
  try {
    const capacities: (number | undefined)[] = [];
    await runInside(folders, 'measure-here.ts', 0, (value) => {
      const { constraints = [] } = value as Reading;
      const known = constraints.map(({ memory }) => memory?.capacity ?? 0).filter((bytes) => bytes > 0);
      capacities.push(Math.min(...known) / MEGABYTE);
      // After the facts and one reading. The next window may have begun.
      if (capacities.length === 2) resize(folders, 320 * MEGABYTE);
    });
    expect(capacities.slice(0, 2)).toEqual([256, 256]);
    expect(capacities.at(-1)).toBe(320);
  } finally {
    for (const folder of folders) rmdirSync(folder);
  }
});

test('F214 memory that passes the critical share in a real control group ends a window of a minute', async ({
  skip,
}) => {
  const folders = makeContainer();
  if (typeof folders === 'string') return skip(folders);
  try {
    const [first, critical] = (await runInside(folders, 'grow-here.ts', 0)) as Reading[];
    expect(first?.memory).toBeLessThan(70);
    expect(critical?.from).toBe(first?.to);
    expect((critical?.to ?? 0) - (critical?.from ?? 0)).toBeLessThan(30_000);
    const group = critical?.constraints?.find((constraint) => constraint.memory?.capacity === 256 * MEGABYTE);
    expect(group?.memory?.used).toBeGreaterThan(0.7 * 256 * MEGABYTE);
  } finally {
    for (const folder of folders) rmdirSync(folder);
  }
});

/** Makes a group below the own one; returns its folders, one for each hierarchy, or the reason why that is not allowed here. */
function makeContainer(): readonly string[] | string {
  try {
    return makeGroups();
  } catch (error) {
    return `no control group can be made here: ${error instanceof Error ? error.message : error}`;
  }
}

function resize(folders: readonly string[], bytes: number): void {
  const files = folders.flatMap((folder) => ['memory.max', 'memory.limit_in_bytes'].map((name) => `${folder}/${name}`));
  for (const file of files) if (existsSync(file)) writeFileSync(file, `${bytes}`, { flag: 'r+' });
}

/** Throws if that is not allowed. */
function makeGroups(): readonly string[] {
  const cgroup = readFileSync('/proc/self/cgroup', 'utf8');
  const mountinfo = readFileSync('/proc/self/mountinfo', 'utf8');
  const made: string[] = [];
  const make = (controller: string, limits: Readonly<Record<string, string>>): void => {
    const group = findControlGroup(cgroup, mountinfo, controller);
    if (typeof group === 'string') {
      throw new Error(`controller ${controller}: ${group}`);
    }
    const folder = `${group.folders[0]}/mission-runner-test-${process.pid}`;
    if (!made.includes(folder)) {
      mkdirSync(folder);
      made.push(folder);
    }
    for (const [name, value] of Object.entries(limits)) {
      const file = `${folder}/${name}`;
      if (group.version === (name.includes('cfs') || name.includes('_in_bytes') ? 1 : 2)) {
        writeFileSync(file, value, { flag: 'r+' });
      }
    }
  };
  try {
    make('cpu', { 'cpu.cfs_period_us': '100000', 'cpu.cfs_quota_us': '50000', 'cpu.max': '50000 100000' });
    make('cpuacct', {});
    make('memory', { 'memory.limit_in_bytes': `${256 * MEGABYTE}`, 'memory.max': `${256 * MEGABYTE}` });
    return made;
  } catch (error) {
    made.forEach((folder) => {
      rmdirSync(folder);
    });
    throw error;
  }
}

/** Runs a script inside, with so many burners beside it; returns the values that it prints. */
async function runInside(
  folders: readonly string[],
  name: string,
  burners: number,
  seen: (value: unknown) => void = () => {},
): Promise<readonly unknown[]> {
  const script = fileURLToPath(new URL(name, import.meta.url));
  const shell = [
    'for folder in "$@"; do echo $$ > "$folder/cgroup.procs" || exit 99; done',
    // Bounded, so that they end even if this test is killed.
    `burner=0; while [ $burner -lt ${burners} ]; do (ulimit -t 10; while :; do :; done) & burners="$burners $!"; burner=$((burner + 1)); done`,
    `"$NODE" "$SCRIPT"`,
    'code=$?; [ -z "$burners" ] || kill $burners; wait; exit $code',
  ].join('\n');
  const child = spawn('sh', ['-c', shell, 'sh', ...folders], {
    env: { ...process.env, NODE: process.execPath, SCRIPT: script },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const values: unknown[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    const value: unknown = JSON.parse(line);
    values.push(value);
    seen(value);
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect(code).toBe(0);
  return values;
}
