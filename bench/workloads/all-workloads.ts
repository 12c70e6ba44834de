import type { Workload } from '../workload.ts';
import { hundredNoOps } from './hundred-no-ops.ts';
import { layers } from './layers.ts';
import { oneNoOp } from './one-no-op.ts';
import { ownCpu } from './own-cpu.ts';
import { ownCpuWhileRunning } from './own-cpu-while-running.ts';
import { peakMemory } from './peak-memory.ts';
import { planLarge } from './plan-large.ts';
import { simulateHuge } from './simulate-huge.ts';
import { startToFirstTask } from './start-to-first-task.ts';
import { tenThousandNoOps, thousandNoOps } from './thousand-no-ops.ts';

/** In the order of the table. */
export const allWorkloads: readonly Workload[] = [
  startToFirstTask,
  ownCpu,
  ownCpuWhileRunning,
  peakMemory,
  planLarge,
  simulateHuge,
  oneNoOp,
  hundredNoOps,
  thousandNoOps,
  tenThousandNoOps,
  layers,
];
