import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Task, Workspace } from '../../../src/mission/model/mission.ts';
import { type Checkout, findCheckout } from '../../../src/process/workspaces/checkout.ts';
import { makeWorkspaceFolder } from '../../../src/process/workspaces/folder.ts';
import { createGit, type Git } from '../../../src/process/workspaces/run-git.ts';
import { takeSnapshot } from '../../../src/process/workspaces/snapshot.ts';
import { createWorkspaces, type Workspaces } from '../../../src/process/workspaces/workspaces.ts';
import { buildMission, TASK } from '../../build-mission.ts';

/** A repository in a temporary folder, and one for workspaces beside it. */
export interface Repository {
  readonly path: string;
  /** The folder for temporary files. */
  readonly temporary: string;
  readonly environment: NodeJS.ProcessEnv;
  write(name: string, text: string): void;
  git(...words: readonly string[]): string;
  commit(): void;
  checkout(root?: string): Promise<Checkout>;
  /** Workspaces of these tasks, and the folder that they are in. */
  workspaces(
    tasks: readonly Task[],
    keep?: boolean,
    git?: Git,
  ): Promise<{ readonly made: Workspaces; readonly folder: string }>;
}

export function repository(): Repository {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'mission repository ')));
  const path = join(home, 'repo');
  const temporary = join(home, 'tmp');
  for (const folder of [path, temporary]) mkdirSync(folder);
  onTestFinished(() => rmSync(home, { recursive: true, force: true, maxRetries: 3 }));
  const environment: NodeJS.ProcessEnv = { ...process.env, TMPDIR: temporary, GITHUB_ACTIONS: undefined };
  const git = (...words: readonly string[]): string => gitIn(path, words);
  git('init', '--quiet', '--initial-branch=main');
  let marks = 0;
  const found = async (root = path): Promise<Checkout> => {
    const checkout = await findCheckout(root, environment);
    if (checkout.type === 'refused') throw new Error(checkout.message);
    return checkout;
  };
  return {
    path,
    temporary,
    environment,
    git,
    write: (name, text) => write(join(path, name), text),
    commit: () => {
      git('add', '--all');
      git('commit', '--quiet', '--message', 'Change');
    },
    checkout: found,
    workspaces: async (tasks, keep = false, runGit = createGit(environment)) => {
      const mission = buildMission({ tasks, ...(keep ? { keepWorkspaces: true } : {}) });
      const checkout = await found();
      const { commonDir } = checkout;
      marks += 1;
      const place = { mark: `m${marks}`, root: path, commonDir, kept: keep, environment, platform: process.platform };
      const folder = makeWorkspaceFolder(place);
      const made = createWorkspaces({
        ...{ mission, checkout, folder, git: runGit, earlier: new Map() },
        snapshot: takeSnapshot(checkout, folder),
        degraded: (message) => {
          throw new Error(message);
        },
      });
      return { made, folder };
    },
  };
}

/** A task that works in this workspace. */
export function worker(id: string, workspace: Workspace): Task {
  return { ...TASK, id, kind: 'task', name: id, steps: [{ run: 'true' }], workspace };
}

/** The top folder of a new workspace. Throws the reason if it could not be made. */
export async function made(workspaces: Workspaces, one: Task): Promise<string> {
  const prepared = await workspaces.prepare(one, () => true);
  if (prepared.type === 'failed') throw new Error(prepared.message);
  return prepared.place.top;
}

export function gitIn(folder: string, words: readonly string[]): string {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'commit.gpgsign=false'];
  const allowed = ['-c', 'protocol.file.allow=always'];
  return execFileSync('git', [...identity, ...allowed, ...words], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
}

export function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** The text of a file, or undefined if there is none. */
export function textOf(...parts: readonly string[]): string | undefined {
  const path = join(...parts);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
