import * as z from 'zod/mini';

const ZodUnion: z.core.$constructor<z.ZodMiniUnion> = z.ZodMiniUnion;

/**
 * A union of scalars, lists and mappings. zod tries the alternatives in order, and makes an issue with all its details for each that fails
 * before the right one: for 10,000 tasks with lists of needs, that was a third of all checks of shape. This one begins with the first list if
 * the value is a list, and with the first mapping if it is a mapping. If this one fails, zod tries all of them, so that issues are the same.
 */
const TypedUnion: z.core.$constructor<z.ZodMiniUnion> = z.core.$constructor('TypedUnion', (schema, definition) => {
  ZodUnion.init(schema, definition);
  const parseAny = schema._zod.parse;
  const { options } = definition;
  const list = options.find(({ _zod }) => _zod.def.type === 'array');
  const mapping = options.find(({ _zod }) => _zod.def.type === 'object' || _zod.def.type === 'record');
  schema._zod.parse = (payload, context) => {
    const { value } = payload;
    const likely = Array.isArray(value) ? list : typeof value === 'object' && value !== null ? mapping : undefined;
    if (likely === undefined) return parseAny(payload, context);
    const result = likely._zod.run({ value, issues: [] }, context);
    return !(result instanceof Promise) && result.issues.length === 0 ? result : parseAny(payload, context);
  };
});

/** Like `z.union`. No alternative that is neither a list nor a mapping may accept one. `expected` completes the phrase "expected …". */
export function union<const Options extends readonly z.core.$ZodType[]>(
  options: Options,
  expected: string,
): z.ZodMiniUnion<Options> {
  return new TypedUnion({
    type: 'union',
    options,
    error: () => expected,
  }) as z.core.SomeType as z.ZodMiniUnion<Options>;
}
