import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readText, root, rowNames, section } from './markdown.ts';

const document = readText('ARCHITECTURE.md');

test('ARCHITECTURE.md has a row for every folder of src, and no other', () => {
  const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect([...rowNames(section(document, 'Folders'))].sort()).toEqual(folders.map(({ name }) => `src/${name}/`).sort());
});
