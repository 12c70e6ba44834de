import * as z from 'zod/mini';
import { LARGEST_EXIT_CODE } from '../model/exit-codes.ts';
import { cpus, envFile, pools, retry, secrets, shell, workingDirectory } from './common.ts';
import * as field from './fields.ts';
import { matrix } from './matrix.ts';
import { once } from './once.ts';
import { sparseObject } from './sparse-object.ts';
import { union } from './union.ts';
import { artifacts, workspace } from './workspace.ts';

/** The shape of a task or a test. */

/** A tag has the characters of an id. */
export const TAG_PATTERN = field.ID_PATTERN;

const step = once(() =>
  z
    .strictObject(
      {
        name: z.optional(field.text('What the step does; shown in reports.')),
        id: z.optional(field.text('A name for the `if` of later steps: `steps.ID.outcome`.')),
        run: field.text('The command or script. Expressions are never evaluated in it.'),
        if: z.optional(
          field.text(
            'The step is skipped if this expression is false. Without it: success(), and in finally: always().',
            { examples: ['failure()', "steps.migrate.outcome == 'success'"] },
          ),
        ),
        env: z.optional(field.environment('Environment variables of the step. They override those of the task.')),
        shell: z.optional(shell()),
        'working-directory': z.optional(workingDirectory('Without it: the one of the task.')),
        'continue-on-error': z.optional(
          field.flag('With true, if the step fails, the task goes on and can still succeed.', { default: false }),
        ),
        timeout: z.optional(field.duration('The step is stopped after this long, and has failed.')),
      },
      'a step with `name` and `run`',
    )
    .register(z.globalRegistry, {
      // An id gives it a definition of its own in the JSON Schema: once, not once for `steps` and once for `finally`.
      id: 'step',
      description: 'One command of a task.',
    }),
);

const needWithRule = once(() =>
  z
    .strictObject(
      {
        id: field.id('An id, or the word tasks.'),
        skipped: z.optional(
          field.choice(
            ['ok'],
            'With ok, the task starts also if this one was skipped, unless something failed before it.',
          ),
        ),
      },
      'a mapping with `id` and `skipped`',
    )
    .register(z.globalRegistry, { description: 'An id, and what counts if it was skipped.' }),
);

const needs = once(() =>
  union(
    [
      field.id('An id, or the word tasks.'),
      needWithRule(),
      z
        .array(
          z.union([field.id('An id.'), needWithRule()], 'an id, or a mapping with `id` and `skipped`'),
          'a list of ids',
        )
        .register(z.globalRegistry, { uniqueItems: true }),
    ],
    'an id, a list of ids, or `tasks`',
  ).register(z.globalRegistry, {
    description:
      'The trigger: the task may start when all of these have ended. An id, a list of ids, or the word tasks for all tasks.',
  }),
);

