import * as z from 'zod/mini';
import { envFile, secrets, shell, workingDirectory } from './common.ts';
import * as field from './fields.ts';
import { matrix } from './matrix.ts';
import { once } from './once.ts';

/** The shape of a service. */

/** The ways to detect that a service is ready. */
export const READY_SIGNS = ['http', 'tcp', 'log', 'command'] as const;

const ready = once(() =>
  z
    .strictObject(
      {
        http: z.optional(
          field.text('Ready when this address answers with a status of 2xx or 3xx.', {
            examples: ['http://127.0.0.1:8080/health'],
          }),
        ),
        tcp: z.optional(
          field.text('Ready when this host:port accepts a connection; a port alone means this machine.', {
            examples: ['127.0.0.1:5432'],
          }),
        ),
        log: z.optional(field.text('Ready when a line of its log matches this regular expression.')),
        command: z.optional(field.text('Ready when this command exits with 0.')),
        timeout: z.optional(
          field.duration('Time limit. If the service is not ready by then, it has failed.', { default: '30s' }),
        ),
        interval: z.optional(field.duration('Wait between two tries.', { default: '200ms' })),
      },
      'a mapping with `http`, `tcp`, `log` or `command`',
    )
    .register(z.globalRegistry, {
      description: 'How to detect that it is ready: exactly one of http, tcp, log and command.',
      oneOf: READY_SIGNS.map((sign) => ({ required: [sign] })),
    }),
);

const setupCommand = once(() => field.text('The command or script. Expressions are never evaluated in it.'));

const setup = once(() =>
  z
    .union(
      [
        setupCommand(),
        z.strictObject(
          {
            run: setupCommand(),
            timeout: z.optional(
              field.duration('Time limit. If the setup has not ended by then, the service has failed.', {
                default: '5m',
              }),
            ),
          },
          'a mapping with `run`',
        ),
      ],
      'a command, or a mapping with `run` and `timeout`',
    )
    .register(z.globalRegistry, {
      description:
        'Runs each time that the service has become ready, before its users start. If it fails, the service has failed.',
      examples: ['./seed.sh'],
    }),
);

export const service = once(() =>
  z
    .strictObject(
      {
        name: z.optional(field.text('Shown in reports. Without it: the id.')),
        run: field.text('The command. It runs until it is stopped. Expressions are never evaluated in it.'),
        ready: z.optional(ready()),
        setup: z.optional(setup()),
        matrix: matrix(),
        shell: z.optional(shell()),
        'working-directory': z.optional(workingDirectory('Without it: the one of defaults.')),
        'env-file': z.optional(envFile()),
        env: z.optional(field.environment('Environment variables of the service. They override those of the mission.')),
        secrets: z.optional(secrets('In addition to those of the mission.')),
      },
      'a mapping with `run`',
    )
    .register(z.globalRegistry, {
      description: 'A long-running process: started when a task first needs it, stopped when no task needs it.',
    }),
);
