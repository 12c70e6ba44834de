import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { changedFiles } from '../../../src/run/changes/changed-files.ts';
import type { ChangedFiles } from '../../../src/schedule/events/opening.ts';

/** The environment without the git configuration of the machine, and without the variables of a runner on which the tests may run. */
export const ENVIRONMENT: Readonly<Record<string, string | undefined>> = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(GIT_|GITHUB_|CI$|JENKINS_URL$|TF_BUILD$)/.test(name)),
  ),
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: join(tmpdir(), 'no-such-git-configuration'),
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'protocol.file.allow',
  GIT_CONFIG_VALUE_0: 'always',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.com',
};

export const NO_COMMIT = '0'.repeat(40);

/** A real repository in a new folder, on a branch `main` without commits. */
export class Repository {
  readonly folder = mkdtempSync(join(tmpdir(), 'mission-changed-'));
  readonly root = join(this.folder, 'repository');
  #events = 0;

  constructor() {
    mkdirSync(this.root);
    this.git('init', '--quiet', '--initial-branch=main');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  git(...words: readonly string[]): string {
    return this.gitIn(this.root, ...words);
  }

  gitIn(cwd: string, ...words: readonly string[]): string {
    return execFileSync('git', words, { cwd, env: ENVIRONMENT, encoding: 'utf8', stdio: 'pipe' }).trim();
  }

  write(path: string, content = 'text\n'): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), content);
  }

  /** Changes these files and commits everything. Returns the hash of the new commit. */
  commit(...paths: readonly string[]): string {
    for (const path of paths) this.write(path, `${path} ${Math.random()}\n`);
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', 'change');
    return this.git('rev-parse', 'HEAD');
  }

  /** The variables of a runner for this event. A payload that is a text is written unchanged. */
  event(name: string, payload: unknown, more: Readonly<Record<string, string>> = {}): Record<string, string> {
    this.#events += 1;
    const path = join(this.folder, `event-${this.#events}.json`);
    writeFileSync(path, typeof payload === 'string' ? payload : JSON.stringify(payload));
    return { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path, ...more };
  }

  /** Clones the repository as a runner does, with at most `depth` commits. Returns the path of the clone. */
  clone({ depth, ref = 'main', name = 'clone' }: { depth?: number; ref?: string; name?: string } = {}): string {
    const clone = join(this.folder, name);
    const shallow = depth === undefined ? [] : ['--depth', String(depth)];
    const source = pathToFileURL(this.root).href;
    this.git('clone', '--quiet', ...shallow, '--branch', ref, source, clone);
    return clone;
  }

  changed(
    options: { base?: string; environment?: Readonly<Record<string, string>>; root?: string } = {},
  ): Promise<ChangedFiles> {
    const { base, environment = {}, root = this.root } = options;
    return changedFiles({
      root,
      ...(base === undefined ? {} : { base }),
      environment: { ...ENVIRONMENT, ...environment },
    });
  }
}

export function filesOf(result: ChangedFiles): readonly string[] {
  if (result.type === 'unknown') throw new Error(result.why);
  return result.files;
}

export function whyOf(result: ChangedFiles): string {
  return result.type === 'unknown' ? result.why : `known: ${result.files.join(', ')}`;
}
