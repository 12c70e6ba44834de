import { type Document, isMap, isScalar, parseDocument } from 'yaml';

/** A way to run a mission that is predicted from a recorded run and then really run. */
export interface Variant {
  /** Also the kind of estimate whose error is stated. */
  readonly id: VariantId;
  readonly title: string;
  /** The mission file of the real run. */
  rewrite(text: string): string;
  /** Options of `mission run`. */
  readonly options?: readonly string[];
  /** CPUs of the real run; absent: two. */
  readonly cpus?: 1;
  /** CPUs that another program keeps busy beside the real run; absent: none. */
  readonly hog?: 1;
}

export type VariantId =
  | 'serial'
  | 'staged'
  | 'fork-join'
  | 'gate-off'
  | 'workers-1'
  | 'workers-3'
  | 'workers-12'
  | 'one-cpu'
  | 'beside-hog'
  | 'second-run';

const GATE_OFF = ['--gate', 'off'] as const;

export const allVariants: readonly Variant[] = [
  { id: 'serial', title: 'Serial', rewrite: (text) => workers(text, 1), options: GATE_OFF },
  { id: 'staged', title: 'Staged', rewrite: (text) => testsAfterTasks(text, 'one after the other'), options: GATE_OFF },
  { id: 'fork-join', title: 'Fork-join', rewrite: (text) => testsAfterTasks(text, 'at once'), options: GATE_OFF },
  { id: 'gate-off', title: 'Gate off', rewrite: (text) => text, options: GATE_OFF },
  { id: 'workers-1', title: '1 worker', rewrite: (text) => workers(text, 1) },
  { id: 'workers-3', title: '3 workers', rewrite: (text) => workers(text, 3) },
  { id: 'workers-12', title: '12 workers', rewrite: (text) => workers(text, 12) },
  { id: 'one-cpu', title: 'One CPU', rewrite: (text) => text, cpus: 1 },
  { id: 'beside-hog', title: 'Beside a program that keeps one CPU busy', rewrite: (text) => text, hog: 1 },
  { id: 'second-run', title: 'Second run, with history', rewrite: (text) => text },
];

/** The default for `admission.workers.caution`. */
const CAUTION = 4;

function workers(text: string, limit: number): string {
  const document = parseDocument(text);
  document.setIn(['admission', 'workers'], document.createNode({ caution: Math.min(CAUTION, limit), limit }));
  return document.toString();
}

/** Lets every test wait for all tasks, as jobs of two stages do. */
function testsAfterTasks(text: string, how: 'at once' | 'one after the other'): string {
  const document = parseDocument(text);
  const tasks = idsOf(document, 'tasks');
  for (const id of idsOf(document, 'tests')) {
    const own = document.toJS() as { tests: Record<string, { needs?: string | readonly string[] }> };
    const needs = [own.tests[id]?.needs ?? []].flat().filter((need) => need !== 'tasks');
    document.setIn(['tests', id, 'needs'], document.createNode([...new Set([...needs, ...tasks])]));
    if (how === 'one after the other') document.setIn(['tests', id, 'locks'], document.createNode(['one-by-one']));
  }
  return document.toString();
}

function idsOf(document: Document, level: 'tasks' | 'tests'): readonly string[] {
  const entries = document.get(level);
  if (!isMap(entries)) return [];
  return entries.items.map(({ key }) => String(isScalar(key) ? key.value : key));
}
