import { isMap, isNode, isPair, isScalar, isSeq, type Node, type Pair, parseDocument, type Scalar, visit } from 'yaml';
import { fromLiteral } from './literal.ts';

/** What a workflow file has that does not follow from the mission. */
export interface Kept {
  /** Text of the plan. Absent: the file has one job, or a plan is made in each run. */
  readonly plan?: string;
  /** `on` and the keys of the file that are not generated, in its order. */
  readonly top: readonly Pair[];
  /** Variables of the workflow other than the plan. */
  readonly variables: readonly Pair[];
  /** Jobs with this action, by id. */
  readonly jobs: ReadonlyMap<string, KeptJob>;
  /** Jobs without this action: those that the maintainer added. */
  readonly ownJobs: readonly Pair[];
}

export interface KeptJob {
  readonly timeout?: Node;
  readonly runsOn?: Node;
  /** Further keys of the job. */
  readonly keys: readonly Pair[];
  readonly checkout?: KeptStep;
  readonly mission: KeptStep;
  /** Steps between the checkout and this action, and behind it. */
  readonly before: readonly Node[];
  readonly after: readonly Node[];
}

/** A generated step, without what is generated in it. */
export interface KeptStep {
  /** With the comment that names the version. */
  readonly uses: Scalar;
  readonly inputs: readonly Pair[];
  readonly variables: readonly Pair[];
  /** Further keys. */
  readonly keys: readonly Pair[];
}

export const NOTHING_KEPT: Kept = { top: [], variables: [], jobs: new Map(), ownJobs: [] };

/** The variable of the workflow that holds the text of the plan. */
export const PLAN_VARIABLE = 'MISSION_PLAN';

/** The first words of each file that this folder makes. */
export const HEADER = 'Made by `mission workflow ';

export type KeptReading =
  | { readonly type: 'kept'; readonly kept: Kept }
  /** Another program or a person wrote the file. */
  | { readonly type: 'foreign' }
  | { readonly type: 'invalid'; readonly message: string };

const GENERATED = {
  top: ['name', 'permissions', 'concurrency', 'env', 'jobs'],
  job: ['name', 'needs', 'if', 'runs-on', 'timeout-minutes', 'outputs', 'strategy', 'steps'],
  step: ['id', 'uses', 'with', 'env'],
  inputs: {
    checkout: ['persist-credentials', 'fetch-depth'],
    mission: ['mission', 'working-directory', 'part', 'plan', 'merge', 'runners', 'inputs'],
  },
};

/** Reads a workflow file that `workflowText` made, and that a maintainer may have changed since. Never throws. */
export function readKept(text: string): KeptReading {
  if (!text.startsWith(`# ${HEADER}`)) return { type: 'foreign' };
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) return { type: 'invalid', message: error.message.split('\n', 1)[0] ?? error.message };
  let hasAlias = false;
  visit(document, {
    Alias: () => {
      hasAlias = true;
      return visit.BREAK;
    },
  });
  if (hasAlias)
    return { type: 'invalid', message: 'expected no alias such as `*name`, found one; write what it stands for' };
  const top = pairsOf(document.contents);
  const jobs = pairsOf(valueAt(top, 'jobs'));
  const made = jobs.flatMap((pair) => {
    const job = readJob(pair.value);
    return job === undefined ? [] : [{ pair, job }];
  });
  const variables = pairsOf(valueAt(top, 'env'));
  const plan = valueAt(variables, PLAN_VARIABLE);
  return {
    type: 'kept',
    kept: {
      ...(isScalar(plan) && typeof plan.value === 'string' ? { plan: fromLiteral(plan.value) } : {}),
      top: without(top, GENERATED.top),
      variables: without(variables, [PLAN_VARIABLE]),
      jobs: new Map(made.map(({ pair, job }) => [nameOf(pair), job])),
      ownJobs: jobs.filter((pair) => made.every((each) => each.pair !== pair)),
    },
  };
}

/** Undefined for a job without a step that runs this action. */
function readJob(value: unknown): KeptJob | undefined {
  const pairs = pairsOf(value);
  const list = valueAt(pairs, 'steps');
  const steps: readonly unknown[] = isSeq(list) ? list.items : [];
  const nodes = steps.filter(isNode);
  const at = nodes.findIndex((node) => valueAt(pairsOf(valueAt(pairsOf(node), 'with')), 'mission') !== undefined);
  const mission = readStep(nodes[at], GENERATED.inputs.mission);
  if (mission === undefined) return undefined;
  const checkoutAt = nodes.findIndex((node) => /^actions\/checkout@/.test(readStep(node, [])?.uses.value as string));
  const hasCheckout = checkoutAt >= 0 && checkoutAt < at;
  const checkout = hasCheckout ? readStep(nodes[checkoutAt], GENERATED.inputs.checkout) : undefined;
  const [timeout, runsOn] = [valueAt(pairs, 'timeout-minutes'), valueAt(pairs, 'runs-on')];
  return {
    ...(isNode(timeout) ? { timeout } : {}),
    ...(isNode(runsOn) ? { runsOn } : {}),
    keys: without(pairs, GENERATED.job),
    ...(checkout === undefined ? {} : { checkout }),
    mission,
    before: nodes.slice(0, at).filter((_, index) => !hasCheckout || index !== checkoutAt),
    after: nodes.slice(at + 1),
  };
}

/** Undefined for a step that runs no action. */
function readStep(node: unknown, generatedInputs: readonly string[]): KeptStep | undefined {
  const pairs = pairsOf(node);
  const uses = valueAt(pairs, 'uses');
  if (!isScalar(uses) || typeof uses.value !== 'string') return undefined;
  return {
    uses,
    inputs: without(pairsOf(valueAt(pairs, 'with')), generatedInputs),
    variables: pairsOf(valueAt(pairs, 'env')),
    keys: without(pairs, GENERATED.step),
  };
}

export function isNamed(name: string): (pair: Pair) => boolean {
  return (pair) => nameOf(pair) === name;
}

export function nameOf({ key }: Pair): string {
  return String(isScalar(key) ? key.value : key);
}

function pairsOf(node: unknown): readonly Pair[] {
  return isMap(node) ? node.items.filter((item) => isPair(item)) : [];
}

function valueAt(pairs: readonly Pair[], name: string): unknown {
  return pairs.find(isNamed(name))?.value ?? undefined;
}

function without(pairs: readonly Pair[], names: readonly string[]): readonly Pair[] {
  return pairs.filter((pair) => !names.includes(nameOf(pair)));
}
