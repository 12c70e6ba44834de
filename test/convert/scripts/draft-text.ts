import type { Draft, DraftEntry, DraftStep, Note, Reading } from '../../../src/convert/draft.ts';

/** What a reader returns as text, for golden files. */
export function readingText(reading: Reading): string {
  if (reading.type === 'unreadable') {
    const lines = reading.diagnostics.map(({ file, line, column, message, hint }) => {
      return `${file}:${line}:${column}: ${message}${hint === undefined ? '' : ` (${hint})`}`;
    });
    return `${lines.join('\n')}\n`;
  }
  return draftText(reading.draft);
}

function draftText(draft: Draft): string {
  return [
    `name: ${draft.name}`,
    ...variables(draft.env),
    ...draft.before.map((note) => `before: ${noteText(note)}`),
    '',
    ...draft.entries.flatMap(entryLines),
    '',
    ...draft.notes.map(noteText),
    '',
  ].join('\n');
}

function entryLines(entry: DraftEntry): readonly string[] {
  return [
    `${entry.kind} ${entry.id}${entry.needs.length === 0 ? '' : ` <- ${entry.needs.join(', ')}`}`,
    ...(entry.name === undefined ? [] : [`  name: ${entry.name}`]),
    ...(entry.locks === undefined ? [] : [`  locks: ${entry.locks.join(', ')}`]),
    ...(entry.workingDirectory === undefined ? [] : [`  in: ${entry.workingDirectory}`]),
    ...(entry.if === undefined ? [] : [`  if: ${entry.if}`]),
    ...(entry.allowFailure === true ? ['  may fail'] : []),
    ...variables(entry.env).map((line) => `  ${line}`),
    ...entry.steps.flatMap((step) => stepLines(step, '$')),
    ...(entry.finally ?? []).flatMap((step) => stepLines(step, 'finally $')),
    ...entry.notes.map((note) => `  ${noteText(note)}`),
  ];
}

function stepLines(step: DraftStep, sign: string): readonly string[] {
  const about = [step.name, step.workingDirectory && `in ${step.workingDirectory}`, step.continueOnError && 'may fail'];
  const shown = about.filter((part) => typeof part === 'string');
  return [`  ${sign} ${step.run.replaceAll('\n', '\n      ')}${shown.length === 0 ? '' : `   (${shown.join(', ')})`}`];
}

function variables(env: ReadonlyMap<string, string> | undefined): readonly string[] {
  return [...(env ?? [])].map(([name, value]) => `env ${name}=${value}`);
}

function noteText({ place, construct, text, kind }: Note): string {
  return `${place.file}:${place.line} ${kind === 'changed' ? '~' : '-'} ${construct} ${kind === 'changed' ? '->' : 'x'} ${text}`;
}
