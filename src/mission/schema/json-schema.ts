import * as z from 'zod/mini';
import { missionSchema } from './mission.ts';

/**
 * The JSON Schema of mission files, for editors. Draft 7, because that is what YAML language servers know best. It
 * describes shape and formats; what ids mean is checked by `readMission` alone.
 */
function missionJsonSchema(): Readonly<Record<string, unknown>> {
  const schema = z.toJSONSchema(missionSchema, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
  });
  return {
    ...schema,
    // A main file that includes others need not have tasks itself.
    required: ['name'],
    anyOf: [{ required: ['tasks'] }, { required: ['include'] }],
    title: 'Mission',
    description: 'Concurrent tasks, and the tests that are deployed as they complete.',
  };
}

/** As text: keys sorted, two blanks of indentation, a line break at the end; the same whenever the schema is. */
export function missionJsonSchemaText(): string {
  return `${JSON.stringify(sortKeys(missionJsonSchema()), null, 2)}\n`;
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(sorted.map(([key, below]) => [key, sortKeys(below)]));
}
