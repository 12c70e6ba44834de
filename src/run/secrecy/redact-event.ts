/*
 * How secrets stay out of the record of a run: the journal, and all that is made from it.
 *
 * The loop computes with events as they happened. What it writes to the journal, folds into the report and shows passes
 * through `redactEvent` first, once, in `src/run/loop.ts`; a run that was killed passes through it when it is recovered.
 * So redaction never changes what is computed with: outputs, conditions and variables keep their values, and only the
 * record has `***`. The files below `io/` that hand values to tasks are redacted when the attempt is over.
 *
 *   redact-event.ts         every event, by its type
 *   redact-mission.ts       the mission file as the journal keeps it
 *   learn-secrets.ts        the values that are known before anything runs
 *   redact-left-behind.ts   what programs wrote: log, outputs, report, results
 *   mission-source.ts       the text of the mission file, for its correction in the report
 *   shown-secrets.ts        notes about values that stand where nothing can be redacted
 *   unset-secrets.ts        notes about names under `secrets` that have no value
 *   redact-killed-run.ts    the logs of a run that was killed before it could redact them
 *
 * Invariants: no text of a program, the machine or the mission reaches the record without `redactText`. Ids, paths and
 * what a resume needs to find files (`file`, `from`, `root`, `only`, `skip`, `base`) are not changed: `shownSecrets` names
 * the places in which they hold a secret. The value of an input is redacted: a resume then asks for it.
 *
 * Not done here: what a secret looks like (`src/secrets`), and the logs (`src/process`).
 */
import type { RecordedValues } from '../../mission/matrix/command.ts';
import type { TaskElsewhere } from '../../schedule/events/elsewhere.ts';
import type { Event } from '../../schedule/events/event.ts';
import type { MachineFacts } from '../../schedule/events/machine-facts.ts';
import type {
  ChangedFiles,
  IncludedSource,
  MissionStarted,
  Resumed,
  TaskBase,
  WorkflowJob,
} from '../../schedule/events/opening.ts';
import type { SetupLog } from '../../schedule/events/service.ts';
import type { StepVariables } from '../../schedule/events/step.ts';
import type { Redactor } from '../../secrets/redact.ts';
import { redactLeftBehind, redactLeftovers } from './redact-left-behind.ts';
import { redactMission } from './redact-mission.ts';

/** An event as the record keeps it. Every type is named, so that one with new text cannot be forgotten. */
export function redactEvent(event: Event, redactor: Redactor): Event {
  const { active, redactText } = redactor;
  if (!active) return event;
  switch (event.type) {
    case 'mission-started':
    case 'resumed':
      return redactOpening(event, redactor);
    case 'deferred':
      return { ...event, detail: redactText(event.detail) };
    case 'admitted':
      return event.detail === undefined ? event : { ...event, detail: redactText(event.detail) };
    case 'retrying':
      return { ...event, reason: redactText(event.reason) };
    case 'step-skipped':
      return { ...event, reason: redactText(event.reason) };
    case 'cleaned':
      return event.failure === undefined ? event : { ...event, failure: redactText(event.failure) };
    case 'finishing':
      return {
        ...event,
        ...(event.reason === undefined ? {} : { reason: redactText(event.reason) }),
        ...(event.retryLine === undefined ? {} : { retryLine: redactText(event.retryLine) }),
        ...(event.artifactsProblem === undefined ? {} : { artifactsProblem: redactText(event.artifactsProblem) }),
      };
    case 'ended':
      return event.reason === undefined ? event : { ...event, reason: redactText(event.reason) };
    case 'step-exited':
    case 'lost':
      return {
        ...event,
        ...('leftovers' in event && event.leftovers !== undefined
          ? { leftovers: redactLeftovers(event.leftovers, redactor) }
          : {}),
        ...(event.left === undefined ? {} : { left: redactLeftBehind(event.left, redactor) }),
        ...('variables' in event && event.variables !== undefined
          ? { variables: withoutSecrets(event.variables, redactText) }
          : {}),
        ...('variablesRejected' in event && event.variablesRejected !== undefined
          ? { variablesRejected: redactText(event.variablesRejected) }
          : {}),
      };
    case 'service-failed':
      return {
        ...event,
        message: redactText(event.message),
        ...(event.setupLog === undefined ? {} : { setupLog: redactSetupLog(event.setupLog, redactText) }),
      };
    case 'spawn-failed':
    case 'degraded':
      return { ...event, message: redactText(event.message) };
    case 'service-exited':
      return { ...event, logTail: redactText(event.logTail) };
    case 'step-started':
      return event.workspace === undefined
        ? event
        : { ...event, workspace: { ...event.workspace, folder: redactText(event.workspace.folder) } };
    // These hold ids, numbers and words of the schedule.
    case 'sampled':
    case 'woke':
    case 'interrupted':
    case 'triggered':
    case 'checked':
    case 'step-advanced':
    case 'step-timed-out':
    case 'cleaning':
    case 'stopping':
    case 'killing':
    case 'requeued':
    case 'paused':
    case 'continued':
    case 'evicted':
    case 'service-starting':
    case 'service-started':
    case 'service-ready':
    case 'service-stopping':
    case 'service-killing':
    case 'mission-ended':
      return event;
    default:
      return event satisfies never;
  }
}

