/**
 * The style in which SGR sequences (ECMA-48: colours, bold, underline …) leave a terminal. Only the last sequence of each
 * attribute is kept, so that the state stays small however much a program prints.
 */
export interface TextStyle {
  /** Notes the parameters of one sequence, such as `1;31` of `ESC [ 1 ; 31 m`. */
  note(parameters: string): void;
  /** The sequences that bring a plain terminal into this style; empty for the plain style. */
  sequence(): string;
}

type Attribute =
  | 'bold'
  | 'dim'
  | 'italic'
  | 'underline'
  | 'blink'
  | 'inverse'
  | 'hidden'
  | 'struck'
  | 'color'
  | 'background'
  | 'other';

/** Attributes by the parameters that set them, and by the parameter that ends them. */
const ATTRIBUTES: readonly { readonly attribute: Attribute; readonly set: readonly number[]; readonly end: number }[] =
  [
    { attribute: 'bold', set: [1], end: 22 },
    { attribute: 'dim', set: [2], end: 22 },
    { attribute: 'italic', set: [3, 20], end: 23 },
    { attribute: 'underline', set: [4, 21], end: 24 },
    { attribute: 'blink', set: [5, 6], end: 25 },
    { attribute: 'inverse', set: [7], end: 27 },
    { attribute: 'hidden', set: [8], end: 28 },
    { attribute: 'struck', set: [9], end: 29 },
    { attribute: 'color', set: [...range(30, 38), ...range(90, 97)], end: 39 },
    { attribute: 'background', set: [...range(40, 48), ...range(100, 107)], end: 49 },
  ];

const setBy: ReadonlyMap<number, Attribute> = new Map(
  ATTRIBUTES.flatMap(({ attribute, set }) => set.map((code) => [code, attribute] as const)),
);

const endedBy: ReadonlyMap<number, readonly Attribute[]> = new Map(
  ATTRIBUTES.map(({ end }) => [end, ATTRIBUTES.filter((each) => each.end === end).map(({ attribute }) => attribute)]),
);

export function createTextStyle(): TextStyle {
  const set = new Map<Attribute, string>();
  let sequence: string | undefined = '';
  const noteOne = (parameter: string): void => {
    const code = codeOf(parameter);
    const ended = endedBy.get(code);
    if (code === 0) set.clear();
    else if (ended === undefined) set.set(setBy.get(code) ?? 'other', parameter);
    else for (const attribute of ended) set.delete(attribute);
  };
  return {
    note: (parameters) => {
      sequence = undefined;
      if (parameters.includes(';')) parametersOf(parameters).forEach(noteOne);
      else noteOne(parameters);
    },
    // One sequence for each attribute: a colour that lacks a figure, such as `38;5`, would take the next parameter for it.
    sequence: () => (sequence ??= [...set.values()].map((parameter) => `\u001b[${parameter}m`).join('')),
  };
}

/** The number of a parameter, of which some terminals accept sub-parameters behind colons: `4:3` is a curly underline. */
function codeOf(parameter: string): number {
  if (parameter === '') return 0;
  // `4:0` ends an underline as 24 does.
  if (parameter === '4:0') return 24;
  const code = Number.parseInt(parameter, 10);
  // Of any other sub-parameters it is not certain that they end something.
  return parameter.includes(':') && setBy.get(code) === undefined ? Number.NaN : code;
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
