import type { Mission } from '../mission/model/mission.ts';
import { callerEnvironment } from '../process/contract/task-environment.ts';
import { loadResultsReader, type ResultsReader } from '../process/results/load-reader.ts';
import { createSecrets, type Secrets } from '../secrets/secrets.ts';
import { type EvaluatorRequest, type PreparedEvaluator, prepareEvaluator } from './expressions/prepare-evaluator.ts';
import { isTemplate } from './expressions/reader.ts';
import type { HistoryFile } from './history/file.ts';
import { redactMission } from './secrecy/redact-mission.ts';
import { shownSecrets } from './secrecy/shown-secrets.ts';

export interface PrepareRequest extends EvaluatorRequest {
  /** Told each value that must be masked, as soon as it is known. */
  readonly secretLearned?: (value: string) => void;
  /** The history file; absent: the run neither asks nor adds to one. */
  readonly history?: string;
}

/** What a run needs that takes time to get: everything in it is there before the first task starts. */
export interface PreparedRun extends PreparedEvaluator {
  readonly secrets: Secrets;
  /** The mission as the journal keeps it: no secret is learned between here and the event that opens the run. */
  readonly shown: Mission;
  /** Absent when nobody has `results`. */
  readonly results?: ResultsReader;
  /** Absent when the run has none. */
  readonly history?: HistoryFile;
}

export async function prepareRun(request: PrepareRequest): Promise<PreparedRun> {
  const { mission, environment, secretLearned } = request;
  const prepared = await prepareEvaluator(request);
  const notes = [...prepared.notes];
  const secrets = createSecrets(process.platform === 'win32', secretLearned);
  const caller = callerEnvironment(environment);
  for (const { secrets: names, env } of [...mission.tasks, ...mission.services]) {
    if (names.length > 0) notes.push(...secrets.learn(names, caller), ...secrets.learn(names, withoutTemplates(env)));
  }
  notes.push(...shownSecrets(mission, secrets.redactor()));
  const hasResults = mission.tasks.some((task) => task.results !== undefined);
  const results = hasResults ? { results: await loadResultsReader() } : {};
  const shown = redactMission(mission, secrets.redactor());
  const history = await loadHistory(request, shown);
  if (history !== undefined) notes.push(...history.notes);
  return { ...prepared, notes, secrets, shown, ...results, ...(history === undefined ? {} : { history }) };
}

async function loadHistory({ history, environment }: PrepareRequest, shown: Mission): Promise<HistoryFile | undefined> {
  if (history === undefined) return undefined;
  const { openHistory } = await import('./history/file.ts');
  return openHistory(history, shown, environment.GITHUB_SHA);
}

function withoutTemplates(env: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => !isTemplate(value)));
}
