import type { DraftSetup, DraftStep, Note } from '../draft.ts';
import { childOf, entriesOf, itemsOf, type Located, placeOf, scalarsOf, textOf } from '../located.ts';
import { mayPipe, PLAIN_BASH } from '../shell/pipe.ts';
import { adviceOnAction, roleOfAction } from './actions.ts';
import { conditionOf, withoutCondition } from './conditions.ts';
import type { Scope } from './expressions/scope.ts';
import { takeTemplate } from './expressions/template.ts';
import { noteOn, oneLine } from './notes.ts';
import { plainName } from './plain-name.ts';
import { isPosix, takeScript } from './script.ts';
import { takeSetup } from './setups.ts';
import { withTemporaryFolder } from './temporary-folder.ts';
import { takeVariables } from './variables.ts';
import { takeWorkingDirectory } from './working-directory.ts';

/** `defaults.run` of a job, or of the workflow. */
export interface RunDefaults {
  readonly shell?: string | undefined;
  readonly workingDirectory?: Located | undefined;
}

export interface TakenSteps {
  readonly steps: readonly DraftStep[];
  /** What to do once before the mission. */
  readonly before: readonly DraftSetup[];
  readonly artifacts: readonly string[];
  /** About steps behind the last one that was taken. */
  readonly notes: readonly Note[];
}

const KNOWN_KEYS = [
  ...['name', 'id', 'if', 'run', 'uses', 'with', 'env', 'shell', 'working-directory', 'continue-on-error'],
  'timeout-minutes',
];

/** The steps of a job. Notes about a step that was not taken belong to the next one that was. */
export function takeSteps(
  job: Located,
  scope: Scope,
  defaults: RunDefaults,
  outer: ReadonlyMap<string, string>,
): TakenSteps {
  const [steps, before, artifacts]: [DraftStep[], DraftSetup[], string[]] = [[], [], []];
  let notes: Note[] = [];
  const read = outputsRead(childOf(job, 'steps'));
  const readByJobs = outputsRead(childOf(job, 'outputs'));
  for (const node of itemsOf(childOf(job, 'steps'))) {
    const id = textOf(childOf(node, 'id'));
    const uses = childOf(node, 'uses');
    const retried = retriedCommand(node);
    if (uses !== undefined && retried === undefined) {
      const fate = takeAction(node, uses, scope, { before, notes, artifacts, outer });
      if (id !== undefined) scope.steps.set(id.toLowerCase(), fate);
      continue;
    }
    const isRead = id !== undefined && read.has(id.toLowerCase());
    const isReadByJobs = id !== undefined && readByJobs.has(id.toLowerCase());
    const step = takeRun(node, scope, { defaults, outer, notes, isRead, isReadByJobs });
    if (id !== undefined) scope.steps.set(id.toLowerCase(), step === undefined ? 'left-out' : 'run');
    if (step === undefined) continue;
    steps.push(notes.length === 0 ? step : { ...step, notes });
    notes = [];
  }
  return { steps, before, artifacts, notes };
}

/** The ids of steps whose outputs a part of the job reads, in lower case. */
function outputsRead(part: Located | undefined): ReadonlySet<string> {
  const texts = part === undefined ? [] : scalarsOf(part).map(([, text]) => text);
  const ids = texts.flatMap((text) => [...text.matchAll(/\bsteps\.([\w-]+)\.outputs\b/gi)].map(([, id = '']) => id));
  return new Set(ids.map((id) => id.toLowerCase()));
}

interface Found {
  readonly before: DraftSetup[];
  readonly notes: Note[];
  readonly artifacts: string[];
  /** Variables of the job and of the workflow. */
  readonly outer: ReadonlyMap<string, string>;
}

