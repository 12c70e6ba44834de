import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Mission } from '../../src/mission/model/mission.ts';
import type { Event } from '../../src/schedule/events/event.ts';
import type { MachineFacts } from '../../src/schedule/events/machine-facts.ts';
import { apply } from '../../src/schedule/state/apply.ts';
import { begin } from '../../src/schedule/state/begin.ts';
import { buildMission, GIB, MACHINE, task } from '../build-mission.ts';
import { drive } from '../schedule/drive.ts';
import { randomMission } from '../schedule/random-mission.ts';
import { playOut, randomMachine, randomMoves } from '../schedule/random-run.ts';
import { fc } from '../suite/fast-check.ts';
import { readText, root, rowNames, section } from './markdown.ts';

const document = readText('ARCHITECTURE.md');

test('ARCHITECTURE.md has a row for every folder of src, and no other', () => {
  const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect([...rowNames(section(document, 'Folders'))].sort()).toEqual(folders.map(({ name }) => `src/${name}/`).sort());
});

test('every path that ARCHITECTURE.md names exists', () => {
  const paths = [...document.matchAll(/`((?:src|test|scripts|docs)\/[\w./-]*)`/g)].map(([, path = '']) => path);
  expect(paths.length).toBeGreaterThan(40);
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('the state machine of a task has the edges that ARCHITECTURE.md draws, and no other', () => {
  const drawn = [...document.matchAll(/^ {2}\w+ --> \w+: [\w-]+$/gm)].map(([edge]) => edge.trim());
  const seen = new Set<string>();
  const follow = (mission: Mission, machine: MachineFacts, journal: readonly Event[]): void => {
    const state = begin(mission, machine);
    for (const event of journal.slice(1)) {
      const id = 'id' in event ? event.id : '';
      const before = state.tasks.get(id)?.phase;
      apply(state, event);
      const after = state.tasks.get(id)?.phase;
      if (before !== after) seen.add(`${before} --> ${after}: ${event.type}`);
    }
  };
  fc.assert(
    fc.property(randomMission(), randomMachine(), randomMoves(), (mission, machine, moves) => {
      follow(mission, machine, playOut(mission, machine, moves, () => {}).journal);
    }),
    { numRuns: 1000 },
  );
  // Random readings are rarely critical while everything is paused.
  const evicted = buildMission({ tasks: [task('A'), task('B')], admission: { gate: 'off' } });
  follow(evicted, MACHINE, evictionIn(evicted));
  expect([...seen].sort()).toEqual([...drawn].sort());
});

/** The journal of a run of two tasks that grow until both are paused and the younger one is evicted. */
function evictionIn(mission: Mission): readonly Event[] {
  const run = drive(mission);
  run.start();
  for (const [memory, each] of [
    [80, 4],
    [96, 6],
    [96, 6],
  ] as const) {
    run.advance(run.now() + 100);
    const usage = { cpuSeconds: 1, memory: each * GIB };
    run.sample({ cpu: 10, memory, usage: { A: usage, B: usage } });
  }
  run.die('B', 'SIGTERM');
  return run.journal;
}
