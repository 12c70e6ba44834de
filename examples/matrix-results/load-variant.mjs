import { createRequire } from 'node:module';

/** Loads a built variant, with import() or require() depending on its format. */
export async function loadVariant(format, table) {
  const path = `./scratch/build/${table}`;
  const { slug } = format === 'esm' ? await import(`${path}.mjs`) : createRequire(import.meta.url)(`${path}.cjs`);
  return slug;
}