function takeAction(node: Located, uses: Located, scope: Scope, found: Found): 'before' | 'left-out' {
  const name = textOf(uses) ?? '';
  const { type } = roleOfAction(name);
  const note = (text: string, kind: Note['kind'] = 'left-out'): Note => ({
    ...noteOn(uses, text, kind),
    construct: `uses: ${oneLine(name)}`,
  });
  switch (type) {
    case 'checkout':
    case 'setup': {
      const isNeeded = noteSetupKeys(node, scope, found.notes);
      if (!isNeeded) return 'left-out';
      const taken = takeSetup(node, scope, found.outer);
      if (taken.type === 'known') found.before.push(taken.setup);
      else found.notes.push(taken.note);
      return 'before';
    }
    case 'upload': {
      const paths = artifactPaths(node, scope);
      if (paths === undefined) found.notes.push(note('name the files under `artifacts` of the task'));
      else {
        found.artifacts.push(...paths);
        const isError = textOf(childOf(childOf(node, 'with'), 'if-no-files-found')) === 'error';
        const usual = isError ? '' : ', of which the workflow only warns';
        found.notes.push(note(`the task fails here if the file is missing${usual}`, 'changed'));
      }
      return 'left-out';
    }
    case 'download': {
      const path = textOf(childOf(childOf(node, 'with'), 'path'));
      const isSame = path === undefined || scope.uploads.has(plainPath(path));
      const text = 'all tasks share one folder: the files are where the task that made them has left them';
      found.notes.push(note(text, isSame ? 'changed' : 'left-out'));
      return 'left-out';
    }
    case 'verdict':
      found.notes.push(note('the mission itself succeeds only if everything has', 'changed'));
      return 'left-out';
    case 'other':
      found.notes.push(note(adviceOnAction(name)));
      return 'left-out';
    default:
      return type satisfies never;
  }
}

/** Keys of a step that cannot be taken with one that is done before the mission. False if its condition is never true. */
function noteSetupKeys(node: Located, scope: Scope, notes: Note[]): boolean {
  const written = childOf(node, 'if');
  const refused: Note[] = [];
  const condition = conditionOf(written, scope, refused, 'run');
  if (condition.type === 'never') {
    notes.push(noteOn(written ?? node, 'it is never true here, so the step is left out'));
    return false;
  }
  if (written !== undefined && (condition.type === 'condition' || refused.length > 0))
    notes.push(
      noteOn(written, 'the step is done before the mission without this condition: check whether it is needed'),
    );
  for (const key of ['env', 'continue-on-error', 'timeout-minutes']) {
    const value = childOf(node, key);
    if (value !== undefined)
      notes.push(noteOn(value, 'the step is done before the mission without it: write it in the step of its job'));
  }
  return true;
}

/** The command of an action that repeats it until it succeeds. */
export function retriedCommand(step: Located): Located | undefined {
  const isRetry = /^nick-(fields|invision)\/retry@/.test(textOf(childOf(step, 'uses')) ?? '');
  return isRetry ? childOf(childOf(step, 'with'), 'command') : undefined;
}

