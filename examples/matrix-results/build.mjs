import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Writes the variant for FORMAT and TABLE to scratch/build/. */
const { FORMAT, TABLE, MISSION_OUTPUT } = process.env;
const names = TABLE === 'all' ? ['latin', 'greek', 'cyrillic'] : [TABLE];
const read = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');

const table = Object.assign({}, ...names.map((name) => JSON.parse(read(`tables/${name}.json`))));
for (const [letter, letters] of Object.entries(table)) {
  if (letter !== letter.toLowerCase().normalize('NFC'))
    throw new Error(`tables: expected lower-case keys in NFC, found ${letter}`);
  if (!/^[a-z]+$/.test(letters)) throw new Error(`tables: expected the letters a to z for ${letter}, found ${letters}`);
}
const source = read('slug.mjs').replace('export function', 'function');
const ending = FORMAT === 'esm' ? 'export { slug };' : 'module.exports = { slug };';
const code = `${source}\nconst slug = slugWith(${JSON.stringify(table)});\n${ending}\n`;

mkdirSync('scratch/build', { recursive: true });
mkdirSync('scratch/results', { recursive: true });
writeFileSync(`scratch/build/${TABLE}.${FORMAT === 'esm' ? 'mjs' : 'cjs'}`, code);
if (MISSION_OUTPUT !== undefined) appendFileSync(MISSION_OUTPUT, `bytes=${Buffer.byteLength(code)}\n`);
