import type { Report } from './finding.ts';
import type { Level } from './mission.ts';
import type { MissionDraft, TaskDraft } from './mission-schema.ts';
import type { Text } from './schema-fields.ts';
import type { Path, YamlSource } from './yaml-source.ts';

/** What every check of meaning gets: what the user wrote, and where to report. */
export interface Checking {
  readonly draft: MissionDraft;
  readonly source: YamlSource;
  /** Tasks in the file's order, then tests. */
  readonly entries: readonly Entry[];
  readonly report: Report;
}

/** One task or test as written. */
export interface Entry {
  readonly id: string;
  readonly level: Level;
  readonly path: Path;
  readonly draft: TaskDraft;
}

export function listEntries(draft: MissionDraft, source: YamlSource): readonly Entry[] {
  return [...entriesOf('tasks', 2, draft.tasks, source), ...entriesOf('tests', 3, draft.tests, source)];
}

function entriesOf(key: 'tasks' | 'tests', level: Level, drafts: MissionDraft['tasks'], source: YamlSource): Entry[] {
  return source.keys([key]).map((id) => ({ id, level, path: [key, id], draft: drafts?.[id] ?? {} }));
}

/** The text of a scalar as it was written; `value` is what the YAML reader made of it. */
export function textAt(source: YamlSource, path: Path, value: Text): string {
  return typeof value === 'string' ? value : (source.text(path) ?? String(value));
}

/** What the user calls one of this level. */
export function kindOf(level: Level): string {
  return level === 2 ? 'task' : 'test';
}
