/*
 * This folder writes the mission file of a draft.
 *
 * `write-mission.ts` arranges the file: what to do before the mission, what was left out as a whole, then the parts of the mission.
 * `entry.ts` writes tasks, tests and services, `comments.ts` the comments, with `nodes.ts` for the YAML.
 *
 * Invariants:
 * - Each note of the draft becomes a comment, with file and line, at what it is about.
 * - Texts are untrusted: comments have no line break or control character of a note, and values are quoted where YAML needs it.
 * - The order is that of the draft, so that the file can be compared with its source.
 *
 * Not here: what the parts mean, and whether the mission is valid (`assemble` reads what is written here).
 */
import { Document } from 'yaml';
import { append } from '../../base/multimap.ts';
import type { Draft, DraftEntry, DraftInput, Note } from '../draft.ts';
import { groupedLines, plain, toDoLines, wrapped } from './comments.ts';
import { entryRow, serviceRow } from './entry.ts';
import { listOf, mapOf, type Row, scalar, spellOut, textOrTexts, variablesOf } from './nodes.ts';

/** The text of the mission file. */
export function writeMission(draft: Draft): string {
  const tasks = draft.entries.filter(({ kind }) => kind === 'task');
  const tests = draft.entries.filter(({ kind }) => kind === 'test');
  const document = new Document(
    mapOf([
      { key: 'name', value: scalar(draft.name) },
      { key: 'env', value: variablesOf(draft.env), space: true },
      { key: 'secrets', value: textOrTexts(draft.secrets), space: draft.env === undefined },
      { key: 'inputs', value: inputsOf(draft.inputs), space: true },
      {
        key: 'services',
        value: rowsOf(draft.services.map((service, index) => serviceRow(service, index > 0))),
        space: true,
      },
      { key: 'tasks', value: entriesOf(tasks), space: true },
      { key: 'tests', value: entriesOf(tests), space: true },
    ]),
  );
  document.commentBefore = headerOf(draft)
    .map((line) => (line === '' ? '' : ` ${line}`))
    .join('\n');
  return spellOut(document.toString({ lineWidth: 0 }));
}

function headerOf({ file, before, notes }: Draft): readonly string[] {
  const toDo = new Map<string, Note[]>();
  for (const note of before) append(toDo, note.text, note);
  return [
    `From ${plain(file)}.`,
    ...[...toDo].flatMap(([text, group]) => ['', ...wrapped(`${capitalized(text)}:`, ''), ...toDoLines(group)]),
    ...(notes.length === 0 ? [] : ['', 'Of the whole file:', ...groupedLines(notes)]),
  ];
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A blank line separates entries that have more than one line. */
function entriesOf(entries: readonly DraftEntry[]): Row['value'] {
  let before = true;
  return rowsOf(
    entries.map((entry, index) => {
      const row = entryRow(entry, false);
      const isLong = typeof row.value !== 'object' || 'items' in row.value || (row.above ?? []).length > 0;
      const space = index > 0 && (isLong || before);
      before = isLong;
      return { ...row, space };
    }),
  );
}

function rowsOf(rows: readonly Row[]): Row['value'] {
  return rows.length === 0 ? undefined : mapOf(rows);
}

function inputsOf(inputs: ReadonlyMap<string, DraftInput> | undefined): Row['value'] {
  if (inputs === undefined || inputs.size === 0) return undefined;
  return mapOf(
    [...inputs].map(([key, { type, description, options, default: value }]) => {
      const map = mapOf([
        { key: 'type', value: type },
        { key: 'options', value: options === undefined ? undefined : listOf(options) },
        { key: 'default', value: value === undefined ? undefined : scalar(value) },
        { key: 'description', value: description },
      ]);
      map.flow = true;
      return { key, value: map };
    }),
  );
}
