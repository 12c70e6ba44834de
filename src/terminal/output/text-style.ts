/**
 * The style in which SGR sequences (ECMA-48: colours, bold, underline …) leave a terminal. Only the last sequence of each
 * attribute is kept, so that the state stays small however much a program prints.
 */
export interface TextStyle {
  /** Notes the sequence whose parameters are in `text` from `start` to `end`, such as `1;31` of `ESC [ 1 ; 31 m`. */
  note(text: string, start: number, end: number): void;
  /** The sequences that bring a plain terminal into this style; empty for the plain style. */
  sequence(): string;
}

/** Attributes by the parameters that set them, and by the parameter that ends them. */
const ATTRIBUTES: readonly { readonly name: string; readonly set: readonly number[]; readonly end: number }[] = [
  { name: 'bold', set: [1], end: 22 },
  { name: 'dim', set: [2], end: 22 },
  { name: 'italic', set: [3, 20], end: 23 },
  { name: 'underline', set: [4, 21], end: 24 },
  { name: 'blink', set: [5, 6], end: 25 },
  { name: 'inverse', set: [7], end: 27 },
  { name: 'hidden', set: [8], end: 28 },
  { name: 'struck', set: [9], end: 29 },
  { name: 'color', set: [...range(30, 38), ...range(90, 97)], end: 39 },
  { name: 'background', set: [...range(40, 48), ...range(100, 107)], end: 49 },
];

/** Index of the attribute of every other parameter, of which only the last is kept. */
const OTHER = ATTRIBUTES.length;

/** Index of the attribute that a parameter sets. */
const setBy: ReadonlyMap<number, number> = new Map(
  ATTRIBUTES.flatMap(({ set }, index) => set.map((code) => [code, index] as const)),
);

/** Indexes of the attributes that a parameter ends. */
const endedBy: ReadonlyMap<number, readonly number[]> = new Map(
  ATTRIBUTES.map(({ end }) => [end, ATTRIBUTES.flatMap((each, index) => (each.end === end ? [index] : []))]),
);

export function createTextStyle(): TextStyle {
  /** By attribute the parameter that set it, or '' for none. */
  const set: string[] = [...ATTRIBUTES.map(() => ''), ''];
  let sequence: string | undefined = '';
  const noteCode = (code: number, parameter?: string): void => {
    const ended = endedBy.get(code);
    if (code === 0) set.fill('');
    else if (ended === undefined) set[setBy.get(code) ?? OTHER] = parameter ?? String(code);
    else for (const index of ended) set[index] = '';
  };
  return {
    note: (text, start, end) => {
      sequence = undefined;
      // Most sequences have one parameter: read in place, it costs no garbage.
      const code = numberIn(text, start, end);
      if (code !== undefined) return void noteCode(code);
      for (const parameter of parametersOf(text.slice(start, end))) noteCode(codeOf(parameter), parameter);
    },
    sequence: () => (sequence ??= sequencesOf(set)),
  };
}

function sequencesOf(set: readonly string[]): string {
  let text = '';
  for (const parameter of set) if (parameter !== '') text += `\u001b[${parameter}m`;
  return text;
}

/** The number that all of this part of a text is; 0 for none. Undefined if the part has other characters than digits. */
function numberIn(text: string, start: number, end: number): number | undefined {
  let number = 0;
  for (let index = start; index < end; index += 1) {
    const digit = text.charCodeAt(index) - 0x30;
    if (digit < 0 || digit > 9) return undefined;
    number = number * 10 + digit;
  }
  return number;
}

/** The number of a parameter, of which some terminals accept sub-parameters behind colons: `4:3` is a curly underline. */
function codeOf(parameter: string): number {
  if (parameter === '') return 0;
  // `4:0` ends an underline as 24 does.
  if (parameter === '4:0') return 24;
  const code = Number.parseInt(parameter, 10);
  // Of any other sub-parameters it is not certain that they end something.
  return parameter.includes(':') && !setBy.has(code) ? Number.NaN : code;
}

/**
 * The parameters of a sequence. `38;5;208` and `48;2;1;2;3`, which name one colour, are one each. After a 38 that begins no
 * colour, terminals disagree about the rest, so that the rest is part of it.
 */
function parametersOf(text: string): readonly string[] {
  const parts = text.split(';');
  const parameters: string[] = [];
  for (let index = 0; index < parts.length; ) {
    const length = colorLength(parts[index], parts[index + 1]);
    parameters.push(parts.slice(index, index + length).join(';'));
    index += length;
  }
  return parameters;
}

function colorLength(first = '', second = ''): number {
  if (first !== '38' && first !== '48' && first !== '58') return 1;
  return second === '5' ? 3 : second === '2' ? 5 : Number.POSITIVE_INFINITY;
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
