import type { Task } from '../../mission/model/mission.ts';

/** Which tasks have a commit status. */
export type StatusChoice = 'none' | 'tests' | 'all';

/** A task or test that has a commit status. */
export interface StatusContext {
  readonly id: string;
  /** The name under which branch protection lists it. */
  readonly context: string;
}

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
 * @param tasks all that are declared, in the order of the mission file
 */
export function chooseContexts(
  tasks: readonly Pick<Task, 'id' | 'kind'>[],
  choice: StatusChoice,
  prefix: string,
): ChosenContexts {
  const meant = choice === 'none' ? [] : tasks.filter(({ kind }) => choice === 'all' || kind === 'test');
  const named = meant.map(({ id }) => ({ id, context: contextOf(prefix, id) }));
  const fitting = named.filter(({ context }) => context.length <= LONGEST_CONTEXT);
  const contexts = fitting.slice(0, MOST_CONTEXTS);
  const notices = [
    ...without(
      named.filter(({ context }) => context.length > LONGEST_CONTEXT),
      `a commit status can have ${LONGEST_CONTEXT} characters in its name`,
    ),
    ...without(
      fitting.slice(MOST_CONTEXTS),
      `the limit is ${MOST_CONTEXTS}, and the first ones in the mission file count`,
    ),
  ];
  return notices.length === 0 ? { contexts } : { contexts, notice: notices.join(' ') };
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
