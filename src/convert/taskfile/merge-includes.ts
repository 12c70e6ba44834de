import type { Note } from '../draft.ts';
import { parseYamlNodes } from '../json/from-yaml.ts';
import type { JsonNode } from '../json/parse.ts';
import { entriesOf, fieldOf, isTrue, itemsOf, textOf, textsOf } from '../json/read.ts';
import { fillTemplate, variablesOf } from './template.ts';

/** A task of an included file. */
export interface IncludedTask {
  /** Its other names, with the namespaces of its file. */
  readonly aliases: readonly string[];
  /** False if Task does not run it by its name alone: it is internal, or needs values. */
  readonly isRunnable: boolean;
  /** Tasks of the files above that it calls, each with one `:` in front for every file that is left to go up. */
  readonly outer: readonly string[];
}

/** By name. */
export type IncludedTasks = ReadonlyMap<string, IncludedTask>;

/** What an entry of `includes` adds to its file. */
export interface MergedInclude {
  /** With their namespaces, as the including file calls them. */
  readonly tasks: IncludedTasks;
  /** Paths of the file and of all files that it includes. */
  readonly files: ReadonlySet<string>;
}

/** An entry of `includes`, as it is written. */
export interface WrittenInclude {
  readonly namespace: string;
  /** 1-based. */
  readonly line: number;
  /** As it is written; a template is filled if its values are in the file. */
  readonly path: string;
  readonly value: JsonNode;
}

/** Names in the order in which Task looks for them in a folder. */
const USUAL_NAMES = ['yml', 'yaml', 'dist.yml', 'dist.yaml'].flatMap((end) => [`Taskfile.${end}`, `taskfile.${end}`]);

/** Each level may double the names, by an alias or a second include of one file. */
const MOST_NAMES = 20_000;

/** Deeper than any project, and far less deep than the stack. */
const DEEPEST = 100;

