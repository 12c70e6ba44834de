import type { PlanOutline } from './reported-part.ts';

const PART_LINE = /^(\d{1,3})\s*(?:\(([^()]*)\)\s*)?:(.*)$/;

/**
 * What the text of a plan says without its mission: how many parts there are, with their tasks and labels as they are written. The parts
 * themselves say whether they belong to it. A line that is not understood is ignored.
 */
export function outlinePlan(text: string): PlanOutline {
  const parts = new Map<number, { readonly tasks: string; readonly label?: string }>();
  let last: number | undefined;
  for (const row of text.split(/\r?\n/)) {
    const known = last === undefined ? undefined : parts.get(last);
    if (/^\s+\S/.test(row) && known !== undefined && last !== undefined) {
      parts.set(last, { ...known, tasks: `${known.tasks} ${row.trim()}` });
      continue;
    }
    const [, number, label, tasks = ''] = PART_LINE.exec(row.trim()) ?? [];
    if (number === undefined) continue;
    last = Number(number);
    parts.set(last, { tasks: tasks.trim(), ...(label === undefined ? {} : { label: label.trim() }) });
  }
  return parts.size === 0 ? {} : { of: Math.max(...parts.keys()), parts };
}
