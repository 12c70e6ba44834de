import type { Files } from '../kernel/files.ts';

/** The control group in which one controller accounts for this process. */
export interface ControlGroup {
  readonly version: 1 | 2;
  /** The group's own folder first, then each visible folder above it, up to the mount point. */
  readonly folders: readonly string[];
}

/**
 * `none`: the kernel has no such controller for this process. `unseen`: it has one, but no mount shows our group, so there
 * may be limits that cannot be read.
 */
export type ControlGroupSearch = ControlGroup | 'none' | 'unseen';

/** Finds our control group of a controller such as `memory`, with the folders that can be read here. */
export function locateControlGroup(files: Files, controller: string): ControlGroupSearch {
  return controlGroupLocator(files)(controller);
}

/** The same for several controllers: the files that name the groups are read and parsed once. */
export function controlGroupLocator(files: Files): (controller: string) => ControlGroupSearch {
  const memberships = parseMemberships(files.text('/proc/self/cgroup') ?? '');
  const mounts = parseMounts(files.text('/proc/self/mountinfo') ?? '');
  return (controller) => {
    const found = findIn(memberships, mounts, controller);
    if (typeof found === 'string') return found;
    // A file system that was mounted over it later covers it, although the list of mounts still names it.
    return files.names(found.folders.at(-1) ?? '').length === 0 ? 'unseen' : found;
  };
}

/**
 * Finds the control group from the texts of /proc/self/cgroup and /proc/self/mountinfo alone. A hierarchy of version 1
 * that has the controller takes precedence over version 2: a controller is only ever in one of them. A mount that does not
 * show our own group is never used: in a new cgroup namespace over old mounts, its files would be those of the host.
 */
export function findControlGroup(cgroup: string, mountinfo: string, controller: string): ControlGroupSearch {
  return findIn(parseMemberships(cgroup), parseMounts(mountinfo), controller);
}

function findIn(memberships: readonly Membership[], mounts: readonly Mount[], controller: string): ControlGroupSearch {
  const legacy = memberships.find(({ controllers }) => controllers.includes(controller));
  const unified = memberships.find(({ controllers }) => controllers.length === 0);
  const version = legacy === undefined ? 2 : 1;
  const member = legacy ?? unified;
  if (member === undefined) {
    return 'none';
  }
  const suitable = mounts.filter((mount) =>
    version === 1 ? mount.type === 'cgroup' && mount.options.includes(controller) : mount.type === 'cgroup2',
  );
  for (const { point, root } of suitable) {
    const path = below(member.path, root);
    if (path !== undefined) return { version, folders: foldersUp(point, path) };
  }
  return 'unseen';
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

/** The file system that a folder lies in; undefined if the text names none. Of several mounts at one point, the last one counts. */
export function mountAt(
  mountinfo: string,
  folder: string,
): { readonly point: string; readonly type: string } | undefined {
  let found: Mount | undefined;
  for (const mount of parseMounts(mountinfo)) {
    const contains = below(folder, mount.point) !== undefined;
    if (contains && mount.point.length >= (found?.point.length ?? 0)) found = mount;
  }
  return found;
}

/** The kernel writes blanks and backslashes in these paths as octal numbers. */
function decodeOctal(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

/**
 * Our path as seen from the mount's root, without a slash at either end. Undefined if it lies elsewhere, or if one of
 * them lies outside of our cgroup namespace (`/../other`).
 */
function below(path: string, root: string): string | undefined {
  const base = root === '/' ? '' : root;
  const isOutside = [path, root].some((one) => one.split('/').includes('..'));
  if (isOutside || (path !== base && !path.startsWith(`${base}/`))) {
    return undefined;
  }
  return path.slice(base.length).replace(/^\/+|\/+$/g, '');
}

function foldersUp(point: string, path: string): readonly string[] {
  const names = path === '' ? [] : path.split('/');
  return [...names.keys(), names.length].reverse().map((count) => [point, ...names.slice(0, count)].join('/'));
}
