import { describe, expect, test } from 'vitest';
import { findControlGroup, locateControlGroup, mountAt } from '../../../src/machine/cgroups/folders.ts';
import { filesOf } from '../machines.ts';

const unified = (root: string, point = '/sys/fs/cgroup') =>
  `25 30 0:23 / /sys rw,nosuid shared:7 - sysfs sysfs rw\n26 25 0:24 ${root} ${point} rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate\n`;
const legacy = (controllers: string, root: string) =>
  `31 23 0:28 ${root} /sys/fs/cgroup/${controllers} rw,relatime - cgroup cgroup rw,${controllers}\n`;

describe('findControlGroup', () => {
  test('version 2 on the host: every folder up to the mount', () => {
    expect(findControlGroup('0::/system.slice/runner.service\n', unified('/'), 'memory')).toEqual({
      version: 2,
      folders: ['/sys/fs/cgroup/system.slice/runner.service', '/sys/fs/cgroup/system.slice', '/sys/fs/cgroup'],
    });
  });
  test('version 2 in a namespace of its own: the mount is the own group', () => {
    expect(findControlGroup('0::/\n', unified('/'), 'cpu')).toEqual({ version: 2, folders: ['/sys/fs/cgroup'] });
  });
  test('version 1 in a container in which the path on the host is visible', () => {
    const cgroup = '4:memory:/docker/ab/inner\n3:cpu,cpuacct:/docker/ab\n1:name=systemd:/docker/ab\n';
    expect(findControlGroup(cgroup, legacy('memory', '/docker/ab'), 'memory')).toEqual({
      version: 1,
      folders: ['/sys/fs/cgroup/memory/inner', '/sys/fs/cgroup/memory'],
    });
  });
  test('both versions side by side: the version that has the controller', () => {
    const cgroup = '9:name=systemd:/\n4:memory:/jobs/7\n1:cpu:/\n0::/\n';
    const mounts = legacy('memory', '/') + legacy('cpu', '/') + unified('/', '/sys/fs/cgroup/unified');
    expect(findControlGroup(cgroup, mounts, 'memory')).toMatchObject({ version: 1, folders: { length: 3 } });
    expect(findControlGroup(cgroup, mounts, 'io')).toEqual({ version: 2, folders: ['/sys/fs/cgroup/unified'] });
  });
  test('a mount of the own part of the hierarchy takes precedence over one of another part', () => {
    const mounts = unified('/other', '/mnt/other') + unified('/docker/ab', '/mnt/ours');
    expect(findControlGroup('0::/docker/ab/x\n', mounts, 'cpu')).toEqual({
      version: 2,
      folders: ['/mnt/ours/x', '/mnt/ours'],
    });
  });
  test('F144 a mount that shows another part of the hierarchy is not used', () => {
    // A new cgroup namespace over old mounts: `unshare -C`, `bwrap --unshare-cgroup`.
    expect(findControlGroup('0::/\n', unified('/../..'), 'memory')).toBe('unseen');
    expect(findControlGroup('4:memory:/\n', legacy('memory', '/..'), 'memory')).toBe('unseen');
    expect(findControlGroup('0::/../../elsewhere\n', unified('/'), 'cpu')).toBe('unseen');
    expect(findControlGroup('0::/docker/abc\n', unified('/docker/ab'), 'cpu')).toBe('unseen');
  });
  test('F144 a mount that another file system hides shows nothing', () => {
    const contents = { '/proc/self/cgroup': '0::/a\n', '/proc/self/mountinfo': unified('/') };
    expect(locateControlGroup(filesOf(contents), 'cpu')).toBe('unseen');
    const shown = { ...contents, '/sys/fs/cgroup/cgroup.procs': '1\n' };
    expect(locateControlGroup(filesOf(shown), 'cpu')).toMatchObject({ version: 2 });
  });
  test('a mount point may contain blanks', () => {
    expect(findControlGroup('0::/a\n', unified('/', '/mnt/my\\040groups'), 'cpu')).toEqual({
      version: 2,
      folders: ['/mnt/my groups/a', '/mnt/my groups'],
    });
  });
  test('distinguishes no control groups from control groups that cannot be seen', () => {
    expect(findControlGroup('', '', 'cpu')).toBe('none');
    expect(findControlGroup('garbage\n:::\n', unified('/'), 'cpu')).toBe('none');
    expect(findControlGroup('1:name=systemd:/\n', unified('/'), 'cpu')).toBe('none');
    expect(findControlGroup('0::/\n', 'garbage\n1 2 - \n', 'cpu')).toBe('unseen');
    expect(findControlGroup('4:memory:/\n0::/\n', unified('/'), 'memory')).toBe('unseen');
  });
});

test('the file system of a folder is the nearest mount above it, and the newest of several at one point', () => {
  const line = (point: string, type: string) => `30 25 0:30 / ${point} rw - ${type} none rw\n`;
  const mounts =
    line('/', 'ext4') + line('/tmp', 'ext4') + line('/tmp', 'tmpfs') + line('/tmp/x y'.replace(' ', '\\040'), 'xfs');
  expect(mountAt(mounts, '/tmp/build')).toMatchObject({ point: '/tmp', type: 'tmpfs' });
  expect(mountAt(mounts, '/tmp/x y')).toMatchObject({ type: 'xfs' });
  expect(mountAt(mounts, '/tmpfiles')).toMatchObject({ point: '/', type: 'ext4' });
  expect(mountAt('garbage\n', '/tmp')).toBeUndefined();
});
