import os from 'node:os';

/** The facts that figures depend on, without names or paths of the machine. */
export interface Machine {
  readonly date: string;
  readonly node: string;
  readonly system: string;
  readonly processor: string;
  /** CPUs that this process may use. */
  readonly cpus: number;
  /** Bytes. */
  readonly memory: number;
  /** Mean number of busy or waiting processes over the last minute, before measuring. A high value means that other work disturbs the figures. */
  readonly loadBefore: number;
}

export function thisMachine(): Machine {
  return {
    date: new Date().toISOString(),
    node: process.version,
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    processor: os.cpus()[0]?.model.trim() ?? 'unknown',
    cpus: os.availableParallelism(),
    memory: os.totalmem(),
    loadBefore: os.loadavg()[0] ?? 0,
  };
}

export function describeMachine(machine: Machine): string {
  const memory = `${Math.round(machine.memory / 1e9)} GB`;
  return [
    `${machine.date.slice(0, 16).replace('T', ' ')} UTC, Node ${machine.node}`,
    `${machine.system}, ${machine.cpus} × ${machine.processor}, ${memory}, load before ${machine.loadBefore.toFixed(1)}`,
  ].join('\n');
}
