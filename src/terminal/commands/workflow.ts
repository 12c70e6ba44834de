import { beyondLimits } from '../../fleet/workflow/check-limits.ts';
import { difference } from '../../fleet/workflow/difference.ts';
import { USUAL_ACTION } from '../../fleet/workflow/job.ts';
import { workflowText } from '../../fleet/workflow/workflow.ts';
import { readMachineFacts } from '../../machine/machine-facts.ts';
import { plural } from '../../report/text/format.ts';
import { loadMission } from '../../run/load-mission.ts';
import { ofSize } from '../../simulate/machine-size.ts';
import { printUntrusted, printUntrustedError } from '../output/print.ts';
import { printDiagnostics } from '../output/print-diagnostics.ts';
import { onlyPositional, parse, UsageError } from './arguments/arguments.ts';
import { historyPath } from './arguments/history-path.ts';
import { INPUT_EXAMPLE, inputOption } from './arguments/input-option.ts';
import { missionFile } from './arguments/mission-file.ts';
import { CPUS, numberOption } from './arguments/number-option.ts';
import { commandName } from './command-name.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { RUNNERS_OPTIONS, readRunners, usedOverhead } from './fleet/runners-options.ts';
import { usedAction } from './fleet/used-action.ts';
import { type Existing, readExisting, writeWorkflow } from './fleet/workflow-file.ts';
import { actionOption, headerCommand, missionPlace, setupOption } from './fleet/workflow-options.ts';
import { planWorkflow } from './fleet/workflow-plan.ts';
import { knowledge } from './plan.ts';

/** `mission workflow FILE` */
export async function workflowCommand(argv: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = parse(argv, {
    ...RUNNERS_OPTIONS,
    cpus: { type: 'string' },
    history: { type: 'string' },
    input: { type: 'string', multiple: true },
    setup: { type: 'string' },
    uses: { type: 'string' },
    dynamic: { type: 'boolean' },
    out: { type: 'string' },
    check: { type: 'boolean' },
  });
  const { out, dynamic = false, check = false } = values;
  if (check && out === undefined)
    throw new UsageError('expected --out with --check, found none; name the file to compare with');
  const given = onlyPositional(positionals, 'one mission file');
  const file = missionFile(given);
  const place = missionPlace(file, process.cwd());
  const setup = setupOption(values.setup, place.root);
  const named = actionOption(values.uses);
  const history = historyPath(values.history, file);
  const asked = readRunners({ ...values, runners: values.runners ?? 'auto' });
  if (asked === undefined) return EXIT.broken;
  const existing = out === undefined ? {} : readExisting(out);
  const here = readMachineFacts();
  const cpus = numberOption('cpus', CPUS, values.cpus);
  const machine = cpus === undefined ? here : ofSize(here, cpus);
  const loaded = await loadMission({
    file,
    selection: { only: [], skip: [] },
    machine,
    root: process.cwd(),
    environment: process.env,
    inputs: { given: inputOption(values.input), example: INPUT_EXAMPLE },
  });
  if (loaded.type === 'refused') throw new UsageError(loaded.message);
  printDiagnostics(loaded.diagnostics, loaded.text, loaded.included);
  if (loaded.type === 'invalid') return EXIT.invalid;
  const { mission, matrices } = loaded;
  for (const note of loaded.notes) printUntrustedError(`mission: ${note}\n`);
  const past = history === undefined ? undefined : await knowledge(history, mission, here);
  for (const note of past?.notes ?? []) printUntrustedError(`mission: ${note}\n`);
  const { kept } = existing;
  // What the file has stays.
  const action = named ?? (kept === undefined ? usedAction(place.root) : undefined);
  const wantsNewPlan = Object.keys(RUNNERS_OPTIONS).some((name) => Object.hasOwn(values, name));
  const predictions = past?.predictions;
  const fleet = {
    mission,
    machine,
    assume: 'open',
    predictions,
    ...asked,
    ...usedOverhead(asked, past?.overhead),
  } as const;
  const planned = planWorkflow(fleet, dynamic, wantsNewPlan ? undefined : kept);
  if (planned.type === 'refused') throw new UsageError(planned.message);
  if (planned.note !== undefined) printUntrustedError(`mission: ${planned.note}\n`);
  const { plan } = planned;
  const text = workflowText({
    mission,
    plan,
    ...(planned.text === undefined ? {} : { planText: planned.text }),
    ...(dynamic ? { dynamic: asked.runners } : {}),
    file: place.file,
    folder: place.folder,
    command: headerCommand(given, values),
    ...(setup === undefined ? {} : { setup }),
    ...(action === undefined ? {} : { action }),
    inputs: values.input ?? [],
    hasCommands: matrices.length > 0,
    ...(kept === undefined ? {} : { kept }),
  });
  const beyond = beyondLimits(text, plan, mission);
  if (beyond !== undefined) throw new UsageError(beyond);
  if (out === undefined) {
    printUntrusted(text);
    return EXIT.succeeded;
  }
  if (check) return compare(out, existing, text, headerCommand(given, values));
  writeWorkflow(out, text);
  const jobs = dynamic ? 'a matrix of parts' : plural(plan.parts.length, 'part');
  printUntrusted(`Wrote ${out}: ${jobs}.\n`);
  if (text.includes(USUAL_ACTION)) {
    printUntrustedError(
      `mission: replace ${USUAL_ACTION} in ${out} by the name and the commit of the action, or name it with --uses\n`,
    );
  }
  return EXIT.succeeded;
}

function compare(out: string, { text: before }: Existing, text: string, command: string): ExitCode {
  if (before === text) {
    printUntrusted(`${out}: up to date\n`);
    return EXIT.succeeded;
  }
  printUntrusted(difference(out, before ?? '', text));
  const found = before === undefined ? 'does not exist' : 'is out of date';
  printUntrustedError(`mission: ${out} ${found}; run ${commandName()} workflow ${command}\n`);
  return EXIT.failed;
}
