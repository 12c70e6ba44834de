import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suiteEnvironment } from '../../suite/suite-mark.ts';
import { dist } from './step.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The path of act: from MISSION_ACT, on the PATH, or where tools-requirements.txt is installed. */
export function findAct(): string | undefined {
  const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'act'));
  return [process.env.MISSION_ACT ?? '', ...onPath, join(root, '.tools', 'bin', 'act')].find(
    (path) => path !== '' && existsSync(path),
  );
}

/** A repository that uses this action in the same way as a user's repository. */
export interface Repository {
  readonly path: string;
  /** A folder for files of missions that must outlive the folders of act. */
  readonly outside: string;
  remove(): void;
}

export function newRepository(): Repository {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'act-')));
  const [path, outside] = [join(base, 'repository'), join(base, 'outside')];
  for (const folder of [path, outside, join(base, 'home')]) mkdirSync(folder);
  cpSync(fileURLToPath(new URL('../fixtures/act', import.meta.url)), path, { recursive: true });
  cpSync(join(root, 'action.yml'), join(path, 'action.yml'));
  cpSync(dist, join(path, 'dist'), { recursive: true });
  // Makes Node.js load the files in dist/ as modules.
  cpSync(join(root, 'package.json'), join(path, 'package.json'));
  const git = (...words: string[]) => execFileSync('git', words, { cwd: path, stdio: 'pipe' });
  git('init', '--quiet', '--initial-branch', 'feature');
  git('add', '.');
  git('-c', 'user.name=Test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '--message', 'Use the action');
  return { path, outside, remove: () => rmSync(base, { recursive: true, force: true }) };
}

export interface ActRun {
  readonly process: ChildProcess;
  /** Everything that act printed, and its exit code. */
  readonly ended: Promise<{ readonly exitCode: number | null; readonly log: string }>;
}

/** Starts a workflow of the repository in host mode, without containers and without act's own servers. */
export function startAct(
  act: string,
  repository: Repository,
  event: string,
  workflow: string,
  environment: Readonly<Record<string, string>>,
  further: readonly string[] = [],
): ActRun {
  const child = spawn(
    act,
    [
      event,
      '--workflows',
      `.github/workflows/${workflow}`,
      '--platform',
      'ubuntu-latest=-self-hosted',
      '--no-cache-server',
      ...Object.entries({ ...suiteEnvironment(), ...environment }).flatMap(([name, value]) => [
        '--env',
        `${name}=${value}`,
      ]),
      ...further,
    ],
    {
      cwd: repository.path,
      env: {
        // The Node.js that runs this test is also the one that the action requires.
        PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`,
        HOME: join(repository.path, '..', 'home'),
        ...suiteEnvironment(),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  }
  const ended = new Promise<{ exitCode: number | null; log: string }>((resolve) => {
    child.on('close', (exitCode) => resolve({ exitCode, log }));
  });
  return { process: child, ended };
}
