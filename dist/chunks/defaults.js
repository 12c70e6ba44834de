import { cr as JOB_SET_UP } from "./mission.js";

// src/fleet/runners/defaults.ts
/** Milliseconds of a runner before its first task, if nothing is known: it starts, checks the repository out and sets up. */
const DEFAULT_OVERHEAD = JOB_SET_UP;

export { DEFAULT_OVERHEAD as t };