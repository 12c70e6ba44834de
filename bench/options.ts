import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { allWorkloads } from './workloads/all-workloads.ts';

export interface Options {
  /** Absolute path of the bundled command-line tool. */
  readonly cli: string;
  readonly quick: boolean;
  readonly full: boolean;
  /** Peers are installed first. */
  readonly install: boolean;
  /** Where the figures go as JSON. */
  readonly json?: string;
  /** Ids of workloads; empty: all. */
  readonly only: readonly string[];
  /** A figure over this many times its goal fails the run. */
  readonly limit?: number;
}

export const usage = `npm run bench -- [options]

  --quick        fewer runs of the same work
  --full         also what takes minutes: npm for each of 1,000 jobs, three rounds of 10,000
  --install      first installs the peers that come from npm and PyPI, into bench/peers
  --only IDS     these workloads only, comma-separated: ${allWorkloads.map((workload) => workload.id).join(', ')}
  --json FILE    writes the figures there too
  --limit FACTOR exit code 1 when a figure is more than FACTOR times its goal (1: when a goal is missed)
  --dist DIR     the bundle to measure (dist)
`;

/** Throws with a sentence for the user when the command line cannot be carried out. */
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
    ...(values.json === undefined ? {} : { json: values.json }),
    ...(limit === undefined ? {} : { limit }),
  };
}
