import type { TreeUsage } from '../../schedule/events/reading.ts';
import type { Child } from '../spawners/child.ts';
import { createProcessSystem } from '../trees/create-process-system.ts';
import type { ChildMeter, Launcher, Spawn } from './launcher.ts';

/** Measures a child from now on. Call it before the child can have been waited for. Resolves soon after the exit. */
export function childUsage(
  child: Child,
  pid: number,
  meter: ChildMeter,
  id?: string,
): Promise<{ readonly usage?: TreeUsage }> {
  meter.started(pid, id);
  return new Promise((resolve) => {
    child.on('exit', () => meter.exited(pid, (usage) => resolve(usage === undefined ? {} : { usage })));
  });
}

/** Starts a helper, such as a readiness check. Helpers are measured too: otherwise their CPU time would count for a task. */
export function spawnHelper({ spawn, meter, inKillOrder }: Pick<Launcher, 'spawn' | 'meter' | 'inKillOrder'>): Spawn {
  return (program, args, options) => {
    const child = inKillOrder('service', () => spawn(program, args, options));
    if (child.pid !== undefined) void childUsage(child, child.pid, meter);
    return child;
  };
}

/** Reads from the environment of a process for which task or service of this run it was started. */
export function idInMark(run: string): (pid: number) => string | undefined {
  const system = createProcessSystem(process.platform);
  return (pid) => {
    const mark = system.markOf(pid);
    return mark?.run === run ? mark.id : undefined;
  };
}
