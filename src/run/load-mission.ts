import { errorCode, errorText } from '../base/error-code.ts';
import { readNamedText } from '../files/read-named-file.ts';
import type { Diagnostic } from '../mission/diagnostics/diagnostic.ts';
import type { IncludedText } from '../mission/include/included-file.ts';
import type { InputDeclaration } from '../mission/inputs/input.ts';
import { type GivenInputs, type InputValues, resolveInputs, sameInput } from '../mission/inputs/resolve-inputs.ts';
import type { RecordedValues } from '../mission/matrix/command.ts';
import type { Gate, Mission, Task } from '../mission/model/mission.ts';
import { type ReadMission, readMission } from '../mission/read.ts';
import { leftOutReads } from '../mission/selection/left-out-reads.ts';
import { readSelection, type Selection, selectTasks, withoutUnknown } from '../mission/selection/select-tasks.ts';
import { checkRequests } from '../schedule/check-requests.ts';
import type { MachineFacts } from '../schedule/events/machine-facts.ts';
import { checkLabels } from './check-labels.ts';
import type { Chosen, ChosenPart, PartRequest } from './fleet/choose-part.ts';
import type { MatrixValues } from './matrix-commands/values.ts';
import { type EnvFiles, envFileReader } from './mission-files/env-files.ts';
import { missionFilesOf, NOT_READABLE } from './mission-files/included-files.ts';

/** The mission file and the options that override it. */
export interface LoadRequest {
  /** The path as the user gave it. */
  readonly file: string;
  /** Texts from the user, each with one or more patterns. If `forgiving`, each text is one pattern. */
  readonly selection: Selection;
  /** Which part of a plan is to run; absent: all that is selected. With it, nothing is selected. */
  readonly part?: PartRequest | undefined;
  /** True if selection and inputs come from a journal. The file may have changed since then: what means nothing in it is ignored. */
  readonly forgiving?: boolean;
  /** The inputs that were given. Absent: nothing will run, so none is checked. */
  readonly inputs?: InputsRequest;
  /** Overrides the file's `admission.gate`. */
  readonly gate?: Gate;
  /** True keeps workspaces, whatever the file's `keep-workspaces` says. */
  readonly keepWorkspaces?: boolean | undefined;
  readonly machine: MachineFacts;
  /** Absolute folder in which the commands of matrices run. */
  readonly root: string;
  /** Absolute folder in which included files must lie; absent: the root. */
  readonly workspace?: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Values of matrices that an earlier run has recorded: their commands do not run again, unless they have changed. */
  readonly matrices?: readonly RecordedValues[];
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
      /** All tasks of the file, also those that the selection leaves out; of a part, its own. */
      readonly declared: readonly Task[];
      /** All tasks of the file, also those of other parts. */
      readonly whole: readonly Task[];
      /** Warnings and hints. */
      readonly diagnostics: readonly Diagnostic[];
      readonly text: string;
      readonly included: readonly IncludedText[];
      /** What its env files contain. */
      readonly envFiles: EnvFiles;
      /** Split into patterns, including those that were ignored. */
      readonly selection: Selection;
      /** How many tasks and tests the selection leaves out. */
      readonly leftOut: number;
      /** Patterns of the selection that mean nothing in the file. */
      readonly passedOver: readonly string[];
      /** The inputs that were given and that the file declares. */
      readonly inputs: GivenInputs;
      /** Values of matrices that commands have printed. Empty if the file has no such command. */
      readonly matrices: readonly RecordedValues[];
      /** A sentence for each command of a matrix that ran. */
      readonly notes: readonly string[];
      /** The part that is to run; then `mission` has only its tasks. */
      readonly part?: ChosenPart;
    }
  | {
      readonly type: 'invalid';
      readonly diagnostics: readonly Diagnostic[];
      readonly text: string;
      readonly included: readonly IncludedText[];
    }
  | { readonly type: 'refused'; readonly message: string };

/**
 * Reads a mission file, checks it, also against the limits of this machine, and reduces it to the selected tasks. Runs the commands that
 * print values of matrices, if everything else is in order.
 */
