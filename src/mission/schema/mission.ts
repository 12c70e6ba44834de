/*
 * This folder defines the shape of a mission file: its keys, their types, and their descriptions for editors.
 *
 * `mission.ts` puts `task.ts`, `service.ts` and `admission.ts` together, with the types of value in `fields.ts` and shared keys in
 * `common.ts`. `check-shape.ts` checks a file with it and removes what is wrong. `json-schema.ts` makes the JSON Schema for editors from
 * the same definitions. `*-defaults.ts` have the defaults of the mission file.
 *
 * Invariants:
 * - There is one definition: the check and the JSON Schema cannot differ.
 * - The error text of each type completes the phrase "expected …".
 * - After the check, the draft holds only keys and types that are right, so that the remaining checks can go on.
 *
 * Not here: rules between keys (`mission/checks`), and places in the file (`mission/yaml`).
 */
import * as z from 'zod/mini';
import { admission } from './admission.ts';
import { cpus, envFile, retry, secrets, shell, workingDirectory } from './common.ts';
import * as field from './fields.ts';
import { include } from './include.ts';
import { inputs } from './inputs.ts';
import { once } from './once.ts';
import { service } from './service.ts';
import { sparseObject } from './sparse-object.ts';
import { task } from './task.ts';
import { union } from './union.ts';

/**
 * The shape of a mission file. The JSON Schema for editors is generated from it, with the descriptions. zod/mini, because the full zod
 * adds about 18 ms to every start.
 */

const levelDefaults = once(() => ({
  shell: z.optional(shell()),
  'working-directory': z.optional(workingDirectory('Without it: the root itself.')),
  timeout: z.optional(field.duration('An attempt is stopped after this long.')),
  retry: retry(),
  load: z.optional(field.percent('Percent of the machine that each is expected to use.', 0, 100)),
  cpus: z.optional(cpus()),
  env: z.optional(field.environment('Environment variables of each. They override those of the mission, one by one.')),
}));

const defaultsOf = (kind: string) =>
  z
    .strictObject(levelDefaults(), 'a mapping of defaults')
    .register(z.globalRegistry, { description: `For ${kind} only. They override the general ones.` });

const defaults = once(() =>
  z
    .strictObject(
      { ...levelDefaults(), tasks: z.optional(defaultsOf('tasks')), tests: z.optional(defaultsOf('tests')) },
      'a mapping of defaults',
    )
    .register(z.globalRegistry, { description: 'Settings for every task and test that does not set its own.' }),
);

const taskOrCommand = once(() =>
  union(
    [field.text('The command alone, as under run.'), task],
    'a command, or a mapping with `run` or `steps`',
  ).register(z.globalRegistry, { description: 'A task or a test, or its command alone.' }),
);

const byId = <Value extends z.core.SomeType>(
  value: Value,
  expected: string,
  description: string,
  meta: field.Meta = {},
) =>
  z
    .record(z.string().register(z.globalRegistry, { pattern: field.ID_PATTERN }), value, expected)
    .register(z.globalRegistry, { description, ...meta });

const shape = {
  name: () => field.text('Name of the mission.'),
  goal: () => z.optional(field.text('What the mission is meant to achieve. Shown in every report.')),
  description: () => z.optional(field.text('What the mission does. Shown in every report.')),
  scope: () => z.optional(field.textOrTexts('What it covers: files, parts, metrics.')),
  env: () => z.optional(field.environment('Environment variables of every task, test and service.')),
  secrets: () => z.optional(secrets('For the whole mission.')),
  'env-file': () => z.optional(envFile()),
  include: () => z.optional(include()),
  defaults: () => z.optional(defaults()),
  inputs: () => z.optional(inputs()),
  'fail-fast': () => z.optional(field.flag('With true, the first failure stops the mission.', { default: false })),
  'log-limit': () =>
    z.optional(
      field.size(
        'Size limit of each log. A longer log loses its middle: its first half and its newest part are kept.',
        {
          default: '1GB',
        },
      ),
    ),
  'keep-workspaces': () =>
    z.optional(field.flag('With true, the workspaces of tasks are not removed when the run ends.', { default: false })),
  admission: () => z.optional(admission()),
  tasks: () =>
    byId(taskOrCommand(), 'a mapping of ids to tasks', 'The work, by id. Tasks without needs start together.', {
      minProperties: 1,
    }),
  tests: () =>
    z.optional(
      byId(
        taskOrCommand(),
        'a mapping of ids to tests',
        'Checks and support, by id. Tests are deployed as tasks complete.',
      ),
    ),
  services: () =>
    z.optional(
      byId(service(), 'a mapping of ids to services', 'Long-running processes, by id, started when first needed.'),
    ),
};

