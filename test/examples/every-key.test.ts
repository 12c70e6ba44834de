import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { keysAt } from '../../src/mission/schema/mission.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const texts = globSync('examples/*/mission.yml', { cwd: root }).map((path) => readFileSync(join(root, path), 'utf8'));
const missions: readonly unknown[] = texts.map((text) => parse(text));

/** The values at this path in all missions; `*` is every entry of a mapping or a list. */
function found(path: readonly string[]): readonly unknown[] {
  return path.reduce<readonly unknown[]>(
    (values, segment) =>
      values
        .filter((value) => typeof value === 'object' && value !== null)
        .flatMap((value) => (segment === '*' ? Object.values(value) : [Reflect.get(value, segment)])),
    missions,
  );
}

function keysUsed(...paths: readonly (readonly string[])[]): ReadonlySet<string> {
  const mappings = paths.flatMap(found).filter((value) => typeof value === 'object' && value !== null);
  return new Set(mappings.flatMap((value) => Object.keys(value)));
}

describe('every key of the mission file is used by an example', () => {
  it.each([
    { place: 'the top', keys: keysAt([]), used: keysUsed([]) },
    {
      place: 'defaults',
      keys: keysAt(['defaults']),
      used: keysUsed(['defaults'], ['defaults', 'tests'], ['defaults', 'tasks']),
    },
    { place: 'an included file', keys: keysAt(['include', 0]), used: keysUsed(['include', '*']) },
    { place: 'an input', keys: keysAt(['inputs', 'a']), used: keysUsed(['inputs', '*']) },
    { place: 'admission', keys: keysAt(['admission']), used: keysUsed(['admission']) },
    { place: 'a service', keys: keysAt(['services', 'a']), used: keysUsed(['services', '*']) },
    { place: 'ready', keys: keysAt(['services', 'a', 'ready']), used: keysUsed(['services', '*', 'ready']) },
    { place: 'a task or a test', keys: keysAt(['tasks', 'a']), used: keysUsed(['tasks', '*'], ['tests', '*']) },
    {
      place: 'a step',
      keys: keysAt(['tasks', 'a', 'steps', 0]),
      used: keysUsed(...['tasks', 'tests'].flatMap((kind) => ['steps', 'finally'].map((key) => [kind, '*', key, '*']))),
    },
    {
      place: 'retry',
      keys: keysAt(['tasks', 'a', 'retry']),
      used: keysUsed(['tests', '*', 'retry'], ['tasks', '*', 'retry'], ['defaults', 'tests', 'retry']),
    },
    { place: 'a matrix', keys: ['include', 'exclude'], used: keysUsed(['tasks', '*', 'matrix']) },
    { place: 'values of a matrix', keys: ['command'], used: keysUsed(['tasks', '*', 'matrix', '*']) },
  ])('$place', ({ keys, used }) => {
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.filter((key) => !used.has(key))).toEqual([]);
  });

  it('every value of `deploy`, every context and every status function is used by an example', () => {
    const written = texts.join('\n');
    const words = [
      'deploy: if-running',
      'deploy: while-running',
      'tasks.',
      'github.',
      'mission.',
      'matrix.',
      'env.',
      'inputs.',
      'runner.',
    ];
    const calls = ['success', 'failure', 'always', 'cancelled', 'running', 'changed'].map((name) => `${name}(`);
    expect([...words, ...calls].filter((word) => !written.includes(word))).toEqual([]);
  });
});
