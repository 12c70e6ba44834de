import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suiteEnvironment } from '../../suite/suite-mark.ts';
import { type Command, readCommands, readFileCommands } from './runner-log.ts';

/** The built action; MISSION_DIST names another build to test. */
export const dist = process.env.MISSION_DIST ?? fileURLToPath(new URL('../../../dist', import.meta.url));

if (!existsSync(join(dist, 'action.js')))
  throw new Error(`expected the built action in ${dist}: run \`npm run build\` first`);

/** A job's folders on a runner. */
export interface Job {
  readonly workspace: string;
  readonly temp: string;
  /** Writes a file of the workspace. */
  write(name: string, text: string): void;
  remove(): void;
}

export function newJob(): Job {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'job-')));
  const [workspace, temp] = [join(base, 'workspace'), join(base, 'temp')];
  for (const folder of [workspace, temp]) mkdirSync(folder);
  return {
    workspace,
    temp,
    write: (name, text) => {
      mkdirSync(dirname(join(workspace, name)), { recursive: true });
      writeFileSync(join(workspace, name), text);
    },
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}

export interface StepOptions {
  /** The inputs under `with:`. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Variables in addition to those of every step; undefined removes one. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Blocks of 1 KiB that a file may hold; POSIX only. */
  readonly fileLimit?: number;
  /** A command that starts the program with its arguments, such as `unshare --mount`. */
  readonly within?: readonly string[];
}

export interface EndedStep {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly log: string;
  readonly commands: readonly Command[];
  /** Messages of one kind of annotation. */
  messages(kind: 'error' | 'warning' | 'notice'): readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly summary: string;
}

export interface Step {
  readonly process: ChildProcess;
  readonly ended: Promise<EndedStep>;
}

let steps = 0;

/** Starts `dist/action.js` or `dist/post.js` with the environment and files of a runner and without a terminal. */
export function startStep(job: Job, entry: 'action' | 'post', options: StepOptions = {}): Step {
  const file = (name: string): string => {
    steps += 1;
    const path = join(job.temp, `${name}-${steps}`);
    writeFileSync(path, '');
    return path;
  };
  const files = { output: file('output'), state: file('state'), summary: file('summary') };
  const inputs = Object.entries(options.inputs ?? {}).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const command = [process.execPath, join(dist, `${entry}.js`)];
  const limited =
    options.fileLimit === undefined
      ? command
      : ['bash', '-c', `ulimit -f ${options.fileLimit}; exec "$@"`, 'bash', ...command];
  const [program = '', ...words] = [...(options.within ?? []), ...limited];
  const child = spawn(program, words, {
    cwd: job.workspace,
    env: {
      PATH: process.env.PATH,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: job.workspace,
      GITHUB_REPOSITORY: 'octo/repo',
      GITHUB_RUN_ID: '77',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_JOB: 'gate',
      GITHUB_SERVER_URL: 'https://github.com',
      RUNNER_TEMP: job.temp,
      GITHUB_OUTPUT: files.output,
      GITHUB_STATE: files.state,
      GITHUB_STEP_SUMMARY: files.summary,
      ...suiteEnvironment(),
      ...Object.fromEntries(inputs),
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  }
  const ended = new Promise<EndedStep>((resolve) => {
    child.on('close', (exitCode, signal) => {
      const commands = readCommands(log);
      resolve({
        exitCode,
        signal,
        log,
        commands,
        messages: (kind) => commands.filter(({ name }) => name === kind).map(({ message }) => message),
        outputs: readFileCommands(readFileSync(files.output, 'utf8')),
        state: readFileCommands(readFileSync(files.state, 'utf8')),
        summary: readFileSync(files.summary, 'utf8'),
      });
    });
  });
  return { process: child, ended };
}

export function runStep(job: Job, entry: 'action' | 'post', options: StepOptions = {}): Promise<EndedStep> {
  return startStep(job, entry, options).ended;
}

/** The variables that the runner sets for `post`: the state that `main` saved. */
export function stateOf(main: EndedStep): Record<string, string> {
  return Object.fromEntries(Object.entries(main.state).map(([name, value]) => [`STATE_${name}`, value]));
}

/** Resolves when the file exists; rejects after 20 seconds. */
export async function fileAppears(path: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!existsSync(path)) {
    if (Date.now() > deadline) throw new Error(`expected ${path} to appear within 20 s`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Ids of processes with this text in their environment; needs /proc. */
export function processesWith(text: string): readonly string[] {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      const [environment, stat] = [
        readFileSync(`/proc/${name}/environ`, 'latin1'),
        readFileSync(`/proc/${name}/stat`, 'latin1'),
      ];
      return environment.includes(text) && !stat.includes(') Z ');
    } catch {
      return false;
    }
  });
}
