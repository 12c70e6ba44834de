import { describe, expect, it } from 'vitest';
import { constraintsTable } from '../../../src/report/sections/constraints.ts';
import type { Constraint } from '../../../src/schedule/events/reading.ts';
import { foldAll } from '../fold-all.ts';
import { JournalBuilder, machine, mission, task } from '../journal-builder.ts';

const GIB = 1024 ** 3;
const CONTAINER = 'container of 1 CPU and 2 GiB';

function host(cpus: number, gib: number): Constraint {
  return { name: 'machine', cpu: { capacity: 8, used: cpus }, memory: { capacity: 16 * GIB, used: gib * GIB } };
}

function container(cpus: number, gib: number, capacity = 2): Constraint {
  return {
    name: CONTAINER,
    cpu: { capacity: 1, used: cpus },
    memory: { capacity: capacity * GIB, used: gib * GIB },
  };
}

function run(...windows: readonly (readonly Constraint[])[]) {
  const builder = new JournalBuilder(mission([task('L2.1')]), {
    ...machine,
    constraints: [
      { name: 'machine', cpus: 8, memory: { capacity: 16 * GIB, used: GIB } },
      { name: CONTAINER, cpus: 1, memory: { capacity: 2 * GIB, used: 0 } },
    ],
  });
  for (const [index, window] of windows.entries()) builder.at(1000 * (index + 1)).sample(50, 50, {}, window);
  return foldAll(builder.events);
}

describe('the use of constraints', () => {
  it('has the highest share of each, and for how long it was the fullest', () => {
    const { constraints } = run(
      [host(4, 12), container(0.4, 1)],
      [container(0.9, 1.8)],
      [host(7, 2), container(0.2, 1)],
    );
    expect([...constraints.values()]).toEqual([
      {
        name: 'machine',
        cpus: 8,
        memory: 16 * GIB,
        maximumCpu: 87.5,
        maximumMemory: 75,
        cpuTime: 2000,
        memoryTime: 1000,
      },
      { name: CONTAINER, cpus: 1, memory: 2 * GIB, maximumCpu: 90, maximumMemory: 90, cpuTime: 1000, memoryTime: 2000 },
    ]);
  });

  it('follows a container that is resized while the mission runs', () => {
    expect(run([container(0.1, 1)], [container(0.1, 1, 4)]).constraints.get(CONTAINER)).toMatchObject({
      memory: 4 * GIB,
      maximumMemory: 50,
    });
  });

  it('is no table if there is only the machine, and lists the sizes if no window was measured', () => {
    expect(constraintsTable(foldAll(new JournalBuilder(mission([task('L2.1')])).events))).toBeUndefined();
    expect(Array.from(constraintsTable(run())?.rows ?? [], ([name]) => name)).toEqual([
      { type: 'untrusted', text: 'machine' },
      { type: 'untrusted', text: CONTAINER },
    ]);
  });
});
