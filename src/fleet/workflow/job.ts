import { type Document, isMap, type Node, type Pair, Scalar } from 'yaml';
import { expression } from './literal.ts';
import { type KeptJob, type KeptStep, NOTHING_KEPT, nameOf } from './read-kept.ts';
import { readsChangedFiles } from './reads-changed-files.ts';
import type { WorkflowRequest } from './request.ts';
import { commented, type Entry, mapping, nameOrNames, sequence } from './yaml-nodes.ts';

/** A job without what all jobs have, and without what is kept. */
export interface JobDraft {
  readonly id: string;
  readonly above?: readonly string[];
  readonly name: string;
  /** Ids of the jobs that must have ended. */
  readonly needs: readonly string[];
  /** Condition, with a comment. */
  readonly if?: { readonly condition: string; readonly above?: readonly string[] };
  readonly strategy?: Readonly<Record<string, unknown>>;
  /** Label of the runner. Absent: the usual one. */
  readonly label?: string;
  /** Minutes, unless the file that is there says something else. */
  readonly timeout: number;
  readonly outputs?: Readonly<Record<string, string>>;
  /** True if the runner has to be set up: the job runs commands of the mission. */
  readonly hasSetup: boolean;
  /** True if it asks which files have changed. */
  readonly hasPast: boolean;
  /** Id of the step with this action, if its outputs are read. */
  readonly step?: string;
  /** Inputs of this action, besides the mission. */
  readonly inputs: Readonly<Record<string, string | number | boolean>>;
  /** Names of secrets that its tasks declare. */
  readonly secrets: readonly string[];
}

/** How the documents name this action, until the maintainer writes something else. */
export const USUAL_ACTION = 'OWNER/mission-runner@v0';

