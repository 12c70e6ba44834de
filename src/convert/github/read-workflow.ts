/*
 * This folder reads workflows of GitHub Actions. `read-workflow.ts` is the reader: it plans all jobs, then takes each one.
 *
 * `jobs.ts` decides which jobs a mission can run and takes them: `matrix.ts` with `flat-matrix.ts` and `unread-legs.ts` the
 * combinations, `needs.ts` what they wait for, `services.ts` the services, `steps.ts` the steps. A step is a `run` (`script.ts`, with `posix-quoting.ts`), or an action,
 * whose role `actions.ts` knows; `setups.ts` takes those that make the machine ready, and `temporary-folder.ts` is for `RUNNER_TEMP`.
 * `expressions` rewrites what they read. `notes.ts` makes notes, and `job-notes.ts` those about names and `fail-fast`.
 *
 * Invariants:
 * - Each key of the workflow is taken, or known to decide nothing in a mission, or becomes a note.
 * - A job that cannot run faithfully stays in the workflow as a whole: another system, an environment, a matrix that is computed.
 * - An expression in a script becomes a variable, never text of the script, so that no value can become code.
 * - A dimension of a matrix that would have no effect on one machine is not kept, because its combinations would look like checks.
 *
 * Not here: ids (`valid-ids.ts`), steps that several jobs begin with (`share-steps.ts`), and writing.
 */

import { taskAmongChecks } from '../check-like.ts';
import type { Draft, DraftEntry, DraftInput, Note, Reading, SourceFile } from '../draft.ts';
import { lastPart } from '../last-part.ts';
import {
  childOf,
  entriesOf,
  isMapping,
  itemsOf,
  type Located,
  parseLocated,
  placeOf,
  scalarsOf,
  textOf,
} from '../located.ts';
import { divideInstalls } from '../repeated-installs.ts';
import { shareSteps } from '../share-steps.ts';
import { createIds } from '../valid-ids.ts';
import { outerScope } from './expressions/scope.ts';
import { hiddenNames } from './hidden-names.ts';
import { takeInputs } from './inputs.ts';
import { type PlannedJob, planJob, runDefaults, takeJob } from './jobs.ts';
import { withKnownNeeds } from './needs.ts';
import { noteOn, oneLine } from './notes.ts';
import { createServices } from './services.ts';
import { samePorts, shareServices } from './share-services.ts';
import { plainPath } from './steps.ts';
import { takeVariables } from './variables.ts';

/** Top-level keys with what they become, or what to do about them. */
const ADVICE: Readonly<Record<string, string>> = {
  permissions: 'write it in the workflow that runs the mission',
  concurrency: 'write it in the workflow that runs the mission',
  'run-name': 'write it in the workflow that runs the mission',
};

const KNOWN_KEYS = ['name', 'on', 'env', 'defaults', 'jobs'];

/** Reads a workflow of GitHub Actions. */
export function readWorkflow(file: SourceFile): Reading {
  const parsed = parseLocated(file);
  if (parsed.type === 'invalid') return { type: 'unreadable', diagnostics: parsed.diagnostics };
  const { root } = parsed;
  const jobs = childOf(root, 'jobs');
  if (!isMapping(jobs) || entriesOf(jobs).length === 0) return noJobs(file, root);
  return { type: 'read', draft: draftOf(file, root, jobs) };
}

function noJobs(file: SourceFile, root: Located): Reading {
  const { line, column, endLine, endColumn } = root.source.keyPlace(['jobs']);
  const message = 'expected a workflow with `jobs`, found none';
  const hint = 'a workflow of GitHub Actions has jobs; what else can be converted is listed in the documentation';
  return {
    type: 'unreadable',
    diagnostics: [
      { file: file.path, line, column, endLine, endColumn, severity: 'error', code: 'no-jobs', message, hint },
    ],
  };
}

