import * as z from 'zod/mini';
import * as field from './fields.ts';
import { once } from './once.ts';

/** The shape of `inputs`, as in `workflow_dispatch`. */

const INPUT_TYPES = ['string', 'boolean', 'number', 'choice'] as const;

export type InputType = (typeof INPUT_TYPES)[number];

export const INPUT_PATTERN = '^[A-Za-z_][A-Za-z0-9_-]*$';

const input = once(() =>
  z
    .strictObject(
      {
        description: z.optional(field.text('What the value is for. Shown if it is missing.')),
        type: z.optional(field.choice(INPUT_TYPES, 'Type of the value.', { default: 'string' })),
        required: z.optional(
          field.flag('With true, a run without a value and without a default is refused.', { default: false }),
        ),
        default: z.optional(field.text('The value if none is given.')),
        options: z.optional(
          z
            .array(field.text('A value that may be chosen.'), 'a list of values')
            .register(z.globalRegistry, { description: 'The values of a choice.', minItems: 1 }),
        ),
      },
      'a mapping such as `{ type: string }`',
    )
    .register(z.globalRegistry, { description: 'A value that is given when the mission is started.' }),
);

export const inputs = once(() =>
  z
    .record(z.string().register(z.globalRegistry, { pattern: INPUT_PATTERN }), input(), 'a mapping of names to inputs')
    .register(z.globalRegistry, {
      description: 'Values that are given when the mission is started, read as inputs.NAME in expressions.',
    }),
);
