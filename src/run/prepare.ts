import type { Mission, Service, Task } from '../mission/model/mission.ts';
import { callerEnvironment } from '../process/contract/task-environment.ts';
import { loadResultsReader, type ResultsReader } from '../process/results/load-reader.ts';
import type { FoundCheckout } from '../process/workspaces/checkout.ts';
import type { MachineFacts } from '../schedule/events/machine-facts.ts';
import { createSecrets, type Secrets } from '../secrets/secrets.ts';
import { workTree } from './changes/changed-files.ts';
import { type CheckedOut, checkedOut } from './changes/tested-commit.ts';
import { type EvaluatorRequest, type PreparedEvaluator, prepareEvaluator } from './expressions/prepare-evaluator.ts';
import type { HistoryFile } from './history/file.ts';
import { type EnvFiles, fileVariables, withDigests } from './mission-files/env-files.ts';
import { learnSecrets } from './secrecy/learn-secrets.ts';
import { redactMission } from './secrecy/redact-mission.ts';
import { shownSecrets } from './secrecy/shown-secrets.ts';
import { unsetSecrets } from './secrecy/unset-secrets.ts';

export interface PrepareRequest extends EvaluatorRequest {
  readonly machine: MachineFacts;
  /** Called with each secret value as soon as it is known, so that the runner can mask it. */
  readonly secretLearned?: (value: string) => void;
}

/** Everything that takes time to prepare. It is ready before the first task starts. */
export interface PreparedRun extends PreparedEvaluator {
  readonly secrets: Secrets;
  /** The mission without secrets, for the journal. It is complete: no secret is learned between here and the opening event. */
  readonly shown: Mission;
  /** Absent if no task has `results`. */
  readonly results?: ResultsReader;
  /** What workspaces start with, or why there can be none; absent if no task has a workspace. */
  readonly checkout?: FoundCheckout;
  /** Absent if the run has no history. */
  readonly history?: PreparedHistory;
}

export interface PreparedHistory extends HistoryFile {
  readonly checkedOut: CheckedOut;
}

export async function prepareRun(request: PrepareRequest): Promise<PreparedRun> {
  const { mission, environment, secretLearned } = request;
  const secrets = createSecrets(process.platform === 'win32', secretLearned);
  const caller = callerEnvironment(environment);
  const ignoreCase = process.platform === 'win32';
  const filesOf = (owner: Task | Service) => fileVariables(owner, request.envFiles, caller, ignoreCase);
  const learned = learnSecrets(mission, caller, secrets, filesOf);
  const unset = unsetSecrets(mission, caller, ignoreCase, filesOf);
  const shownNotes = [...unset, ...shownSecrets(mission, secrets.redactor())];
  const hasResults = mission.tasks.some((task) => task.results !== undefined);
  const results = hasResults ? { results: await loadResultsReader() } : {};
  const checkout = await loadCheckout(request);
  const shown = redactMission(digested(mission, request.envFiles), secrets.redactor());
  const history = await loadHistory(request, shown);
  const prepared = await prepareEvaluator(request, history?.verdicts);
  const notes = [...prepared.notes, ...learned, ...shownNotes, ...(history?.notes ?? [])];
  return { ...prepared, notes, secrets, shown, ...results, ...checkout, ...(history === undefined ? {} : { history }) };
}

/** Before the first task starts, because tasks change the files that workspaces begin with. */
async function loadCheckout({ mission, root, environment }: PrepareRequest): Promise<Pick<PreparedRun, 'checkout'>> {
  if (mission.tasks.every(({ workspace }) => workspace === undefined)) return {};
  const { findCheckout } = await import('../process/workspaces/checkout.ts');
  return { checkout: await findCheckout(root, environment) };
}

/** With what its env files contain, as digests. */
function digested(mission: Mission, envFiles: EnvFiles | undefined): Mission {
  if (envFiles === undefined || envFiles.size === 0) return mission;
  return {
    ...mission,
    tasks: mission.tasks.map((task) => withDigests(task, envFiles)),
    services: mission.services.map((service) => withDigests(service, envFiles)),
  };
}

async function loadHistory(
  { history, root, environment, machine }: PrepareRequest,
  shown: Mission,
): Promise<PreparedHistory | undefined> {
  if (history === undefined) return undefined;
  const { openHistory } = await import('./history/file.ts');
  const file = openHistory(history, shown, machine);
  const tree = await workTree(root, environment, history);
  return { ...file, checkedOut: await checkedOut(tree.type === 'found' ? tree : undefined, environment) };
}
