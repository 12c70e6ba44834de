import type { AdmissionRules } from '../../src/mission/model/mission.ts';
import type { Deferred } from '../../src/schedule/events/event.ts';
import { buildMission, MINUTE, type TaskDraft, task, test } from '../build-mission.ts';
import { type Drive, drive, only, type ReadingParts } from './drive.ts';

/** Task `A` completes after a minute with this reading. Returns the run, in which the gate has decided about its test `T`. */
export function gateFor(
  reading: ReadingParts,
  parts: { tasks?: readonly TaskDraft[]; admission?: Partial<AdmissionRules> } = {},
): Drive {
  const tasks = [task('A'), test('T', { needs: ['A'], expect: MINUTE }), ...(parts.tasks ?? [])];
  const run = drive(buildMission({ tasks, admission: parts.admission ?? {} }));
  run.start();
  run.advance(MINUTE);
  run.show(reading);
  run.exit('A');
  return run;
}

export const admits = (run: Drive): boolean => run.state.tasks.get('T')?.phase === 'running';
export const lastDeferral = (run: Drive): Deferred | undefined => only(run.journal, 'deferred').at(-1);
