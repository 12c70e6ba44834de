import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Task, Workspace } from '../src/mission/model/mission.ts';
import { findCheckout } from '../src/process/workspaces/checkout.ts';
import { makeWorkspaceFolder } from '../src/process/workspaces/folder.ts';
import { createGit } from '../src/process/workspaces/run-git.ts';
import { takeSnapshot } from '../src/process/workspaces/snapshot.ts';
import { createWorkspaces } from '../src/process/workspaces/workspaces.ts';

/*
 * How long it takes to make a workspace: a checkout, and a copy of it. Prints the median of three for a repository with 5,000
 * files of 4 kB, and for one with 200 MB in 20 files.
 *
 *   node bench/workspaces.ts [FOLDER]    FOLDER is on the disk to measure; without it /var/tmp
 */

const place = process.argv[2] ?? '/var/tmp';

function makeRepository(files: number, bytes: number): string {
  const root = mkdtempSync(join(place, 'mission-bench-'));
  for (let file = 0; file < files; file += 1) {
    const folder = join(root, `folder-${file % 50}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `file-${file}`), randomBytes(bytes));
  }
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'core.compression=0'];
  for (const words of [
    ['init', '-q'],
    ['add', '--all'],
    ['commit', '-q', '-m', 'First'],
  ]) {
    execFileSync('git', [...identity, ...words], { cwd: root });
  }
  return root;
}

function task(id: string, workspace: Workspace): Task {
  return { id, workspace } as Task;
}

async function measure(
  root: string,
): Promise<{ readonly prepare: number; readonly own: number; readonly copy: number }> {
  const environment = { ...process.env, TMPDIR: place };
  const started = performance.now();
  const checkout = await findCheckout(root, environment);
  if (checkout.type === 'refused') throw new Error(checkout.message);
  const { commonDir } = checkout;
  const mark = Math.random().toString(36).slice(2);
  const folder = makeWorkspaceFolder({ mark, root, commonDir, kept: false, environment, platform: process.platform });
  const tasks = [task('a', 'own'), task('b', { from: 'a' })];
  const workspaces = createWorkspaces({
    ...{ mission: { tasks }, checkout, folder, git: createGit(environment), earlier: new Map() },
    ...{ snapshot: takeSnapshot(checkout, folder), degraded: console.error },
  });
  const times = [performance.now()];
  for (const one of tasks) {
    const made = await workspaces.prepare(one, () => true);
    if (made.type === 'failed') throw new Error(made.message);
    times.push(performance.now());
  }
  await workspaces.remove();
  const [prepared = 0, own = 0, copied = 0] = times;
  return { prepare: prepared - started, own: own - prepared, copy: copied - own };
}

function median(values: readonly number[]): string {
  return `${Math.round([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0)} ms`;
}

for (const [name, files, bytes] of [
  ['5,000 files of 4 kB', 5000, 4096],
  ['20 files of 10 MB', 20, 10 * 1024 ** 2],
] as const) {
  const root = makeRepository(files, bytes);
  try {
    const runs = [await measure(root), await measure(root), await measure(root)];
    const [prepare, own, copy] = (['prepare', 'own', 'copy'] as const).map((key) =>
      median(runs.map((run) => run[key])),
    );
    console.log(`${name}: before the run ${prepare}, checkout ${own}, copy ${copy}`);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
