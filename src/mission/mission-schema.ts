import * as z from 'zod/mini';
import * as field from './schema-fields.ts';

/**
 * The shape of a mission file. The JSON Schema for editors is made of it, descriptions included. zod/mini, because the
 * full zod adds about 18 ms to every start.
 */

const env = (description: string) =>
  z
    .record(
      z.string().check(z.meta({ pattern: '^[^=]+$' })),
      field.text('The value, taken as text.'),
      'a mapping of names to values',
    )
    .check(z.meta({ description }));

const shell = field.text(
  'bash, sh, pwsh, powershell, cmd, python, or a template that contains {0}. Without it: bash, and pwsh on Windows.',
  { examples: ['bash', 'pwsh', 'perl {0}'] },
);
const workingDirectory = (fallback: string) =>
  field.text(`Folder the commands run in, relative to the mission's root. ${fallback}`);

const step = z
  .strictObject(
    {
      name: z.optional(field.text('What the step does; shown in reports.')),
      run: field.text('The command or script. Expressions are never evaluated in it.'),
    },
    'a step with `name` and `run`',
  )
  .check(z.meta({ description: 'One command of a task.' }));

const task = z
  .strictObject(
    {
      name: z.optional(field.text('Shown in reports and in the live view. Without it: the id.')),
      description: z.optional(field.text('What it is there to do; in every report.')),
      scope: z.optional(field.textOrTexts('What it covers: files, parts, metrics.')),
      needs: z.optional(
        field.idOrIds(
          'The trigger: it starts when all of these are complete. An id, a list of ids, or the word tasks for all tasks.',
          'An id, or the word tasks.',
        ),
      ),
      supports: z.optional(field.id('Id of the task that it helps; shown in reports, raises its priority.')),
      deploy: z.optional(
        field.choice(
          ['always', 'if-running'],
          'always, or if-running: only while the supported task has not ended. With if-running, supports is required.',
          { default: 'always' },
        ),
      ),
      load: z.optional(field.percent('Percent of the machine that it is expected to use.', 0, 100)),
      memory: z.optional(
        field.size(
          'Memory that it is expected to use, reserved while it has not used it yet. KB, MB, GB count in steps of 1024.',
        ),
      ),
      expect: z.optional(field.duration('How long it is expected to take.')),
      timeout: z.optional(field.duration('It is stopped after this long.')),
      steps: z.optional(
        z
          .array(step, 'a list of steps')
          .check(z.meta({ description: 'Commands, one after the other; or use run for a single one.', minItems: 1 })),
      ),
      run: z.optional(
        field.text('The command or script; or use steps for several. Expressions are never evaluated in it.'),
      ),
      shell: z.optional(shell),
      'working-directory': z.optional(workingDirectory('Without it: the one of defaults.')),
      env: z.optional(env('Environment variables of this one; they win over those of the mission.')),
      'continue-on-error': z.optional(
        field.flag('true: when it fails, the mission can still succeed.', { default: false }),
      ),
      deliverable: z.optional(field.text("File for its completion report, relative to the mission's root.")),
    },
    'a mapping with `run` or `steps`',
  )
  .check(
    z.meta({
      // An id gives it a definition of its own in the JSON Schema: once, not once for `tasks` and once for `tests`.
      id: 'task',
      description: 'A task or a test.',
      oneOf: [{ required: ['run'] }, { required: ['steps'] }],
    }),
  );

const percentLimits = (what: string, caution: number, limit: number) =>
  z
    .strictObject(
      {
        caution: z.optional(
          field.percent('From here on YELLOW: at most one launch per window.', 0, 100, { default: caution }),
        ),
        limit: z.optional(field.percent('From here on RED: no launch.', 1, 100, { default: limit })),
      },
      'a mapping with `caution` and `limit`',
    )
    .check(z.meta({ description: what }));

const workers = z
  .strictObject(
    {
      caution: z.optional(field.count('From here on YELLOW: at most one launch per window.', 0, 1000, { default: 4 })),
      limit: z.optional(field.count('From here on RED: no launch.', 1, 1000, { default: 6 })),
    },
    'a mapping with `caution` and `limit`',
  )
  .check(z.meta({ description: 'Tasks and tests that run at once.' }));

const admission = z
  .strictObject(
    {
      cpu: z.optional(percentLimits('Busy percent of the CPUs that may be used.', 60, 75)),
      memory: z.optional(percentLimits('Used percent of the memory that may be used.', 70, 85)),
      workers: z.optional(workers),
      load: z.optional(field.percent('Sum of declared loads that may run at once.', 1, 1000, { default: 100 })),
      gate: z.optional(field.choice(['tests', 'all'], 'Which level waits for CPU and memory.', { default: 'tests' })),
      sample: z.optional(field.duration('Measuring window.', { default: '1s' })),
      recheck: z.optional(
        field.duration('Longest wait between two checks; a completion always triggers one.', { default: '5s' }),
      ),
      patience: z.optional(
        field.duration('Closed this long with nothing of ours running: one is launched, recorded as forced.', {
          default: '10m',
        }),
      ),
    },
    'a mapping with the rules of admission',
  )
  .check(z.meta({ description: 'When a launch is allowed.' }));

const defaults = z
  .strictObject(
    {
      shell: z.optional(shell),
      'working-directory': z.optional(workingDirectory('Without it: the root itself.')),
      timeout: z.optional(field.duration('Each task and test is stopped after this long.')),
    },
    'a mapping with `shell`, `working-directory` or `timeout`',
  )
  .check(z.meta({ description: 'For every task and test that does not say otherwise.' }));

const byId = (value: typeof task, expected: string, description: string, meta: Record<string, unknown> = {}) =>
  z
    .record(z.string().check(z.meta({ pattern: field.ID_PATTERN })), value, expected)
    .check(z.meta({ description, ...meta }));

export const missionSchema = z.strictObject(
  {
    name: field.text('What the mission is called.'),
    goal: z.optional(field.text('What it is to achieve; in every report.')),
    description: z.optional(field.text('What it is about; in every report.')),
    scope: z.optional(field.textOrTexts('What it covers: files, parts, metrics.')),
    env: z.optional(env('Environment variables of every task and test.')),
    defaults: z.optional(defaults),
    'fail-fast': z.optional(field.flag('true: the first failure stops everything.', { default: false })),
    admission: z.optional(admission),
    tasks: byId(task, 'a mapping of ids to tasks', 'The work: they start together, by id.', { minProperties: 1 }),
    tests: z.optional(
      byId(task, 'a mapping of ids to tests', 'Specialists, by id: deployed as tasks complete, to check or support.'),
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

/** The keys that may stand at `path`; nothing where any key may. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  const [first, second] = path;
  if (first === undefined) return Object.keys(missionSchema.def.shape);
  if (first === 'defaults') return Object.keys(defaults.def.shape);
  if (first === 'admission' && second === undefined) return Object.keys(admission.def.shape);
  if (first === 'admission') return Object.keys(workers.def.shape);
  return Object.keys(path[2] === 'steps' ? step.def.shape : task.def.shape);
}
