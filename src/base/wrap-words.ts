/** A text in lines of at most `width` characters, except for longer words; lines after the first begin with `indent`, which counts. */
export function wrapWords(text: string, width: number, indent = ''): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const isFull = line !== '' && line.length + word.length + 1 > width;
    if (isFull) lines.push(line);
    line = isFull ? `${indent}${word}` : line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
