import type { Text } from '../schema/fields.ts';
import type { MissionDraft, TaskDraft, WrittenDraft } from '../schema/mission.ts';
import type { Path, YamlSource } from '../yaml/source.ts';

/** A draft whose tasks are all mappings, and a source that finds the `run` of each where the file has it. */
export interface Expanded {
  readonly draft: MissionDraft;
  readonly source: YamlSource;
}

const LISTS = ['tasks', 'tests'] as const;
type List = (typeof LISTS)[number];

/** Makes `lint: npm run lint` the same as `lint: { run: npm run lint }`, so that nothing else has to know the short form. */
export function expandShortForms(written: WrittenDraft, source: YamlSource): Expanded {
  const short = new Map<List, ReadonlySet<string>>();
  const expanded: Partial<Record<List, MissionDraft['tasks']>> = {};
  for (const list of LISTS) {
    const drafts = written[list];
    if (drafts === undefined) continue;
    if (areTasks(drafts)) {
      expanded[list] = drafts;
      continue;
    }
    const ids = Object.keys(drafts).filter((id) => isCommand(drafts[id]));
    short.set(list, new Set(ids));
    expanded[list] = Object.fromEntries(Object.entries(drafts).map(([id, draft]) => [id, taskOf(draft)]));
  }
  const draft: MissionDraft = { ...written, ...expanded, tasks: expanded.tasks, tests: expanded.tests };
  if (short.size === 0) return { draft, source };
  const isShort = ([list, id]: Path): boolean =>
    (list === 'tasks' || list === 'tests') && short.get(list)?.has(String(id)) === true;
  return { draft, source: withRuns(source, isShort) };
}

/** True if none is a command alone. */
function areTasks(drafts: NonNullable<WrittenDraft[List]>): drafts is NonNullable<MissionDraft[List]> {
  return !Object.values(drafts).some(isCommand);
}

function isCommand(draft: Text | TaskDraft | undefined): draft is Text {
  return draft !== undefined && typeof draft !== 'object';
}

function taskOf(draft: Text | TaskDraft | undefined): TaskDraft | undefined {
  return isCommand(draft) ? { run: draft } : draft;
}

function withRuns(source: YamlSource, isShort: (path: Path) => boolean): YamlSource {
  const find = (path: Path): Path =>
    path.length === 3 && path[2] === 'run' && isShort(path) ? path.slice(0, 2) : path;
  return {
    has: (path) => source.has(find(path)),
    isMapping: (path) => source.isMapping(find(path)),
    isUnresolved: (path) => source.isUnresolved(find(path)),
    keys: (path) => source.keys(path),
    place: (path) => source.place(find(path)),
    placeWithin: (path, value, start, end) => source.placeWithin(find(path), value, start, end),
    keyPlace: (path) => source.keyPlace(find(path)),
    text: (path) => source.text(find(path)),
    itemTexts: (path) => source.itemTexts(path),
  };
}
