import * as z from 'zod/mini';

/** Files use few sets of keys. If each task had its own, making schemas would cost more than it saves. */
const MOST_SETS = 100;

const ZodObject: z.core.$constructor<z.ZodMiniObject> = z.ZodMiniObject;

/**
 * An object with many optional keys, of which a value has few. zod checks all keys of an object, also those that are missing. This one makes
 * an object of zod for each set of keys that occurs, with these keys and those that are required. Results and issues are the same, and
 * 10,000 short tasks take a quarter of the time.
 */
const SparseObject: z.core.$constructor<z.ZodMiniObject> = z.core.$constructor('SparseObject', (schema, definition) => {
  ZodObject.init(schema, definition);
  const parseAny = schema._zod.parse;
  const known = new Set(Object.keys(definition.shape));
  const parsers = new Map<string, typeof parseAny>();
  schema._zod.parse = (payload, context) => {
    const { value } = payload;
    if (typeof value !== 'object' || value === null) return parseAny(payload, context);
    const names = Object.keys(value)
      .filter((key) => known.has(key))
      .join(' ');
    let parse = parsers.get(names);
    if (parse === undefined && parsers.size < MOST_SETS) {
      parse = new ZodObject({ ...definition, shape: shapeFor(value, definition.shape) })._zod.parse;
      parsers.set(names, parse);
    }
    return (parse ?? parseAny)(payload, context);
  };
});

/** In the order of `shape`, because zod reports issues in this order. */
function shapeFor(value: object, shape: z.core.$ZodShape): z.core.$ZodShape {
  const isOptional = ({ _zod }: z.core.SomeType): boolean => _zod.optin === 'optional' && _zod.optout === 'optional';
  return Object.fromEntries(
    Object.entries(shape).filter(([key, schema]) => Object.hasOwn(value, key) || !isOptional(schema)),
  );
}

/** Like `z.strictObject`, for objects with many optional keys. `expected` completes the phrase "expected …" in an error. */
export function sparseObject<Shape extends z.core.$ZodShape>(
  shape: Shape,
  expected: string,
): z.ZodMiniObject<Shape, z.core.$strict> {
  return new SparseObject({ type: 'object', shape, catchall: z.never(), error: () => expected }) as z.ZodMiniObject<
    Shape,
    z.core.$strict
  >;
}
