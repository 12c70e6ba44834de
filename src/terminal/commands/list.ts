import { readMachineFacts } from '../../machine/machine-facts.ts';
import type { Mission, Task } from '../../mission/model/mission.ts';
import { loadMission } from '../../run/load-mission.ts';
import { alignColumns } from '../output/align-columns.ts';
import { print, printUntrusted, printUntrustedError } from '../output/print.ts';
import { printDiagnostics } from '../output/print-diagnostics.ts';
import { onlyPositional, parse, SELECTION_OPTIONS, selectionOf, UsageError } from './arguments/arguments.ts';
import { missionFile } from './arguments/mission-file.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

/** A longer list of needs is shortened: a final test may need thousands. */
const MOST_NEEDS = 5;

/** `mission list FILE` */
export async function listCommand(argv: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = parse(argv, { ...SELECTION_OPTIONS, json: { type: 'boolean' } });
  const file = missionFile(onlyPositional(positionals, 'one mission file'));
  const loaded = await loadMission({
    ...{ file, selection: selectionOf(values), machine: readMachineFacts() },
    ...{ root: process.cwd(), environment: process.env },
  });
  if (loaded.type === 'refused') throw new UsageError(loaded.message);
  printDiagnostics(loaded.diagnostics, loaded.text, loaded.included);
  if (loaded.type === 'invalid') return EXIT.invalid;
  for (const note of loaded.notes) printUntrustedError(`mission: ${note}\n`);
  if (values.json === true) print(listJson(loaded.mission));
  else printUntrusted(listText(loaded.mission));
  return EXIT.succeeded;
}

/** `[{ id, kind, name, tags, needs, needsAny }]`, in the order of the mission. */
export function listJson({ tasks }: Mission): string {
  const rows = tasks.map(({ id, kind, name, tags = [], needs, needsAny }) => ({
    id,
    kind,
    name,
    tags,
    needs,
    needsAny,
  }));
  return `${JSON.stringify(rows, null, 2)}\n`;
}

/** One line for each task and test. */
export function listText({ tasks }: Mission): string {
  const rows = tasks.map((task) => [task.id, task.kind, tagsOf(task), needsOf(task)]);
  const lines = alignColumns([['Id', 'Kind', 'Tags', 'Needs'], ...rows]);
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

function tagsOf({ tags = [] }: Task): string {
  return tags.map((tag) => `#${tag}`).join(' ');
}

function needsOf({ needs, needsAny }: Task): string {
  const all = shortened(needs);
  if (needsAny.length === 0) return all;
  return `${all === '' ? '' : `${all}; `}any of ${shortened(needsAny)}`;
}

function shortened(ids: readonly string[]): string {
  const more = ids.length - MOST_NEEDS;
  return [...ids.slice(0, MOST_NEEDS), ...(more > 0 ? [`… ${more} more`] : [])].join(', ');
}
