import { timeOf } from './test-results.ts';

/** One line of TAP 13 or 14. Anything that is none of these is output, which TAP allows everywhere. */
export type TapLine =
  | {
      readonly type: 'point';
      readonly ok: boolean;
      readonly number?: number;
      readonly name: string;
      readonly directive?: 'skip' | 'todo';
      /** Milliseconds. */
      readonly time?: number;
      readonly opens: boolean;
    }
  | { readonly type: 'plan'; readonly start: number; readonly end: number; readonly reason: string }
  | { readonly type: 'bail-out'; readonly reason: string }
  | { readonly type: 'version' }
  /** The end of a buffered subtest. */
  | { readonly type: 'close' }
  /** The start of one, on a line of its own behind the diagnostics. */
  | { readonly type: 'open' }
  | { readonly type: 'comment'; readonly text: string }
  | { readonly type: 'output' };

/** @param text without its indentation and its line end */
export function parseTapLine(text: string): TapLine {
  const point = /^(not )?ok(?: +(\d{1,15})(?= |$))?(?: +(.*))?$/.exec(text);
  if (point !== null) return parsePoint(point);
  const plan = /^(\d{1,15})\.\.(\d{1,15})(?:\s+#\s*(.*)|\s*)$/.exec(text);
  if (plan !== null)
    return { type: 'plan', start: Number(plan[1]), end: Number(plan[2]), reason: plan[3]?.trim() ?? '' };
  const bailOut = /^bail out!(.*)$/i.exec(text);
  if (bailOut !== null) return { type: 'bail-out', reason: unescaped(bailOut[1] ?? '').trim() };
  if (/^TAP version \d+\s*$/i.test(text)) return { type: 'version' };
  if (text.startsWith('#')) return { type: 'comment', text: text.slice(1).trim() };
  if (/^\}\s*$/.test(text)) return { type: 'close' };
  return /^\{\s*$/.test(text) ? { type: 'open' } : { type: 'output' };
}

function parsePoint(point: RegExpExecArray): TapLine {
  const [, not, number, rest = ''] = point;
  const opens = /(?:^|\s)\{\s*$/.test(rest);
  const text = opens ? rest.replace(/\{\s*$/, '') : rest;
  // Any `#` behind a blank may begin the directive, as for the harness of Perl; one in a name is escaped. tape and bats do
  // not escape it, so a word such as `#todo-list` or `#skipLink` excuses nothing.
  const directive = /(?:^|\s)#\s*(?:(todo)|skip(?:ped|ping|s)?)(?![\w-])/i.exec(text);
  const described = text.slice(0, directive?.index);
  // tap, vitest and node-tap.
  const timed = /(?:^|\s)#\s*time=([\d.]+)(m?s)\s*$/.exec(described);
  const time = timeOf(timed?.[1], timed?.[2] === 's' ? 's' : 'ms');
  const name = described.slice(0, timed?.index).replace(/^- ?/, '');
  return {
    type: 'point',
    ok: not === undefined,
    ...(number === undefined ? {} : { number: Number(number) }),
    name: unescaped(name).trim(),
    ...(time === undefined ? {} : { time }),
    ...(directive === null ? {} : { directive: directive[1] === undefined ? 'skip' : 'todo' }),
    opens,
  };
}

/** `\#` and `\\`. */
function unescaped(text: string): string {
  return text.replace(/\\([\\#])/g, '$1');
}
