import type { Report } from '../diagnostics/finding.ts';
import type { MatrixCommand } from '../matrix/command.ts';
import type { MatrixTask } from '../matrix/matrix.ts';
import type { Included, TaskKind } from '../model/mission.ts';
import type { Text } from '../schema/fields.ts';
import type { MissionDraft, ServiceDraft, TaskDraft } from '../schema/mission.ts';
import type { Path, YamlSource } from '../yaml/source.ts';

/** Input of every check: what the user wrote, and where to report findings. */
export interface Checking {
  /** Of the main file. */
  readonly draft: MissionDraft;
  /** The main file, then included files. */
  readonly scopes: readonly Scope[];
  readonly source: YamlSource;
  /** Tasks in the file's order, then tests. */
  readonly entries: readonly Entry[];
  /** Those that have at least one of these keys. */
  readonly entriesWith: (...keys: readonly (keyof TaskDraft)[]) => readonly Entry[];
  readonly services: readonly ServiceEntry[];
  /** Commands that print values of matrices and have not run yet. */
  readonly commands: readonly MatrixCommand[];
  readonly report: Report;
}

/** The keys of one file that apply to the entries of this file. */
export interface Scope {
  /** Path of the top of the file; empty for the main file. */
  readonly root: Path;
  readonly draft: MissionDraft;
  /** Absent: the main file. */
  readonly included?: Included;
}

/** A mapping of defaults: the general one, or that of a kind. */
export interface Defaults {
  readonly path: Path;
  readonly draft: NonNullable<NonNullable<MissionDraft['defaults']>['tasks']>;
  /** Absent: the general one. */
  readonly kind?: TaskKind;
}

/** The general defaults of a file, then those for tasks and for tests; an empty draft where the file has none. */
export function defaultsIn({ root, draft }: Scope): readonly Defaults[] {
  const { defaults = {} } = draft;
  const path = [...root, 'defaults'];
  return [
    { path, draft: defaults },
    { path: [...path, 'tasks'], draft: defaults.tasks ?? {}, kind: 'task' },
    { path: [...path, 'tests'], draft: defaults.tests ?? {}, kind: 'test' },
  ];
}

/** One task or test as written. */
export interface Entry {
  readonly scope: Scope;
  readonly id: string;
  readonly kind: TaskKind;
  readonly path: Path;
  readonly draft: TaskDraft;
  /** Read once, because there may be 50,000 of them, and several checks need them. */
  readonly needs: readonly NeedItem[];
  /** The combinations; absent without a matrix, empty if the matrix is invalid. */
  readonly matrix?: readonly MatrixTask[];
}

/** One service as written. */
export interface ServiceEntry {
  readonly scope: Scope;
  readonly id: string;
  readonly path: Path;
  readonly draft: ServiceDraft;
  /** The combinations; absent without a matrix, empty if the matrix is invalid. */
  readonly matrix?: readonly MatrixTask[];
}

/** An item of a list, or a single text in place of a list, with its path. */
export interface Item {
  readonly text: string;
  readonly path: Path;
}

/** An item of `needs` or `needs-any`. */
export interface NeedItem extends Item {
  /** That it was skipped counts as success. */
  readonly skippedOk?: true;
}

/** The items of a key that takes a text or a list of texts, without those that could not be read. */
export function itemsAt(
  source: YamlSource,
  path: Path,
  value: Text | readonly (Text | undefined)[] | undefined,
): readonly Item[] {
  if (value === undefined) return [];
  if (!isList(value)) return [{ text: textAt(source, path, value), path }];
  return value.flatMap((item, index): Item[] => {
    if (item === undefined) return [];
    const itemPath = [...path, index];
    return [{ text: textAt(source, itemPath, item), path: itemPath }];
  });
}

function isList<T>(value: Text | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

/** The text of a scalar as it was written; `value` is what the YAML reader made of it. */
export function textAt(source: YamlSource, path: Path, value: Text): string {
  return typeof value === 'string' ? value : (source.text(path) ?? String(value));
}
