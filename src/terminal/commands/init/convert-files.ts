import { type Conversion, convert } from '../../../convert/assemble/convert.ts';
import type { Note } from '../../../convert/draft.ts';
import { readMachineFacts } from '../../../machine/machine-facts.ts';
import { makeVisible } from '../../../mission/diagnostics/show-text.ts';
import { plural } from '../../../report/text/format.ts';
import { ofSize } from '../../../simulate/machine-size.ts';
import { printUntrustedError } from '../../output/print.ts';
import { printDiagnostics } from '../../output/print-diagnostics.ts';
import { historyPath } from '../arguments/history-path.ts';
import { knowledge } from '../plan.ts';
import { filesBeside } from './beside.ts';
import { costsOf, costText } from './costs.ts';
import { SCHEMA_FILE } from './first-mission.ts';
import { sourcesAt } from './source-files.ts';

export interface ConvertRequest {
  /** Files, or folders of workflows, as the user named them. */
  readonly paths: readonly string[];
  /** The mission file to write; absent: it is printed. */
  readonly write: string | undefined;
  readonly history: string | undefined;
  readonly cpus: number | undefined;
}

export type ConvertedFiles =
  | { readonly type: 'converted'; readonly text: string; readonly summary: string }
  /** The reasons were printed. */
  | { readonly type: 'refused' };

/** Converts files to one mission. Throws `UsageError` for a file that cannot be read. */
export async function convertFiles({ paths, write, history, cpus }: ConvertRequest): Promise<ConvertedFiles> {
  const files = paths.flatMap(sourcesAt);
  const result = convert(files, filesBeside(files), write);
  switch (result.type) {
    case 'unreadable':
      for (const { path, text } of files) {
        printDiagnostics(
          result.diagnostics.filter(({ file }) => file === path),
          text,
        );
      }
      return { type: 'refused' };
    case 'empty':
      printUntrustedError(
        `mission: expected a command that a mission can run, found none in ${makeVisible(paths.join(', '))}\n${noteText(result.notes)}`,
      );
      return { type: 'refused' };
    case 'converted': {
      const here = readMachineFacts();
      const machine = cpus === undefined ? here : ofSize(here, cpus);
      const past = historyPath(history, write ?? '');
      const known = past === undefined ? undefined : await knowledge(past, result.mission, here);
      for (const note of known?.notes ?? []) printUntrustedError(`mission: ${note}\n`);
      const costs = costsOf({ ...result, machine, predictions: known?.predictions });
      const lines = [...counted(result), ...costText(costs, result.mission.tasks.length, result.jobs, machine)];
      const schema = write === undefined ? '' : `# yaml-language-server: $schema=./${SCHEMA_FILE}\n\n`;
      return { type: 'converted', text: `${schema}${result.text}`, summary: lines.map((line) => `${line}\n`).join('') };
    }
    default:
      return result satisfies never;
  }
}

function counted({ notes, mission }: Extract<Conversion, { type: 'converted' }>): readonly string[] {
  const tests = mission.tasks.filter(({ kind }) => kind === 'test').length;
  const left = notes.filter(({ kind }) => kind === 'left-out').length;
  const changed = notes.length - left;
  const parts = `${plural(mission.tasks.length - tests, 'task')} and ${plural(tests, 'test')}`;
  const missing =
    left === 0
      ? 'Everything was taken.'
      : `${plural(left, 'construct')} not taken: see the comments with \`not taken\`.`;
  return [`${parts}. ${missing}${changed === 0 ? '' : ` ${changed} changed: see the comments with \`changed\`.`}`];
}

/** Names of files and what is written in them could forge lines of their own, or hide others. */
function noteText(notes: readonly Note[]): string {
  return notes
    .map(({ place, construct, text }) => `${makeVisible(`${place.file}:${place.line}: ${construct}: ${text}`)}\n`)
    .join('');
}
