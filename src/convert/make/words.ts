/**
 * The words of a part of a rule, each reference to a variable or a function kept whole: `a $(patsubst %.c,%.o,$(X)) b` has three.
 */
export function splitWords(text: string): readonly string[] {
  const words: string[] = [];
  let word = '';
  let depth = 0;
  for (const character of text) {
    if (character === '(' || character === '{') depth += 1;
    if (character === ')' || character === '}') depth = Math.max(0, depth - 1);
    if (depth === 0 && /\s/.test(character)) {
      if (word !== '') words.push(word);
      word = '';
    } else {
      word += character;
    }
  }
  return word === '' ? words : [...words, word];
}

/** Index of the first of some characters outside of references such as `$(NAME)`. -1 if there is none. */
export function indexOutside(text: string, characters: string, from = 0): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (depth === 0 && characters.includes(character)) return at;
    if (character === '$' && '({'.includes(text[at + 1] ?? ' ')) {
      depth += 1;
      at += 1;
    } else if (depth > 0 && '({'.includes(character)) {
      depth += 1;
    } else if (depth > 0 && ')}'.includes(character)) {
      depth -= 1;
    }
  }
  return -1;
}
