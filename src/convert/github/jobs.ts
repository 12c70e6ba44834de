import { isCheck, kindOfName } from '../check-like.ts';
import type { DraftEntry, DraftSetup, DraftStep, Note } from '../draft.ts';
import { childOf, entriesOf, itemsOf, type Located, placeOf, textOf } from '../located.ts';
import { roleOfAction } from './actions.ts';
import { conditionOf, withoutCondition } from './conditions.ts';
import { outputNames } from './expressions/output-names.ts';
import { type JobOutput, type NeededJob, NO_MATRIX, type Scope } from './expressions/scope.ts';
import { noteFailFast, noteName } from './job-notes.ts';
import { combinationIds, type TakenMatrix, takeMatrix } from './matrix.ts';
import { needsOf, stopped } from './needs.ts';
import { noteOn, oneLine } from './notes.ts';
import { pathFilters } from './path-filters.ts';
import { plainName } from './plain-name.ts';
import { isOnOtherSystem, runsOnOf } from './runners.ts';
import type { ServiceRegistry } from './services.ts';
import { flag, minutes, type RunDefaults, retriedCommand, takeSteps } from './steps.ts';
import { takeVariables } from './variables.ts';

/** A job with what is decided before its steps are read, because other jobs refer to it. */
export interface PlannedJob {
  readonly key: string;
  readonly node: Located;
  readonly needs: readonly string[];
  readonly outputs: ReadonlyMap<string, JobOutput>;
  readonly matrix: TakenMatrix;
  /** Id in the mission; absent if the job stays in the workflow. */
  readonly id?: string;
  /** Why it stays there, with what to do. */
  readonly leftOut?: Note;
}

/** Keys of a job that need no note: they are taken, or decide only where the workflow runs the job. */
const KNOWN_KEYS = [
  ...['name', 'needs', 'if', 'runs-on', 'env', 'steps', 'strategy', 'services', 'outputs', 'defaults', 'uses', 'with'],
  ...['timeout-minutes', 'continue-on-error', 'secrets', 'environment'],
];

const ADVICE: Readonly<Record<string, string>> = {
  container: 'the steps run on this machine: install what the image has, or write `docker run` into the commands',
  concurrency: 'write it in the workflow that runs the mission; for jobs that exclude each other, write `locks`',
  permissions: 'write it in the job that runs the mission',
  environment: 'leave it as a job of its own',
};

export function planJob(key: string, node: Located, idOf: (name: string) => string): PlannedJob {
  const matrix = takeMatrix(node);
  const needs = itemsOf(childOf(node, 'needs')).flatMap((item) => textOf(item) ?? []);
  const base = { key, node, needs, matrix, outputs: outputsOf(node) };
  const leftOut = reasonToLeave(key, node, matrix);
  return leftOut === undefined ? { ...base, id: idOf(key) } : { ...base, leftOut };
}

function reasonToLeave(key: string, node: Located, matrix: TakenMatrix): Note | undefined {
  const leave = (text: string, at = node): Note => ({
    ...{ place: placeOf(at), construct: `job ${oneLine(key)}`, text, kind: 'left-out' },
  });
  const uses = childOf(node, 'uses');
  if (uses !== undefined) {
    return leave(
      `it calls the workflow ${oneLine(textOf(uses) ?? '')}: convert that file too, or leave the job in the workflow`,
    );
  }
  const environment = childOf(node, 'environment');
  if (environment !== undefined) {
    return leave('an environment may need an approval and has secrets of its own: leave it as a job of its own');
  }
  const runsOn = runsOnOf(node);
  if (runsOn !== undefined && isOnOtherSystem(runsOn.text)) {
    return leave(`it runs on ${oneLine(runsOn.text)}: leave it in the workflow, or run a mission there`);
  }
  if (matrix.type === 'refused') return leave(`${matrix.why}: leave it in the workflow, or write the values`);
  const steps = itemsOf(childOf(node, 'steps'));
  if (steps.length === 0) return leave('it has no steps');
  if (steps.some(isCommand)) return undefined;
  const outputs = [...outputsOf(node).values()];
  const isFilter = outputs.length > 0 && outputs.length === entriesOf(childOf(node, 'outputs')).length;
  if (isFilter && outputs.every(({ type }) => type === 'expression')) {
    return { ...leave('what reads its outputs calls `changed()` instead'), kind: 'changed' };
  }
  const actions = steps.flatMap((step) => textOf(childOf(step, 'uses')) ?? []);
  if (actions.some((each) => roleOfAction(each).type === 'verdict')) {
    return { ...leave('the mission itself succeeds only if everything has: require its job instead'), kind: 'changed' };
  }
  const others = actions.filter((each) => !['checkout', 'setup'].includes(roleOfAction(each).type));
  const what = others.length === 0 ? '' : ` (${oneLine(others.join(', '))})`;
  return leave(`it runs no command, only actions${what}: leave it in the workflow`);
}

