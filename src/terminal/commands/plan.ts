import { readMachineFacts } from '../../machine/machine-facts.ts';
import type { Mission } from '../../mission/model/mission.ts';
import { callerEnvironment } from '../../process/contract/task-environment.ts';
import { expectedUses } from '../../report/analysis/expected-use.ts';
import { prepareEvaluator } from '../../run/expressions/prepare-evaluator.ts';
import type { HistoryKnowledge } from '../../run/history/file.ts';
import { enlargeHeapForPlan, withoutOptimizer } from '../../run/limit-heap.ts';
import { loadMission } from '../../run/load-mission.ts';
import { learnSecrets } from '../../run/secrecy/learn-secrets.ts';
import { redactMission } from '../../run/secrecy/redact-mission.ts';
import type { MachineFacts } from '../../schedule/events/machine-facts.ts';
import { createSecrets } from '../../secrets/secrets.ts';
import { ofSize } from '../../simulate/machine-size.ts';
import { predict } from '../../simulate/predict.ts';
import type { Assumption } from '../../simulate/virtual-run.ts';
import { print, printUntrusted, printUntrustedError } from '../output/print.ts';
import { printDiagnostics } from '../output/print-diagnostics.ts';
import { oneOf, onlyPositional, parse, SELECTION_OPTIONS, selectionOf, UsageError } from './arguments/arguments.ts';
import { historyPath } from './arguments/history-path.ts';
import { INPUT_EXAMPLE, inputOption } from './arguments/input-option.ts';
import { missionFile } from './arguments/mission-file.ts';
import { CPUS, numberOption } from './arguments/number-option.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { RUNNERS_OPTIONS, readRunners, usedOverhead } from './fleet/runners-options.ts';
import { planCost } from './plan-cost.ts';
import { planJson, planText } from './plan-text.ts';

const ASSUMPTIONS: readonly Assumption[] = ['declared'];

/** `mission plan FILE` */
export async function planCommand(argv: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = parse(argv, {
    ...SELECTION_OPTIONS,
    assume: { type: 'string' },
    cpus: { type: 'string' },
    json: { type: 'boolean' },
    base: { type: 'string' },
    history: { type: 'string' },
    input: { type: 'string', multiple: true },
    ...RUNNERS_OPTIONS,
  });
  const runners = readRunners(values);
  const file = missionFile(onlyPositional(positionals, 'one mission file'));
  const assume = oneOf('assume', ASSUMPTIONS, values.assume) ?? 'open';
  const history = historyPath(values.history, file);
  const here = readMachineFacts();
  const cpus = numberOption('cpus', CPUS, values.cpus);
  const machine = cpus === undefined ? here : ofSize(here, cpus);
  enlargeHeapForPlan(file);
  const loaded = await withoutOptimizer(file, () =>
    loadMission({
      file,
      selection: selectionOf(values),
      machine,
      root: process.cwd(),
      environment: process.env,
      inputs: { given: inputOption(values.input), example: INPUT_EXAMPLE },
    }),
  );
  if (loaded.type === 'refused') throw new UsageError(loaded.message);
  printDiagnostics(loaded.diagnostics, loaded.text, loaded.included);
  if (loaded.type === 'invalid') return EXIT.invalid;
  for (const note of loaded.notes) printUntrustedError(`mission: ${note}\n`);
  const past = history === undefined ? undefined : await knowledge(history, loaded.mission, here);
  const { evaluator, notes } = await prepareEvaluator(
    {
      mission: loaded.mission,
      envFiles: loaded.envFiles,
      root: process.cwd(),
      environment: process.env,
      ...(values.base === undefined ? {} : { base: values.base }),
      ...(history === undefined ? {} : { history }),
    },
    past?.verdicts,
  );
  for (const note of notes) printUntrustedError(`mission: ${note}\n`);
  for (const note of past?.notes ?? []) printUntrustedError(`mission: ${note}\n`);
  const { mission } = loaded;
  if (runners !== undefined) {
    const { conditions } = evaluator;
    const { planRunners } = await import('./fleet/plan-runners.ts');
    const world = { mission, machine, assume, conditions, predictions: past?.predictions };
    const request = { ...runners, ...usedOverhead(runners, past?.overhead) };
    return planRunners(world, request, values.json === true) ? EXIT.succeeded : EXIT.invalid;
  }
  const prediction = predict(loaded.mission, machine, assume, evaluator.conditions, past?.predictions);
  const uses = expectedUses(loaded.mission, machine, past?.predictions);
  const { conditions } = evaluator;
  const cost = await planCost(prediction, { mission, machine, assume, conditions, predictions: past?.predictions });
  if (values.json === true) print(planJson(prediction, uses, cost, cpus));
  else for (const part of planText(mission, prediction, uses, cost, cpus)) printUntrusted(part);
  return EXIT.succeeded;
}

/** The history has the names and commands of the journal, in which secrets are redacted. */
export async function knowledge(history: string, mission: Mission, machine: MachineFacts): Promise<HistoryKnowledge> {
  const secrets = createSecrets(process.platform === 'win32');
  learnSecrets(mission, callerEnvironment(process.env), secrets);
  const shown = redactMission(mission, secrets.redactor());
  return (await import('../../run/history/file.ts')).readHistory(history, shown, machine);
}
