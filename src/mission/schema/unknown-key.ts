import { suggest } from '../../base/suggest.ts';
import { showText } from '../diagnostics/show-text.ts';
import { orList } from './fields.ts';

/** Keys of workflow files and other tools, with what to write instead. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['jobs', 'write the work under `tasks`, and what checks it under `tests`'],
  ['on', 'a mission has no trigger: it runs when it is called'],
  ['runs-on', 'a mission runs on the machine that it is called on'],
  ['uses', 'a step runs a command: write `run`'],
  ['with', 'a step runs a command: pass values through `env`'],
  ['timeout-minutes', 'write `timeout` with a unit: `timeout: 30m`'],
  ['max-parallel', 'write `admission: { workers: { limit: 6 } }`'],
  ['learn', 'it holds for the whole mission: write `admission: { learn: false }`'],
  ['jobserver', 'it holds for the whole mission: write `admission: { jobserver: true }`'],
  ['concurrency', 'to keep two from running at once, give both the same lock: `locks: [database]`'],
  ['strategy', 'write `matrix` in the task itself, and `fail-fast` at the top of the file'],
  ['depends-on', 'write `needs`'],
  ['depends_on', 'write `needs`'],
  ['command', 'write `run`'],
  ['cmd', 'write `run`'],
  ['script', 'write `run`'],
  ['cwd', 'write `working-directory`'],
  ['title', 'write `name`'],
  ['environment', 'write `env`'],
  ['outputs', 'write NAME=VALUE lines to the file in MISSION_OUTPUT; other tasks read them as `tasks.ID.outputs.NAME`'],
  ['paths-ignore', 'write patterns with `!` under `paths`, after the patterns that they restrict'],
  ['retries', 'write `retry: 3`'],
  ['when', 'write `if`'],
  ['condition', 'write `if`'],
  ['mutex', 'write `locks`'],
  ['semaphore', 'declare `admission: { pools: { browsers: 3 } }`, and write `pools: browsers` in the tasks'],
  ['resources', 'declare `admission: { pools: { browsers: 3 } }`, and write `pools: browsers` in the tasks'],
  ['allow-failure', 'write `continue-on-error`'],
  ['healthcheck', 'write `ready`'],
  ['health-check', 'write `ready`'],
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
  const elsewhere = ELSEWHERE.get(key);
  if (elsewhere !== undefined) return { message, hint: elsewhere };
  const near = suggest(key, known);
  return { message, hint: near === undefined ? `expected ${orList(known)}` : `did you mean \`${near}\`?` };
}