/** Absolute paths, addresses of other machines, and templates. */
const ELSEWHERE = /^[/~]|\{\{|^\w+:|^git@/;

export function writtenIncludes(root: JsonNode): readonly WrittenInclude[] {
  const variables = variablesOf(fieldOf(root, 'vars'), new Map());
  return [...entriesOf(fieldOf(root, 'includes'))].map(([namespace, { line, value }]) => {
    const path = textOf(value) ?? textOf(fieldOf(value, 'taskfile')) ?? namespace;
    return { namespace, line, path: fillTemplate(path, variables) ?? path, value };
  });
}

/**
 * Paths at which the file of an include may be; Task takes the first that exists. Empty for a file of another machine or outside of the
 * folder of the mission, and for a path that only Task can compute.
 *
 * @param including path of the including file
 */
export function possiblePaths(path: string, including: string): readonly string[] {
  if (ELSEWHERE.test(path) || ELSEWHERE.test(including)) return [];
  const parts: string[] = [];
  for (const part of [...including.split('/').slice(0, -1), ...path.split('/')]) {
    if (part === '..' && parts.pop() === undefined) return [];
    if (part !== '' && part !== '.' && part !== '..') parts.push(part);
  }
  const full = parts.join('/');
  return [...(full === '' ? [] : [full]), ...USUAL_NAMES.map((name) => [...parts, name].join('/'))];
}

/** Reads included files, those that they include too, as Task merges them: namespaces, aliases, `flatten`, `excludes`, `internal`. */
export class IncludeMerger {
  readonly #others: ReadonlyMap<string, string>;
  readonly #merged = new Map<string, MergedInclude | undefined>();
  /** Paths from the main file to the one that is read. */
  readonly #open: string[];
  #names = 0;
  /** About includes that cannot be followed, in any file. */
  readonly notes: Note[] = [];

  /**
   * @param main path of the file that includes all others
   * @param others with the texts of the included files
   */
  constructor(main: string, others: ReadonlyMap<string, string>) {
    this.#others = others;
    this.#open = [main];
  }

  /** Undefined if the file cannot be read; then a note has the reason. */
  merge({ namespace, line, path, value }: WrittenInclude): MergedInclude | undefined {
    const including = this.#open.at(-1) ?? '';
    const note = (text: string, kind: Note['kind'] = 'left-out'): undefined => {
      const place = { file: including, line };
      this.notes.push({ place, construct: `includes ${namespace}: ${path}`, text, kind });
    };
    const paths = possiblePaths(path, including);
    if (paths.length === 0) return note('is not read, because it is outside of this folder or computed by Task');
    const found = paths.find((each) => this.#others.has(each) || this.#open.includes(each));
    if (found === undefined) {
      return isTrue(fieldOf(value, 'optional'))
        ? note('has no file, and Task goes on without it because it is optional', 'changed')
        : note('has no file that can be read, so Task refuses this Taskfile: write the file, or `optional: true`');
    }
    if (this.#open.includes(found)) return note(`includes ${found} in a circle, so Task refuses this Taskfile`);
    if (this.#open.length > DEEPEST) return note(`is not read, because more than ${DEEPEST} files include each other`);
    const file = this.#read(found);
    if (file === undefined) return note(`cannot be read: ${found} is no YAML file with tasks`);
    const tasks = this.#underNamespace(file.tasks, namespace, value);
    if (tasks === undefined)
      return note(`is not read, because all includes have more than ${MOST_NAMES} names of tasks`);
    return { tasks, files: file.files };
  }

  /** The tasks of a file, with those of its includes. */
  #read(path: string): MergedInclude | undefined {
    if (this.#merged.has(path)) return this.#merged.get(path);
    const parsed = parseYamlNodes({ path, text: this.#others.get(path) ?? '' });
    if (parsed.type === 'invalid' || parsed.root.type !== 'object') return undefined;
    const { root } = parsed;
    const tasks = new Map(
      [...entriesOf(fieldOf(root, 'tasks'))].map(([name, { value }]) => [name, taskOf(name, value)]),
    );
    const files = new Set([path]);
    this.#open.push(path);
    for (const include of writtenIncludes(root)) {
      const merged = this.merge(include);
      for (const file of merged?.files ?? []) files.add(file);
      const isFlat = isTrue(fieldOf(include.value, 'flatten'));
      for (const [name, task] of merged?.tasks ?? []) {
        // A namespace of the same name as a task is not a name for its default task.
        const isTaken = (alias: string): boolean => !isFlat && alias === include.namespace && tasks.has(alias);
        if (!tasks.has(name)) tasks.set(name, { ...task, aliases: task.aliases.filter((alias) => !isTaken(alias)) });
      }
    }
    this.#open.pop();
    const result = { tasks, files };
    this.#merged.set(path, result);
    return result;
  }

  /** Undefined if there are too many names. */
  #underNamespace(tasks: IncludedTasks, namespace: string, value: JsonNode): IncludedTasks | undefined {
    const excluded = new Set(textsOf(fieldOf(value, 'excludes')));
    const isFlat = isTrue(fieldOf(value, 'flatten'));
    const isInternal = isTrue(fieldOf(value, 'internal'));
    const prefixes = isFlat ? [] : [namespace, ...textsOf(fieldOf(value, 'aliases'))];
    const found = new Map<string, IncludedTask>();
    for (const [name, task] of tasks) {
      if (excluded.has(name)) continue;
      const own = [name, ...task.aliases];
      const names = isFlat ? own : prefixes.flatMap((prefix) => own.map((each) => `${prefix}:${each}`));
      const [full = name, ...aliases] = name === 'default' ? [...names, ...prefixes] : names;
      this.#names += aliases.length + 1;
      if (this.#names > MOST_NAMES) return undefined;
      const outer = task.outer.flatMap((each) => (each.startsWith(':') ? [each.slice(1)] : []));
      found.set(full, { aliases, isRunnable: task.isRunnable && !isInternal, outer });
    }
    return found;
  }
}

function taskOf(name: string, value: JsonNode): IncludedTask {
  const needsValues = fieldOf(value, 'requires') !== undefined || name.includes('*');
  const called = [
    ...itemsOf(fieldOf(value, 'deps')).flatMap((item) => textOf(item) ?? textOf(fieldOf(item, 'task')) ?? []),
    ...itemsOf(fieldOf(value, 'cmds')).flatMap((item) => textOf(fieldOf(item, 'task')) ?? []),
  ];
  return {
    aliases: textsOf(fieldOf(value, 'aliases')),
    isRunnable: !needsValues && !isTrue(fieldOf(value, 'internal')),
    outer: called.filter((text) => text.startsWith(':')),
  };
}
