/*
 * This folder is the GitHub Action: `main` runs here, `post` in finish-action.ts.
 *
 * `prepare-mission.ts` reads the inputs and the mission file and annotates their mistakes. attempts/ continues the mission of an earlier attempt of
 * the workflow run, if the inputs ask for it. The run itself is the same as on the
 * command line (run/start.ts), with its folder in the runner's temporary folder. Its events become progress lines in the log. After
 * the run come annotations, outputs, the job summary and the artifact (publish.ts). The output of tasks is printed while the
 * mission runs or after it (log/).
 *
 * Invariants:
 * - The exit code is set before anything is published: a failed upload cannot make a failed mission pass.
 * - Each milestone is saved as soon as it is reached (saved-state.ts), so that `post` finishes what a killed `main` left undone.
 * - Untrusted text is escaped, so that it cannot trigger workflow commands (log/print-output.ts).
 * - GitHub's limits are never exceeded: annotations per step, bytes of the summary, names of artifacts.
 * - A refused run and a full disk fail the step with a message that says what to do. Any other exception is a defect (action.ts).
 *
 * Not here: the text of reports (report), scheduling decisions (schedule), processes (process).
 */
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFailed, setOutput, setSecret } from '@actions/core';
import { readMachineFacts } from '../machine/machine-facts.ts';
import { plainVerdict } from '../report/analysis/bounds/verdict.ts';
import { progressLines } from '../report/lines/progress-lines.ts';
import type { RunReport } from '../report/model/run.ts';
import { plural } from '../report/text/format.ts';
import { catchSignals } from '../run/catch-signals.ts';
import type { RunPart } from '../run/fleet/run-part.ts';
import type { Refusal } from '../run/folder/refusal.ts';
import { followStatus } from '../run/follow-status.ts';
import { givenOverrides } from '../run/overrides.ts';
import { type StartedRun, startRun } from '../run/start.ts';
import { systemClock } from '../run/system-clock.ts';
import type { MachineFacts } from '../schedule/events/machine-facts.ts';
import { type Annotation, errorRoom, fitAnnotations } from './annotations/annotation.ts';
import { publishAnnotations, publishTaskAnnotations } from './annotations/publish-annotations.ts';
import { type AttemptPlace, prepareAttempt, type ReadyAttempt } from './attempts/prepare-attempt.ts';
import { commentMarker } from './comment/marker.ts';
import { type GitHubReports, hideToken, startGitHubReports } from './github-reports.ts';
import { printFailures, printTaskGroups } from './log/grouped-log.ts';
import { createLiveLog, printFailureSummary } from './log/live-log.ts';
import { printUntrusted } from './log/print-output.ts';
import { outputsOf } from './outputs.ts';
import { type Prepared, prepareMission } from './prepare-mission.ts';
import { publishArtifact, publishSummary } from './publish.ts';
import { publishPart } from './publish-part.ts';
import { type Settings, saveDir, saveMilestone, saveSettings } from './saved-state.ts';

/** Milliseconds for the upload: longer than the retries of the client take. */
const uploadLimit = 120_000;

/** Bytes a millisecond: files that tasks keep have more time. */
const slowestUpload = 2_000;

