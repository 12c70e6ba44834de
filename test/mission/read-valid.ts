import { expect } from 'vitest';
import type { Mission, Task } from '../../src/mission/model/mission.ts';
import { readMission } from '../../src/mission/read.ts';

/** The mission of a text that must have no findings. */
export function read(text: string): Mission {
  const { mission, diagnostics } = readMission(text, 'mission.yml');
  expect(diagnostics).toEqual([]);
  if (mission === undefined) throw new Error('expected a mission');
  return mission;
}

/** The only task of a mission with this body. */
export function readTask(body: string, top = ''): Task {
  const task = read(`name: One\n${top}\ntasks:\n  a: { ${body} }\n`).tasks[0];
  if (task === undefined) throw new Error('expected a task');
  return task;
}

/** The kinds of findings about a text, in their order. */
export function codes(text: string): readonly string[] {
  return readMission(text, 'mission.yml').diagnostics.map(({ code }) => code);
}
