/*
 * This folder reads a Taskfile of Task (taskfile.dev), version 3: its tasks become tasks and tests.
 *
 * `read-taskfile.ts` reads the file. `task-units.ts` makes a unit of each task, `commands.ts` reads its commands, `includes.ts` makes units of
 * the tasks of included files that these run, which `merge-includes.ts` finds in files at any depth, and `template.ts` replaces variables whose
 * values are written in the file. What is taken, and in which order, is decided in `units`.
 *
 * Invariants:
 * - The commands of a task become steps if they mean the same without Task. Otherwise it runs as a whole, as `task NAME`, and its note
 *   has the reason.
 * - Deferred commands become `finally`, preconditions become steps.
 * - Each task is an entry or is named by a note.
 *
 * Not here: what included files contain, and what Task finds up to date: a mission runs each task.
 */
import type { Draft, Note, Reading, SourceFile } from '../draft.ts';
import { parseYamlNodes } from '../json/from-yaml.ts';
import type { JsonNode } from '../json/parse.ts';
import { entriesOf, fieldOf, itemsOf, textOf } from '../json/read.ts';
import { quoteWord } from '../shell/quote.ts';
import { draftUnits } from '../units/draft-units.ts';
import { folderOfFile, outsideNote } from '../units/place.ts';
import { includedUnit, includesOf, type KnownTask } from './includes.ts';
import { type TaskContext, taskUnit } from './task-units.ts';
import { type TaskVariables, variablesOf } from './template.ts';

const USUAL_NAMES = /^[Tt]askfile(\.dist)?\.ya?ml$/;

/**
 * Reads a Taskfile.
 *
 * @param others with the Taskfiles that it includes
 */
export function readTaskfile(file: SourceFile, others: ReadonlyMap<string, string> = new Map()): Reading {
  const parsed = parseYamlNodes(file);
  if (parsed.type === 'invalid') return { type: 'unreadable', diagnostics: parsed.diagnostics };
  const { root } = parsed;
  const tasks = entriesOf(fieldOf(root, 'tasks'));
  const aliases = aliasesOf(root);
  const name = file.path.split(/[\\/]/).at(-1) ?? file.path;
  const { folder, isOutside } = folderOfFile(file.path);
  const variables = variablesOf(fieldOf(root, 'vars'), new Map());
  const includes = includesOf(root, file.path, others);
  const included = new Map<string, KnownTask>();
  const nameOf = (text: string): string | undefined => {
    const known = tasks.has(text) ? text : aliases.get(text);
    const task = known === undefined ? includes.tasks.get(text) : undefined;
    if (task !== undefined) included.set(task.name, task);
    return known ?? task?.name;
  };
  const context: TaskContext = {
    file: file.path,
    folder,
    command: USUAL_NAMES.test(name) ? 'task' : `task -t ${quoteWord(name)}`,
    variables,
    nameOf,
    wholeReason: wholeReason(root, variables),
  };
  const own = [...tasks].map(([task, entry]) => taskUnit(task, entry, context));
  const units = [...own, ...[...included.values()].map((task) => includedUnit(task, context))];
  const drafted = draftUnits({ file: file.path, word: 'task', lock: 'task', units });
  const known = variablesOf(fieldOf(root, 'env'), variables);
  const env = new Map([...entriesOf(fieldOf(root, 'env')).keys()].flatMap((key) => withValue(key, known.get(key))));
  const draft: Draft = {
    file: file.path,
    name: `Tasks of ${name}`,
    before: drafted.before,
    entries: drafted.entries,
    services: [],
    env: env.size === 0 ? undefined : env,
    notes: [
      ...(isOutside ? [outsideNote(file.path)] : []),
      ...includes.notes,
      ...settingNotes(file.path, root),
      ...drafted.notes,
    ],
  };
  return { type: 'read', draft };
}

function aliasesOf(root: JsonNode): ReadonlyMap<string, string> {
  const pairs = [...entriesOf(fieldOf(root, 'tasks'))].flatMap(([name, { value }]) =>
    itemsOf(fieldOf(value, 'aliases')).flatMap((alias) => {
      const text = textOf(alias);
      return text === undefined ? [] : [[text, name] as const];
    }),
  );
  return new Map(pairs);
}

function withValue(key: string, value: string | undefined): readonly (readonly [string, string])[] {
  return value === undefined ? [] : [[key, value]];
}

/** Settings of the whole file that change how each command runs. */
function wholeReason(root: JsonNode, variables: TaskVariables): string | undefined {
  const key = ['dotenv', 'set', 'shopt'].find((name) => fieldOf(root, name) !== undefined);
  if (key !== undefined) return `the file has \`${key}\``;
  const env = fieldOf(root, 'env');
  const known = variablesOf(env, variables);
  return [...entriesOf(env).keys()].some((name) => !known.has(name))
    ? 'the file sets variables to the output of commands'
    : undefined;
}

/** Settings of the whole file that steer what Task shows and what it finds up to date. */
function settingNotes(file: string, root: JsonNode): readonly Note[] {
  return [...entriesOf(root)]
    .filter(([key]) => ['output', 'method', 'interval', 'run'].includes(key))
    .map(([key, { line }]) => ({
      place: { file, line },
      construct: key,
      text: 'is a setting of Task, which a mission does not use',
      kind: 'changed' as const,
    }));
}
