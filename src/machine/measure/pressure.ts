import type { ControlGroupSearch } from '../cgroups/folders.ts';
import type { Files } from '../kernel/files.ts';

/** Percent of the last 10, 60 and 300 seconds in which tasks had to wait. */
export interface Waiting {
  readonly avg10: number;
  readonly avg60: number;
  readonly avg300: number;
}

/** Pressure of one resource: `some` of its tasks waited, or all at once (`full`), which not every kernel reports. */
export interface Pressure {
  readonly some: Waiting;
  readonly full?: Waiting;
}

/** The pressure of each resource, as far as it is known. */
export interface Pressures {
  readonly cpu?: Pressure;
  readonly memory?: Pressure;
  readonly io?: Pressure;
}

/** Reads a file such as /proc/pressure/cpu or `memory.pressure`; undefined if it cannot be parsed. */
export function parsePressure(text: string | undefined): Pressure | undefined {
  const some = waiting(text, 'some');
  const full = waiting(text, 'full');
  return some === undefined ? undefined : { some, ...(full === undefined ? {} : { full }) };
}

function waiting(text: string | undefined, line: string): Waiting | undefined {
  const match = new RegExp(`^${line} avg10=([\\d.]+) avg60=([\\d.]+) avg300=([\\d.]+) `, 'm').exec(text ?? '');
  const [avg10 = Number.NaN, avg60 = Number.NaN, avg300 = Number.NaN] = (match ?? []).slice(1).map(Number);
  return [avg10, avg60, avg300].every(Number.isFinite) ? { avg10, avg60, avg300 } : undefined;
}

/** The pressure of the whole machine; undefined if the kernel does not record it. */
export function readMachinePressure(files: Files): Pressures | undefined {
  return collect((resource) => files.text(`/proc/pressure/${resource}`));
}

/** The pressure of our own control group, which only version 2 records. */
export function readGroupPressure(files: Files, group: ControlGroupSearch): Pressures | undefined {
  if (typeof group === 'string' || group.version === 1) return undefined;
  return collect((resource) => files.text(`${group.folders[0]}/${resource}.pressure`));
}

function collect(read: (resource: string) => string | undefined): Pressures | undefined {
  const [cpu, memory, io] = ['cpu', 'memory', 'io'].map((resource) => parsePressure(read(resource)));
  const found = {
    ...(cpu === undefined ? {} : { cpu }),
    ...(memory === undefined ? {} : { memory }),
    ...(io === undefined ? {} : { io }),
  };
  return Object.keys(found).length === 0 ? undefined : found;
}
