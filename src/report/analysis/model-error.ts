/** What an estimate compares a run with, or foretells. */
export type EstimateKind = 'serial' | 'staged' | 'fork-join' | 'what-if' | 'plan';

/**
 * Percent by which the median estimate of each kind differs from a real run. Measured by `bench/model`; the table is in
 * `docs/performance.md`.
 */
const ERRORS: Readonly<Record<EstimateKind, number>> = {
  serial: 5,
  staged: 6,
  'fork-join': 12,
  'what-if': 5,
  plan: 8,
};

/** Percent of the estimate. */
export function modelError(kind: EstimateKind): number {
  return ERRORS[kind];
}

/** `± 5 %` */
export function errorText(kind: EstimateKind): string {
  return `± ${ERRORS[kind]} %`;
}
