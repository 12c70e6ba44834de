/** The highest use of tasks with the same commands so far in this run. A figure that was not measured is absent. */
export interface Seen {
  /** CPUs on average while one runs. */
  readonly cpus?: number;
  /** CPUs that one would have used alone on the machine; see `soloUse`. */
  readonly demand?: number;
  /** Bytes. */
  readonly memory?: number;
}

export function highestSeen(one: Seen = {}, other: Seen): Seen {
  const cpus = highest(one.cpus, other.cpus);
  const demand = highest(one.demand, other.demand);
  const memory = highest(one.memory, other.memory);
  return {
    ...(cpus === undefined ? {} : { cpus }),
    ...(demand === undefined ? {} : { demand }),
    ...(memory === undefined ? {} : { memory }),
  };
}

function highest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.max(one, other);
}
