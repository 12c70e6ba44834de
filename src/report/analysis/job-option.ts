import type { Task } from '../../mission/model/mission.ts';

/** Options with which tools take their number of jobs or threads. `-n` and `-p` mean something else to most commands. */
const OPTIONS: readonly RegExp[] = [
  /(?<=\s)-j[ \t]?\d{1,4}(?![\w.-])/,
  /(?<=\s)-j(?=\s|$)/,
  /(?<=\s)--(?:jobs|parallel|workers|max-?workers|threads|concurrency|test-concurrency|cpus?)[= \t]\d{1,4}%?(?![\w.-])/i,
  /(?<=\s)--(?:jobs|parallel)(?=\s|$)/,
  /(?<=\bxargs\s(?:[^\n;&|]{0,200}\s)?)-P[ \t]?\d{1,4}(?![\w.-])/,
  /(?<=\bgo\s[^\n;&|]{0,200}\s)-p[= \t]\d{1,4}(?![\w.-])/,
  /(?<=\b(?:pytest|py\.test)\s(?:[^\n;&|]{0,200}\s)?)-n[= \t]?(?:\d{1,4}|auto|logical)(?![\w.-])/,
];

/** The first option in the commands of a task that sets a number of jobs, as it is written there, such as `-j8`; untrusted. */
export function jobOption({ steps }: Pick<Task, 'steps'>): string | undefined {
  for (const { run } of steps) {
    for (const option of OPTIONS) {
      const found = option.exec(run)?.[0];
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
