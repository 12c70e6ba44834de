import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findControlGroup } from '../../../src/machine/cgroups/folders.ts';
import { createFiles } from '../../../src/machine/kernel/files.ts';
import type { MemoryKill } from '../../../src/process/trees/attribute-kills.ts';
import { createOutOfMemoryWatch } from '../../../src/process/trees/out-of-memory.ts';
import { findOutOfMemoryCounter, parseKills } from '../../../src/process/trees/out-of-memory-counter.ts';
import { filesOf } from '../../machine/machines.ts';

const events = (kills: number, groups: number) =>
  `low 0\nhigh 0\nmax 12\noom 3\noom_kill ${kills}\noom_group_kill ${groups}\n`;
const mountV2 = '30 20 0:29 / /sys/fs/cgroup rw - cgroup2 cgroup rw\n';

test('reads the counters of every kind of file', () => {
  expect(parseKills(events(2, 1))).toBe(2);
  expect(parseKills('low 0\nhigh 0\nmax 0\noom 7\noom_kill 2\n')).toBe(2);
  expect(parseKills('oom_kill_disable 0\nunder_oom 1\noom_kill 4\n')).toBe(4);
  expect(parseKills('numa_hit 5\noom_kill 9\nallocstall_dma 0\n')).toBe(9);
});

test('a text without the counter, or with an invalid one, gives no count', () => {
  for (const text of [undefined, '', 'oom_kill_disable 0\nunder_oom 0\n', 'oom 5\n', 'oom_kill x\n', 'oom_kill\n']) {
    expect(parseKills(text)).toBeUndefined();
  }
});

test('F14 a kill in the own control group is counted, one in a neighbouring group is not', () => {
  const contents: Record<string, string> = {
    '/proc/self/cgroup': '0::/\n',
    '/proc/self/mountinfo': mountV2,
    '/sys/fs/cgroup/memory.events': events(5, 0),
    '/proc/vmstat': 'oom_kill 40\n',
  };
  const counter = findOutOfMemoryCounter(filesOf(contents));
  expect(counter.source).toBe('/sys/fs/cgroup/memory.events');
  expect(counter.read()).toBe(5);
  contents['/proc/vmstat'] = 'oom_kill 41\n';
  expect(counter.read()).toBe(5);
  contents['/sys/fs/cgroup/memory.events'] = events(6, 0);
  expect(counter.read()).toBe(6);
});

test('reads the nearest group above if the own one has no memory files, then the machine', () => {
  const above: Record<string, string> = {
    '/proc/self/cgroup': '0::/user.slice/session.scope\n',
    '/proc/self/mountinfo': mountV2,
    '/sys/fs/cgroup/user.slice/memory.events': events(0, 0),
    '/proc/vmstat': 'oom_kill 0\n',
  };
  expect(findOutOfMemoryCounter(filesOf(above)).source).toBe('/sys/fs/cgroup/user.slice/memory.events');
  delete above['/sys/fs/cgroup/user.slice/memory.events'];
  expect(findOutOfMemoryCounter(filesOf(above)).source).toBe('/proc/vmstat');
});

/** Milliseconds. A reading is never good enough for the next start, unless a test says so. */
const TIMES = { look: 1000, claim: 10_000, together: 300, fresh: 0 };

/** A kernel whose counter a test sets, on virtual time. */
function kernel({ restLength, ...times }: Partial<typeof TIMES> & { readonly restLength?: () => number } = {}) {
  const counter = {
    source: 'test' as string | undefined,
    kills: 0,
    read: () => (counter.source === undefined ? undefined : counter.kills),
  };
  const watch = createOutOfMemoryWatch(counter, { ...TIMES, ...times }, () => performance.now(), restLength);
  const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
  const bytes = (peak?: number) => Promise.resolve(peak);
  return { counter, watch, pass, bytes };
}

