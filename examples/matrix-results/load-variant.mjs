import { createRequire } from 'node:module';

/** The built library, loaded in the way that its format is made for. */
export async function loadVariant(format, table) {
  const path = `./scratch/build/${table}`;
  const { slug } = format === 'esm' ? await import(`${path}.mjs`) : createRequire(import.meta.url)(`${path}.cjs`);
  return slug;
}
