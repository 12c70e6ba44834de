/**
 * The time in milliseconds on a clock that never jumps, from an arbitrary start. `performance.now()` gives the same, but
 * its first use loads a module that nothing else needs, and every start would wait for it.
 */
export function monotonic(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
