import type { Mission } from '../../../../src/mission/model/mission.ts';
import type { RunReport } from '../../../../src/report/model/run.ts';
import type { MissionResult } from '../../../../src/schedule/events/event.ts';
import type { TreeUsage } from '../../../../src/schedule/events/reading.ts';
import { foldAll } from '../../fold-all.ts';
import { JournalBuilder, machine } from '../../journal-builder.ts';

/** Two CPUs. */
export const small = { ...machine, cpus: 2 };

/** The report of a run on two CPUs whose events `play` adds. */
export function runWith(mission: Mission, play: (run: Played) => void, result: MissionResult = 'succeeded'): RunReport {
  const run = new Played(mission, small);
  play(run);
  return foldAll(run.finish(result));
}

export class Played extends JournalBuilder {
  /** Its only step exits with 0 and this usage. */
  done(id: string, at: number, usage?: TreeUsage): this {
    this.at(at).add({
      type: 'step-exited',
      at,
      id,
      step: 0,
      exitCode: 0,
      left: { logTail: '', logBytes: 0 },
      ...(usage === undefined ? {} : { usage }),
    });
    return this.end(id, 'succeeded');
  }
}

/** Usage of a task with one thread that waited for a CPU for so many seconds. */
export function used(cpuSeconds: number, delayed: number): TreeUsage {
  return { cpuSeconds, waited: delayed, delayed, idle: 0, parallelism: 1 };
}
