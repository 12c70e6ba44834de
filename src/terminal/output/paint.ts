/** The styles that a text can have: colours of the terminal's own palette, so that they are readable on any background. */
export type Tone = 'strong' | 'dim' | 'green' | 'yellow' | 'red' | 'cyan';

const CODES: Readonly<Record<Tone, number>> = { strong: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 };

export function paint(text: string, tone: Tone): string {
  return text === '' ? '' : `\u001b[${CODES[tone]}m${text}\u001b[0m`;
}
