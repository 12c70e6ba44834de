import { orList } from './schema-fields.ts';
import { showText } from './show-text.ts';
import { suggest } from './suggest.ts';

/** Keys of the planned language that this version does not read yet. */
const PLANNED: ReadonlySet<string> = new Set([
  'if',
  'needs-any',
  'retry',
  'matrix',
  'locks',
  'priority',
  'results',
  'secrets',
  'paths',
  'services',
  'outputs',
]);

/** What people bring along from workflow files and other tools. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['jobs', 'the work stands under `tasks`, what checks it under `tests`'],
  ['on', 'a mission has no trigger: it runs when it is called'],
  ['runs-on', 'a mission runs on the machine that it is called on'],
  ['uses', 'a step runs a command: write `run`'],
  ['with', 'a step runs a command: pass values through `env`'],
  ['timeout-minutes', 'write `timeout` with a unit: `timeout: 30m`'],
  ['max-parallel', 'write `admission: { workers: { limit: 6 } }`'],
  ['concurrency', 'write `admission: { workers: { limit: 6 } }`'],
  ['strategy', '`fail-fast` stands at the top of the file'],
  ['depends-on', 'write `needs`'],
  ['depends_on', 'write `needs`'],
  ['command', 'write `run`'],
  ['cmd', 'write `run`'],
  ['script', 'write `run`'],
  ['cwd', 'write `working-directory`'],
  ['title', 'write `name`'],
  ['environment', 'write `env`'],
  ['<<', 'merge keys are not part of YAML 1.2: repeat the keys, or give the whole value an anchor'],
]);

/** Message and hint for a key that may not stand here; `known` are those that may. */
export function explainUnknownKey(key: string, known: readonly string[]): { message: string; hint: string } {
  if (PLANNED.has(key)) {
    const message = `${showText(key)} is part of the planned language but not of this version`;
    return { message, hint: 'remove the key until a version that knows it' };
  }
  const message = `unknown key ${showText(key)}`;
  const elsewhere = ELSEWHERE.get(key);
  if (elsewhere !== undefined) return { message, hint: elsewhere };
  const near = suggest(key, known);
  return { message, hint: near === undefined ? `expected ${orList(known)}` : `did you mean \`${near}\`?` };
}