/** Whether a mission can run the step. */
function isCommand(step: Located): boolean {
  return childOf(step, 'run') !== undefined || retriedCommand(step) !== undefined;
}

function outputsOf(job: Located): ReadonlyMap<string, JobOutput> {
  const steps = itemsOf(childOf(job, 'steps'));
  const commands = new Set(steps.filter(isCommand).flatMap((step) => textOf(childOf(step, 'id'))?.toLowerCase() ?? []));
  const filters = pathFilters(job);
  const names = outputNames(job);
  const found = new Map<string, JobOutput>();
  for (const [name, value] of entriesOf(childOf(job, 'outputs'))) {
    const read = /^\s*\$\{\{\s*steps\.([\w-]+)\.outputs\.([\w-]+)\s*\}\}\s*$/i.exec(textOf(value) ?? '');
    const [, step = '', output = ''] = read ?? [];
    const filter = filters.get(`${step}.${output}`.toLowerCase());
    if (filter !== undefined) found.set(name.toLowerCase(), { type: 'expression', text: filter });
    if (!commands.has(step.toLowerCase())) continue;
    found.set(name.toLowerCase(), { type: 'written', name: names.nameOf(step, output) });
  }
  return found;
}

/** What the jobs of a workflow share. */
export interface JobsContext {
  readonly jobs: ReadonlyMap<string, PlannedJob>;
  readonly defaults: RunDefaults;
  readonly env: ReadonlyMap<string, string>;
  readonly services: ServiceRegistry;
  readonly secrets: Set<string>;
  readonly configuration: Set<string>;
  readonly uploads: ReadonlySet<string>;
}

export interface TakenJob {
  /** Absent if none of its steps ever runs in the mission. */
  readonly entry?: DraftEntry;
  readonly before: readonly DraftSetup[];
  readonly notes: readonly Note[];
}

export function takeJob(job: PlannedJob, id: string, context: JobsContext): TakenJob {
  const { node } = job;
  const { matrix } = job;
  const notes: Note[] = matrix.type === 'taken' ? [...matrix.notes] : [];
  const scope: Scope = {
    needs: neededBy(job, context.jobs),
    matrix: matrix.type === 'taken' ? matrix.names : NO_MATRIX,
    steps: new Map(),
    actionOutputs: pathFilters(node),
    outputNames: outputNames(node),
    uploads: context.uploads,
    ports: new Map(),
    secrets: context.secrets,
    configuration: context.configuration,
  };
  const ofFile: Note[] = [];
  noteKeys(node, notes, ofFile);
  const commands = itemsOf(childOf(node, 'steps')).flatMap((step) => textOf(childOf(step, 'run')) ?? []);
  const without = withoutCondition([job.key, textOf(childOf(node, 'name')) ?? ''], commands);
  const needs = needsOf(job, context.jobs, without, notes);
  const services = context.services.take(node, scope, notes);
  const inner = { ...scope, ports: services.ports };
  const condition = conditionOf(childOf(node, 'if'), inner, notes, without);
  if (condition.type === 'never') {
    const note = { ...noteOn(childOf(node, 'if') ?? node, 'its condition is never true here, so the job is left out') };
    return { before: [], notes: [...ofFile, ...notes, note] };
  }
  const env = takeVariables(childOf(node, 'env'), inner, notes);
  const defaults = { ...context.defaults, ...runDefaults(node) };
  const taken = takeSteps(node, inner, defaults, new Map([...context.env, ...env]));
  notes.push(...taken.notes);
  if (taken.steps.length === 0) {
    return {
      before: taken.before,
      notes: [...notes, noteOn(node, 'none of its steps ever runs here, so the job is left out')],
    };
  }
  const name = plainName(textOf(childOf(node, 'name')), inner);
  noteName(childOf(node, 'name'), name, notes);
  if (matrix.type === 'taken' && matrix.combinations > 1) noteFailFast(node, notes);
  const timeout = childOf(node, 'timeout-minutes');
  const { continueOnError } = flag(childOf(node, 'continue-on-error'), notes);
  const lifted = liftCommon(taken.steps);
  const entry: DraftEntry = {
    id,
    kind: isCheckJob(id, name, taken.steps) ? 'test' : 'task',
    ...(name === undefined || name === id ? {} : { name }),
    needs: needs.ids,
    ...lifted,
    ...(env.size === 0 ? {} : { env }),
    ...(matrix.type === 'taken' && matrix.matrix !== undefined ? { matrix: matrix.matrix } : {}),
    ...(condition.type === 'condition' ? { if: condition.text } : {}),
    ...(needs.isStopped ? { if: stopped(condition.type === 'condition' ? condition.text : undefined) } : {}),
    ...(timeout === undefined ? {} : minutes(timeout, notes)),
    ...(continueOnError === undefined ? {} : { allowFailure: true }),
    ...(services.ids.length === 0 ? {} : { services: services.ids }),
    ...(taken.artifacts.length === 0 ? {} : { artifacts: [...new Set(taken.artifacts)] }),
    setups: taken.before,
    notes,
    place: placeOf(node),
  };
  return { entry, before: taken.before, notes: ofFile };
}

