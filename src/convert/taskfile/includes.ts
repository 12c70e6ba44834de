import type { Note, SourceFile } from '../draft.ts';
import { parseYamlNodes } from '../json/from-yaml.ts';
import type { JsonNode } from '../json/parse.ts';
import { quoteWord } from '../shell/quote.ts';
import { purposeOf } from '../units/purpose.ts';
import type { Unit } from '../units/unit.ts';
import { type IncludedTask, IncludeMerger, possiblePaths, writtenIncludes } from './merge-includes.ts';
import type { TaskContext } from './task-units.ts';

/** A task of an included file that can be run by its name. */
export interface KnownTask {
  /** Its name here. The aliases stand for the same task. */
  readonly name: string;
  readonly include: Include;
  readonly task: IncludedTask;
}

/** Another Taskfile whose tasks have names here. */
export interface Include {
  readonly name: string;
  /** 1-based. */
  readonly line: number;
  /** As it is written. */
  readonly path: string;
  /** What tasks of this include may run: for each of its files, the first include that has it. */
  readonly shares: readonly string[];
}

export interface Includes {
  /** By each of its names. */
  readonly tasks: ReadonlyMap<string, KnownTask>;
  readonly notes: readonly Note[];
}

/**
 * The includes of a Taskfile, followed through the files that these include.
 *
 * @param others with the texts of the included files
 */
export function includesOf(root: JsonNode, file: string, others: ReadonlyMap<string, string>): Includes {
  const merger = new IncludeMerger(plainPath(file), others);
  const owners = new Map<string, string>();
  const tasks = new Map<string, KnownTask>();
  const notes: Note[] = [];
  for (const written of writtenIncludes(root)) {
    const { namespace, line, path } = written;
    const merged = merger.merge(written);
    if (merged === undefined) continue;
    for (const each of merged.files) if (!owners.has(each)) owners.set(each, path);
    const shares = [...new Set([...merged.files].map((each) => owners.get(each) ?? path))];
    const include: Include = { name: namespace, line, path, shares };
    for (const [name, task] of merged.tasks) {
      if (!task.isRunnable) continue;
      for (const each of [name, ...task.aliases]) if (!tasks.has(each)) tasks.set(each, { name, include, task });
    }
    notes.push(includeNote(file, include));
  }
  return { tasks, notes: [...notes, ...merger.notes] };
}

/** Paths of files that a Taskfile may include. */
export function includedPaths(file: SourceFile): readonly string[] {
  const parsed = parseYamlNodes(file);
  if (parsed.type === 'invalid') return [];
  return writtenIncludes(parsed.root).flatMap(({ path }) => possiblePaths(path, plainPath(file.path)));
}

function plainPath(path: string): string {
  return path.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
}

/**
 * The unit of a task of an included file that a task of this file runs. What it runs there is not known, so that no two tasks of an included
 * file run at the same time.
 */
export function includedUnit(
  { name, include, task }: KnownTask,
  context: Pick<TaskContext, 'file' | 'folder' | 'command' | 'nameOf'>,
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
    inside: [...include.shares, ...task.outer.flatMap((each) => context.nameOf(each) ?? [])],
    notes: [note],
  };
}

function includeNote(file: string, { name, line, path }: Include): Note {
  return {
    place: { file, line },
    construct: `includes ${name}: ${path}`,
    text: 'only the tasks of the included file that are named here are known; give that file too if this mission needs others',
    kind: 'left-out',
  };
}