describe('each kill of the counter', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('F146 is claimed once: a later step that ends by an uncounted kill did not run out of memory', async () => {
    const { counter, watch, pass, bytes } = kernel();
    const [greedy, innocent, other] = [watch.started(), watch.started(), watch.started()];
    counter.kills = 1;
    const first = greedy.ended(true, bytes(300e6));
    await pass(300);
    expect(await first).toBe('proven');
    expect(await innocent.ended(true, bytes(3e6))).toBe('none');
    expect(await other.ended(false, bytes(400e6))).toBe('none');
  });

  test('F146 is claimed by the one with the most memory if several end together, in any order', async () => {
    for (const order of [
      [300e6, 3e6],
      [3e6, 300e6],
    ]) {
      const { counter, watch, pass, bytes } = kernel();
      const trees = order.map((peak) => ({ peak, tree: watch.started() }));
      watch.started();
      counter.kills = 1;
      const ends: Promise<MemoryKill>[] = [];
      for (const { peak, tree } of trees) {
        ends.push(tree.ended(true, bytes(peak)));
        await pass(100);
      }
      await pass(300);
      expect(await Promise.all(ends)).toEqual(order.map((peak) => (peak === 300e6 ? 'proven' : 'none')));
    }
  });

  test('is seen later while the machine rests, and claimed as before', async () => {
    const { counter, watch, pass, bytes } = kernel({ restLength: () => 5_000 });
    let reads = 0;
    const { read } = counter;
    counter.read = () => {
      reads += 1;
      return read();
    };
    const tree = watch.started();
    reads = 0;
    await pass(20_000);
    expect(reads).toBe(4);
    counter.kills = 1;
    const ended = tree.ended(true, bytes(3e6));
    await pass(300);
    expect(await ended).toBe('proven');
  });

  test('F146 is not read again for a start soon after a reading', async () => {
    const { counter, watch, pass } = kernel({ fresh: 10 });
    let readings = 0;
    const { read } = counter;
    counter.read = () => {
      readings += 1;
      return read();
    };
    for (let start = 0; start < 5; start += 1) {
      watch.started();
      await pass(4);
    }
    expect(readings).toBe(2);
  });

  test('F630 names none of two of nearly the same size, or of unknown size: each is possible', async () => {
    for (const [one, other] of [
      [300e6, 200e6],
      [undefined, undefined],
      [undefined, 200e6],
    ]) {
      const { counter, watch, pass, bytes } = kernel();
      const trees = [watch.started(), watch.started()];
      counter.kills = 1;
      const ends = trees.map((tree, index) => tree.ended(true, bytes(index === 0 ? one : other)));
      await pass(300);
      expect(await Promise.all(ends)).toEqual(['possible', 'possible']);
      expect(await watch.started().ended(true, bytes(1))).toBe('none');
    }
  });

  test('F630 is never claimed by a tree that had ended before it was counted', async () => {
    const { counter, watch, pass, bytes } = kernel();
    const [killed, innocent, greedy] = [watch.started(), watch.started(), watch.started()];
    counter.kills = 1;
    const first = [killed.ended(true, bytes(300e6)), innocent.ended(true, bytes(3e6))];
    await pass(100);
    counter.kills = 2;
    const second = greedy.ended(true, bytes(30e6));
    await pass(300);
    expect(await Promise.all([...first, second])).toEqual(['proven', 'none', 'proven']);
  });

  test('F630 names none if the largest may have started after it', async () => {
    const { counter, watch, pass, bytes } = kernel({ fresh: 10 });
    const early = watch.started();
    await pass(5);
    counter.kills = 1;
    const late = watch.started();
    await pass(1);
    const ends = [early.ended(true, bytes(3e6)), late.ended(true, bytes(300e6))];
    await pass(300);
    expect(await Promise.all(ends)).toEqual(['possible', 'possible']);
  });

  test('F146 names as many as were counted', async () => {
    const { counter, watch, pass, bytes } = kernel();
    const trees = [watch.started(), watch.started(), watch.started()];
    counter.kills = 2;
    const ends = trees.map((tree, index) => tree.ended(true, bytes(index)));
    await pass(300);
    expect(await Promise.all(ends)).toEqual(['none', 'proven', 'proven']);
  });

  test('F14 belongs to no step that started afterwards', async () => {
    const { counter, watch, bytes } = kernel();
    counter.kills = 1;
    expect(await watch.started().ended(true, bytes(1))).toBe('none');
  });

  test('F146 belongs to no step that ends long after it, such as a task that went on without the process', async () => {
    const { counter, watch, pass, bytes } = kernel();
    const tree = watch.started();
    await pass(500);
    counter.kills = 1;
    await pass(12_000);
    expect(watch.sawKill()).toBe(false);
    expect(await tree.ended(true, bytes(1))).toBe('none');
  });

  test('F146 is still claimed after the script has cleaned up for a while', async () => {
    const { counter, watch, pass, bytes } = kernel();
    const tree = watch.started();
    counter.kills = 1;
    await pass(5_000);
    expect(watch.sawKill()).toBe(true);
    const ended = tree.ended(true, bytes(undefined));
    await pass(0);
    expect(await ended).toBe('proven');
  });

  test('F14 is unknown if the counter cannot be read', async () => {
    const { counter, watch, bytes } = kernel();
    counter.source = undefined;
    const tree = watch.started();
    expect(await tree.ended(true, bytes(1))).toBe('none');
    expect(findOutOfMemoryCounter(filesOf({})).source).toBeUndefined();
  });
});