/** The same commit as in the workflows of this repository; a test compares them. */
export const CHECKOUT = { uses: 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1', version: 'v7.0.1' };

/** A label that every account has. */
export const USUAL_LABEL = 'ubuntu-latest';

/** A draft as a key of `jobs`, with what the file that is there has in it. */
export function jobEntry(draft: JobDraft, request: WorkflowRequest, document: Document, space: boolean): Entry {
  const { kept = NOTHING_KEPT } = request;
  const before = kept.jobs.get(draft.id);
  const { id, above, name, needs, if: condition, strategy, outputs, timeout } = draft;
  const entries: readonly (Entry | Pair)[] = [
    { key: 'name', value: name },
    ...(needs.length === 0 ? [] : [{ key: 'needs', value: nameOrNames(document, needs) }]),
    ...(condition === undefined ? [] : [{ key: 'if', value: condition.condition, ...aboveOf(condition.above) }]),
    ...(strategy === undefined ? [] : [{ key: 'strategy', value: strategy }]),
    { key: 'runs-on', value: draft.label ?? usualLabel(kept.jobs) },
    { key: 'timeout-minutes', value: before?.timeout ?? timeout },
    ...(outputs === undefined ? [] : [{ key: 'outputs', value: outputs }]),
    ...(before?.keys ?? []),
    { key: 'steps', value: sequence(steps(draft, request, document)) },
  ];
  return { key: id, value: mapping(document, entries), space, ...aboveOf(above) };
}

function aboveOf(above: readonly string[] | undefined): Pick<Entry, 'above'> {
  return above === undefined ? {} : { above };
}

/** The last job runs on a runner of no particular kind, so its label holds for all jobs that ask for none. */
export function usualLabel(jobs: ReadonlyMap<string, KeptJob>): unknown {
  return (jobs.get('verdict') ?? jobs.get('mission'))?.runsOn ?? USUAL_LABEL;
}

/** A job that the file did not have takes over what the first job of its kind has: another plan must not lose the set-up. */
function modelFor(draft: JobDraft, jobs: ReadonlyMap<string, KeptJob>): KeptJob | undefined {
  const own = jobs.get(draft.id);
  if (own !== undefined || !draft.hasSetup) return own;
  return [...jobs].find(([id]) => id !== 'verdict' && id !== 'plan')?.[1];
}

function steps(draft: JobDraft, request: WorkflowRequest, document: Document): readonly Node[] {
  const { kept = NOTHING_KEPT, setup } = request;
  const model = modelFor(draft, kept.jobs);
  const isSetup = (step: Node): boolean => setup !== undefined && isMap(step) && step.get('uses') === setup;
  const setupSteps = setup === undefined || !draft.hasSetup ? [] : [setupStep(setup, document)];
  return [
    checkoutStep(draft, request, document, model?.checkout),
    ...setupSteps,
    ...(model?.before ?? []).filter((step) => !isSetup(step)),
    missionStep(draft, request, document, model?.mission),
    ...(model?.after ?? []),
  ];
}

/** zizmor prefers `$/…`, which act and older runners do not know. */
function setupStep(uses: string, document: Document): Node {
  const comment = uses.startsWith('./') ? 'zizmor: ignore[self-repository]' : undefined;
  return mapping(document, [{ key: 'uses', value: commented(uses, comment) }]);
}

function checkoutStep(
  draft: JobDraft,
  { mission, kept = NOTHING_KEPT }: WorkflowRequest,
  document: Document,
  own?: KeptStep,
): Node {
  const any = [...kept.jobs.values()].find(({ checkout }) => checkout !== undefined)?.checkout;
  const needsPast = draft.hasPast && readsChangedFiles(mission);
  const inputs: readonly (Entry | Pair)[] = [
    { key: 'persist-credentials', value: false },
    ...(needsPast ? [{ key: 'fetch-depth', value: commentedNumber(0, 'to find out which files have changed') }] : []),
    ...((own ?? any)?.inputs ?? []),
  ];
  return mapping(document, [
    { key: 'uses', value: (own ?? any)?.uses ?? commented(CHECKOUT.uses, CHECKOUT.version) },
    { key: 'with', value: mapping(document, inputs) },
    ...(own?.keys ?? []),
  ]);
}

function commentedNumber(value: number, comment: string): Scalar {
  const scalar = new Scalar(value);
  scalar.comment = ` ${comment}`;
  return scalar;
}

function missionStep(draft: JobDraft, request: WorkflowRequest, document: Document, own?: KeptStep): Node {
  const { file, folder, inputs, action, kept = NOTHING_KEPT } = request;
  const [any] = kept.jobs.values();
  const lines = new Scalar(inputs.map((line) => `${line}\n`).join(''));
  lines.type = Scalar.BLOCK_LITERAL;
  const given: readonly (Entry | Pair)[] = [
    { key: 'mission', value: file },
    ...(folder === '.' ? [] : [{ key: 'working-directory', value: folder }]),
    ...(inputs.length === 0 ? [] : [{ key: 'inputs', value: lines }]),
    ...Object.entries(draft.inputs).map(([key, value]) => ({ key, value })),
    ...(own?.inputs ?? []),
  ];
  const variables = variablesOf(draft, kept.jobs, own);
  return mapping(document, [
    ...(draft.step === undefined ? [] : [{ key: 'id', value: draft.step }]),
    { key: 'uses', value: usesOf(action) ?? (own ?? any?.mission)?.uses ?? USUAL_ACTION },
    { key: 'with', value: mapping(document, given) },
    ...(variables.length === 0 ? [] : [{ key: 'env', value: mapping(document, variables) }]),
    ...(own?.keys ?? []),
  ]);
}

/** `OWNER/REPOSITORY@COMMIT # VERSION`: the version is a comment. */
function usesOf(action: string | undefined): Scalar | undefined {
  if (action === undefined) return undefined;
  const [uses = '', comment] = action.split(/\s+#\s*/, 2);
  return commented(uses, comment);
}

/** The secrets that its tasks declare, with the values that the file that is there has for them, and further variables. */
function variablesOf(
  { secrets }: JobDraft,
  jobs: ReadonlyMap<string, KeptJob>,
  own?: KeptStep,
): readonly (Entry | Pair)[] {
  const known = [...jobs.values()].flatMap(({ mission }) => mission.variables);
  const declared = secrets.map(
    (name) => known.find((pair) => nameOf(pair) === name) ?? { key: name, value: expression(`secrets.${name}`) },
  );
  const names = new Set(secrets);
  return [...declared, ...(own?.variables ?? []).filter((pair) => !names.has(nameOf(pair)) && !isSecret(pair))];
}

/** A secret that no task of the job declares any more is not handed to it. */
function isSecret({ value }: Pair): boolean {
  const text = value instanceof Scalar ? value.value : value;
  return typeof text === 'string' && /^\$\{\{\s*secrets\./.test(text);
}
