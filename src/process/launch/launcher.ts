import type { SpawnOptions } from 'node:child_process';
import type { UsageMeter } from '../../machine/trees/usage-meter.ts';
import type { LogKeeper } from '../logs/keeper.ts';
import type { Child } from '../spawners/child.ts';
import type { InKillOrder } from '../spawners/kill-order.ts';
import type { Spawners } from '../spawners/spawners.ts';
import type { LaunchPlace } from './prepare-command.ts';

/** Measures the process trees of children. Each child leads its own session. */
export type ChildMeter = Pick<UsageMeter, 'started' | 'exited'>;

export type Spawn = (program: string, args: readonly string[], options: SpawnOptions) => Child;

export interface Launcher extends LaunchPlace {
  readonly spawn: Spawn;
  readonly inKillOrder: InKillOrder;
  /** Start the programs of tasks; absent: the runner starts all of them. */
  readonly spawners?: Spawners;
  readonly meter: ChildMeter;
  /** Milliseconds before each retry of a start that failed for a temporary reason. */
  readonly retries: readonly number[];
  /** Reports that a part of the run does not work. Running tasks continue. */
  readonly degraded: (message: string) => void;
  readonly logs: LogKeeper;
  /** See `ProcessOptions`; absent: false. */
  readonly exactArtifacts?: boolean;
}
