const marks = /\p{Mark}/gu;
const gaps = /[^a-z0-9]+/g;

/** Returns a function that turns a text into a slug: lower-case letters, digits and single hyphens, for use in URLs. */
export function slugWith(table) {
  return (text, longest = 60) => {
    const known = [...text.toLowerCase().normalize('NFC')].map((letter) => table[letter] ?? letter).join('');
    const plain = known.normalize('NFD').replace(marks, '').replace(gaps, '-').replace(/^-/, '');
    return plain.slice(0, longest).replace(/-$/, '');
  };
}
