import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Ended, newFolder } from '../e2e/command-line.ts';

const examples = fileURLToPath(new URL('../../examples', import.meta.url));

/** The part of a row of mission.json that these tests look at; times in milliseconds. */
export interface Row {
  readonly id: string;
  readonly status: string;
  readonly reason?: string;
  readonly attempts: number;
  readonly attemptList?: readonly { readonly status: string; readonly started: number; readonly ended: number }[];
  readonly started: number;
  readonly ended: number;
  readonly results?: { readonly tests: number; readonly failed: number; readonly skipped: number };
  readonly outputs: Readonly<Record<string, string>>;
  readonly history?: { readonly runs: number; readonly demand?: { readonly cpus?: number; readonly memory?: number } };
}

export interface ServiceRow {
  readonly id: string;
  readonly status: string;
  readonly reason?: string;
  readonly started: number;
  readonly ready: number;
  readonly ended: number;
}

export interface ExampleRun extends Ended {
  /** A task or a test. */
  row(id: string): Row;
  service(id: string): ServiceRow;
  /** By id. */
  statuses(): Readonly<Record<string, string>>;
  /** Its completion report; `id` as in file names. */
  report(id: string): string;
  finalReport(): string;
}

/** A copy of an example in a temporary folder, laid out as in the repository. */
export interface ExampleCopy {
  readonly path: string;
  /** Replaces each occurrence of a text in a file of the example; throws if there is none. */
  alter(name: string, from: string, to: string): void;
  /** Runs its mission into the folder `run`, with `--gate off`, so that the load of this machine does not change the result. */
  run(options?: { readonly arguments?: readonly string[]; readonly env?: NodeJS.ProcessEnv }): Promise<ExampleRun>;
  git(...argv: readonly string[]): void;
  remove(): void;
}

export function copyExample(name: string): ExampleCopy {
  const folder = newFolder();
  const place = `examples/${name}`;
  const scratch = join(examples, name, 'scratch');
  cpSync(join(examples, name), join(folder.path, place), {
    recursive: true,
    filter: (path) => !path.startsWith(scratch),
  });
  return {
    path: folder.path,
    alter(file, from, to) {
      const text = folder.read(`${place}/${file}`);
      if (!text.includes(from)) throw new Error(`${file}: expected ${from} in it`);
      folder.write(
        `${place}/${file}`,
        text.replaceAll(from, () => to),
      );
    },
    async run({ arguments: more = [], env = {} } = {}) {
      const argv = ['run', `${place}/mission.yml`, '--dir', 'run', '--gate', 'off', ...more];
      const ended = await folder.start(argv, { env: { ...withoutRunner(), ...env } }).ended;
      if (!folder.has('run/mission.json')) throw new Error(`it did not run: ${ended.stdout}${ended.stderr}`);
      const { tasks, services }: { tasks: readonly Row[]; services?: readonly ServiceRow[] } = JSON.parse(
        folder.read('run/mission.json'),
      );
      return {
        ...ended,
        row: (id) => find(tasks, id),
        service: (id) => find(services ?? [], id),
        statuses: () => Object.fromEntries(tasks.map(({ id, status }) => [id, status])),
        report: (id) => folder.read(`run/tasks/${id}.md`),
        finalReport: () => folder.read('run/final-report.md'),
      };
    },
    git(...argv) {
      const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'commit.gpgsign=false'];
      execFileSync('git', [...identity, ...argv], { cwd: folder.path, stdio: ['ignore', 'ignore', 'inherit'] });
    },
    remove: folder.remove,
  };
}

/** A port that is free at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** On a runner, these variables describe the event that started the tests, which the mission must not use. */
function withoutRunner(): NodeJS.ProcessEnv {
  const names = Object.keys(process.env).filter((name) => name.startsWith('GITHUB_'));
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

function find<Found extends { readonly id: string }>(rows: readonly Found[], id: string): Found {
  const found = rows.find((row) => row.id === id);
  if (found === undefined) throw new Error(`mission.json has no ${id}, but ${rows.map((row) => row.id).join(', ')}`);
  return found;
}
