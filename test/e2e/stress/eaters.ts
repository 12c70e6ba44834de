/** Commands for tasks that really use memory. */

/** Bytes of a megabyte, as the mission file counts them. */
export const MEGABYTE = 1024 ** 2;

/**
 * A command that holds this much memory for some seconds: `tail` keeps a text without line breaks and touches every byte
 * of it. The command writes the file `ID.full` when it has all of it.
 */
export function eat(megabytes: number, seconds: number): string {
  return `(head -c ${megabytes * MEGABYTE} /dev/zero; touch $MISSION_TASK.full; sleep ${seconds}) | tail > /dev/null`;
}

export interface Eaters {
  readonly count: number;
  /** Of each task. */
  readonly megabytes: number;
  readonly seconds: number;
  /** True if each task declares its `memory`. */
  readonly declared: boolean;
}

/** A mission of tasks that use the same memory at once. Undeclared memory is only measured, and only with `gate: all`. */
export function eatersMission({ count, megabytes, seconds, declared }: Eaters): string {
  const request = declared ? `memory: ${megabytes}MB, ` : '';
  const tasks = Array.from({ length: count }, (_, index) => {
    return `  eater-${index + 1}: { ${request}run: "${eat(megabytes, seconds)}" }\n`;
  });
  return `name: ${count} eaters\nadmission: { gate: ${declared ? 'tests' : 'all'} }\ntasks:\n${tasks.join('')}`;
}