/** The `main` of the action. Sets the step's outputs and, unless the mission succeeded, fails the step. */
export async function runAction(environment: NodeJS.ProcessEnv): Promise<void> {
  const temporary = environment.RUNNER_TEMP || tmpdir();
  const first = join(temporary, `mission-${randomUUID()}`);
  // Before anything else: from now on `post` can clean up if `main` is killed.
  saveDir(first);
  // If the runner dies, our output is closed; the processes of the mission must still be stopped in order.
  process.stdout.on('error', () => undefined);
  // Paths of missions in messages and annotations start here.
  process.chdir(environment.GITHUB_WORKSPACE || '.');
  const machine = readMachineFacts();
  const prepared = await prepareMission(environment, machine);
  if (prepared.drawn !== '') printUntrusted(prepared.drawn);
  publishAnnotations(prepared.annotations);
  if (prepared.type === 'refused') {
    setOutput('result', 'invalid');
    setFailed(prepared.why);
    return reportRefused(prepared.why, environment);
  }
  hideToken(prepared.inputs.token, environment);
  if (prepared.inputs.runners !== undefined) return planJob(prepared, prepared.inputs.runners, machine, environment);
  const settings = settingsOf(prepared, environment);
  saveSettings(settings);
  if (prepared.inputs.merge) {
    // Loaded here, because few steps merge.
    const { mergeAction } = await import('./merge-action.ts');
    return mergeAction({ prepared, settings, dir: first, environment });
  }
  const interrupted = new AbortController();
  const signals = catchSignals();
  const reports = await startGitHubReports(prepared, settings.commentMarker, environment);
  const failStep = async (message: string): Promise<void> => {
    setOutput('result', 'failed');
    setFailed(message);
    await reports?.settle(message, interrupted.signal);
  };
  const ready = await makeReady(prepared, { machine, dir: first, temporary, environment });
  if (ready.type === 'refused') return failStep(`Nothing was run: ${ready.message}.`);
  const { dir, problems } = ready;
  if (dir !== first) saveDir(dir);
  // First of all: no later error can make a part pass that lacks artifacts.
  if (problems.length > 0) process.exitCode = 1;
  publishAnnotations(missingAnnotations(problems));
  const started = follow(prepared, ready, { machine, environment, reports });
  if (started.type === 'refused') return failStep(`Nothing was run: ${started.message}.`);
  const { run } = started;
  // The listeners stay until the process exits: no signal may end it before the verdict, and `post` redoes a cancelled upload.
  signals.passTo((signal) => {
    interrupted.abort();
    run.interrupt(signal);
  });
  const end = await run.finished;
  if (end.type === 'broken') return failStep(`The mission was stopped: ${end.message}.`);
  const { report } = end;
  // First of all: no later error can make a failed mission pass.
  if (report.result !== 'succeeded') process.exitCode = 1;
  publishTaskAnnotations(report, prepared.place.root, settings.log === 'live');
  saveMilestone('annotated');
  for (const [name, value] of Object.entries(outputsOf(report, dir))) setOutput(name, value);
  const { secrets } = ready.prepared;
  const publication = { dir, settings, environment, secrets, resumable: report.result !== 'succeeded' };
  publishSummary(report, publication);
  // After everything that a cancelled step must leave behind. If the step is killed here, `post` prints the output.
  if (settings.log === 'grouped') printTaskGroups(report, publication);
  saveMilestone('printed');
  // Beside the upload, so that the step waits for one of them only.
  const settled = reports?.settle(report, interrupted.signal);
  // A cancelled step is killed within seconds: then `post` uploads.
  const limit = uploadLimit + keptBytes(report) / slowestUpload;
  if (settings.part === true) {
    const problem = await publishPart(publication, limit, interrupted.signal);
    if (problem !== undefined) {
      process.exitCode = 1;
      setFailed(problem);
    }
    await settled;
  } else {
    const links = await publishArtifact(publication, report.mission.name, limit, interrupted.signal);
    await settled;
    if (links !== undefined) await reports?.comment(report, links, interrupted.signal);
  }
  // Last, because readers of a log look at its end first.
  if (settings.log === 'grouped') printFailures(report, publication);
  if (settings.log === 'live') printFailureSummary(report);
  if (report.result !== 'succeeded') setFailed(withoutColons(plainVerdict(report)));
  else if (problems.length > 0)
    setFailed('Artifacts of other parts are missing: the tasks that need them were skipped.');
}

/** Loaded here, because few steps are refused. */
async function reportRefused(why: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const { reportRefusal } = await import('./report-refusal.ts');
  await reportRefusal(why, environment);
}

interface Ready extends ReadyAttempt {
  readonly type: 'ready';
  readonly part?: RunPart;
  /** Sentences without their starts: what of other parts is missing. */
  readonly problems: readonly string[];
}

