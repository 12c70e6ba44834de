const marks = /\p{Mark}/gu;
const gaps = /[^a-z0-9]+/g;

/** What makes slugs with the letters of a table: a text as part of an address, in small letters, digits and single hyphens. */
export function slugWith(table) {
  return (text, longest = 60) => {
    const known = [...text.toLowerCase().normalize('NFC')].map((letter) => table[letter] ?? letter).join('');
    const plain = known.normalize('NFD').replace(marks, '').replace(gaps, '-').replace(/^-/, '');
    return plain.slice(0, longest).replace(/-$/, '');
  };
}
