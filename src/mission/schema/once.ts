/**
 * Makes a value when it is needed for the first time, and keeps it. All schemas of a mission file together are 450 objects of zod, of which a
 * small mission needs thirty: to make them all took a tenth of a start.
 */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
