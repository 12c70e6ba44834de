import { readMachineFacts } from '../../machine/machine-facts.ts';
import type { Selection } from '../../mission/selection/select-tasks.ts';
import { plainVerdict } from '../../report/analysis/bounds/verdict.ts';
import { pastedPath } from '../../report/text/pasted-path.ts';
import { limitHeapForMission } from '../../run/limit-heap.ts';
import { loadMission } from '../../run/load-mission.ts';
import { givenOverrides } from '../../run/overrides.ts';
import { prepareRun } from '../../run/prepare.ts';
import type { EarlierRun } from '../../run/resume/reopen.ts';
import {
  decideResume,
  earlierComparison,
  missionFile,
  overridesOf,
  resumption,
  rewriteDocuments,
} from '../../run/resume/resume.ts';
import { otherInput, resumedInputs } from '../../run/resume/resumed-inputs.ts';
import { printUntrusted, printUntrustedError } from '../output/print.ts';
import { printDiagnostics } from '../output/print-diagnostics.ts';
import { LOG_STYLES } from '../output/task-output.ts';
import { oneOf, parse, UsageError } from './arguments/arguments.ts';
import { openEarlierRun } from './arguments/earlier-run.ts';
import { GATES } from './arguments/gates.ts';
import { INPUT_EXAMPLE, inputOption } from './arguments/input-option.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { expectFilesOfOthers, partTasks, resumedPart } from './fleet/resume-part.ts';
import { exitCode, followRun } from './follow-run.ts';

/** `mission resume [DIR | FILE.zip]` */
export async function resumeCommand(argv: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = parse(argv, {
    mission: { type: 'string' },
    log: { type: 'string' },
    gate: { type: 'string' },
    input: { type: 'string', multiple: true },
    dir: { type: 'string' },
    failed: { type: 'boolean' },
  });
  const style = oneOf('log', LOG_STYLES, values.log) ?? 'grouped';
  const machine = readMachineFacts();
  const { dir, earlier, files } = await openEarlierRun(positionals, { dir: values.dir, mission: values.mission });
  const { path, file, from } = missionFile(earlier, process.cwd(), values.mission);
  limitHeapForMission(path);
  const { gate: gateBefore, base, inputs: _, keepWorkspaces, ...selection } = overridesOf(earlier);
  const gate = oneOf('gate', GATES, values.gate) ?? gateBefore;
  const added = inputOption(values.input);
  const inputs = resumedInputs(earlier, added);
  if (inputs.type === 'refused') throw new UsageError(inputs.message);
  const load = (chosen: Selection) =>
    loadMission({
      file: path,
      selection: chosen,
      forgiving: true,
      machine,
      root: earlier.report.root,
      environment: process.env,
      ...(earlier.opening.matrices === undefined ? {} : { matrices: earlier.opening.matrices }),
      inputs: { given: inputs.inputs, example: INPUT_EXAMPLE },
      keepWorkspaces,
      ...(gate === undefined ? {} : { gate }),
    });
  const only = partTasks(earlier);
  const loaded = await load(only === undefined ? selection : { ...selection, only });
  if (loaded.type === 'refused') {
    throw new UsageError(`${loaded.message}; if the mission file has moved, name it with --mission`);
  }
  printDiagnostics(loaded.diagnostics, loaded.text, loaded.included);
  if (loaded.type === 'invalid') return EXIT.invalid;
  const whole = only === undefined ? loaded : await load(selection);
  const part = whole.type === 'loaded' ? resumedPart(earlier, whole.mission, loaded.mission) : undefined;
  const given = { mission: loaded.mission, root: earlier.report.root, environment: process.env };
  const ready = await prepareRun({
    ...given,
    machine,
    envFiles: loaded.envFiles,
    ...(base === undefined ? {} : { base }),
    earlier: earlierComparison(earlier, loaded.mission),
  });
  // Noted, because a task that was left out and has a new name runs now.
  const gone = (only === undefined ? loaded.passedOver : []).map(
    (id) => `the mission file no longer has ${id}, which --only or --skip names`,
  );
  const unread = Object.keys(inputs.inputs)
    .filter((name) => !Object.hasOwn(loaded.inputs, name))
    .map((name) => `the mission file no longer has the input ${name}, which the run was given`);
  const prepared = { ...ready, notes: [...ready.notes, ...gone, ...unread] };
  const other = otherInput(earlier, prepared.shown, added);
  if (other !== undefined) throw new UsageError(other);
  const missing = values.failed === true ? undefined : files?.missing(prepared.shown);
  const decision = decideResume(earlier, prepared, missing);
  switch (decision.type) {
    case 'foreign':
      throw new UsageError(`expected the mission that ran in ${dir}, found none of its tasks and tests in ${path}`);
    case 'over':
      return nothingLeft(earlier, dir);
    case 'go on': {
      const { inputs: kept } = loaded;
      const leftOut = only === undefined ? loaded.leftOut : 0;
      if (part !== undefined && whole.type === 'loaded') {
        const again = decision.again.map(({ id }) => id);
        await expectFilesOfOthers(part, whole.mission, { again, root: earlier.report.root, archive: files?.archive });
      }
      const unrestored = files?.restore(prepared.shown, decision.kept);
      if (unrestored !== undefined) throw new UsageError(unrestored.message);
      const overrides = givenOverrides({ ...selection, leftOut, gate, base, inputs: kept, keepWorkspaces }, from);
      const resumed = await resumption(earlier, decision, { ...given, prepared, dir });
      const sources = { source: loaded.text, included: loaded.included, matrices: loaded.matrices };
      const joined = part === undefined ? {} : { part };
      return followRun({ ...given, ...resumed, ...sources, ...joined, file, overrides, dir, machine }, style);
    }
    default:
      return decision satisfies never;
  }
}

function nothingLeft(earlier: EarlierRun, dir: string): ExitCode {
  const problems = rewriteDocuments(earlier, dir);
  for (const problem of problems) printUntrustedError(`mission: ${problem}\n`);
  printUntrusted(`Nothing is left to run. ${plainVerdict(earlier.report)}\n`);
  printUntrusted(`Reports: ${pastedPath(`${dir}/final-report.md`)}\n`);
  return problems.length === 0 ? exitCode(earlier.report) : EXIT.broken;
}