test('F14 a real kill for memory is proven, a kill by signal is not', async ({ skip }) => {
  let folder: string;
  try {
    folder = makeLimitedGroup();
  } catch (error) {
    return skip(
      `no control group with a memory limit can be made here: ${error instanceof Error ? error.message : error}`,
    );
  }
  try {
    const counter = findOutOfMemoryCounter(withMembership(folder));
    expect(counter.source).toMatch(/mission-runner-test-\d+\/memory\.(?:events|oom_control)$/);
    const watch = createOutOfMemoryWatch(counter);
    const killed = watch.started();
    expect(await runInside(folder, 'kill -KILL $$')).toBe('SIGKILL');
    expect(await killed.ended(true, Promise.resolve(1))).toBe('none');
    const outOfMemory = watch.started();
    // A shell variable that doubles: far more than the 16 MB of the group, and bounded if there were no limit.
    const greedy =
      'x=0123456789abcdef; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22; do x=$x$x; done';
    expect(await runInside(folder, greedy)).toBe('SIGKILL');
    expect(await outOfMemory.ended(true, Promise.resolve(1))).toBe('proven');
    expect(await watch.started().ended(true, Promise.resolve(1))).toBe('none');
  } finally {
    rmdirSync(folder);
  }
});

/** Makes a group of 16 MB below the own one. Throws if that is not allowed. */
function makeLimitedGroup(): string {
  const group = findControlGroup(
    readFileSync('/proc/self/cgroup', 'utf8'),
    readFileSync('/proc/self/mountinfo', 'utf8'),
    'memory',
  );
  if (typeof group === 'string') throw new Error(`controller memory: ${group}`);
  const folder = `${group.folders[0]}/mission-runner-test-${process.pid}`;
  mkdirSync(folder);
  try {
    const file = group.version === 2 ? 'memory.max' : 'memory.limit_in_bytes';
    writeFileSync(`${folder}/${file}`, `${16 * 2 ** 20}`, { flag: 'r+' });
    return folder;
  } catch (error) {
    rmdirSync(folder);
    throw error;
  }
}

/** The real file system as a process inside that group sees it. */
function withMembership(folder: string) {
  const real = createFiles();
  const outside = real.text('/proc/self/cgroup') ?? '';
  const name = folder.slice(folder.lastIndexOf('/'));
  const inside = outside.replace(
    /^(\d+:(?:[^:\n]*\bmemory\b[^:\n]*)?:)(.*)$/gm,
    (_, start: string, path: string) => `${start}${path === '/' ? '' : path}${name}`,
  );
  return { ...real, text: (path: string) => (path === '/proc/self/cgroup' ? inside : real.text(path)) };
}

async function runInside(folder: string, script: string): Promise<string | number | null> {
  const child = spawn('sh', ['-c', `echo $$ > "$1/cgroup.procs" && ${script}`, 'sh', folder], { stdio: 'ignore' });
  const [code, signal] = await once(child, 'exit');
  return signal ?? code;
}
