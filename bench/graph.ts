/** One unit of work, in a form from which the file of every peer can be written. */
export interface Job {
  /** Letters and digits, so that it is a valid name for every peer. */
  readonly id: string;
  /** Ids of jobs earlier in the list. */
  readonly needs: readonly string[];
  /** A bash command. */
  readonly run: string;
}

export interface Graph {
  readonly jobs: readonly Job[];
  /** Maximum number of jobs that run at the same time. */
  readonly atOnce: number;
}

/** `count` jobs without needs. */
export function independentJobs(count: number, run: string, atOnce = 4): Graph {
  return { jobs: Array.from({ length: count }, (_, index) => ({ id: `j${index}`, needs: [], run })), atOnce };
}

/** Layers of equal width; each job needs `parents` jobs, spread over the previous layer. */
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
