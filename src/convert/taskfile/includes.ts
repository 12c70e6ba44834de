import type { Note, SourceFile } from '../draft.ts';
import { parseYamlNodes } from '../json/from-yaml.ts';
import type { JsonNode } from '../json/parse.ts';
import { entriesOf, fieldOf, isTrue, textOf, textsOf } from '../json/read.ts';
import { quoteWord } from '../shell/quote.ts';
import { folderOfFile } from '../units/place.ts';
import { purposeOf } from '../units/purpose.ts';
import type { Unit } from '../units/unit.ts';
import type { TaskContext } from './task-units.ts';

/** Another Taskfile whose tasks have names here. */
export interface Include {
  readonly name: string;
  /** 1-based. */
  readonly line: number;
  /** As it is written. */
  readonly path: string;
  /** Names here of its tasks that can be run. Empty if the file was not given. */
  readonly tasks: ReadonlySet<string>;
}

/**
 * The includes of a Taskfile.
 *
 * @param folder of the file
 * @param others with the texts of the included files
 */
export function includesOf(
  root: JsonNode,
  folder: string | undefined,
  others: ReadonlyMap<string, string>,
): readonly Include[] {
  return [...entriesOf(fieldOf(root, 'includes'))].map(([name, { line, value }]) => {
    const path = textOf(value) ?? textOf(fieldOf(value, 'taskfile')) ?? name;
    const prefixes = [name, ...textsOf(fieldOf(value, 'aliases'))].map((prefix) => `${prefix}:`);
    const text = possiblePaths(path, folder).flatMap((each) => others.get(each) ?? [])[0];
    // Task refuses to run a task of an internal include by its name.
    const names = isTrue(fieldOf(value, 'internal')) || text === undefined ? [] : runnableTasks(path, text);
    const isFlat = isTrue(fieldOf(value, 'flatten'));
    return {
      name,
      line,
      path,
      tasks: new Set(names.flatMap((task) => (isFlat ? [task] : prefixes.map((prefix) => `${prefix}${task}`)))),
    };
  });
}

/** Paths of files that a Taskfile may include. */
export function includedPaths(file: SourceFile): readonly string[] {
  const parsed = parseYamlNodes(file);
  if (parsed.type === 'invalid') return [];
  const { folder } = folderOfFile(file.path);
  return includesOf(parsed.root, folder, new Map()).flatMap(({ path }) => possiblePaths(path, folder));
}

function possiblePaths(path: string, folder: string | undefined): readonly string[] {
  const inside = path.replace(/^\.\//, '').replace(/\/$/, '');
  if (/^\/|\{\{|^\w+:|(^|\/)\.\.(\/|$)/.test(inside)) return [];
  const full = folder === undefined ? inside : `${folder}/${inside}`;
  return [full, ...['Taskfile.yml', 'Taskfile.yaml', 'taskfile.yml'].map((name) => `${full}/${name}`)];
}

function runnableTasks(path: string, text: string): readonly string[] {
  const parsed = parseYamlNodes({ path, text });
  if (parsed.type === 'invalid') return [];
  return [...entriesOf(fieldOf(parsed.root, 'tasks'))].flatMap(([name, { value }]) => {
    const needsValues = fieldOf(value, 'requires') !== undefined || name.includes('*');
    return isTrue(fieldOf(value, 'internal')) || needsValues ? [] : [name, ...textsOf(fieldOf(value, 'aliases'))];
  });
}

/**
 * The unit of a task of an included file that a task of this file runs. What it runs is not known, so that no two tasks of an included file
 * run at the same time.
 */
export function includedUnit(
  name: string,
  include: Include,
  context: Pick<TaskContext, 'file' | 'folder' | 'command'>,
): Unit {
  const construct = `task ${name}`;
  const note: Note = {
    place: { file: context.file, line: include.line },
    construct,
    text: `is in the included file ${include.path}, so it stays with Task`,
    kind: 'changed',
  };
  return {
    name,
    line: include.line,
    construct,
    purpose: purposeOf(name, []),
    isHidden: true,
    steps: [{ run: `${context.command} ${quoteWord(name)}` }],
    workingDirectory: context.folder,
    before: [],
    inside: [include.path],
    notes: [note],
  };
}

export function includeNotes(file: string, includes: readonly Include[]): readonly Note[] {
  return includes.map(({ name, line, path }) => ({
    place: { file, line },
    construct: `includes ${name}: ${path}`,
    text: 'only the tasks of the included file that are named here are known; give that file too if this mission needs others',
    kind: 'left-out',
  }));
}
