import * as z from 'zod/mini';
import { LARGEST_EXIT_CODE } from '../model/exit-codes.ts';
import * as field from './fields.ts';
import { once } from './once.ts';

/** Keys that mean the same in several parts of a mission file. */

export const shell = once(() =>
  field.text(
    'bash, sh, pwsh, powershell, cmd, python, or a template that contains {0}. Without it: bash, and pwsh on Windows.',
    { examples: ['bash', 'pwsh', 'perl {0}'] },
  ),
);

export const workingDirectory = (fallback: string) =>
  field.text(`Folder the commands run in, relative to the mission's root. ${fallback}`);

export const secrets = (whose: string) =>
  field.textOrTexts(
    `Names of environment variables whose values are redacted. ${whose}`,
    'the name of an environment variable',
    'such names',
    { pattern: '^[A-Za-z_][A-Za-z0-9_]*$' },
  );

export const envFile = once(() =>
  field.textOrTexts(
    'Files with lines of NAME=VALUE, relative to the root. Variables of env and of the caller win over those of the files.',
    'the path of a file',
    'paths',
    { examples: ['.env'] },
  ),
);

/** Above the CPUs of any machine on which a mission runs. */
const MOST_CPUS = 1024;

export const cpus = once(() =>
  field.count(
    'CPU budget: how many CPUs the tools inside use. Without it: all that the mission may use.',
    1,
    MOST_CPUS,
  ),
);

/** Above any number of tasks that run at once. */
export const MOST_PLACES = 1000;

export const pools = once(() =>
  z
    .union(
      [
        field.text('The name of a pool: one place in it.'),
        z.array(field.text('The name of a pool.'), 'a list of names of pools'),
        z
          .record(
            z.string(),
            field.count('How many places the task takes.', 1, MOST_PLACES),
            'a mapping of pools to numbers of places',
          )
          .register(z.globalRegistry, { description: 'By name of the pool: how many places.' }),
      ],
      'the name of a pool, a list of such names, or a mapping of names to numbers of places',
    )
    .register(z.globalRegistry, {
      description: 'Pools of admission.pools of which it takes a place while it runs.',
      examples: ['browsers', { browsers: 2 }],
    }),
);

const RETRY_CAUSES = ['failure', 'timeout', 'out-of-memory'] as const;

const retryCondition = once(() =>
  z
    .strictObject(
      {
        'exit-code': z.optional(field.counts('The attempt failed with this exit code.', 0, LARGEST_EXIT_CODE)),
        log: z.optional(field.text('A line at the end of the log of the attempt matches this regular expression.')),
      },
      'a mapping with `exit-code` or `log`',
    )
    .register(z.globalRegistry, {
      description: 'An exit code, or a line of the log.',
      oneOf: [{ required: ['exit-code'] }, { required: ['log'] }],
    }),
);

const retryOn = once(() =>
  z
    .union(
      [
        field.choice(RETRY_CAUSES, 'A single one.'),
        retryCondition(),
        z
          .array(
            z.union(
              [field.choice(RETRY_CAUSES, 'One of these.'), retryCondition()],
              '`failure`, `timeout`, `out-of-memory`, or a mapping with `exit-code` or `log`',
            ),
            'a list',
          )
          .register(z.globalRegistry, { uniqueItems: true, minItems: 1 }),
      ],
      '`failure`, `timeout`, `out-of-memory`, a mapping with `exit-code` or `log`, or a list of these',
    )
    .register(z.globalRegistry, { description: 'What causes another attempt.', default: ['failure', 'timeout'] }),
);

const MOST_ATTEMPTS = 100;

const attempts = (description: string) => field.count(description, 1, MOST_ATTEMPTS);

const retryRules = once(() =>
  z
    .strictObject(
      {
        attempts: attempts('Maximum number of attempts, including the first.'),
        delay: z.optional(field.duration('Wait before the second attempt.', { default: '0s' })),
        backoff: z.optional(
          field.percent('Factor by which the wait grows with each further attempt; 2 doubles it.', 1, 100, {
            default: 1,
          }),
        ),
        'max-delay': z.optional(field.duration('Longest wait between two attempts.')),
        jitter: z.optional(
          field.percent(
            'Part of each wait that may be left out at random: 0.5 waits between half of it and all of it.',
            0,
            1,
            {
              default: 0,
            },
          ),
        ),
        on: z.optional(retryOn()),
      },
      'a mapping with `attempts`',
    )
    .register(z.globalRegistry, { description: 'Attempts, and the waits between them.' }),
);

const retryOrAttempts = once(() =>
  z
    .union([attempts('The attempts alone.'), retryRules()], 'a number of attempts, or a mapping with `attempts`')
    .register(z.globalRegistry, {
      // An id gives it a definition of its own in the JSON Schema: once, not for each place where it may stand.
      id: 'retry',
      description: 'A number of attempts, or a mapping with attempts.',
    }),
);

export const retry = once(() =>
  z.optional(retryOrAttempts()).register(z.globalRegistry, {
    description: 'Retries after a failed attempt: the number of attempts, or a mapping with attempts.',
  }),
);
