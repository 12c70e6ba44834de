import type { ChildProcess, SpawnOptions } from 'node:child_process';
import type { UsageMeter } from '../../machine/trees/usage-meter.ts';
import type { LogKeeper } from '../logs/keeper.ts';
import type { InKillOrder } from './kill-order.ts';
import type { LaunchPlace } from './prepare-command.ts';

/** Measures the process trees of children. Each child leads its own session. */
export type ChildMeter = Pick<UsageMeter, 'started' | 'exited'>;

export type Child = Pick<ChildProcess, 'pid' | 'on'>;
export type Spawn = (program: string, args: readonly string[], options: SpawnOptions) => Child;

export interface Launcher extends LaunchPlace {
  readonly spawn: Spawn;
  readonly inKillOrder: InKillOrder;
  readonly meter: ChildMeter;
  /** Milliseconds before each retry of a start that failed for a temporary reason. */
  readonly retries: readonly number[];
  /** Reports that a part of the run does not work. Running tasks continue. */
  readonly degraded: (message: string) => void;
  readonly logs: LogKeeper;
  /** See `ProcessOptions`; absent: false. */
  readonly exactArtifacts?: boolean;
}
