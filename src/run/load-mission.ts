import { readFileSync } from 'node:fs';
import { errorCode, errorText } from '../base/error-code.ts';
import type { Diagnostic } from '../mission/diagnostics/diagnostic.ts';
import type { InputDeclaration } from '../mission/inputs/input.ts';
import { type GivenInputs, type InputValues, resolveInputs, sameInput } from '../mission/inputs/resolve-inputs.ts';
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
  /** True if selection and inputs come from a journal. The file may have changed since then: what means nothing in it is ignored. */
  readonly forgiving?: boolean;
  /** The inputs that were given. Absent: nothing will run, so none is checked. */
  readonly inputs?: InputsRequest;
  /** Overrides the file's `admission.gate`. */
  readonly gate?: Gate;
  /** True keeps workspaces, whatever the file's `keep-workspaces` says. */
  readonly keepWorkspaces?: boolean | undefined;
  readonly machine: MachineFacts;
}

/** Inputs as they were given. */
export interface InputsRequest {
  readonly given: GivenInputs;
  /** How one is given, with NAME and VALUE, for messages. */
  readonly example: string;
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
      /** The inputs that were given and that the file declares. */
      readonly inputs: GivenInputs;
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
  const { given: asked, example } = request.inputs ?? { given: {}, example: '' };
  const given = forgiving ? declaredOnly(asked, read.inputs) : asked;
  const declared = request.inputs === undefined ? [] : read.inputs;
  const inputs = resolveInputs(declared, given, example);
  if (inputs.type === 'refused') return { type: 'refused', message: inputs.mistakes.join('; ') };
  const overridden = withInputs(withGate(selected.mission, request.gate), inputs.values);
  const mission: Mission = request.keepWorkspaces === true ? { ...overridden, keepWorkspaces: true } : overridden;
  const impossible = checkRequests(mission, request.machine, request.file);
  const reads = read.source === undefined ? [] : leftOutReads(read.mission, mission, read.source, request.file);
  const diagnostics = [...read.diagnostics, ...reads, ...impossible];
  if (impossible.length > 0) return { type: 'invalid', diagnostics, text };
  const kept = new Set([...known.only, ...known.skip]);
  const passedOver = [...selection.only, ...selection.skip].filter((id) => !kept.has(id));
  const { leftOut } = selected;
  return { type: 'loaded', mission, diagnostics, text, selection, leftOut, passedOver, inputs: given };
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

function declaredOnly(given: GivenInputs, declared: readonly InputDeclaration[]): GivenInputs {
  const isDeclared = ([given]: readonly [string, string]) => declared.some(({ name }) => sameInput(name, given));
  return Object.fromEntries(Object.entries(given).filter(isDeclared));
}

/** A mission that declares no inputs has none, and not an empty list: so it is in older journals. */
function withInputs(mission: Mission, inputs: InputValues): Mission {
  return Object.keys(inputs).length === 0 ? mission : { ...mission, inputs };
}

function withGate(mission: Mission, gate: Gate | undefined): Mission {
  return gate === undefined ? mission : { ...mission, admission: { ...mission.admission, gate } };
}