export async function loadMission(request: LoadRequest): Promise<Loaded> {
  const file = readMissionFile(request.file);
  if (file.type === 'refused') return file;
  const { text } = file;
  const files = missionFilesOf(request.file, request.workspace ?? request.root);
  const { read: envFile, contents: envFiles } = envFileReader(request.root);
  const first = readMission(text, request.file, { files, envFile });
  if (first.mission === undefined && first.commands.length === 0) {
    return { type: 'invalid', diagnostics: first.diagnostics, text, included: first.included };
  }
  const inputs = inputsOf(request, first.inputs);
  if (inputs.type === 'refused') return { type: 'refused', message: inputs.mistakes.join('; ') };
  const { recorded, notes, valuesOf } = first.commands.length === 0 ? NO_VALUES : await valuesFor(request, first);
  const read = first.commands.length === 0 ? first : readMission(text, request.file, { files, envFile, valuesOf });
  const { included } = read;
  if (read.mission === undefined) return { type: 'invalid', diagnostics: read.diagnostics, text, included };
  const forgiving = request.forgiving === true;
  const selection = forgiving ? request.selection : readSelection(read.mission, request.selection);
  const known = forgiving ? withoutUnknown(read.mission, selection) : selection;
  const whole = withInputs(withGate(read.mission, request.gate), inputs.values);
  const chosen = request.part === undefined ? undefined : await partOf(request.part, whole);
  if (chosen?.type === 'refused') return chosen;
  const selected = chosen === undefined ? selectTasks(whole, known) : { mission: chosen.own, leftOut: 0 };
  if ('type' in selected && selected.type === 'refused') return selected;
  const overridden = selected.mission;
  const mission: Mission = request.keepWorkspaces === true ? { ...overridden, keepWorkspaces: true } : overridden;
  const impossible = checkRequests(mission, request.machine, request.file);
  const reads =
    read.checking === undefined || chosen !== undefined
      ? []
      : leftOutReads(read.mission, mission, read.checking, request.file);
  const labels = checkLabels(mission, request.machine, request.file);
  const diagnostics = [...read.diagnostics, ...reads, ...labels, ...impossible];
  if (impossible.length > 0) return { type: 'invalid', diagnostics, text, included };
  const kept = new Set([...known.only, ...known.skip]);
  const passedOver = [...selection.only, ...selection.skip].filter((id) => !kept.has(id));
  const { leftOut } = selected;
  const part = chosen === undefined ? {} : { part: chosen.part };
  const declared = (chosen?.own ?? whole).tasks;
  const selecting = { declared, whole: whole.tasks, selection, leftOut, passedOver, inputs: inputs.given, ...part };
  return { type: 'loaded', mission, diagnostics, text, included, envFiles, ...selecting, matrices: recorded, notes };
}

const NO_VALUES: MatrixValues = { valuesOf: () => undefined, recorded: [], notes: [] };

/** Loaded here, because few runs are parts. */
async function partOf(request: PartRequest, mission: Mission): Promise<Chosen> {
  const { choosePart } = await import('./fleet/choose-part.ts');
  return choosePart(request, mission);
}

/** Loaded here, because few missions have such a command. */
async function valuesFor(request: LoadRequest, { commands }: ReadMission): Promise<MatrixValues> {
  const { root, environment, matrices } = request;
  const { readMatrixValues } = await import('./matrix-commands/values.ts');
  return readMatrixValues({ commands, root, environment, ...(matrices === undefined ? {} : { recorded: matrices }) });
}

function inputsOf(request: LoadRequest, declared: readonly InputDeclaration[]) {
  const { given: asked, example } = request.inputs ?? { given: {}, example: '' };
  const given = request.forgiving === true ? declaredOnly(asked, declared) : asked;
  return { given, ...resolveInputs(request.inputs === undefined ? [] : declared, given, example) };
}

export type MissionFile =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'refused'; readonly message: string };

/** The text of the file, or why it cannot be read. */
export function readMissionFile(file: string): MissionFile {
  try {
    return { type: 'text', text: readNamedText(file) };
  } catch (error) {
    const found = NOT_READABLE[errorCode(error) ?? ''] ?? errorText(error);
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
