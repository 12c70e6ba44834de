import { shortHash } from './short-hash.ts';

/**
 * The name, without extension, of the files that belong to a task: its log, its report.
 *
 * Safe on every system and in artifacts: no `: * ? " < > | / \`, no reserved Windows name, no dot at either end, and
 * two ids that differ only in case still get names that differ on file systems that ignore case. Ordinary ids
 * (`build`, `L3.2.4.1`, `L3.ALL.1`) are their own stem, and a combination `build (chrome, 24)` becomes `build@chrome+24`, which a person can type
 * without quotes. No two ids share a stem, except that ids over 120 characters are distinguished by a hash.
 */
export function fileStem(id: string): string {
  if (ordinary.test(id)) return id;
  return withinLength(escapeEnds(combinationStem(id)) + caseMark(id), id);
}

/** Most ids, of which all functions below return what they were given: documents ask for the stem of each task many times. */
const ordinary = /^(?!l\d|(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[a-z0-9_-][a-z0-9._\-,]{0,118}(?<!\.)$/;

/** The stem that earlier versions gave: `build~(chrome,~24)`. Their runs still have files of this name. */
export function formerFileStem(id: string): string {
  return withinLength(escapeEnds(escapeCharacters(id, /[^A-Za-z0-9._\-(),]/g)) + caseMark(id), id);
}

function withinLength(stem: string, id: string): string {
  return stem.length <= longest ? stem : `${stem.slice(0, longest - 20)}=h${shortHash(id)}`;
}

/** File systems allow 255 bytes, and suffixes (`-12.sh`, `.context.json`) are appended. */
const longest = 160;

/** `@` and `+` are escaped everywhere else, so that two ids never get the same stem. */
function combinationStem(id: string): string {
  const [, name, values] = /^([^(]+) \((.*)\)$/s.exec(id) ?? [];
  if (name === undefined || values === undefined) return escapeCharacters(id);
  return `${escapeCharacters(name)}@${values
    .split(', ')
    .map((value) => escapeCharacters(value))
    .join('+')}`;
}

/** The result is ASCII, because file systems disagree about composed letters and their case. */
function escapeCharacters(id: string, unsafe = /[^A-Za-z0-9._\-,]/g): string {
  return id.replace(unsafe, (character) => (character === ' ' ? '~' : escaped(character)));
}

function escaped(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x100 ? `=${code.toString(16).padStart(2, '0')}` : `=u${code.toString(16).padStart(4, '0')}`;
}

/** A leading dot hides the file (and keeps it out of an artifact), Windows drops a trailing one, `con` is a device. */
function escapeEnds(name: string): string {
  if (name === '') return '=';
  const first = /^(?:\.|(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))/i.test(name) ? 1 : 0;
  const head = first === 1 ? escaped(name.charAt(0)) : '';
  const rest = name.slice(first);
  return head + (rest.endsWith('.') ? `${rest.slice(0, -1)}${escaped('.')}` : rest);
}

/**
 * Of all ids that differ only in case, the customary spelling keeps its plain name. The names of all other spellings end
 * with the places in which they differ from it.
 */
function caseMark(id: string): string {
  const customary = customaryCase(id);
  let bits = '';
  for (let index = 0; index < id.length; index++) {
    if (/[A-Za-z]/.test(id.charAt(index))) bits += id[index] === customary[index] ? '0' : '1';
  }
  return bits.includes('1') ? `=z${BigInt(`0b1${bits}`).toString(36)}` : '';
}

/** Capitals for the plan's own numbering (`L3.ALL.1`), lowercase elsewhere and for matrix values. */
function customaryCase(id: string): string {
  const small = id.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  if (!/^l\d/.test(small)) return small;
  const values = small.indexOf(' (');
  const end = values < 0 ? small.length : values;
  return small.slice(0, end).replace(/[a-z]/g, (letter) => letter.toUpperCase()) + small.slice(end);
}
