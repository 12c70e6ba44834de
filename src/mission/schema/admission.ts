import * as z from 'zod/mini';
import { MOST_PLACES } from './common.ts';
import * as field from './fields.ts';
import { once } from './once.ts';

/** The shape of the rules of admission. */

const percentLimits = (caution: number, limit: number) => ({
  caution: z.optional(
    field.percent('From here on the band is YELLOW: at most one start per window.', 0, 100, { default: caution }),
  ),
  limit: z.optional(field.percent('From here on RED: no launch.', 1, 100, { default: limit })),
});

const cpu = once(() =>
  z
    .strictObject(percentLimits(60, 75), 'a mapping with `caution` and `limit`')
    .register(z.globalRegistry, { description: 'Busy percent of the CPUs that may be used.' }),
);

const memory = once(() =>
  z
    .strictObject(
      {
        ...percentLimits(70, 85),
        critical: z.optional(
          field.percent(
            'From here on tasks that still grow are paused, and the youngest runs again later if that is not enough. 100: never.',
            1,
            100,
            { default: 95 },
          ),
        ),
      },
      'a mapping with `caution`, `limit` and `critical`',
    )
    .register(z.globalRegistry, { description: 'Used percent of the memory that may be used.' }),
);

const workers = once(() =>
  z
    .strictObject(
      {
        caution: z.optional(
          field.count('From here on the band is YELLOW: at most one start per window.', 0, 1000, { default: 4 }),
        ),
        limit: z.optional(field.count('From here on RED: no launch.', 1, 1000, { default: 6 })),
      },
      'a mapping with `caution` and `limit`',
    )
    .register(z.globalRegistry, { description: 'Tasks and tests that run at once.' }),
);

export const admission = once(() =>
  z
    .strictObject(
      {
        cpu: z.optional(cpu()),
        memory: z.optional(memory()),
        workers: z.optional(workers()),
        load: z.optional(
          field.percent('Upper bound for the sum of the declared loads of everything that runs.', 1, 1000, {
            default: 100,
          }),
        ),
        gate: z.optional(
          field.choice(['tests', 'all'], 'Which kind waits for the CPU and memory readings.', { default: 'tests' }),
        ),
        sample: z.optional(field.duration('Measuring window.', { default: '1s' })),
        react: z.optional(
          field.duration(
            'When something starts or ends while a task waits for a reading, the next window ends after so long. 0 waits for whole windows.',
            { default: '250ms' },
          ),
        ),
        recheck: z.optional(
          field.duration('Longest wait between two checks; a completion always triggers one.', { default: '5s' }),
        ),
        patience: z.optional(
          field.duration(
            'If the gate stays closed this long while nothing of the mission runs, one task starts and is recorded as forced.',
            {
              default: '30s',
            },
          ),
        ),
        learn: z.optional(
          field.flag(
            'If false, the demand of a task is never learned, neither from the history nor from similar tasks of this run.',
            { default: true },
          ),
        ),
        pools: z.optional(
          z
            .record(
              z.string(),
              field.count('How many places the pool has: so many tasks use it at once.', 1, MOST_PLACES),
              'a mapping of pools to numbers of places',
            )
            .register(z.globalRegistry, {
              description: 'Places that tasks share, by name of the pool. A task takes them with pools.',
              examples: [{ browsers: 3, gpu: 2 }],
            }),
        ),
        jobserver: z.optional(
          field.flag(
            'One GNU jobserver for make, cargo, ninja and GCC in all tasks: together, they start as many jobs as there are CPUs.',
            { default: false },
          ),
        ),
      },
      'a mapping with the rules of admission',
    )
    .register(z.globalRegistry, { description: 'When a launch is allowed.' }),
);