function redactOpening(event: MissionStarted | Resumed, redactor: Redactor): MissionStarted | Resumed {
  const { redactText } = redactor;
  const { source, included, changed, bases, inputs, matrices, part, elsewhere, workflow } = event;
  const opening = {
    ...(source === undefined ? {} : { source: redactText(source) }),
    ...(included === undefined ? {} : { included: redactSources(included, redactText) }),
    ...(inputs === undefined ? {} : { inputs: redactValues(inputs, redactText) }),
    ...(changed === undefined ? {} : { changed: redactChanged(changed, redactText) }),
    ...(bases === undefined ? {} : { bases: redactBases(bases, redactText) }),
    mission: redactMission(event.mission, redactor),
    ...(matrices === undefined ? {} : { matrices: redactMatrices(matrices, redactText) }),
    machine: redactMachine(event.machine, redactText),
    ...(part?.runner === undefined ? {} : { part: { ...part, runner: redactText(part.runner) } }),
    ...(elsewhere === undefined ? {} : { elsewhere: redactElsewhere(elsewhere, redactText) }),
    ...(workflow === undefined ? {} : { workflow: redactJob(workflow, redactText) }),
  };
  if (event.type === 'mission-started') return { ...event, ...opening };
  return { ...event, ...opening, again: event.again.map((each) => ({ ...each, why: redactText(each.why) })) };
}

type RedactText = Redactor['redactText'];

function redactSetupLog({ logTail, causes }: SetupLog, redactText: RedactText): SetupLog {
  return {
    logTail: redactText(logTail),
    ...(causes === undefined ? {} : { causes: causes.map((cause) => ({ ...cause, text: redactText(cause.text) })) }),
  };
}

function redactJob({ runId, attempt, job, step, commit }: WorkflowJob, redactText: RedactText): WorkflowJob {
  return {
    attempt,
    runId: redactText(runId),
    job: redactText(job),
    step: redactText(step),
    commit: redactText(commit),
  };
}

/** The values stay, as in ids. A command that changes here runs again on a resume. */
function redactMatrices(matrices: readonly RecordedValues[], redactText: RedactText): readonly RecordedValues[] {
  return matrices.map((recorded) => ({ ...recorded, command: redactText(recorded.command) }));
}

function redactSources(included: readonly IncludedSource[], redactText: RedactText): readonly IncludedSource[] {
  return included.map(({ path, source }) => ({
    path,
    ...(source === undefined ? {} : { source: redactText(source) }),
  }));
}

/** Their own part has redacted its secrets; this part may know more of them. */
function redactElsewhere(tasks: readonly TaskElsewhere[], redactText: RedactText): readonly TaskElsewhere[] {
  return tasks.map((task) => ({
    ...task,
    ...(task.reason === undefined ? {} : { reason: redactText(task.reason) }),
    ...(task.outputs === undefined ? {} : { outputs: redactValues(task.outputs, redactText) }),
  }));
}

/** Names stay: a resume finds the inputs by them. */
function redactValues(
  inputs: Readonly<Record<string, string>>,
  redactText: RedactText,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, redactText(value)]));
}

/** The base stays: a resume compares with it again. */
function redactChanged(changed: ChangedFiles, redactText: RedactText): ChangedFiles {
  if (changed.type === 'unknown') return { ...changed, why: redactText(changed.why) };
  const { why, files } = changed;
  return { ...changed, ...(why === undefined ? {} : { why: redactText(why) }), files: files.map(redactText) };
}

/** Only a resume reads them from the journal. A variable that is missing is better for it than one with `***`. */
function withoutSecrets({ env, path }: StepVariables, redactText: RedactText): StepVariables {
  const isPlain = (text: string): boolean => redactText(text) === text;
  return {
    env: Object.fromEntries(Object.entries(env).filter(([name, value]) => isPlain(name) && isPlain(value))),
    path: path.filter(isPlain),
  };
}

function redactBases(
  bases: Readonly<Record<string, TaskBase>>,
  redactText: RedactText,
): Readonly<Record<string, TaskBase>> {
  return Object.fromEntries(Object.entries(bases).map(([id, base]) => [id, { ...base, why: redactText(base.why) }]));
}

function redactMachine(machine: MachineFacts, redactText: RedactText): MachineFacts {
  const { hostname, processor, notes } = machine;
  return {
    ...machine,
    hostname: redactText(hostname),
    ...(processor === undefined ? {} : { processor: redactText(processor) }),
    notes: notes.map(redactText),
  };
}
