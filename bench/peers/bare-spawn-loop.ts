import { join } from 'node:path';
import type { Peer } from './peer.ts';

const program = join(import.meta.dirname, '../programs/spawn-loop.mjs');

/** The lower bound for any tool written in Node: the same shells with output to files, without journal or report. One command, no needs. */
export const bareSpawnLoop: Peer = {
  name: 'bare Node spawn loop',
  kind: 'floor',
  version: () => process.version,
  prepare: ({ jobs, atOnce }) => {
    const [first] = jobs;
    if (first === undefined || jobs.some((job) => job.needs.length > 0 || job.run !== first.run)) return undefined;
    return { program: process.execPath, arguments: [program, String(jobs.length), String(atOnce), first.run] };
  },
};
