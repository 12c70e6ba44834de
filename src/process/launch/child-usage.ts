import type { TreeUsage } from '../../schedule/events/reading.ts';
import { createProcessSystem } from '../trees/create-process-system.ts';
import type { Child, ChildMeter, Launcher, Spawn } from './launcher.ts';

/** Has a child measured from now on; must be called before it can have been waited for. Resolves soon after its exit. */
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

/** Starts what only asks a service: measured as well, or its time would pass for that of a task. */
export function spawnHelper({ spawn, meter, inKillOrder }: Pick<Launcher, 'spawn' | 'meter' | 'inKillOrder'>): Spawn {
  return (program, args, options) => {
    const child = inKillOrder('service', () => spawn(program, args, options));
    if (child.pid !== undefined) void childUsage(child, child.pid, meter);
    return child;
  };
}

/** Reads which task or service of this run a process was started for, as its environment says. */
export function idInMark(run: string): (pid: number) => string | undefined {
  const system = createProcessSystem(process.platform);
  return (pid) => {
    const mark = system.markOf(pid);
    return mark?.run === run ? mark.id : undefined;
  };
}
