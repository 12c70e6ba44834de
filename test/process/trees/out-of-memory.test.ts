import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findControlGroup } from '../../../src/machine/cgroups/folders.ts';
import { createFiles } from '../../../src/machine/kernel/files.ts';
import { createOutOfMemoryWatch, parseKills } from '../../../src/process/trees/out-of-memory.ts';
import { filesOf } from '../../machine/machines.ts';

const events = (kills: number, groups: number) =>
  `low 0\nhigh 0\nmax 12\noom 3\noom_kill ${kills}\noom_group_kill ${groups}\n`;
const mountV2 = '30 20 0:29 / /sys/fs/cgroup rw - cgroup2 cgroup rw\n';

test('reads the counters of every kind of file', () => {
  expect(parseKills(events(2, 1))).toBe(3);
  expect(parseKills('low 0\nhigh 0\nmax 0\noom 7\noom_kill 2\n')).toBe(2);
  expect(parseKills('oom_kill_disable 0\nunder_oom 1\noom_kill 4\n')).toBe(4);
  expect(parseKills('numa_hit 5\noom_kill 9\nallocstall_dma 0\n')).toBe(9);
});

test('text without the counter, or with a senseless one, says nothing', () => {
  for (const text of [undefined, '', 'oom_kill_disable 0\nunder_oom 0\n', 'oom 5\n', 'oom_kill x\n', 'oom_kill\n']) {
    expect(parseKills(text)).toBeUndefined();
  }
});

test('F14 a kill in our control group is seen, one in a neighbour is not', () => {
  const contents: Record<string, string> = {
    '/proc/self/cgroup': '0::/\n',
    '/proc/self/mountinfo': mountV2,
    '/sys/fs/cgroup/memory.events': events(5, 0),
    '/proc/vmstat': 'oom_kill 40\n',
  };
  const watch = createOutOfMemoryWatch(filesOf(contents));
  expect(watch.source).toBe('/sys/fs/cgroup/memory.events');
  const mark = watch.mark();
  expect(watch.happenedSince(mark)).toBe(false);
  contents['/proc/vmstat'] = 'oom_kill 41\n';
  expect(watch.happenedSince(mark)).toBe(false);
  contents['/sys/fs/cgroup/memory.events'] = events(6, 0);
  expect(watch.happenedSince(mark)).toBe(true);
  expect(watch.happenedSince(watch.mark())).toBe(false);
});

test('F14 a group killed as a whole is seen even if only its own counter moved', () => {
  const contents: Record<string, string> = {
    '/proc/self/cgroup': '0::/\n',
    '/proc/self/mountinfo': mountV2,
    '/sys/fs/cgroup/memory.events': events(0, 0),
  };
  const watch = createOutOfMemoryWatch(filesOf(contents));
  const mark = watch.mark();
  contents['/sys/fs/cgroup/memory.events'] = events(0, 1);
  expect(watch.happenedSince(mark)).toBe(true);
});

test('asks the nearest group above where ours has no memory files, then the machine', () => {
  const above: Record<string, string> = {
    '/proc/self/cgroup': '0::/user.slice/session.scope\n',
    '/proc/self/mountinfo': mountV2,
    '/sys/fs/cgroup/user.slice/memory.events': events(0, 0),
    '/proc/vmstat': 'oom_kill 0\n',
  };
  expect(createOutOfMemoryWatch(filesOf(above)).source).toBe('/sys/fs/cgroup/user.slice/memory.events');
  delete above['/sys/fs/cgroup/user.slice/memory.events'];
  expect(createOutOfMemoryWatch(filesOf(above)).source).toBe('/proc/vmstat');
});

test('F14 nothing is claimed where nothing can be known', () => {
  const nowhere = createOutOfMemoryWatch(filesOf({}));
  expect(nowhere.source).toBeUndefined();
  expect(nowhere.happenedSince(nowhere.mark())).toBe(false);
  const contents: Record<string, string> = { '/proc/vmstat': 'oom_kill 1\n' };
  const watch = createOutOfMemoryWatch(filesOf(contents));
  const mark = watch.mark();
  delete contents['/proc/vmstat'];
  expect(watch.happenedSince(mark)).toBe(false);
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
    const watch = createOutOfMemoryWatch(withMembership(folder));
    expect(watch.source).toMatch(/mission-runner-test-\d+\/memory\.(?:events|oom_control)$/);
    const before = watch.mark();
    expect(await runInside(folder, 'kill -KILL $$')).toBe('SIGKILL');
    expect(watch.happenedSince(before)).toBe(false);
    const start = watch.mark();
    // A shell variable that doubles: far more than the 16 MB of the group, and bounded if there were no limit.
    const greedy =
      'x=0123456789abcdef; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22; do x=$x$x; done';
    expect(await runInside(folder, greedy)).toBe('SIGKILL');
    expect(watch.happenedSince(start)).toBe(true);
    expect(watch.happenedSince(watch.mark())).toBe(false);
  } finally {
    rmdirSync(folder);
  }
});

/** Makes a group of 16 MB below our own; throws where that is not allowed. */
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

/** The real file system as a process inside of that group sees it. */
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
