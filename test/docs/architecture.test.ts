import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { apply } from '../../src/schedule/state/apply.ts';
import { begin } from '../../src/schedule/state/begin.ts';
import { randomMission } from '../schedule/random-mission.ts';
import { playOut, randomMachine, randomMoves } from '../schedule/random-run.ts';
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
  fc.assert(
    fc.property(randomMission(), randomMachine(), randomMoves(), (mission, machine, moves) => {
      const state = begin(mission, machine);
      for (const event of playOut(mission, machine, moves, () => {}).journal.slice(1)) {
        const id = 'id' in event ? event.id : '';
        const before = state.tasks.get(id)?.phase;
        apply(state, event);
        const after = state.tasks.get(id)?.phase;
        if (before !== after) seen.add(`${before} --> ${after}: ${event.type}`);
      }
    }),
    { numRuns: 1000 },
  );
  expect([...seen].sort()).toEqual([...drawn].sort());
});
