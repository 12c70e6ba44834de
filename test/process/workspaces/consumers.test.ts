import { describe, expect, it } from 'vitest';
import type { Task } from '../../../src/mission/model/mission.ts';
import { consumersOf } from '../../../src/process/workspaces/consumers.ts';
import { fc } from '../../suite/fast-check.ts';
import { worker } from './repository.ts';

/** Tasks of which each works in the root, in a checkout, or starts from an earlier one with a workspace. */
const missions: fc.Arbitrary<readonly Task[]> = fc
  .array(fc.tuple(fc.nat(2), fc.nat()), { minLength: 1, maxLength: 12 })
  .map((choices) => {
    const tasks: Task[] = [];
    for (const [index, [kind, pick]] of choices.entries()) {
      const sources = tasks.filter(({ workspace }) => workspace !== undefined);
      const source = sources[pick % Math.max(1, sources.length)];
      const { workspace: _, ...inRoot } = worker(`t${index}`, 'own');
      if (kind === 0) tasks.push(inRoot);
      else tasks.push(worker(`t${index}`, kind === 1 || source === undefined ? 'own' : { from: source.id }));
    }
    return tasks;
  });

describe('when a workspace is not needed any more', () => {
  it('each is freed once, after its task and all that start from it, directly or through others', () => {
    fc.assert(
      fc.property(missions, fc.infiniteStream(fc.nat()), (tasks, picks) => {
        const consumers = consumersOf(tasks);
        const ended = new Set<string>();
        const freed: string[] = [];
        const left = [...tasks];
        while (left.length > 0) {
          const [task] = left.splice((picks.next().value ?? 0) % left.length, 1);
          if (task === undefined) break;
          ended.add(task.id);
          for (const id of consumers.ended(task.id)) {
            freed.push(id);
            expect(ended.has(id)).toBe(true);
            for (const other of tasks) if (comesFrom(other, id, tasks)) expect(ended.has(other.id)).toBe(true);
          }
        }
        expect(freed.sort()).toEqual(
          tasks.flatMap(({ id, workspace }) => (workspace === undefined ? [] : [id])).sort(),
        );
      }),
    );
  });
});

function comesFrom({ workspace }: Task, id: string, tasks: readonly Task[]): boolean {
  if (typeof workspace !== 'object') return false;
  const source = tasks.find((task) => task.id === workspace.from);
  return workspace.from === id || (source !== undefined && comesFrom(source, id, tasks));
}
