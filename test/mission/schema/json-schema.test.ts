import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DURATION_PATTERN, parseDuration, parseSize, SIZE_PATTERN } from '../../../src/mission/model/units.ts';
import { missionJsonSchemaText } from '../../../src/mission/schema/json-schema.ts';
import { fc } from '../../suite/fast-check.ts';

interface Node {
  readonly description?: string;
  readonly anyOf?: readonly Node[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly items?: Node;
}

test('the schema in the repository equals the one that the source generates', () => {
  const path = new URL('../../../schema/mission.schema.json', import.meta.url);
  expect(readFileSync(path, 'utf8'), 'run `node scripts/write-schema.ts`').toBe(missionJsonSchemaText());
});

test('every key has a description', () => {
  const silent: string[] = [];
  const visit = (node: Node, path: string): void => {
    for (const [key, below] of Object.entries(node.properties ?? {})) {
      if ((below.description ?? '') === '') silent.push(`${path}${key}`);
      visit(below, `${path}${key}.`);
    }
    if (typeof node.additionalProperties === 'object') visit(node.additionalProperties, `${path}*.`);
    if (node.items !== undefined) visit(node.items, `${path}[].`);
    for (const below of node.anyOf ?? []) visit(below, path);
  };
  const schema: Node & { readonly definitions: Readonly<Record<string, Node>> } = JSON.parse(missionJsonSchemaText());
  visit(schema, '');
  for (const [name, node] of Object.entries(schema.definitions)) visit(node, `${name}.`);
  expect(Object.keys(schema.definitions)).toEqual(['matrix', 'retry', 'step', 'task']);
  expect(silent).toEqual([]);
});

test('unknown keys are refused at every level that has fixed keys', () => {
  const schema = JSON.parse(missionJsonSchemaText());
  expect(schema.required).toEqual(['name']);
  expect(schema.anyOf).toEqual([{ required: ['tasks'] }, { required: ['include'] }]);
  expect(schema.additionalProperties).toBe(false);
  expect(schema.definitions.task.additionalProperties).toBe(false);
  expect(schema.properties.tasks.propertyNames.pattern).toBe('^[A-Za-z0-9._:-]+$');
  expect(schema.properties.tests.additionalProperties.anyOf).toContainEqual({ $ref: '#/definitions/task' });
});

test('keys that exclude each other do so in editors too', () => {
  const schema = JSON.parse(missionJsonSchemaText());
  const { ready } = schema.properties.services.additionalProperties.properties;
  expect(ready.oneOf).toEqual(['http', 'tcp', 'log', 'command'].map((sign) => ({ required: [sign] })));
  expect(ready.additionalProperties).toBe(false);
  expect(schema.definitions.task.oneOf).toEqual([{ required: ['run'] }, { required: ['steps'] }]);
  const [attempts, rules] = schema.definitions.retry.anyOf;
  expect(attempts).toMatchObject({ type: 'integer', minimum: 1 });
  expect(rules).toMatchObject({ required: ['attempts'], additionalProperties: false });
  for (const place of [
    schema.definitions.task,
    schema.properties.defaults,
    schema.properties.defaults.properties.tests,
  ]) {
    expect(JSON.stringify(place.properties.retry)).toContain('#/definitions/retry');
  }
});

test('a list of ids accepts ids and combinations of a matrix, and no other text', () => {
  const { 'needs-any': needs, supports } = JSON.parse(missionJsonSchemaText()).definitions.task.properties;
  const pattern = new RegExp(supports.pattern);
  expect(needs.anyOf[1].items.pattern).toBe(supports.pattern);
  for (const id of ['L3.2.4.1', 'build (chrome, 24)', 'a_b-c']) expect(id).toMatch(pattern);
  for (const id of ['a b', 'build(22)', 'build (', '']) expect(id).not.toMatch(pattern);
});

test('the patterns for amounts in the schema accept exactly what the reader accepts, apart from its range', () => {
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
