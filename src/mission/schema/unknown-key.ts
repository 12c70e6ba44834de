import { suggest } from '../../base/suggest.ts';
import { showText } from '../diagnostics/show-text.ts';
import { orList } from './fields.ts';

const WORKERS = 'write `admission: { workers: { limit: 6 } }`';
const FINAL_TEST = 'a test with `needs: tasks` starts when all tasks have ended: write it under `tests`';

/** Keys of workflow files and other tools, in lower case with hyphens, with what to write instead. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  [
    'jobs',
    '`mission init --from FILE` converts a workflow; in a mission, write the work under `tasks`, and what checks it under `tests`',
  ],
  ['on', 'a mission has no trigger: it runs when it is called'],
  ['run-name', 'write `name`'],
  ['permissions', 'a mission has no token of its own: write `permissions` in the job that runs it'],
  ['snapshot', 'a mission runs on the machine that it is called on'],
  [
    'runs-on',
    'write it in a task or test: it is the label that this task needs if the mission runs on several runners',
  ],
  [
    'uses',
    'a step runs a command: write `run`; an action belongs in the workflow, before or after the step that runs the mission',
  ],
  ['with', 'a step runs a command: pass values through `env`'],
  ['timeout-minutes', 'write `timeout` with a unit: `timeout: 30m`'],
  ['max-parallel', WORKERS],
  ['max-workers', WORKERS],
  ['parallelism', WORKERS],
  ['learn', 'it holds for the whole mission: write `admission: { learn: false }`'],
  ['jobserver', 'it holds for the whole mission: write `admission: { jobserver: true }`'],
  ['concurrency', 'to keep two from running at once, give both the same lock: `locks: [database]`'],
  ['strategy', 'write `matrix` in the task itself, and `fail-fast` at the top of the file'],
  ['depends-on', 'write `needs`'],
  ['after', 'write `needs`'],
  ['deps', 'write `needs`'],
  ['requires', 'write `needs`'],
  ['prerequisites', 'write `needs`'],
  ['before', 'write `needs` in the task that starts later'],
  ['integration', FINAL_TEST],
  ['integration-test', FINAL_TEST],
  ['command', 'write `run`'],
  ['cmd', 'write `run`'],
  ['exec', 'write `run`'],
  ['script', 'write `run`'],
  ['commands', 'write `run` with one command a line, or `steps`'],
  ['cmds', 'write `run` with one command a line, or `steps`'],
  ['scripts', 'write `run` with one command a line, or `steps`'],
  ['cwd', 'write `working-directory`'],
  ['dir', 'write `working-directory`'],
  ['workdir', 'write `working-directory`'],
  ['title', 'write `name`'],
  [
    'environment',
    'for variables, write `env`; an environment for deployments belongs in the job of the workflow that runs the mission',
  ],
  ['vars', 'pass them in `env` of the step that runs the mission; expressions read them as `env.NAME`'],
  ['variables', 'write `env`'],
  [
    'background',
    'tasks run side by side without it: make the step a task of its own, or a service if it runs until its users have ended',
  ],
  ['wait', 'make the steps tasks of their own: a task waits for those under `needs`'],
  ['wait-all', 'make the steps tasks of their own: a task waits for those under `needs`'],
  [
    'cache',
    'a mission has no cache: restore and save it in the workflow, before and after the step that runs the mission',
  ],
  ['stage', 'write `needs`: a task starts when all of them have ended'],
  ['stages', 'write `needs` in the tasks: each starts when all of them have ended'],
  ['before-script', 'write the commands as the first of `steps`'],
  ['rules', 'write `if`, or `paths` for changed files'],
  ['parallel', 'tasks without `needs` run side by side; for several combinations write `matrix`'],
  ['dependencies', 'write `needs`'],
  [
    'extends',
    'write keys that several tasks share under `defaults`, or give a value an anchor and repeat it with an alias',
  ],
  ['outputs', 'write NAME=VALUE lines to the file in MISSION_OUTPUT; other tasks read them as `tasks.ID.outputs.NAME`'],
  ['paths-ignore', 'write patterns with `!` under `paths`, after the patterns that they restrict'],
  ['retries', 'write `retry: 3`'],
  ['attempts', 'write `retry: 3`'],
  ['when', 'write `if`'],
  ['condition', 'write `if`'],
  ['mutex', 'write `locks`'],
  ['semaphore', 'declare `admission: { pools: { browsers: 3 } }`, and write `pools: browsers` in the tasks'],
  ['resources', 'declare `admission: { pools: { browsers: 3 } }`, and write `pools: browsers` in the tasks'],
  ['allow-failure', 'write `continue-on-error`'],
  ['allowed-exit-codes', 'write `success-exit-codes: [0, 2]`'],
  ['expected-exit-code', 'write `success-exit-codes: 2`'],
  ['kill-timeout', 'write `grace: 30s`'],
  ['kill-after', 'write `grace: 30s`'],
  ['healthcheck', 'write `ready`'],
  ['health-check', 'write `ready`'],
  [
    'container',
    'a task runs on this machine: write the container into the command, such as `run: docker run --rm IMAGE COMMAND`',
  ],
  ['volumes', 'write them into the command, such as `run: docker run --rm --volume .:/src IMAGE COMMAND`'],
  ['options', 'write them into the command, such as `run: docker run --rm OPTIONS IMAGE COMMAND`'],
  ['credentials', 'log in to the registry in the workflow, before the step that runs the mission'],
  ['entrypoint', 'write it into the command, such as `run: docker run --rm --entrypoint PROGRAM IMAGE`'],
  ['args', 'write them into the command under `run`'],
  ['image', 'a service runs a command on this machine: write `run`'],
  ['ports', 'a service runs on this machine: it listens where its command says'],
  ['url', 'write `http`'],
  ['port', 'write `tcp: 127.0.0.1:8080`'],
  ['needs', 'tasks and tests have `needs`; a service starts with the first of those that name it under `services`'],
  [
    'cpus',
    '`cpus` belongs in a task or test, or under `defaults`; a service has no CPU budget, and under `admission` write `cpu`',
  ],
  ['pausable', '`pausable` belongs in a task or test: services are never paused'],
  ['critical', 'only memory has a critical share: write `admission: { memory: { critical: 95 } }`'],
  ['ready', 'only services have `ready`: a task is complete when it ends'],
  ['run', 'commands stand in tasks, tests and services; under `defaults` write `shell` without `run` around it'],
  ['<<', 'merge keys are not part of YAML 1.2: repeat the keys, or give the whole value an anchor'],
]);

/** A place further out in the file, such as "at the top of the file", and the keys that may stand there. */
export interface Outside {
  readonly where: string;
  readonly keys: readonly string[];
}

/** Message and hint for a key that may not stand here; `known` are those that may. */
export function explainUnknownKey(
  key: string,
  known: readonly string[],
  outside: readonly Outside[],
): { message: string; hint: string } {
  const message = `unknown key ${showText(key)}`;
  const place = outside.find(({ keys }) => keys.includes(key));
  if (place !== undefined) return { message, hint: `\`${key}\` belongs ${place.where}` };
  if (key === 'scripts' && known.includes('tasks')) {
    return {
      message,
      hint: 'write scripts under `tasks` and `tests`; `mission init --from FILE` converts a package.json',
    };
  }
  const elsewhere = ELSEWHERE.get(withHyphens(key));
  if (elsewhere !== undefined) return { message, hint: elsewhere };
  const near = suggest(key, known);
  return { message, hint: near === undefined ? `expected ${orList(known)}` : `did you mean \`${near}\`?` };
}

/** Other tools write the same key as `dependsOn`, `depends_on` or `depends-on`. */
function withHyphens(key: string): string {
  return key
    .replace(/(?<=[a-z])(?=[A-Z])/g, '-')
    .replaceAll('_', '-')
    .toLowerCase();
}
