import { paint, type Tone } from './paint.ts';

const TONES: Readonly<Record<string, Tone>> = {
  '▶': 'cyan',
  '✔': 'green',
  '✘': 'red',
  '⏸': 'yellow',
  '↻': 'yellow',
  '■': 'yellow',
  '!': 'yellow',
  '–': 'dim',
  '…': 'dim',
};

/** Colours the time and the mark of a progress line; the rest is unchanged. */
export function paintProgress(line: string): string {
  const parts = /^( *[\d:.]+)( {2})(\S)( .*)$/s.exec(line);
  if (parts === null) return line;
  const [, time = '', gap = '', mark = '', rest = ''] = parts;
  const tone = TONES[mark];
  return `${paint(time, 'dim')}${gap}${tone === undefined ? mark : paint(mark, tone)}${rest}`;
}
