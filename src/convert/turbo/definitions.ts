import { type JsonNode, parseJson } from '../json/parse.ts';
import { entriesOf, fieldOf, isTrue, textsOf } from '../json/read.ts';

/** What turbo.json says about a task. */
export interface TaskDefinition {
  /** Of its key in the file of the root. 1-based. */
  readonly line: number;
  readonly dependsOn: readonly string[];
  /** True for a task that does not end, such as a server. */
  readonly isPersistent: boolean;
  /** True if it reads from the keyboard. */
  readonly isInteractive: boolean;
  /** Other keys, which steer the cache of turbo and its display. */
  readonly others: readonly string[];
}

/** Definitions by key: `build`, `web#build`, `//#build`. */
export type TaskDefinitions = ReadonlyMap<string, TaskDefinition>;

/** The definitions of a file, in `tasks` or, in older files, in `pipeline`. */
export function readDefinitions(root: JsonNode): TaskDefinitions {
  const tasks = fieldOf(root, 'tasks') ?? fieldOf(root, 'pipeline');
  return new Map([...entriesOf(tasks)].map(([name, { line, value }]) => [name, toDefinition(line, value)]));
}

/** The definition of a task in a package: that of its own turbo.json, of `NAME#task`, or of the task in general. */
export function definitionOf(
  packageName: string,
  task: string,
  root: TaskDefinitions,
  ownText: string | undefined,
): TaskDefinition | undefined {
  const general = root.get(`${packageName}#${task}`) ?? root.get(task);
  const parsed = ownText === undefined ? undefined : parseJson(ownText);
  const own = parsed?.type === 'parsed' ? entriesOf(fieldOf(parsed.root, 'tasks')).get(task)?.value : undefined;
  if (own === undefined) return general;
  const definition = toDefinition(general?.line ?? 1, own);
  // A package sets only the keys that differ.
  const inherits = (key: string): boolean => fieldOf(own, key) === undefined;
  return {
    line: definition.line,
    dependsOn: inherits('dependsOn') ? (general?.dependsOn ?? []) : definition.dependsOn,
    isPersistent: inherits('persistent') ? (general?.isPersistent ?? false) : definition.isPersistent,
    isInteractive: inherits('interactive') ? (general?.isInteractive ?? false) : definition.isInteractive,
    others: definition.others,
  };
}

function toDefinition(line: number, value: JsonNode): TaskDefinition {
  const known = ['dependsOn', 'persistent', 'interactive', 'description'];
  return {
    line,
    dependsOn: textsOf(fieldOf(value, 'dependsOn')),
    isPersistent: isTrue(fieldOf(value, 'persistent')),
    isInteractive: isTrue(fieldOf(value, 'interactive')),
    others: [...entriesOf(value).keys()].filter((key) => !known.includes(key)),
  };
}