async function makeReady(prepared: Prepared, place: AttemptPlace): Promise<Ready | Refusal> {
  const { part } = prepared;
  if (part === undefined) return { type: 'ready', problems: [], ...(await prepareAttempt(prepared, place)) };
  // Loaded here, because few runs are parts.
  const { preparePart } = await import('./fleet/prepare-part.ts');
  return preparePart({ ...prepared, part }, place);
}

function missingAnnotations(problems: readonly string[]): readonly Annotation[] {
  const annotations = problems.map((problem): Annotation => {
    const message = `${problem.slice(0, 1).toUpperCase()}${problem.slice(1)}. The tasks that need it are skipped.`;
    return { kind: 'error', title: 'Artifact of another part is missing', message };
  });
  return fitAnnotations(annotations, errorRoom, 'the log of this step');
}

/** act looks for the end of a workflow command from behind, so it does not recognize one whose message contains `::`. */
function withoutColons(message: string): string {
  return message.replaceAll('::', ':\u200b:');
}

function keptBytes({ tasks }: RunReport): number {
  return [...tasks.values()].reduce((sum, { left }) => sum + (left?.artifacts?.bytes ?? 0), 0);
}

/** Plans for the jobs of a matrix, and runs nothing. */
async function planJob(
  { mission, place, envFiles, inputs: { base, history } }: Prepared,
  runners: 'auto' | number,
  machine: MachineFacts,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const { planParts } = await import('./fleet/plan-parts.ts');
  const planned = await planParts({
    mission,
    root: place.root,
    environment,
    envFiles,
    machine,
    secretLearned: setSecret,
    runners,
    ...(base === undefined ? {} : { base }),
    ...(history === undefined ? {} : { history }),
  });
  if (planned.type === 'refused') {
    setOutput('result', 'invalid');
    setFailed(`Nothing was planned: ${planned.message}.`);
    return;
  }
  for (const note of planned.notes) printUntrusted(note);
  printUntrusted(`${plural(planned.matrix.length, 'part')}:\n${planned.text}`);
  setOutput('plan', planned.text);
  setOutput('parts', JSON.stringify(planned.matrix));
}

function settingsOf({ inputs, mission, part }: Prepared, environment: NodeJS.ProcessEnv): Settings {
  const { summary, upload, log, artifactName, retentionDays, comment, statusPrefix } = inputs;
  return {
    log,
    summary,
    upload,
    secrets: [...mission.tasks, ...mission.services].some(({ secrets }) => secrets.length > 0),
    ...(part === undefined ? {} : { part: true as const }),
    // The job that merges the parts comments on all of them.
    ...(comment && part === undefined ? { commentMarker: commentMarker(mission.name, statusPrefix, environment) } : {}),
    ...(artifactName === undefined ? {} : { artifactName }),
    ...(retentionDays === undefined ? {} : { retentionDays }),
  };
}

interface RunPlace {
  readonly machine: MachineFacts;
  readonly environment: NodeJS.ProcessEnv;
  readonly reports: GitHubReports | undefined;
}

function follow(
  { mission, source, included, place, inputs, selection, leftOut, matrices }: Prepared,
  { problems: _, ...ready }: Ready,
  { machine, environment, reports }: RunPlace,
): StartedRun {
  const { root } = place;
  const status = followStatus(systemClock(), printUntrusted);
  const live = inputs.log === 'live' ? createLiveLog({ dir: ready.dir, secrets: ready.prepared.secrets }) : undefined;
  const started = startRun({
    mission,
    root,
    environment,
    ...ready,
    file: place.file,
    source,
    matrices,
    included,
    overrides: givenOverrides({ ...inputs, ...selection, leftOut }, process.cwd()),
    machine,
    listen: (event, report) => {
      const lines = progressLines(event, report);
      if (live === undefined) for (const line of lines) printUntrusted(line);
      else live.print(event, report, lines);
      status.followEvent(event, report, lines.length > 0);
      reports?.follow(report);
    },
    sampled: status.followReading,
  });
  if (started.type === 'refused') {
    status.stop();
    return started;
  }
  const { run } = started;
  return { type: 'started', run: { ...run, finished: run.finished.finally(status.stop) } };
}
