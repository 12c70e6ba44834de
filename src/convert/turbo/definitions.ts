import type { Place } from '../draft.ts';
import type { JsonEntry, JsonNode } from '../json/parse.ts';
import { entriesOf, fieldOf, isFalse, isTrue, itemsOf, textOf, textsOf } from '../json/read.ts';

/** What turbo.json says about a task. */
export interface TaskDefinition {
  /** The file that has the task: that of the root, or if only a package has it, that of the package. */
  readonly file: string;
  /** Of its key. 1-based. */
  readonly line: number;
  readonly dependsOn: readonly string[];
  /** Tasks that turbo starts with it. */
  readonly with: readonly string[];
  /** True for a task that does not end, such as a server. */
  readonly isPersistent: boolean;
  /** True if it reads from the keyboard. */
  readonly isInteractive: boolean;
}

/** A turbo.json: that of the root, or of a package. */
export interface TurboFile {
  /** As the user named it. */
  readonly path: string;
  /** By key: `build`, `web#build`, `//#build`. Older files have them in `pipeline`. */
  readonly tasks: ReadonlyMap<string, JsonEntry>;
  /** Names of packages whose files it extends; `//` for the root. */
  readonly extends: readonly string[];
  readonly root: JsonNode;
}

/** Keys of a task that a mission has. */
const TAKEN_KEYS = ['dependsOn', 'with', 'persistent', 'interactive', 'description', 'extends'];

/** In a list, the items that the task inherits. */
const INHERITED = '$TURBO_EXTENDS$';

export function readTurboFile(path: string, root: JsonNode): TurboFile {
  return {
    path,
    tasks: entriesOf(fieldOf(root, 'tasks') ?? fieldOf(root, 'pipeline')),
    extends: textsOf(fieldOf(root, 'extends')),
    root,
  };
}

/** The keys of tasks that steer the cache of turbo, its display and what its processes see, each with the line of the first. */
export function settingsOf({ tasks }: TurboFile): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { value } of tasks.values()) {
    for (const [key, { line }] of entriesOf(value))
      if (!TAKEN_KEYS.includes(key) && !found.has(key)) found.set(key, line);
  }
  return found;
}

/** Items of `dependsOn` that are variables, as old versions of turbo have them, with their lines. */
export function variablesOf({ tasks }: TurboFile): readonly (readonly [string, number])[] {
  return [...tasks.values()].flatMap(({ line, value }) =>
    textsOf(fieldOf(value, 'dependsOn')).flatMap((item) =>
      item.startsWith('$') && item !== INHERITED ? [[item, line] as const] : [],
    ),
  );
}

/**
 * The definition of a task in a package: that of the root, of the files that the package extends, and its own, of which each sets only the
 * keys that differ. Undefined if the package has no such task.
 *
 * @param own files of the packages that have one, by name
 */
export function definitionOf(
  packageName: string,
  task: string,
  root: TurboFile,
  own: ReadonlyMap<string, TurboFile>,
): TaskDefinition | undefined {
  const general = root.tasks.get(`${packageName}#${task}`) ?? root.tasks.get(task);
  const layers = [...(general === undefined ? [] : [general]), ...layersOf(packageName, task, own, new Set())];
  const [first, ...rest] = layers;
  if (first === undefined) return undefined;
  const place =
    general === undefined
      ? { file: own.get(packageName)?.path ?? root.path, line: layers.at(-1)?.line ?? 1 }
      : { file: root.path, line: general.line };
  return rest.reduce<TaskDefinition | undefined>(
    (inherited, { value }) => layered(inherited, value, place),
    layered(undefined, first.value, place),
  );
}

/** The entries of a task in the files that a package extends, and in its own. */
function layersOf(
  packageName: string,
  task: string,
  own: ReadonlyMap<string, TurboFile>,
  seen: Set<string>,
): readonly JsonEntry[] {
  const file = own.get(packageName);
  if (file === undefined || seen.has(packageName)) return [];
  seen.add(packageName);
  const entry = file.tasks.get(task);
  const inherited = file.extends.filter((name) => name !== '//').flatMap((name) => layersOf(name, task, own, seen));
  return [...inherited, ...(entry === undefined ? [] : [entry])];
}

/** Undefined if a package excludes the task with `extends: false` and nothing else. */
function layered(inherited: TaskDefinition | undefined, value: JsonNode, place: Place): TaskDefinition | undefined {
  const isAlone = isFalse(fieldOf(value, 'extends'));
  if (isAlone && entriesOf(value).size === 1) return undefined;
  const base = isAlone ? undefined : inherited;
  const list = (key: 'dependsOn' | 'with'): readonly string[] => {
    const written = fieldOf(value, key);
    if (written === undefined) return base?.[key] ?? [];
    return itemsOf(written).flatMap((item) => {
      const text = textOf(item);
      if (text === INHERITED) return base?.[key] ?? [];
      return text === undefined || text.startsWith('$') ? [] : [text];
    });
  };
  const isSet = (key: string, known: boolean | undefined): boolean =>
    fieldOf(value, key) === undefined ? (known ?? false) : isTrue(fieldOf(value, key));
  return {
    ...place,
    dependsOn: list('dependsOn'),
    with: list('with'),
    isPersistent: isSet('persistent', base?.isPersistent),
    isInteractive: isSet('interactive', base?.isInteractive),
  };
}
