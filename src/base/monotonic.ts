/**
 * Milliseconds of a clock that never jumps. `performance.now()` tells the same, but its first use loads a module that
 * nothing else needs, and every start would wait for it.
 */
export function monotonic(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