export const task = sparseObject(
  {
    name: () => z.optional(field.text('Shown in reports and in the live view. Without it: the id.')),
    description: () => z.optional(field.text('What the task is for. Shown in every report.')),
    scope: () => z.optional(field.textOrTexts('What it covers: files, parts, metrics.')),
    tags: () =>
      z.optional(
        field.textOrTexts("Words by which runs select tasks and tests, such as --only '#e2e'.", 'a tag', 'tags', {
          pattern: TAG_PATTERN,
          examples: ['e2e'],
        }),
      ),
    needs: () => z.optional(needs()),
    'needs-any': () =>
      z.optional(
        field.idOrIds(
          'The task may start when the first of these has ended, and all of needs have. An id, a list of ids, or the word tasks.',
          'An id, or the word tasks.',
          ', or `tasks`',
        ),
      ),
    if: () =>
      z.optional(
        field.text('The task is skipped if this expression is false. Without it: success(), as in workflows.', {
          examples: ['always()', "tasks['build'].outputs.changed == 'true'"],
        }),
      ),
    supports: () => z.optional(field.id('Id of the task that it helps. Shown in reports, and raises its priority.')),
    deploy: () =>
      z.optional(
        field.choice(
          ['always', 'if-running', 'while-running'],
          'always; if-running: only while the supported task has not ended; while-running: also stopped when it ends. Both require supports.',
          { default: 'always' },
        ),
      ),
    paths: () =>
      z.optional(
        field.textOrTexts(
          'The task is skipped unless a changed file matches. Patterns as in workflows.',
          'a pattern',
          'patterns',
          {
            examples: ['src/auth/**'],
          },
        ),
      ),
    load: () => z.optional(field.percent('Share of the machine that the task is expected to use, in percent.', 0, 100)),
    cpus: () => z.optional(cpus()),
    memory: () =>
      z.optional(
        field.size(
          'Memory that the task is expected to use. The part that it does not use yet is reserved. KB, MB, GB count in steps of 1024.',
        ),
      ),
    expect: () => z.optional(field.duration('Expected duration.')),
    timeout: () => z.optional(field.duration('An attempt is stopped after this long.')),
    grace: () =>
      z.optional(
        field.duration('When the task is stopped, its processes have this long to end before they are killed.', {
          default: '4s',
        }),
      ),
    pausable: () =>
      z.optional(
        field.flag('If false, the task is neither paused nor evicted, however short memory is.', { default: true }),
      ),
    retry,
    resume: () =>
      z.optional(
        field.choice(
          ['again'],
          'With again, the task runs in every resume, also if it succeeded before. What needs it is not repeated because of that.',
        ),
      ),
    priority: () =>
      z.optional(
        field.count(
          'Among tasks with an equally long remaining path, the highest priority starts first.',
          -1000,
          1000,
          {
            default: 0,
          },
        ),
      ),
    locks: () =>
      z.optional(
        field.textOrTexts(
          'Names of locks. Tasks that share a lock never run at the same time.',
          'the name of a lock',
          'such names',
        ),
      ),
    pools: () => z.optional(pools()),
    services: () => z.optional(field.idOrIds('Services that must be ready before it starts.', 'An id.')),
    matrix,
    steps: () =>
      z.optional(
        z.array(step(), 'a list of steps').register(z.globalRegistry, {
          description: 'Commands that run one after the other. For a single one, use run.',
          minItems: 1,
        }),
      ),
    finally: () =>
      z.optional(
        z.array(step(), 'a list of steps').register(z.globalRegistry, {
          description:
            'Steps that run after each attempt that has started, whether it succeeded, failed, timed out or was stopped.',
          minItems: 1,
        }),
      ),
    run: () =>
      z.optional(field.text('The command or script. For several, use steps. Expressions are never evaluated in it.')),
    shell: () => z.optional(shell()),
    'working-directory': () => z.optional(workingDirectory('Without it: the one of defaults.')),
    workspace: () => z.optional(workspace()),
    'env-file': () => z.optional(envFile()),
    'runs-on': () =>
      z.optional(
        field.text(
          'Label of the runner that the task needs, if the mission runs on several runners. On one machine it is only checked.',
          { examples: ['ubuntu-24.04-arm'] },
        ),
      ),
    env: () => z.optional(field.environment('Environment variables of the task. They override those of the mission.')),
    secrets: () => z.optional(secrets('In addition to those of the mission.')),
    'continue-on-error': () =>
      z.optional(field.flag('With true, if the task fails, the mission can still succeed.', { default: false })),
    results: () =>
      z.optional(
        field.text(
          'JUnit XML or TAP files that the task writes, as path or pattern relative to the root. Included in every report.',
          {
            examples: ['test-results/*.xml'],
          },
        ),
      ),
    'allow-empty-results': () =>
      z.optional(
        field.flag('With true, results without a test case, or no result file at all, are no failure.', {
          default: false,
        }),
      ),
    'success-exit-codes': () =>
      z.optional(field.counts('The exit codes with which a step has succeeded.', 0, LARGEST_EXIT_CODE, { default: 0 })),
    deliverable: () =>
      z.optional(field.text("File to which the completion report is also written, relative to the mission's root.")),
    artifacts: () => z.optional(artifacts()),
  },
  'a mapping with `run` or `steps`',
).register(z.globalRegistry, {
  // An id gives it a definition of its own in the JSON Schema: once, not once for `tasks` and once for `tests`.
  id: 'task',
  description: 'A task or a test.',
  oneOf: [{ required: ['run'] }, { required: ['steps'] }],
});