function neededBy({ needs }: PlannedJob, jobs: ReadonlyMap<string, PlannedJob>): ReadonlyMap<string, NeededJob> {
  const found = needs.flatMap((key) => {
    const job = jobs.get(key);
    if (job === undefined) return [];
    const { id, matrix, outputs } = job;
    const written = matrix.type === 'taken' ? matrix.matrix : undefined;
    const combinations = id === undefined || written === undefined ? undefined : combinationIds(id, written);
    return [[key.toLowerCase(), { id, outputs, combinations }] as const];
  });
  return new Map(found);
}

function noteKeys(node: Located, notes: Note[], ofFile: Note[]): void {
  for (const [key, value] of entriesOf(node)) {
    if (key === 'permissions') ofFile.push(noteOn(value, ADVICE[key] ?? ''));
    else if (!KNOWN_KEYS.includes(key)) notes.push(noteOn(value, ADVICE[key] ?? 'a mission has nothing like it'));
  }
  const runsOn = runsOnOf(node);
  if (
    runsOn !== undefined &&
    !/^(ubuntu-(latest|slim|\d+\.\d+)(?![\w-])|\$\{\{\s*matrix\..*|self-hosted|linux|, )+$/i.test(runsOn.text)
  ) {
    const construct = `runs-on: ${oneLine(runsOn.text)}`;
    notes.push({
      ...noteOn(runsOn.node, 'all tasks run on the machine of the mission: choose one like it'),
      construct,
    });
  }
  const parallel = childOf(childOf(node, 'strategy'), 'max-parallel');
  if (parallel !== undefined)
    notes.push(noteOn(parallel, 'the gate decides how many run at once; write `pools` for a limit'));
}

/** `defaults.run` of a job or of the workflow; without what it does not set. */
export function runDefaults(node: Located): RunDefaults {
  const run = childOf(childOf(node, 'defaults'), 'run');
  const [shell, workingDirectory] = [textOf(childOf(run, 'shell')), childOf(run, 'working-directory')];
  return { ...(shell === undefined ? {} : { shell }), ...(workingDirectory === undefined ? {} : { workingDirectory }) };
}

function isCheckJob(id: string, name: string | undefined, steps: readonly DraftStep[]): boolean {
  const commands = steps.map(({ run }) => run);
  if (kindOfName(id) !== 'unclear') return isCheck(id, commands);
  return isCheck(name ?? '', commands);
}

/** What all steps have in common is written once, in the entry. */
function liftCommon(steps: readonly DraftStep[]): Pick<DraftEntry, 'steps' | 'workingDirectory' | 'shell'> {
  const [first] = steps;
  const folder = steps.every((step) => step.workingDirectory === first?.workingDirectory)
    ? first?.workingDirectory
    : undefined;
  const shell = steps.every((step) => step.shell === first?.shell) ? first?.shell : undefined;
  const left = steps.map(({ workingDirectory, shell: own, ...rest }) => ({
    ...rest,
    ...(folder === undefined && workingDirectory !== undefined ? { workingDirectory } : {}),
    ...(shell === undefined && own !== undefined ? { shell: own } : {}),
  }));
  return {
    steps: left,
    ...(folder === undefined ? {} : { workingDirectory: folder }),
    ...(shell === undefined ? {} : { shell }),
  };
}
