/*
 * This folder makes one mission of the files that are converted.
 *
 * `convert.ts` chooses a reader for each file (`readers.ts`), joins their drafts (`merge.ts`), writes the mission, and reads it with the reader
 * of missions. What that refuses is taken out of the draft (`repair.ts`), and the mission is written again. `toolchains.ts` and
 * `shared-machine.ts` add locks and notes to entries that had a machine of their own.
 *
 * Invariants:
 * - The text of a conversion has no error: it was read as a mission file.
 * - An id is unique over all files, and what refers to an id follows when it changes.
 *
 * Not here: what the sources mean (`github`), and the layout of the mission file (`write`).
 */
import type { Diagnostic } from '../../mission/diagnostics/diagnostic.ts';
import type { Mission } from '../../mission/model/mission.ts';
import { readMission } from '../../mission/read.ts';
import { taskAmongChecks } from '../check-like.ts';
import type { Draft, DraftJobs, Note, SourceFile } from '../draft.ts';
import { lockInstalls } from '../repeated-installs.ts';
import { writeMission } from '../write/write-mission.ts';
import { mergeDrafts } from './merge.ts';
import { readerOf } from './readers.ts';
import { repair } from './repair.ts';
import { shareMachine } from './shared-machine.ts';
import { stateToolchains } from './toolchains.ts';

/** An entry has fewer parts than this that may be refused one after the other. */
const MOST_REPAIRS = 100;

export type Conversion =
  | {
      readonly type: 'converted';
      /** Of the mission file; `mission validate` finds no error in it. */
      readonly text: string;
      readonly mission: Mission;
      /** All notes, those of entries, steps and services included. */
      readonly notes: readonly Note[];
      /** How often the checks of missions refused something although a reader had taken it. */
      readonly repaired: number;
      /** Ids of tasks that are part of several jobs in the source. */
      readonly shared: readonly string[];
      /** Absent if no source is a workflow. */
      readonly jobs?: DraftJobs;
    }
  | { readonly type: 'unreadable'; readonly diagnostics: readonly Diagnostic[] }
  /** Nothing in the files can run in a mission. */
  | { readonly type: 'empty'; readonly notes: readonly Note[] };

/**
 * Turns files of a project into one mission.
 *
 * @param others texts of further files by path, which readers may look at
 * @param name under which diagnostics would show the mission
 */
export function convert(
  files: readonly SourceFile[],
  others: ReadonlyMap<string, string> = new Map(),
  name = 'mission.yml',
): Conversion {
  const readings = files.map((file) => readerOf(file)(file, others));
  const diagnostics = readings.flatMap((reading) => (reading.type === 'unreadable' ? reading.diagnostics : []));
  if (diagnostics.length > 0) return { type: 'unreadable', diagnostics };
  const merged = mergeDrafts(readings.flatMap((reading) => (reading.type === 'read' ? [reading.draft] : [])));
  const workflows = new Set(
    readings.flatMap((reading) =>
      reading.type === 'read' && reading.draft.jobs !== undefined ? [reading.draft.file] : [],
    ),
  );
  const entries = shareMachine(lockInstalls(merged.entries), ({ place }) => workflows.has(place.file));
  let draft: Draft = stateToolchains({ ...merged, entries });
  for (let repaired = 0; repaired < MOST_REPAIRS; repaired += 1) {
    draft = withTask(draft);
    if (draft.entries.length === 0) return { type: 'empty', notes: notesOf(draft) };
    const text = writeMission(draft);
    const read = readMission(text, name);
    const errors = read.diagnostics.filter(({ severity }) => severity === 'error');
    if (errors.length === 0 && read.mission !== undefined) {
      const { jobs } = draft;
      const { mission } = read;
      const shared = draft.entries.filter(({ isShared }) => isShared === true).map(({ id }) => id);
      const base = { text, mission, notes: notesOf(draft), repaired, shared };
      return { type: 'converted', ...base, ...(jobs === undefined ? {} : { jobs }) };
    }
    if (errors.length === 0) break;
    const next = repair(draft, text, errors);
    if (next === draft) return { type: 'unreadable', diagnostics: read.diagnostics };
    draft = next;
  }
  return { type: 'empty', notes: notesOf(draft) };
}

function withTask(draft: Draft): Draft {
  const id = taskAmongChecks(draft.entries);
  if (id === undefined) return draft;
  return { ...draft, entries: draft.entries.map((entry) => (entry.id === id ? { ...entry, kind: 'task' } : entry)) };
}

function notesOf({ notes, entries, services }: Draft): readonly Note[] {
  const ofSteps = entries
    .flatMap(({ steps, finally: last = [] }) => [...steps, ...last])
    .flatMap((step) => step.notes ?? []);
  return [
    ...notes,
    ...services.flatMap((service) => service.notes),
    ...entries.flatMap((entry) => entry.notes),
    ...ofSteps,
  ];
}
