import { expect, it } from 'vitest';
import type { ProcessSystem } from '../../../src/process/trees/process-system.ts';
import type { StepTree } from '../../../src/process/trees/step.ts';
import { createTreeStopper } from '../../../src/process/trees/stop.ts';

it('takes a few snapshots for hundreds of trees that end together after TERM, not one for each', async () => {
  let looks = 0;
  const system: ProcessSystem = {
    list: () => {
      looks += 1;
      return [];
    },
    markOf: () => undefined,
    commandOf: () => '',
    groupExists: () => true,
    signalGroup: () => {},
    signalOne: () => {},
  };
  const stopper = createTreeStopper(system, 'run', { tidy: 0, grace: 60_000, gone: 0 });
  const trees = Array.from({ length: 300 }, (_, index): StepTree => {
    return { id: `t${index}`, leader: 1000 + index, stopping: 'terminated', known: [] };
  });
  const settled = trees.map(
    (tree) =>
      new Promise<string>((resolve) => {
        stopper.settle(tree, (leftovers) => {
          expect(leftovers).toEqual([]);
          resolve(tree.id);
        });
      }),
  );
  expect(looks).toBe(0);
  expect(await Promise.all(settled)).toEqual(trees.map(({ id }) => id));
  // All end within a moment; on a busy machine, this may take several snapshots.
  expect(looks).toBeLessThan(30);
});
