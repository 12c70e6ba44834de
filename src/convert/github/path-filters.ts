import { childOf, entriesOf, itemsOf, type Located, parseLocated, scalarsOf, textOf } from '../located.ts';

/** Actions that say which files have changed, in place of which a mission has `changed()`. */
const PATH_FILTER = /^(dorny\/paths-filter|AurorNZ\/paths-filter)@/i;

/**
 * Expressions in place of the outputs of path filters, by `step.output` in lower case. Each has the values of the output: `'true'` or
 * `'false'`.
 */
export function pathFilters(job: Located): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const step of itemsOf(childOf(job, 'steps'))) {
    const id = textOf(childOf(step, 'id'));
    const isFilter = PATH_FILTER.test(textOf(childOf(step, 'uses')) ?? '');
    const filters = textOf(childOf(childOf(step, 'with'), 'filters'));
    if (!isFilter || id === undefined || filters === undefined) continue;
    const parsed = parseLocated({ path: '', text: filters });
    if (parsed.type === 'invalid') continue;
    for (const [name, value] of entriesOf(parsed.root)) {
      const patterns = scalarsOf(value).map(([, text]) => text);
      if (patterns.length === 0 || !patterns.every(isTaken)) continue;
      const list = patterns.map((pattern) => `'${pattern.replaceAll("'", "''")}'`).join(', ');
      found.set(`${id}.${name}`.toLowerCase(), `case(changed(${list}), 'true', 'false')`);
    }
  }
  return found;
}

/** Patterns that mean the same in both; alternatives in braces and a leading `!` do not. */
function isTaken(pattern: string): boolean {
  return /^[^!][^{}()@?+|]*$/.test(pattern) && !pattern.startsWith('/');
}
