import type { Workload } from '../workload.ts';
import { besideAHog } from './beside-a-hog.ts';
import { documents } from './documents.ts';
import { hundredNoOps } from './hundred-no-ops.ts';
import { jobserver } from './jobserver.ts';
import { launchCalls } from './launch-calls.ts';
import { layers } from './layers.ts';
import { linterAmongSleepers } from './linter-among-sleepers.ts';
import { memoryFirst } from './memory-first.ts';
import { memoryJump } from './memory-jump.ts';
import { memorySecond } from './memory-second.ts';
import { memorySharedHost } from './memory-shared-host.ts';
import { merge } from './merge.ts';
import { muchMemory } from './much-memory.ts';
import { muchOutput } from './much-output.ts';
import { nestedPools } from './nested-pools.ts';
import { oneNoOp } from './one-no-op.ts';
import { ownCpu } from './own-cpu.ts';
import { ownCpuWhileRunning } from './own-cpu-while-running.ts';
import { peakMemory } from './peak-memory.ts';
import { planByTheClock } from './plan-by-the-clock.ts';
import { planLarge } from './plan-large.ts';
import { planRunners } from './plan-runners.ts';
import { shortTests } from './short-tests.ts';
import { simulateHuge } from './simulate-huge.ts';
import { sleepers } from './sleepers.ts';
import { startToFirstTask } from './start-to-first-task.ts';
import { testsAtOnce } from './tests-at-once.ts';
import { tenThousandNoOps, thousandNoOps } from './thousand-no-ops.ts';

/** In the order of the table. */
export const allWorkloads: readonly Workload[] = [
  startToFirstTask,
  ownCpu,
  launchCalls,
  ownCpuWhileRunning,
  peakMemory,
  planLarge,
  planRunners,
  merge,
  documents,
  simulateHuge,
  oneNoOp,
  hundredNoOps,
  thousandNoOps,
  tenThousandNoOps,
  layers,
  planByTheClock,
  muchOutput,
  muchMemory,
  memoryFirst,
  memorySecond,
  memoryJump,
  memorySharedHost,
  besideAHog,
  sleepers,
  linterAmongSleepers,
  shortTests,
  testsAtOnce,
  nestedPools,
  jobserver,
];
