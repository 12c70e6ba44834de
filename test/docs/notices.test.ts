import { describe, expect, test } from 'vitest';
import { NOTICES_FILE, noticesOf } from '../../scripts/third-party-notices.ts';
import { readText, rowNames, section } from './markdown.ts';

const one = { name: 'one', version: '1.0.0', license: 'MIT', text: 'Permission is granted.' };
const two = { name: 'two', version: '2.0.0', license: 'MIT', text: 'Permission is granted.' };
const none = { name: 'none', version: '3.0.0', license: '', text: '' };

describe('noticesOf', () => {
  test('prints a text once for all packages that have it', () => {
    expect(noticesOf([two, one])).toContain('\n\none 1.0.0 (MIT)\ntwo 2.0.0 (MIT)\n\nPermission is granted.\n');
  });

  test('is the same for every order of packages', () => {
    expect(noticesOf([none, two, one])).toBe(noticesOf([one, two, none]));
  });

  test('states if a package contains no licence text', () => {
    expect(noticesOf([none])).toContain(
      'none 3.0.0 (package.json declares no licence)\n\nThis package contains no licence text.',
    );
  });
});

test('dist names every package that src imports, with the installed version', () => {
  const notices = readText(`dist/${NOTICES_FILE}`);
  const imported = rowNames(section(readText('docs/dependencies.md'), 'In the bundle')).filter(
    (name) => name !== 'zod/mini',
  );
  expect(imported.length).toBeGreaterThan(10);
  const lines = imported.map((name) => {
    const { version }: { version: string } = JSON.parse(readText(`node_modules/${name}/package.json`));
    return `\n${name} ${version} (`;
  });
  expect(lines.filter((line) => !notices.includes(line))).toEqual([]);
});