export const missionSchema = sparseObject(shape, 'a mapping with `name` and `tasks`', ['name', 'tasks']);

/** A main file that includes others need not have tasks itself. */
export const includingSchema = sparseObject(
  { ...shape, tasks: () => z.optional(shape.tasks()) },
  'a mapping with `name` and `tasks`',
  ['name'],
);

/** The name of an included file is not used. */
export const includedSchema = sparseObject(
  { ...shape, name: () => z.optional(shape.name()), tasks: () => z.optional(shape.tasks()) },
  'a mapping with `tasks`, `tests` or `services`',
);

/** Keys that hold for the whole mission, so that only the main file may have them. */
export const MAIN_FILE_KEYS = [
  'admission',
  'inputs',
  'fail-fast',
  'log-limit',
  'keep-workspaces',
] as const satisfies (keyof typeof shape)[];

/** A part of the file without everything of the wrong type, so that the rest can be checked. */
export type Draft<T> = T extends readonly (infer Item)[]
  ? readonly (Draft<Item> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Draft<T[Key]> | undefined }
    : T;

/** As the file writes it: a task may be its command alone. */
export type WrittenDraft = Draft<z.infer<typeof missionSchema>>;
export type TaskDraft = Draft<z.infer<typeof task>>;
type TaskDrafts = Readonly<Record<string, TaskDraft | undefined>>;
/** With every task as a mapping. */
export type MissionDraft = Omit<WrittenDraft, 'tasks' | 'tests'> & {
  readonly tasks?: TaskDrafts | undefined;
  readonly tests?: TaskDrafts | undefined;
};
export type ServiceDraft = Draft<z.infer<ReturnType<typeof service>>>;

/** The keys that are allowed at `path`; empty if any key is allowed, or if there is no mapping. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  let found: z.core.SomeType | undefined = missionSchema;
  for (const segment of path) found = below(found, String(segment));
  const shape = bare(found);
  return shape instanceof z.ZodMiniObject && shape.def.catchall instanceof z.ZodMiniNever
    ? Object.keys(shape.def.shape)
    : [];
}

function below(schema: z.core.SomeType | undefined, key: string): z.core.SomeType | undefined {
  if (schema instanceof z.ZodMiniOptional) return below(schema.def.innerType, key);
  if (schema instanceof z.ZodMiniUnion) {
    const found = schema.def.options.map((option) => below(option, key));
    return found.find((option) => option !== undefined && !(option instanceof z.ZodMiniNever));
  }
  if (schema instanceof z.ZodMiniRecord) return schema.def.valueType;
  if (schema instanceof z.ZodMiniArray) return schema.def.element;
  if (!(schema instanceof z.ZodMiniObject)) return undefined;
  const { shape, catchall } = schema.def;
  return Object.hasOwn(shape, key) ? shape[key] : catchall;
}

/** Without `optional`; of alternatives the one with keys. */
function bare(schema: z.core.SomeType | undefined): z.core.SomeType | undefined {
  if (schema instanceof z.ZodMiniOptional) return bare(schema.def.innerType);
  if (schema instanceof z.ZodMiniUnion) return schema.def.options.find((option) => option instanceof z.ZodMiniObject);
  return schema;
}
