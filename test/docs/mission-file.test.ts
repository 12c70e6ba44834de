import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keysAt } from '../../src/mission/schema/mission.ts';
import { codeWords, readText, root, rowNames, section, tableRows } from './markdown.ts';

const document = readText('docs/mission-file.md');

/** The part of a JSON Schema that is compared. */
interface Schema {
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly required?: readonly string[];
}

const schema: Schema & {
  readonly definitions: {
    readonly task: Schema;
    readonly retry: Schema;
    readonly matrix: Schema;
    readonly step: Schema;
  };
} = JSON.parse(readText('schema/mission.schema.json'));

const service = schema.properties?.services?.additionalProperties;

/** A heading of the document, the same place in the schema, and the keys that are allowed there. */
const places: readonly { heading: string; keys: readonly string[]; schema: Schema | undefined }[] = [
  { heading: 'Top-level keys', keys: keysAt([]), schema },
  { heading: 'Defaults', keys: keysAt(['defaults']), schema: schema.properties?.defaults },
  { heading: 'Include', keys: keysAt(['include', 0]), schema: schema.properties?.include?.items?.anyOf?.[1] },
  {
    heading: 'Inputs',
    keys: keysAt(['inputs', 'a']),
    schema: schema.properties?.inputs?.additionalProperties,
  },
  { heading: 'Admission', keys: admissionKeys(), schema: schema.properties?.admission },
  { heading: 'Tasks and tests', keys: keysAt(['tasks', 'a']), schema: schema.definitions.task },
  {
    heading: 'Steps',
    keys: keysAt(['tasks', 'a', 'steps', 0]),
    schema: schema.definitions.step,
  },
  { heading: 'Matrix', keys: ['include', 'exclude'], schema: schema.definitions.matrix },
  { heading: 'Retry', keys: keysAt(['tasks', 'a', 'retry']), schema: schema.definitions.retry.anyOf?.[1] },
  { heading: 'Services', keys: keysAt(['services', 'a']), schema: service },
  { heading: 'Service readiness', keys: keysAt(['services', 'a', 'ready']), schema: service?.properties?.ready },
];

describe.each(places)('keys: $heading', ({ heading, keys, schema }) => {
  const rows = tableRows(section(document, heading));

  test('every key has a row, and every row is a key', () => {
    expect([...rowNames(section(document, heading))].sort()).toEqual([...keys].sort());
  });

  test('defaults and required keys agree with the schema', () => {
    for (const [key = '', , written = ''] of rows) {
      const path = codeWords(key)[0]?.split('.') ?? [];
      const known = path.reduce<Schema | undefined>((at, name) => at?.properties?.[name], schema);
      expect(known, key).toBeDefined();
      if (known?.default !== undefined) expect(written, key).toBe(`\`${shown(known.default)}\``);
      expect(written === 'required', key).toBe(path.length === 1 && (schema?.required ?? []).includes(path[0] ?? ''));
    }
  });
});

describe('diagnostic codes', () => {
  const documented = tableRows(section(document, 'Diagnostics')).flatMap(([, codes = '']) => codeWords(codes));
  const golden = globSync('test/mission/golden/*/*.txt', { cwd: root }).map(readText).join('\n');
  const printed = new Set(
    [...golden.matchAll(/: (?:error|warning|hint): .* \[([a-z-]+)\]$/gm)].map((match) => match[1]),
  );

  test('every code that a golden file shows is documented', () => {
    expect(printed.size).toBeGreaterThan(30);
    expect([...printed].filter((code) => !documented.includes(code ?? ''))).toEqual([]);
  });

  test('every documented code is in the source', () => {
    const source = globSync(['src/mission/**/*.ts', 'src/schedule/**/*.ts', 'src/run/**/*.ts'], { cwd: root })
      .map((path) => readFileSync(join(root, path), 'utf8'))
      .join('\n');
    expect(documented.filter((code) => !source.includes(`'${code}'`))).toEqual([]);
  });

  test.each(['warning', 'hint'])('each %s is marked as such, and no other code is', (severity) => {
    const marks = section(document, 'Diagnostics').matchAll(new RegExp(`\`([a-z-]+)\` \\(${severity}\\)`, 'g'));
    const shown = golden.matchAll(new RegExp(`: ${severity}: .* \\[([a-z-]+)\\]$`, 'gm'));
    expect([...marks].map((match) => match[1]).sort()).toEqual(
      [...new Set([...shown].map((match) => match[1]))].sort(),
    );
  });
});

/** The value as YAML, with lists in brackets. */
function shown(value: unknown): string {
  return Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
}

function admissionKeys(): readonly string[] {
  return keysAt(['admission']).flatMap((key) =>
    ['cpu', 'memory', 'workers'].includes(key) ? keysAt(['admission', key]).map((inner) => `${key}.${inner}`) : [key],
  );
}
