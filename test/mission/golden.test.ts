import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { drawDiagnostics } from '../../src/mission/diagnostics/draw.ts';
import { readMission } from '../../src/mission/read.ts';

const folder = join(import.meta.dirname, 'golden');

/** `SUBJECT/NAME`, one for each broken mission. */
const names = globSync('*/*.yml', { cwd: folder })
  .map((path) => path.replaceAll('\\', '/').slice(0, -'.yml'.length))
  .sort();

test('there are enough broken missions', () => {
  expect(names.length).toBeGreaterThanOrEqual(60);
});

test('every golden text belongs to a broken mission', () => {
  const texts = globSync('**/*.txt', { cwd: folder }).map((path) =>
    path.replaceAll('\\', '/').slice(0, -'.txt'.length),
  );
  expect(texts.sort()).toEqual(names);
});

/** UPDATE_GOLDEN=1 rewrites what is expected; read the difference before you commit it. */
test.each(names)('%s is explained as in its golden file', (name) => {
  const text = readFileSync(join(folder, `${name}.yml`), 'utf8');
  const { mission, diagnostics } = readMission(text, `${basename(name)}.yml`);
  const drawn = drawDiagnostics(diagnostics, text, { color: false });
  const golden = join(folder, `${name}.txt`);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, drawn);
  expect(existsSync(golden), 'run with UPDATE_GOLDEN=1 to write it').toBe(true);
  expect(drawn).toBe(readFileSync(golden, 'utf8'));
  expect(diagnostics.length).toBeGreaterThan(0);
  expect(mission === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
});
