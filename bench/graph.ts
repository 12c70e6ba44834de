/** Work in a form that every peer's own file can be written from. */
export interface Job {
  /** Letters and digits: a name in every peer's language. */
  readonly id: string;
  /** Ids of jobs that come earlier in the list. */
  readonly needs: readonly string[];
  /** A bash command. */
  readonly run: string;
}

export interface Graph {
  readonly jobs: readonly Job[];
  /** How many may run at the same time. */
  readonly atOnce: number;
}

/** `count` jobs that need nothing. */
export function independentJobs(count: number, run: string, atOnce = 4): Graph {
  return { jobs: Array.from({ length: count }, (_, index) => ({ id: `j${index}`, needs: [], run })), atOnce };
}

/** Layers of equal width; each job needs `parents` jobs of the layer before, spread over it. */
export function layeredJobs(count: number, layers: number, parents: number, run: string, atOnce = 4): Graph {
  const width = count / layers;
  const jobs = Array.from({ length: count }, (_, index): Job => {
    const layer = Math.floor(index / width);
    const needs =
      layer === 0 ? [] : Array.from({ length: parents }, (_, n) => parentOf(index % width, n, layer, width));
    return { id: `j${index}`, needs, run };
  });
  return { jobs, atOnce };
}

function parentOf(position: number, number: number, layer: number, width: number): string {
  const spreadOut = (position * 7 + number * 31) % width;
  return `j${(layer - 1) * width + spreadOut}`;
}
