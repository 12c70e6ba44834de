import type { Files } from '../../src/machine/kernel/files.ts';

/** A file system in memory: path to content. Contents may be changed between two readings. */
export type Contents = Record<string, string>;

export function filesOf(contents: Contents): Files {
  return {
    text: (path) => contents[path],
    head: (path) => {
      const text = contents[path];
      return text === undefined ? undefined : new TextEncoder().encode(text).subarray(0, 4096);
    },
    names: (folder) => [
      ...new Set(
        Object.keys(contents)
          .filter((path) => path.startsWith(`${folder}/`))
          .map((path) => path.slice(folder.length + 1).split('/')[0] ?? ''),
      ),
    ],
  };
}

/** /proc/stat of CPUs with these [user, idle] ticks. */
export function stat(...cpus: readonly (readonly [number, number])[]): string {
  const line = (name: string, [user, idle]: readonly [number, number]) => `${name} ${user} 0 0 ${idle} 0 0 0 0 0 0\n`;
  const sum = cpus.reduce<[number, number]>(([u, i], [user, idle]) => [u + user, i + idle], [0, 0]);
  return `${line('cpu ', sum)}${cpus.map((cpu, index) => line(`cpu${index}`, cpu)).join('')}intr 5 0 0\nctxt 1\nbtime 1\n`;
}

/** /proc/meminfo in megabytes. */
export function meminfo(total: number, available: number): string {
  return `MemTotal:       ${total * 1024} kB\nMemFree:           1024 kB\nMemAvailable:   ${available * 1024} kB\nBuffers:            2556 kB\nHugePages_Total:       0\n`;
}

export function status(allowed: string): string {
  return `Name:\tnode\nCpus_allowed:\tff\nCpus_allowed_list:\t${allowed}\nMems_allowed:\t1\n`;
}

/** A machine of 4 CPUs and 16 GB, without control groups. */
export function plainMachine(): Contents {
  return {
    '/proc/stat': stat([100, 900], [100, 900], [100, 900], [100, 900]),
    '/proc/meminfo': meminfo(16_384, 12_288),
    '/proc/self/status': status('0-3'),
    '/proc/self/schedstat': '52345678 1234567 890\n',
  };
}

/** A container on it, version 2, own namespace: 0.5 CPU, 512 MB of which 256 MB are in use and 128 MB are cache. */
export function containerV2(): Contents {
  return {
    ...plainMachine(),
    '/proc/self/cgroup': '0::/\n',
    '/proc/self/mountinfo':
      '1423 1422 0:230 / / rw,relatime master:501 - overlay overlay rw,lowerdir=/a,upperdir=/b\n' +
      '1430 1424 0:29 / /sys/fs/cgroup ro,nosuid,nodev,noexec,relatime - cgroup2 cgroup rw,nsdelegate\n',
    '/sys/fs/cgroup/cpu.max': '50000 100000\n',
    '/sys/fs/cgroup/cpu.stat': 'usage_usec 1000000\nuser_usec 900000\nsystem_usec 100000\n',
    '/sys/fs/cgroup/memory.max': `${512 * 2 ** 20}\n`,
    '/sys/fs/cgroup/memory.current': `${384 * 2 ** 20}\n`,
    '/sys/fs/cgroup/memory.stat': `anon 1\ninactive_file ${128 * 2 ** 20}\nactive_file 0\n`,
  };
}

/** The same in version 1, as Docker makes it without namespaces: our path is the mount's root. */
export function containerV1(): Contents {
  const mount = (id: number, controllers: string) =>
    `${id} 30 0:${id} /docker/0123ab /sys/fs/cgroup/${controllers} ro,nosuid - cgroup cgroup rw,${controllers}\n`;
  const cpu = '/sys/fs/cgroup/cpu,cpuacct';
  const memory = '/sys/fs/cgroup/memory';
  return {
    ...plainMachine(),
    '/proc/self/cgroup':
      '12:memory:/docker/0123ab\n4:cpu,cpuacct:/docker/0123ab\n1:name=systemd:/docker/0123ab\n0::/system.slice/containerd.service\n',
    '/proc/self/mountinfo': mount(31, 'cpu,cpuacct') + mount(32, 'memory'),
    [`${cpu}/cpu.cfs_quota_us`]: '50000\n',
    [`${cpu}/cpu.cfs_period_us`]: '100000\n',
    [`${cpu}/cpuacct.usage`]: '1000000000\n',
    [`${memory}/memory.limit_in_bytes`]: `${512 * 2 ** 20}\n`,
    [`${memory}/memory.usage_in_bytes`]: `${384 * 2 ** 20}\n`,
    [`${memory}/memory.stat`]: `cache 1\ninactive_file 7\nhierarchical_memory_limit ${512 * 2 ** 20}\ntotal_inactive_file ${128 * 2 ** 20}\n`,
  };
}
