import type { Constraint, Reading, Share } from './reading.ts';

/**
 * The reading as the journal keeps it: with the constraints that have the highest share of CPU and of memory, which may be one. The
 * others would multiply the size of the journal, and explain no decision.
 */
export function bindingOnly(reading: Reading): Reading {
  const { constraints } = reading;
  if (constraints === undefined || constraints.length < 2) return reading;
  const binding = [mostUsed(constraints, ({ cpu }) => cpu), mostUsed(constraints, ({ memory }) => memory)];
  return { ...reading, constraints: constraints.filter((constraint) => binding.includes(constraint)) };
}

/** Of several with the same share, the first. Undefined if none has a share. */
export function mostUsed(
  constraints: readonly Constraint[],
  shareOf: (constraint: Constraint) => Share | undefined,
): Constraint | undefined {
  let most: { readonly constraint: Constraint; readonly part: number } | undefined;
  for (const constraint of constraints) {
    const share = shareOf(constraint);
    const part = share === undefined ? undefined : share.used / share.capacity;
    if (part !== undefined && (most === undefined || part > most.part)) most = { constraint, part };
  }
  return most?.constraint;
}
