import * as z from 'zod/mini';
import { once } from './once.ts';

/** Files use few sets of keys. If each task had its own, making schemas would cost more than it saves. */
const MOST_SETS = 100;

/** The schema of each key, made when it is needed. */
export type LazyShape = Readonly<Record<string, () => z.core.$ZodType>>;
type ShapeOf<Keys extends LazyShape> = { -readonly [Key in keyof Keys]: ReturnType<Keys[Key]> };

interface Definition extends z.core.$ZodObjectDef {
  readonly keys: LazyShape;
  readonly required: readonly string[];
}

const ZodObject: z.core.$constructor<z.ZodMiniObject> = z.ZodMiniObject;

/**
 * An object with many optional keys, of which a value has few. zod checks all keys of an object, also those that are missing. This one makes
 * an object of zod for each set of keys that occurs, with these keys and those that are required. Results and issues are the same, and
 * 10,000 short tasks take a quarter of the time.
 */
const SparseObject: z.core.$constructor<z.ZodMiniObject, Definition> = z.core.$constructor(
  'SparseObject',
  (schema, definition) => {
    ZodObject.init(schema, definition);
    const { keys, required, error, catchall } = definition;
    const parseAny = schema._zod.parse;
    const parsers = new Map<string, typeof parseAny>();
    schema._zod.parse = (payload, context) => {
      const { value } = payload;
      const written = typeof value === 'object' && value !== null ? Object.keys(value) : [];
      const names = written.filter((key) => Object.hasOwn(keys, key)).join(' ');
      let parse = parsers.get(names);
      if (parse === undefined && parsers.size < MOST_SETS) {
        const shape = shapeFor(new Set([...written, ...required]), keys);
        parse = new ZodObject({ type: 'object', shape, error, catchall })._zod.parse;
        parsers.set(names, parse);
      }
      return (parse ?? parseAny)(payload, context);
    };
  },
);

/** In the order of `keys`, because zod reports issues in this order. */
function shapeFor(names: ReadonlySet<string>, keys: LazyShape): z.core.$ZodShape {
  const entries = Object.entries(keys).filter(([key]) => names.has(key));
  return Object.fromEntries(entries.map(([key, make]) => [key, make()]));
}

/**
 * Like `z.strictObject`, for objects with many optional keys.
 *
 * @param expected completes the phrase "expected …" in an error
 * @param required the keys whose schemas are not optional
 */
export function sparseObject<Keys extends LazyShape>(
  keys: Keys,
  expected: string,
  required: readonly (keyof Keys & string)[] = [],
): z.ZodMiniObject<ShapeOf<Keys>, z.core.$strict> {
  const lazy = Object.fromEntries(Object.entries(keys).map(([key, make]) => [key, once(make)]));
  const whole = once(() => shapeFor(new Set(Object.keys(lazy)), lazy));
  const schema = new SparseObject({
    type: 'object',
    get shape() {
      return whole();
    },
    catchall: z.never(),
    error: () => expected,
    keys: lazy,
    required,
  });
  return schema as z.core.SomeType as z.ZodMiniObject<ShapeOf<Keys>, z.core.$strict>;
}
