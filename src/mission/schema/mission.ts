import * as z from 'zod/mini';
import { admission } from './admission.ts';
import { retry, secrets, shell, workingDirectory } from './common.ts';
import * as field from './fields.ts';
import { service } from './service.ts';
import { task } from './task.ts';

/**
 * The shape of a mission file. The JSON Schema for editors is made of it, descriptions included. zod/mini, because the
 * full zod adds about 18 ms to every start.
 */

const levelDefaults = {
  shell: z.optional(shell),
  'working-directory': z.optional(workingDirectory('Without it: the root itself.')),
  timeout: z.optional(field.duration('An attempt is stopped after this long.')),
  retry,
  load: z.optional(field.percent('Percent of the machine that each is expected to use.', 0, 100)),
};

const defaultsOf = (whom: string) =>
  z
    .strictObject(levelDefaults, 'a mapping of defaults')
    .check(z.meta({ description: `For ${whom} alone; these win over the general ones.` }));

const defaults = z
  .strictObject(
    { ...levelDefaults, tasks: z.optional(defaultsOf('tasks')), tests: z.optional(defaultsOf('tests')) },
    'a mapping of defaults',
  )
  .check(z.meta({ description: 'For every task and test that does not say otherwise.' }));

const byId = <Value extends z.core.SomeType>(
  value: Value,
  expected: string,
  description: string,
  meta: field.Meta = {},
) =>
  z
    .record(z.string().check(z.meta({ pattern: field.ID_PATTERN })), value, expected)
    .check(z.meta({ description, ...meta }));

export const missionSchema = z.strictObject(
  {
    name: field.text('What the mission is called.'),
    goal: z.optional(field.text('What it is to achieve; in every report.')),
    description: z.optional(field.text('What it is about; in every report.')),
    scope: z.optional(field.textOrTexts('What it covers: files, parts, metrics.')),
    env: z.optional(field.environment('Environment variables of every task, test and service.')),
    secrets: z.optional(secrets('For the whole mission.')),
    defaults: z.optional(defaults),
    'fail-fast': z.optional(field.flag('true: the first failure stops everything.', { default: false })),
    'log-limit': z.optional(
      field.size('A longer log loses its middle; its first half and its newest part stay.', { default: '1GB' }),
    ),
    admission: z.optional(admission),
    tasks: byId(task, 'a mapping of ids to tasks', 'The work: they start together, by id.', { minProperties: 1 }),
    tests: z.optional(
      byId(task, 'a mapping of ids to tests', 'Specialists, by id: deployed as tasks complete, to check or support.'),
    ),
    services: z.optional(
      byId(service, 'a mapping of ids to services', 'Long-running helpers, by id: started when first needed.'),
    ),
  },
  'a mapping with `name` and `tasks`',
);

/** What is left of a part of the file when everything of the wrong shape is taken out: so all else can be checked. */
export type Draft<T> = T extends readonly (infer Item)[]
  ? readonly (Draft<Item> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Draft<T[Key]> | undefined }
    : T;

export type MissionDraft = Draft<z.infer<typeof missionSchema>>;
export type TaskDraft = Draft<z.infer<typeof task>>;
export type ServiceDraft = Draft<z.infer<typeof service>>;

/** The keys that may stand at `path`; empty where any key may, and where there is nothing with fixed keys. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  let found: z.core.SomeType | undefined = missionSchema;
  for (const segment of path) found = below(bare(found), String(segment));
  const shape = bare(found);
  return shape instanceof z.ZodMiniObject && shape.def.catchall instanceof z.ZodMiniNever
    ? Object.keys(shape.def.shape)
    : [];
}

function below(schema: z.core.SomeType | undefined, key: string): z.core.SomeType | undefined {
  if (schema instanceof z.ZodMiniRecord) return schema.def.valueType;
  if (schema instanceof z.ZodMiniArray) return schema.def.element;
  if (!(schema instanceof z.ZodMiniObject)) return undefined;
  const { shape } = schema.def;
  return Object.hasOwn(shape, key) ? shape[key] : undefined;
}

/** Without `optional`; of alternatives the one with keys. */
function bare(schema: z.core.SomeType | undefined): z.core.SomeType | undefined {
  if (schema instanceof z.ZodMiniOptional) return bare(schema.def.innerType);
  if (schema instanceof z.ZodMiniUnion) return schema.def.options.find((option) => option instanceof z.ZodMiniObject);
  return schema;
}
