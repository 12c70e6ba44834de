/** Where one controller accounts for us. */
export interface ControlGroup {
  readonly version: 1 | 2;
  /** Our own folder first, then every folder above it that is visible here, up to the mount point. */
  readonly folders: readonly string[];
}

/** `none`: the kernel has no such controller for us. `unseen`: it has, but its file system is not mounted here. */
export type ControlGroupSearch = ControlGroup | 'none' | 'unseen';

/**
 * Finds our control group of a controller such as `memory` from the texts of /proc/self/cgroup and /proc/self/mountinfo.
 * A hierarchy of version 1 that has the controller counts before version 2: a controller is only ever in one of them.
 */
export function findControlGroup(cgroup: string, mountinfo: string, controller: string): ControlGroupSearch {
  const ours = parseMemberships(cgroup);
  const legacy = ours.find(({ controllers }) => controllers.includes(controller));
  const unified = ours.find(({ controllers }) => controllers.length === 0);
  const version = legacy === undefined ? 2 : 1;
  const member = legacy ?? unified;
  if (member === undefined) {
    return 'none';
  }
  const mounts = parseMounts(mountinfo).filter((mount) =>
    version === 1 ? mount.type === 'cgroup' && mount.options.includes(controller) : mount.type === 'cgroup2',
  );
  const mount = mounts.find(({ root }) => below(member.path, root) !== undefined) ?? mounts[0];
  if (mount === undefined) {
    return 'unseen';
  }
  return { version, folders: foldersUp(mount.point, below(member.path, mount.root) ?? '') };
}

interface Membership {
  readonly controllers: readonly string[];
  readonly path: string;
}

/** Lines `4:memory:/path`; version 2 is `0::/path`. Named hierarchies such as `name=systemd` control nothing. */
function parseMemberships(cgroup: string): readonly Membership[] {
  return [...cgroup.matchAll(/^(\d+):([^:\n]*):(\/.*)$/gm)]
    .filter(([, number, controllers]) => controllers !== '' || number === '0')
    .map(([, , controllers, path]) => ({
      controllers: (controllers ?? '').split(',').filter((name) => name !== ''),
      path: path ?? '/',
    }));
}

interface Mount {
  readonly root: string;
  readonly point: string;
  readonly type: string;
  readonly options: readonly string[];
}

/** Lines `ID PARENT MAJOR:MINOR ROOT POINT OPTIONS [TAGS] - TYPE SOURCE SUPEROPTIONS` (proc_pid_mountinfo(5)). */
function parseMounts(mountinfo: string): readonly Mount[] {
  const mounts: Mount[] = [];
  for (const line of mountinfo.split('\n')) {
    const [before, after] = line.split(' - ');
    const [, , , root, point] = before?.split(' ') ?? [];
    const [type, , options] = after?.split(' ') ?? [];
    if (root !== undefined && point !== undefined && type !== undefined) {
      mounts.push({ root: decodeOctal(root), point: decodeOctal(point), type, options: options?.split(',') ?? [] });
    }
  }
  return mounts;
}

/** Blanks and backslashes are written as octal numbers there. */
function decodeOctal(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

/**
 * Our path as seen from the mount's root, without a slash at either end. Undefined when it lies elsewhere, as it does for
 * a container that sees the host's mounts, or when it leaves the namespace (`/../other`).
 */
function below(path: string, root: string): string | undefined {
  const base = root === '/' ? '' : root;
  if ((path !== base && !path.startsWith(`${base}/`)) || path.split('/').includes('..')) {
    return undefined;
  }
  return path.slice(base.length).replace(/^\/+|\/+$/g, '');
}

function foldersUp(point: string, path: string): readonly string[] {
  const names = path === '' ? [] : path.split('/');
  return [...names.keys(), names.length].reverse().map((count) => [point, ...names.slice(0, count)].join('/'));
}
