import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { drawDiagnostics } from '../../src/mission/draw-diagnostic.ts';
import { readMission } from '../../src/mission/read-mission.ts';

const folder = new URL('golden/', import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.yml'))
  .map((name) => name.slice(0, -'.yml'.length));

test('there are enough broken missions', () => {
  expect(names.length).toBeGreaterThanOrEqual(60);
});

/** UPDATE_GOLDEN=1 rewrites what is expected; read the difference before you commit it. */
test.each(names)('%s is explained as in its golden file', (name) => {
  const text = readFileSync(new URL(`${name}.yml`, folder), 'utf8');
  const { mission, diagnostics } = readMission(text, `${name}.yml`);
  const drawn = drawDiagnostics(diagnostics, text, { color: false });
  const golden = new URL(`${name}.txt`, folder);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, drawn);
  expect(existsSync(golden), 'run with UPDATE_GOLDEN=1 to write it').toBe(true);
  expect(drawn).toBe(readFileSync(golden, 'utf8'));
  expect(diagnostics.length).toBeGreaterThan(0);
  expect(mission === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
});
