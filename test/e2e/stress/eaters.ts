/** Commands for tasks that really use memory. */

/** Megabytes in steps of 1024, as the mission file counts. */
export const MEGABYTE = 1024 ** 2;

/**
 * Holds so much memory for some seconds: `tail` has to keep what has no line break, and touches every byte of it. When it
 * has all of it, there is a file `ID.full`.
 */
export function eat(megabytes: number, seconds: number): string {
  return `(head -c ${megabytes * MEGABYTE} /dev/zero; touch $MISSION_TASK.full; sleep ${seconds}) | tail > /dev/null`;
}

export interface Eaters {
  readonly count: number;
  /** Each. */
  readonly megabytes: number;
  readonly seconds: number;
  /** Whether each says what it needs. */
  readonly declared: boolean;
}

/** A mission of tasks that all want the same memory at once. What is not declared is only seen, and only with `gate: all`. */
export function eatersMission({ count, megabytes, seconds, declared }: Eaters): string {
  const request = declared ? `memory: ${megabytes}MB, ` : '';
  const tasks = Array.from({ length: count }, (_, index) => {
    return `  eater-${index + 1}: { ${request}run: "${eat(megabytes, seconds)}" }\n`;
  });
  return `name: ${count} eaters\nadmission: { gate: ${declared ? 'tests' : 'all'} }\ntasks:\n${tasks.join('')}`;
}
