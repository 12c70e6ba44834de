import * as z from 'zod/mini';
import * as field from './fields.ts';
import { once } from './once.ts';

/** The shape of `include`. */

const path = once(() =>
  field.text('Path of the file from the folder of this file, with /.', {
    examples: ['common.mission.yml'],
  }),
);

const included = once(() =>
  z
    .strictObject(
      {
        file: path(),
        as: z.optional(field.text('Begins the ids of that file, with a dot after it.', { pattern: field.ID_PATTERN })),
      },
      'a mapping with `file`',
    )
    .register(z.globalRegistry, { description: 'A file whose ids get a prefix.' }),
);

const fileOrMapping = once(() =>
  z
    .union([path(), included()], 'the path of a file, or a mapping with `file` and `as`')
    .register(z.globalRegistry, { description: 'A file, or a file whose ids get a prefix.' }),
);

export const include = once(() =>
  z.array(fileOrMapping(), 'a list of files').register(z.globalRegistry, {
    description: 'Mission files whose tasks, tests and services belong to this mission too.',
  }),
);
