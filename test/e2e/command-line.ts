import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built command line. */
export const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

if (!existsSync(cli)) throw new Error(`expected the built command line at ${cli}: run \`npm run build\` first`);

export interface Ended {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves when standard output contains this text; rejects if the process ends without it. */
  printed(text: string): Promise<void>;
}

interface StartOptions {
  readonly node?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Absent: the folder. */
  readonly cwd?: string;
}

/** A folder to run missions in. */
export interface Folder {
  readonly path: string;
  write(name: string, text: string): void;
  read(name: string): string;
  has(name: string): boolean;
  /** Starts the command line in the folder as a user would, without the variables of a runner. */
  start(argv: readonly string[], options?: StartOptions): Started;
  mission(...argv: readonly string[]): Promise<Ended>;
  remove(): void;
}

export function newFolder(): Folder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'mission-cli-')));
  const folder: Folder = {
    path,
    write: (name, text) => {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), text);
    },
    read: (name) => readFileSync(join(path, name), 'utf8'),
    has: (name) => existsSync(join(path, name)),
    start: (argv, options = {}) => startProcess(path, argv, options),
    mission: (...argv) => folder.start(argv).ended,
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
  return folder;
}

function startProcess(folder: string, argv: readonly string[], options: StartOptions): Started {
  const { GITHUB_ACTIONS: _, FORCE_COLOR: __, ...environment } = process.env;
  const child = spawn(options.node ?? process.execPath, [cli, ...argv], {
    cwd: options.cwd ?? folder,
    env: { ...environment, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const waiting: { text: string; resolve: () => void; reject: (error: Error) => void }[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    for (const waiter of waiting) if (stdout.includes(waiter.text)) waiter.resolve();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (exitCode, signal) => {
      for (const waiter of waiting) waiter.reject(new Error(`ended without ${waiter.text}: ${stdout}${stderr}`));
      resolve({ exitCode, signal, stdout, stderr });
    });
  });
  const printed = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      if (stdout.includes(text)) resolve();
      else waiting.push({ text, resolve, reject });
    });
  return { process: child, ended, printed };
}
