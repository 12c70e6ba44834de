import type { Mission, Task } from '../../../src/mission/model/mission.ts';
import { buildMission, MINUTE, type TaskDraft, type TaskParts, task } from '../../build-mission.ts';

/** Missions for the tests of plans. */

/** A task that declares that it leaves files for the tasks that need it, so that they may run elsewhere. */
export function producer(id: string, parts: TaskParts = {}): TaskDraft {
  return task(id, { artifacts: [{ pattern: 'dist', line: 1 }], ...parts });
}

/** The combinations of a matrix with one dimension. */
export function legs(base: string, values: readonly string[], parts: TaskParts = {}): readonly TaskDraft[] {
  return values.map((value) => task(`${base} (${value})`, { matrix: { value }, ...parts }));
}

/** `build` with artifacts, and tests that need it. */
export function buildAndTests(tests: number, minutes = 10): Mission {
  const ids = Array.from({ length: tests }, (_, index) => `test-${index + 1}`);
  return buildMission({
    tasks: [
      producer('build', { expect: 2 * MINUTE }),
      ...ids.map((id) => task(id, { needs: ['build'], expect: minutes * MINUTE })),
    ],
  });
}

export function idsOf({ tasks }: Mission): readonly Task['id'][] {
  return tasks.map(({ id }) => id);
}
