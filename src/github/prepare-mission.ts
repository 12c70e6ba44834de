import type { Diagnostic } from '../mission/diagnostics/diagnostic.ts';
import { drawDiagnostics } from '../mission/diagnostics/draw.ts';
import type { IncludedText } from '../mission/include/included-file.ts';
import type { RecordedValues } from '../mission/matrix/command.ts';
import type { Mission, Task } from '../mission/model/mission.ts';
import type { Selection } from '../mission/selection/select-tasks.ts';
import { plural } from '../report/text/format.ts';
import type { ChosenPart } from '../run/fleet/choose-part.ts';
import { limitHeapForMission } from '../run/limit-heap.ts';
import { loadMission } from '../run/load-mission.ts';
import type { EnvFiles } from '../run/mission-files/env-files.ts';
import type { MachineFacts } from '../schedule/events/machine-facts.ts';
import { type Annotation, errorRoom, fitAnnotations } from './annotations/annotation.ts';
import { diagnosticAnnotations } from './annotations/diagnostic-annotations.ts';
import { checkHistory } from './check-history.ts';
import { partFrom } from './fleet/part-inputs.ts';
import { type ActionInputs, readInputs } from './inputs.ts';
import { locateMission, type MissionPlace } from './locate-mission.ts';
import { INPUT_EXAMPLE } from './mission-inputs.ts';

/** A mission that can run, with the findings of its checks. */
export interface Prepared {
  readonly type: 'prepared';
  readonly inputs: ActionInputs;
  readonly place: MissionPlace;
  readonly mission: Mission;
  /** All tasks of the mission file, also those that the selection leaves out; of a part, its own. */
  readonly declared: readonly Task[];
  /** All tasks of the mission file, also those of other parts. */
  readonly whole: readonly Task[];
  /** Split into patterns. */
  readonly selection: Selection;
  /** How many tasks and tests the selection leaves out. */
  readonly leftOut: number;
  /** The part that is to run; then `mission` has only its tasks. */
  readonly part?: ChosenPart;
  /** Values of matrices that commands have printed. */
  readonly matrices: readonly RecordedValues[];
  /** Text of the mission file. */
  readonly source: string;
  readonly included: readonly IncludedText[];
  /** What the env files of the mission contain. */
  readonly envFiles: EnvFiles;
  readonly annotations: readonly Annotation[];
  /** The findings as text for the log; '' if there are none. */
  readonly drawn: string;
}

/** A mission that must not run. */
export interface Refused {
  readonly type: 'refused';
  readonly annotations: readonly Annotation[];
  readonly drawn: string;
  /** The verdict as a sentence. */
  readonly why: string;
}

/**
 * Reads the inputs and the mission file and checks both. Runs nothing but the commands of matrices. The working directory must be the workspace, because
 * the paths of missions start there.
 */
export async function prepareMission(
  environment: NodeJS.ProcessEnv,
  machine: MachineFacts,
): Promise<Prepared | Refused> {
  const read = readInputs(environment);
  if ('mistakes' in read) return refuseInputs(read.mistakes);
  const { inputs } = read;
  const located = locateMission(inputs.mission, inputs.workingDirectory, process.cwd());
  if ('mistakes' in located) return refuseInputs(located.mistakes);
  const { place } = located;
  const mistake = checkHistory(inputs.history, place.file, process.cwd());
  if (mistake !== undefined) return refuseInputs([mistake]);
  const { only, skip, withNeeds, withDependents, gate } = inputs;
  const part = partFrom(inputs, environment);
  if ('mistakes' in part) return refuseInputs(part.mistakes);
  limitHeapForMission(place.file);
  const loaded = await loadMission({
    file: place.file,
    // Included files may lie anywhere in the workspace, like the mission file itself.
    workspace: process.cwd(),
    selection: { only, skip, withNeeds, withDependents },
    part: part.request,
    machine,
    root: place.root,
    environment,
    inputs: { given: inputs.inputs, example: INPUT_EXAMPLE },
    ...(gate === undefined ? {} : { gate }),
  });
  if (loaded.type === 'refused') return refuseInputs([`${loaded.message}.`]);
  const { diagnostics, text, included } = loaded;
  const texts = new Map(included.map((each) => [each.file, each.text]));
  const found = {
    annotations: diagnosticAnnotations(diagnostics),
    drawn: diagnostics.length === 0 ? '' : drawDiagnostics(diagnostics, text, { color: false, included: texts }),
  };
  if (loaded.type === 'invalid') return { type: 'refused', ...found, why: countErrors(place.file, diagnostics) };
  const { mission, declared, whole, selection, leftOut, matrices, notes, envFiles } = loaded;
  const drawn = `${notes.map((note) => `${note}\n`).join('')}${found.drawn}`;
  const file = { mission, declared, whole, selection, leftOut, matrices, source: text, included, envFiles };
  const chosen = loaded.part === undefined ? {} : { part: loaded.part };
  return { type: 'prepared', inputs, place, ...file, ...chosen, ...found, drawn };
}

function refuseInputs(mistakes: readonly string[]): Refused {
  const annotations = mistakes.map((message): Annotation => ({ kind: 'error', title: 'Invalid input', message }));
  return {
    type: 'refused',
    annotations: fitAnnotations(annotations, errorRoom, 'the log of this step'),
    drawn: mistakes.length > errorRoom ? mistakes.join('\n') : '',
    why: `Nothing was run: ${plural(mistakes.length, 'mistake')} in the inputs of this step.`,
  };
}

function countErrors(file: string, diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length;
  return `Nothing was run: ${plural(errors, 'error')} in ${file}.`;
}
