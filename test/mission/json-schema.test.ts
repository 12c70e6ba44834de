import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { missionJsonSchemaText } from '../../src/mission/json-schema.ts';
import { DURATION_PATTERN, parseDuration, parseSize, SIZE_PATTERN } from '../../src/mission/units.ts';

interface Node {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly items?: Node;
}

test('the schema in the repository is the one that the source makes', () => {
  const path = new URL('../../schema/mission.schema.json', import.meta.url);
  expect(readFileSync(path, 'utf8'), 'run `node scripts/write-schema.ts`').toBe(missionJsonSchemaText());
});

test('every key says what it is for', () => {
  const silent: string[] = [];
  const visit = (node: Node, path: string): void => {
    for (const [key, below] of Object.entries(node.properties ?? {})) {
      if ((below.description ?? '') === '') silent.push(`${path}${key}`);
      visit(below, `${path}${key}.`);
    }
    if (typeof node.additionalProperties === 'object') visit(node.additionalProperties, `${path}*.`);
    if (node.items !== undefined) visit(node.items, `${path}[].`);
  };
  const schema: Node & { readonly definitions: Readonly<Record<string, Node>> } = JSON.parse(missionJsonSchemaText());
  visit(schema, '');
  for (const [name, node] of Object.entries(schema.definitions)) visit(node, `${name}.`);
  expect(Object.keys(schema.definitions)).toEqual(['task']);
  expect(silent).toEqual([]);
});

test('unknown keys are refused at every level that has fixed keys', () => {
  const schema = JSON.parse(missionJsonSchemaText());
  expect(schema.required).toEqual(['name', 'tasks']);
  expect(schema.additionalProperties).toBe(false);
  expect(schema.definitions.task.additionalProperties).toBe(false);
  expect(schema.properties.tasks.propertyNames.pattern).toBe('^[A-Za-z0-9._-]+$');
  expect(schema.properties.tests.additionalProperties).toEqual({ $ref: '#/definitions/task' });
});

test('what an editor accepts as an amount, the reader accepts within its range, and nothing else', () => {
  const text = fc.oneof(fc.stringMatching(/^[\d.dhms]{1,8}$/), fc.stringMatching(/^\d{1,3}(\.\d)?([KMGTP]?i?B)?$/));
  fc.assert(
    fc.property(text, (written) => {
      const days = parseDuration(written);
      if (days.ok) expect(written).toMatch(new RegExp(DURATION_PATTERN));
      else if (!days.problem.includes('at most')) expect(written).not.toMatch(new RegExp(DURATION_PATTERN));
      expect(parseSize(written).ok).toBe(new RegExp(SIZE_PATTERN).test(written));
    }),
  );
});