/** A path without `./` in front and `/` at the end. */
export function plainPath(path: string): string {
  return path.trim().replace(/^\.\//, '').replace(/\/$/, '');
}

/** Undefined if the files cannot be named in the mission, or may be missing. */
function artifactPaths(node: Located, scope: Scope): readonly string[] | undefined {
  const inputs = childOf(node, 'with');
  const path = textOf(childOf(inputs, 'path'));
  if (path === undefined || childOf(node, 'if') !== undefined) return undefined;
  if (textOf(childOf(inputs, 'if-no-files-found')) === 'ignore') return undefined;
  const taken = takeTemplate(path, scope);
  if (taken.type === 'refused') return undefined;
  const paths = taken.text.split('\n').map((line) => line.trim().replace(/^\.\//, '').replace(/\/$/, ''));
  const isInside = (each: string): boolean => /^[^/~!$\\][^\\:]*$/.test(each) && !each.split('/').includes('..');
  const written = paths.filter((each) => each !== '');
  // A mission fails for each item that is missing, the action only if all of them are.
  return written.length === 1 && written.every((each) => isInside(each) && !each.includes('${{')) ? written : undefined;
}

interface RunFacts {
  readonly defaults: RunDefaults;
  /** Variables of the job and of the workflow. */
  readonly outer: ReadonlyMap<string, string>;
  readonly notes: Note[];
  /** Whether other steps of the job read its outputs. */
  readonly isRead: boolean;
  /** Whether they are outputs of the job. */
  readonly isReadByJobs: boolean;
}

/** Undefined if the step never runs in the mission. */
function takeRun(node: Located, scope: Scope, facts: RunFacts): DraftStep | undefined {
  const { defaults, outer, notes, isRead, isReadByJobs } = facts;
  const retried = retriedCommand(node);
  const written = childOf(node, 'run') ?? retried;
  const run = textOf(written);
  if (written === undefined || run === undefined || run.trim() === '') {
    notes.push(noteOn(node, 'a step of a mission runs a command: write `run`'));
    return undefined;
  }
  if (retried !== undefined) notes.push(noteOn(retried, 'it runs once here: write `retry` in the task', 'changed'));
  const without = withoutCondition([textOf(childOf(node, 'name')) ?? ''], [run]);
  const condition = conditionOf(childOf(node, 'if'), scope, notes, without);
  if (condition.type === 'never') {
    notes.push(noteOn(childOf(node, 'if') ?? node, 'it is never true here, so the step is left out'));
    return undefined;
  }
  for (const [key, value] of entriesOf(node)) {
    if (!KNOWN_KEYS.includes(key)) notes.push(noteOn(value, 'a step of a mission has nothing like it'));
  }
  const env = takeVariables(childOf(node, 'env'), scope, notes);
  const shell = textOf(childOf(node, 'shell')) ?? defaults.shell;
  const id = textOf(childOf(node, 'id'));
  const renames = scope.outputNames.renamesOf(id ?? '');
  const script = takeScript({ run, shell, env: new Map([...outer, ...env]), areOutputsRead: isRead, renames }, scope);
  const folder = takeWorkingDirectory(childOf(node, 'working-directory') ?? defaults.workingDirectory, scope, outer);
  const name = plainName(textOf(childOf(node, 'name')), scope);
  const timeout = childOf(node, 'timeout-minutes');
  const base = {
    ...(name === undefined ? {} : { name }),
    ...(id === undefined ? {} : { id }),
    ...(condition.type === 'condition' ? { if: condition.text } : {}),
    ...(timeout === undefined ? {} : minutes(timeout, notes)),
    ...flag(childOf(node, 'continue-on-error'), notes),
  };
  if (script.type === 'refused' || folder.type === 'refused') {
    const why = script.type === 'refused' ? script.why : folder.type === 'refused' ? folder.why : '';
    notes.push(noteOn(written, `${why}: the step fails until you write it`));
    const { file, line } = placeOf(written);
    return {
      ...base,
      run: `echo "not converted: ${file.replace(/[^\w./ -]/g, '_')}:${line}" >&2\nexit 1\n`,
      shell: 'sh',
    };
  }
  const prepared = withTemporaryFolder(script.run, shell);
  if (prepared !== undefined) {
    const text = 'each task has a folder of its own under it, as each job has in a workflow';
    notes.push({ ...noteOn(written, text, 'changed'), construct: 'RUNNER_TEMP' });
  }
  const command = folder.cd === undefined ? (prepared ?? script.run) : `cd ${folder.cd}\n${prepared ?? script.run}`;
  if (folder.cd !== undefined && !isPosix(shell)) {
    notes.push(noteOn(node, 'its folder is computed: write `working-directory`'));
  }
  const isWritten = /\bMISSION_OUTPUT\b/.test(script.run);
  if ((isRead || isReadByJobs) && !isWritten)
    notes.push(
      noteOn(written, 'its outputs are read, but a mission has no `GITHUB_OUTPUT`: write to `$MISSION_OUTPUT`'),
    );
  else if (isRead && !script.handsOn)
    notes.push(noteOn(written, 'later steps read its outputs: write them to `$MISSION_ENV` too'));
  const variables = new Map([...env, ...script.env]);
  // The shell of workflows without `shell` has no `pipefail`. The value of a variable that is a whole command may have a pipe.
  const isPlain = shell === undefined && (mayPipe(run) || /^\s*eval "\$/m.test(script.run));
  const usual = isPlain ? PLAIN_BASH : shell;
  return {
    ...base,
    run: command,
    ...(variables.size === 0 ? {} : { env: variables }),
    // The default of missions is the `bash` of workflows.
    ...(usual === undefined || usual === 'bash' ? {} : { shell: usual }),
    ...(folder.path === undefined ? {} : { workingDirectory: folder.path }),
  };
}

/** `timeout-minutes` as a duration. */
export function minutes(node: Located, notes: Note[]): { readonly timeout?: string } {
  const value = Number(textOf(node));
  if (!(value > 0) || value > 30_000) {
    notes.push(noteOn(node, 'expected a number of minutes: write `timeout`'));
    return {};
  }
  if (Number.isInteger(value)) return { timeout: value % 60 === 0 ? `${value / 60}h` : `${value}m` };
  return { timeout: `${Math.max(1, Math.round(value * 60))}s` };
}

/** `continue-on-error`, if it is a constant. */
export function flag(node: Located | undefined, notes: Note[]): { readonly continueOnError?: true } {
  const text = textOf(node)?.trim();
  if (node === undefined || text === 'false' || /^\$\{\{\s*false\s*\}\}$/.test(text ?? '')) return {};
  if (text === 'true' || /^\$\{\{\s*true\s*\}\}$/.test(text ?? '')) return { continueOnError: true };
  notes.push(noteOn(node, 'it is computed, and a failure counts here: write `continue-on-error: true` to allow it'));
  return {};
}