function draftOf(file: SourceFile, root: Located, jobs: Located | undefined): Draft {
  const [secrets, configuration] = [new Set<string>(), new Set<string>()];
  const notes: Note[] = [];
  for (const [key, value] of entriesOf(root)) {
    if (!KNOWN_KEYS.includes(key)) notes.push(noteOn(value, ADVICE[key] ?? 'a mission has nothing like it'));
    else if (key === 'on') notes.push(noteOn(value, 'write it in the workflow that runs the mission', 'changed'));
  }
  const idOf = createIds();
  const planned = new Map<string, PlannedJob>(
    entriesOf(jobs).map(([key, node]) => [key, planJob(key, node, (name) => idOf(name, 'job'))]),
  );
  const env = takeVariables(childOf(root, 'env'), outerScope(secrets, configuration), notes);
  const services = createServices(idOf);
  const context = {
    ...{ jobs: planned, defaults: runDefaults(root), env, services, secrets, configuration },
    uploads: uploadsOf(jobs),
  };
  const entries: DraftEntry[] = [];
  const before: Note[] = [];
  for (const job of planned.values()) {
    if (job.leftOut !== undefined) notes.push(job.leftOut);
    if (job.id === undefined) continue;
    const taken = takeJob(job, job.id, context);
    before.push(...taken.before);
    notes.push(...taken.notes);
    if (taken.entry !== undefined) entries.push(taken.entry);
  }
  const known = new Set(entries.map(({ id }) => id));
  const linked = entries.map((entry) => withKnownNeeds(entry, known, planned));
  notes.push(...hiddenNames(root, new Set([...secrets, ...configuration])));
  const used = new Set(linked.flatMap((entry) => entry.services ?? []));
  const shared = shareServices(shareSteps(divideInstalls(linked), idOf));
  const inputs: ReadonlyMap<string, DraftInput> = takeInputs(childOf(root, 'on'), notes);
  return {
    file: file.path,
    name: textOf(childOf(root, 'name'))?.replaceAll('${{', '').trim() || lastPart(file.path).replace(/\.ya?ml$/, ''),
    before: [...before, ...givenNotes(root, secrets, configuration)],
    entries: withTask(shared),
    services: samePorts(services.services().filter(({ id }) => used.has(id))),
    ...(env.size === 0 ? {} : { env }),
    ...(secrets.size === 0 ? {} : { secrets: [...secrets] }),
    ...(inputs.size === 0 ? {} : { inputs }),
    notes,
    jobs: countJobs([...planned.values()], known),
  };
}

function withTask(entries: readonly DraftEntry[]): readonly DraftEntry[] {
  const id = taskAmongChecks(entries);
  return entries.map((entry) => (entry.id === id ? { ...entry, kind: 'task' as const } : entry));
}

function countJobs(jobs: readonly PlannedJob[], known: ReadonlySet<string>): Draft['jobs'] {
  let [taken, left] = [0, 0];
  for (const { id, matrix } of jobs) {
    const all = matrix.jobs ?? 1;
    const own = id !== undefined && known.has(id) && matrix.type === 'taken' ? matrix.combinations : 0;
    taken += own;
    left += Math.max(0, all - own);
  }
  return { taken, left };
}

/** The paths that all jobs upload. */
function uploadsOf(jobs: Located | undefined): ReadonlySet<string> {
  const steps = entriesOf(jobs).flatMap(([, job]) => itemsOf(childOf(job, 'steps')));
  const uploads = steps.filter((step) => /^actions\/upload-artifact@/.test(textOf(childOf(step, 'uses')) ?? ''));
  const paths = uploads.flatMap((step) => textOf(childOf(childOf(step, 'with'), 'path'))?.split('\n') ?? []);
  return new Set(paths.map(plainPath));
}

/** Secrets and configuration variables, which the step that runs the mission passes on. */
function givenNotes(root: Located, secrets: ReadonlySet<string>, configuration: ReadonlySet<string>): readonly Note[] {
  const texts = scalarsOf(root);
  const note = (context: string, name: string): Note => {
    const pattern = new RegExp(`\\b${context}(\\.|\\[')${name}\\b`, 'i');
    const path = texts.find(([, text]) => pattern.test(text))?.[0];
    const place = placeOf(path === undefined ? root : { ...root, path });
    const construct = oneLine(`${name}: \${{ ${context}.${name} }}`);
    return { place, construct, text: 'pass on in `env` of the step that runs the mission', kind: 'changed' };
  };
  return [
    ...[...secrets].map((name) => note('secrets', name)),
    ...[...configuration].map((name) => note('vars', name)),
  ];
}
