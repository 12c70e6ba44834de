import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { allWorkloads } from './workloads/all-workloads.ts';

export interface Options {
  /** Absolute path of the bundled command-line tool. */
  readonly cli: string;
  readonly quick: boolean;
  readonly full: boolean;
  /** Whether to install the peers first. */
  readonly install: boolean;
  /** File for the figures as JSON. */
  readonly json?: string;
  /** Ids of the workloads to run. Empty means all. */
  readonly only: readonly string[];
  /** The run fails if a figure is more than this many times its goal. */
  readonly limit?: number;
  /** Absolute folder in which everything runs. */
  readonly folder: string;
}

export const usage = `npm run bench -- [options]

  --quick        fewer runs, and less work in those about admission and memory
  --full         also the work that takes minutes: npm for each of 1,000 jobs, three rounds of 10,000
  --install      first install the peers from npm and PyPI into bench/peers
  --only IDS     only these workloads, comma-separated: ${allWorkloads.map((workload) => workload.id).join(', ')}
  --json FILE    also write the figures to FILE
  --limit FACTOR exit code 1 if a figure is more than FACTOR times its goal (1: if a goal is missed)
  --in DIR       folder in which everything runs, such as /dev/shm to measure without a disk (default: that for temporary files)
  --dist DIR     bundle to measure (default: dist)
`;

/** Throws an error with a message for the user if an option is invalid. */
export function readOptions(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      quick: { type: 'boolean' },
      full: { type: 'boolean' },
      install: { type: 'boolean' },
      only: { type: 'string' },
      json: { type: 'string' },
      limit: { type: 'string' },
      dist: { type: 'string' },
      in: { type: 'string' },
    },
  });
  const limit = values.limit === undefined ? undefined : Number(values.limit);
  if (limit !== undefined && !(limit > 0)) throw new Error(`expected --limit above 0, found ${values.limit}`);
  const only = values.only?.split(',') ?? [];
  const unknown = only.find((id) => allWorkloads.every((workload) => workload.id !== id));
  if (unknown !== undefined) throw new Error(`expected known workloads after --only, found ${unknown}`);
  return {
    cli: resolve(values.dist ?? 'dist', 'cli.js'),
    quick: values.quick === true,
    full: values.full === true,
    install: values.install === true,
    only,
    folder: resolve(values.in ?? tmpdir()),
    ...(values.json === undefined ? {} : { json: values.json }),
    ...(limit === undefined ? {} : { limit }),
  };
}
