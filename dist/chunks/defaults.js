// src/fleet/runners/defaults.ts
/** Milliseconds of a runner before its first task, if nothing is known: it starts, checks the repository out and sets up. */
const DEFAULT_OVERHEAD = 25e3;

export { DEFAULT_OVERHEAD as t };