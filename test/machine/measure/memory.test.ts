import { describe, expect, test } from 'vitest';
import { locateControlGroup } from '../../../src/machine/cgroups/folders.ts';
import type { Files } from '../../../src/machine/kernel/files.ts';
import { createMemoryLook, keepLimits } from '../../../src/machine/measure/memory.ts';
import { surveyMemory } from '../../../src/machine/survey/memory.ts';
import { type Contents, containerV1, containerV2, filesOf } from '../machines.ts';

const MB = 2 ** 20;

/** Looks of a machine whose files the test changes, and which files each of them has read. */
function looking(contents: Contents) {
  let now = 0;
  let read: string[] = [];
  const files: Files = {
    ...filesOf(contents),
    text: (path) => {
      read.push(path.slice(path.lastIndexOf('/') + 1));
      return contents[path];
    },
  };
  const survey = surveyMemory(files, locateControlGroup(files, 'memory'));
  const limits = keepLimits(survey, () => now);
  const look = createMemoryLook(files, survey, limits.recent);
  return (critical: number, passed = 0) => {
    now += passed;
    read = [];
    return { amounts: look(critical), read, readLimits: limits.read };
  };
}

describe.each([
  ['version 1', containerV1, '/sys/fs/cgroup/memory/memory.', 'limit_in_bytes', 'usage_in_bytes'],
  ['version 2', containerV2, '/sys/fs/cgroup/memory.', 'max', 'current'],
])('F214 a look at the memory, %s', (_, container, prefix, limit, usage) => {
  const machine = { capacity: 16 * 1024 * MB, used: 4 * 1024 * MB };
  test('reads only the size of a group while even its cache would fit', () => {
    const look = looking(container());
    look(95);
    const { amounts, read } = look(95, 50);
    expect(amounts).toEqual([machine, { capacity: 512 * MB, used: 384 * MB }]);
    expect(read).toEqual(['meminfo', `memory.${usage}`]);
  });
  test('leaves out the cache of a group that would be critical with it', () => {
    expect(looking(container())(70).amounts[1]).toEqual({ capacity: 512 * MB, used: 256 * MB });
  });
  test('reads the limits again after a second', () => {
    const contents = container();
    const look = looking(contents);
    look(95);
    contents[`${prefix}${limit}`] = `${448 * MB}\n`;
    expect(look(95, 50).amounts[1]?.capacity).toBe(512 * MB);
    expect(look(95, 1000).amounts[1]?.capacity).toBe(448 * MB);
  });
  test('uses the limits that a window has just read', () => {
    const contents = container();
    const look = looking(contents);
    const { readLimits } = look(95);
    contents[`${prefix}${limit}`] = `${448 * MB}\n`;
    readLimits();
    const { amounts, read } = look(95, 999);
    expect(amounts[1]?.capacity).toBe(448 * MB);
    expect(read).not.toContain(`memory.${limit}`);
  });
  test('has nothing to look at if a file cannot be read', () => {
    const contents = container();
    const look = looking(contents);
    contents['/proc/meminfo'] = '';
    contents[`${prefix}${usage}`] = '';
    expect(look(95).amounts).toEqual([{ capacity: 512 * MB, used: undefined }]);
    contents[`${prefix}${limit}`] = 'lots\n';
    expect(look(95, 1000).amounts).toEqual([]);
    expect(looking({})(95).amounts).toEqual([]);
  });
});
