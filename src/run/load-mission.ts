import { readFileSync } from 'node:fs';
import { errorCode, errorText } from '../base/error-code.ts';
import type { Diagnostic } from '../mission/diagnostics/diagnostic.ts';
import type { Gate, Mission } from '../mission/model/mission.ts';
import { readMission } from '../mission/read.ts';
import { leftOutReads } from '../mission/selection/left-out-reads.ts';
import { readSelection, type Selection, selectTasks, withoutUnknown } from '../mission/selection/select-tasks.ts';
import { checkRequests } from '../schedule/check-requests.ts';
import type { MachineFacts } from '../schedule/events/machine-facts.ts';

/** The mission file and the options that override it. */
export interface LoadRequest {
  /** The path as the user gave it. */
  readonly file: string;
  /** Texts from the user, each with one or more patterns. If `forgiving`, each text is one pattern. */
  readonly selection: Selection;
  /** True if the selection comes from a journal. The file may have changed since then: patterns that mean nothing in it are ignored. */
  readonly forgiving?: boolean;
  /** Overrides the file's `admission.gate`. */
  readonly gate?: Gate;
  readonly machine: MachineFacts;
}

export type Loaded =
  | {
      readonly type: 'loaded';
      readonly mission: Mission;
      /** Warnings and hints. */
      readonly diagnostics: readonly Diagnostic[];
      readonly text: string;
      /** Split into patterns, including those that were ignored. */
      readonly selection: Selection;
      /** How many tasks and tests the selection leaves out. */
      readonly leftOut: number;
      /** Patterns of the selection that mean nothing in the file. */
      readonly passedOver: readonly string[];
    }
  | { readonly type: 'invalid'; readonly diagnostics: readonly Diagnostic[]; readonly text: string }
  | { readonly type: 'refused'; readonly message: string };

/** Reads a mission file, checks it, also against the limits of this machine, and reduces it to the selected tasks. */
export function loadMission(request: LoadRequest): Loaded {
  const file = readMissionFile(request.file);
  if (file.type === 'refused') return file;
  const { text } = file;
  const read = readMission(text, request.file);
  if (read.mission === undefined) return { type: 'invalid', diagnostics: read.diagnostics, text };
  const forgiving = request.forgiving === true;
  const selection = forgiving ? request.selection : readSelection(read.mission, request.selection);
  const known = forgiving ? withoutUnknown(read.mission, selection) : selection;
  const selected = selectTasks(read.mission, known);
  if (selected.type === 'refused') return selected;
  const mission = withGate(selected.mission, request.gate);
  const impossible = checkRequests(mission, request.machine, request.file);
  const reads = read.source === undefined ? [] : leftOutReads(read.mission, mission, read.source, request.file);
  const diagnostics = [...read.diagnostics, ...reads, ...impossible];
  if (impossible.length > 0) return { type: 'invalid', diagnostics, text };
  const kept = new Set([...known.only, ...known.skip]);
  const passedOver = [...selection.only, ...selection.skip].filter((id) => !kept.has(id));
  return { type: 'loaded', mission, diagnostics, text, selection, leftOut: selected.leftOut, passedOver };
}

export type MissionFile =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'refused'; readonly message: string };

const unreadable: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'a folder',
  EACCES: 'a file that you may not read',
};

/** The text of the file, or why it cannot be read. */
export function readMissionFile(file: string): MissionFile {
  try {
    return { type: 'text', text: readFileSync(file, 'utf8') };
  } catch (error) {
    const found = unreadable[errorCode(error) ?? ''] ?? errorText(error);
    return { type: 'refused', message: `expected a mission file at ${file}, found ${found}` };
  }
}

function withGate(mission: Mission, gate: Gate | undefined): Mission {
  return gate === undefined ? mission : { ...mission, admission: { ...mission.admission, gate } };
}
