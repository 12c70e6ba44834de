import { resolve } from 'node:path';
import { readMachineFacts } from '../../machine/machine-facts.ts';
import { limitHeapForMission } from '../../run/limit-heap.ts';
import { loadMission } from '../../run/load-mission.ts';
import { givenOverrides } from '../../run/overrides.ts';
import { type ChosenFolder, chooseFolder } from '../../run/places/default-folder.ts';
import { removeOldRuns } from '../../run/places/list-runs.ts';
import { prepareRun } from '../../run/prepare.ts';
import { stopEarlierRun } from '../../run/resume/stop-earlier-run.ts';
import { earlySpawners } from '../../run/spawner-count.ts';
import { printUntrustedError } from '../output/print.ts';
import { printDiagnostics } from '../output/print-diagnostics.ts';
import { printStopped } from '../output/print-stopped.ts';
import { LOG_STYLES } from '../output/task-output.ts';
import { oneOf, onlyPositional, parse, SELECTION_OPTIONS, selectionOf, UsageError } from './arguments/arguments.ts';
import { GATES } from './arguments/gates.ts';
import { historyPath } from './arguments/history-path.ts';
import { INPUT_EXAMPLE, inputOption } from './arguments/input-option.ts';
import { missionFile } from './arguments/mission-file.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { leavePart, PART_OPTIONS, partOf, partRequest } from './fleet/run-part.ts';
import { artifactsOption, strictRun } from './fleet/strict.ts';
import { followRun } from './follow-run.ts';

/** `mission run FILE` */
export async function runCommand(argv: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = parse(argv, {
    dir: { type: 'string' },
    ...SELECTION_OPTIONS,
    ...PART_OPTIONS,
    gate: { type: 'string' },
    log: { type: 'string' },
    base: { type: 'string' },
    history: { type: 'string' },
    input: { type: 'string', multiple: true },
    'keep-workspaces': { type: 'boolean' },
    artifacts: { type: 'string' },
  });
  const file = missionFile(onlyPositional(positionals, 'one mission file'));
  const gate = oneOf('gate', GATES, values.gate);
  const style = oneOf('log', LOG_STYLES, values.log) ?? 'grouped';
  const machine = readMachineFacts();
  const inputs = inputOption(values.input);
  const keepWorkspaces = values['keep-workspaces'];
  const artifacts = artifactsOption(values.artifacts, values.part);
  const part = partOf(values);
  limitHeapForMission(file);
  const selection = selectionOf(values);
  const isWhole = part === undefined && selection.only.length === 0;
  const early = isWhole ? { earlySpawners: earlySpawners(file, machine.cpus) } : {};
  const loaded = await loadMission({
    file,
    part,
    selection,
    machine,
    root: process.cwd(),
    environment: process.env,
    inputs: { given: inputs, example: INPUT_EXAMPLE },
    keepWorkspaces,
    ...(gate === undefined ? {} : { gate }),
  });
  if (loaded.type === 'refused') throw new UsageError(loaded.message);
  printDiagnostics(loaded.diagnostics, loaded.text, loaded.included);
  if (loaded.type === 'invalid') return EXIT.invalid;
  for (const note of loaded.notes) printUntrustedError(`mission: ${note}\n`);
  const chosen: ChosenFolder = values.dir === undefined ? chooseFolder(file, process.cwd()) : { dir: values.dir };
  const { dir } = chosen;
  const { base } = values;
  const history = historyPath(values.history, file, dir);
  if (chosen.note !== undefined) printUntrustedError(`mission: ${chosen.note}\n`);
  printStopped(await stopEarlierRun(dir));
  if (chosen.parent !== undefined) await removeOldRuns(chosen.parent, resolve(dir));
  const { mission, strict } = await strictRun(artifacts, loaded.mission);
  const given = { mission, root: process.cwd(), environment: process.env };
  const prepared = await prepareRun({
    ...given,
    machine,
    envFiles: loaded.envFiles,
    ...(base === undefined ? {} : { base }),
    ...(history === undefined ? {} : { history }),
  });
  const requested = { ...loaded.selection, leftOut: loaded.leftOut, gate, base, inputs, keepWorkspaces, artifacts };
  const overrides = givenOverrides(requested, process.cwd());
  const sources = { source: loaded.text, included: loaded.included, matrices: loaded.matrices };
  const request = {
    ...given,
    ...(strict === undefined ? {} : { strict }),
    file,
    ...sources,
    overrides,
    dir,
    machine,
    ...early,
  };
  const { isIncomplete, ...joined } = await partRequest(part, loaded, { ...given, prepared });
  const code = await followRun({ ...request, ...joined }, style);
  const isLeft = part === undefined || (await leavePart(part, dir, prepared.secrets));
  if (code !== EXIT.succeeded) return code;
  if (!isLeft) return EXIT.broken;
  return isIncomplete ? EXIT.failed : code;
}
