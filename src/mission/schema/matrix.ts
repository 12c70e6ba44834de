import * as z from 'zod/mini';
import * as field from './fields.ts';
import { once } from './once.ts';

/** The shape of a matrix, of a task or of a service. */

const matrixValue = once(() => field.text('A value of this dimension: a text, a number, or true or false.'));

const combinations = (description: string) =>
  z
    .array(
      z
        .record(z.string(), field.text('A value.'), 'a mapping of names to values')
        .register(z.globalRegistry, { description: 'One combination, or a part of one.' }),
      'a list of combinations',
    )
    .register(z.globalRegistry, { description });

const values = once(() =>
  z
    .array(matrixValue(), 'a list of values')
    .register(z.globalRegistry, { description: 'The values of this dimension.', minItems: 1 }),
);

const fromCommand = once(() =>
  z
    .strictObject(
      {
        command: field.text('Prints the values as a JSON list. It runs once, before anything starts.', {
          examples: ['node scripts/list-parts.mjs'],
        }),
      },
      'a mapping with `command`',
    )
    .register(z.globalRegistry, { description: 'A command that prints the values of this dimension.' }),
);

const combinationsOfValues = once(() =>
  z
    .catchall(
      z.object(
        {
          include: z.optional(combinations('Combinations to add, or values to add to those that match.')),
          exclude: z.optional(combinations('Combinations to leave out, wholly or partly named.')),
        },
        'a mapping of names to lists of values',
      ),
      z
        .union([values(), fromCommand()], 'a list of values, or a mapping with `command`')
        .register(z.globalRegistry, { description: 'The values of this dimension, or the command that prints them.' }),
    )
    .register(z.globalRegistry, {
      // An id gives it a definition of its own in the JSON Schema: once, not for tasks and for services.
      id: 'matrix',
      description:
        'One task or service for each combination of these values, each with an id such as `ID (chrome, 24)`.',
      examples: [{ node: [22, 24] }],
    }),
);

export const matrix = once(() =>
  z
    .optional(combinationsOfValues())
    .register(z.globalRegistry, { description: 'One task or service for each combination of these values.' }),
);
