import { setTimeout as pause } from 'node:timers/promises';

export function median(values) {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Results of `call(index)` at a fixed rate, like requests of independent users: a call does not wait for the one before.
 * This measures how the service answers under a given load, not its maximum throughput.
 */
export async function atRate(count, perSecond, call) {
  const begun = performance.now();
  const calls = [];
  for (let index = 0; index < count; index += 1) {
    const due = begun + (index * 1000) / perSecond;
    if (due > performance.now()) await pause(due - performance.now());
    calls.push(call(index));
  }
  return Promise.all(calls);
}

/** Milliseconds after which no more samples are taken, because a slow service is known to be slow by then. */
const LONG_ENOUGH = 2_500;

/**
 * Results of `call(index)`, one after the other and at most `perSecond` a second. This measures a service that is not
 * overloaded, on a machine that also runs other tasks.
 */
export async function inTurn(count, perSecond, call) {
  const begun = performance.now();
  const results = [];
  while (results.length < count && (results.length < 2 || performance.now() < begun + LONG_ENOUGH)) {
    const due = begun + (results.length * 1000) / perSecond;
    if (due > performance.now()) await pause(due - performance.now());
    results.push(await call(results.length));
  }
  return results;
}

/** Milliseconds as text. */
export function milliseconds(value) {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
}
