import * as z from 'zod/mini';
import * as field from './fields.ts';
import { once } from './once.ts';

/** Where a task works, and which of its files are kept. */

const from = once(() =>
  z
    .strictObject(
      { from: field.id('Id of the task or test whose workspace is copied when that one has ended.') },
      'a mapping with `from`',
    )
    .register(z.globalRegistry, { description: 'A copy of the workspace of another task.' }),
);

export const workspace = once(() =>
  z
    .union([field.choice(['own'], 'A checkout of its own.'), from()], '`own`, or a mapping with `from`')
    .register(z.globalRegistry, {
      description:
        'own: each attempt works in a fresh checkout of its own, with uncommitted changes. from: in a copy of the workspace of that task. Without it: in the root, which all such tasks share.',
    }),
);

export const artifacts = once(() =>
  field.textOrTexts(
    'Files to keep: they are copied to files/ID of the run when the task has ended. Paths, folders or patterns, relative to its workspace.',
    'a path or pattern',
    'paths and patterns',
    { examples: ['coverage/**'] },
  ),
);
