import type { Task } from '../../mission/model/mission.ts';

/** Which tasks have a commit status. */
export type StatusChoice = 'none' | 'tests' | 'all';

/** A task or test that has a commit status. */
export interface StatusContext {
  readonly id: string;
  /** The name under which branch protection lists it. */
  readonly context: string;
}

/** What decides about the status of a task. */
type DeclaredTask = Pick<Task, 'id' | 'kind'>;

export interface ChosenContexts {
  /** In the order of the mission file. */
  readonly contexts: readonly StatusContext[];
  /** A sentence about the ids without a status, such as those beyond the limit; absent if there are none. */
  readonly notice?: string;
}

/** The most contexts of one mission: with one request a second, 100 of them take more than a minute and a half. */
export const MOST_CONTEXTS = 100;

/** UTF-16 units of a context that GitHub accepts. */
const LONGEST_CONTEXT = 255;

/** Ids that a notice lists. */
const LISTED = 5;

/** The name of the status of a task. */
export function contextOf(prefix: string, id: string): string {
  return `${prefix} / ${id}`;
}

/**
 * The contexts of a mission, `PREFIX / ID`. They do not depend on how the run goes, nor on what is selected, so that each of them can be required.
 *
 * @param tasks those that are reported here, in the order of the mission file
 * @param whole all tasks of the mission, if other parts report the rest under the same prefix
 */
export function chooseContexts(
  tasks: readonly DeclaredTask[],
  choice: StatusChoice,
  prefix: string,
  whole: readonly DeclaredTask[] = tasks,
): ChosenContexts {
  const isMeant = ({ kind }: DeclaredTask): boolean => choice === 'all' || (choice === 'tests' && kind === 'test');
  const ambiguous = sameForGitHub(whole.filter(isMeant));
  const named = tasks.filter(isMeant).map(({ id }) => ({ id, context: contextOf(prefix, id) }));
  const distinct = named.filter(({ id }) => !ambiguous.has(id.toLowerCase()));
  const fitting = distinct.filter(({ context }) => context.length <= LONGEST_CONTEXT);
  const contexts = fitting.slice(0, MOST_CONTEXTS);
  const notices = [
    ...without(
      named.filter(({ id }) => ambiguous.has(id.toLowerCase())),
      'GitHub ignores upper and lower case in the names of statuses, so that the success of one would hide the failure of another. Rename one of them',
    ),
    ...without(
      distinct.filter(({ context }) => context.length > LONGEST_CONTEXT),
      `a commit status can have ${LONGEST_CONTEXT} characters in its name`,
    ),
    ...without(
      fitting.slice(MOST_CONTEXTS),
      `the limit is ${MOST_CONTEXTS}, and the first ones in the mission file count`,
    ),
  ];
  return notices.length === 0 ? { contexts } : { contexts, notice: notices.join(' ') };
}

/** In lower case, what several ids are if their case is ignored, as GitHub's documentation of `context` says. */
function sameForGitHub(tasks: readonly DeclaredTask[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const same = new Set<string>();
  for (const { id } of tasks) {
    const folded = id.toLowerCase();
    if (seen.has(folded)) same.add(folded);
    seen.add(folded);
  }
  return same;
}

function without(left: readonly StatusContext[], why: string): readonly string[] {
  if (left.length === 0) return [];
  const ids = left.slice(0, LISTED).map(({ id }) => id);
  const more = left.length - ids.length;
  const names = `${ids.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return [
    `${names} ${left.length === 1 ? 'has' : 'have'} no commit status: ${why}. Do not require ${left.length === 1 ? 'it' : 'them'}.`,
  ];
}
