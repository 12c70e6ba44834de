import { describe, expect, test } from 'vitest';
import { createIds, validId } from '../../src/convert/valid-ids.ts';
import { fc } from '../suite/fast-check.ts';

describe('validId', () => {
  test.each([
    ['build:prod', 'build:prod'],
    ['Test (node 20)', 'Test-node-20'],
    ['L2.2.1', 'L2.2.1'],
    ['Prüfung: Straße', 'Prufung:-Stra-e'],
    ['  lint  ', 'lint'],
    ['--watch', 'watch'],
    ['tasks', 'all-tasks'],
    ['検査', 'task'],
    ['...', 'task'],
    ['', 'task'],
    ['__proto__', '__proto__'],
  ])('%j becomes %j', (name, id) => {
    expect(validId(name)).toBe(id);
  });

  test('is accepted by a mission, whatever the name is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
        const id = validId(name);
        expect(id).toMatch(/^[A-Za-z0-9._:-]{1,60}$/);
        expect(id).toMatch(/[A-Za-z0-9]/);
        expect(id).not.toBe('tasks');
      }),
    );
  });
});

describe('createIds', () => {
  test('gives each name an id of its own, ignoring case', () => {
    const idOf = createIds(['lint']);
    expect(['Lint', 'build', 'Build', 'build', 'build-2'].map((name) => idOf(name))).toEqual([
      'Lint-2',
      'build',
      'Build-2',
      'build-3',
      'build-2-2',
    ]);
  });
});
