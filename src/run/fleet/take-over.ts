import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { errorText } from '../../base/error-code.ts';
import { fileStem } from '../../base/file-stem.ts';
import { monotonic } from '../../base/monotonic.ts';
import { type EndElsewhere, liveMission, tasksElsewhere } from '../../fleet/part/part-mission.ts';
import type { Mission } from '../../mission/model/mission.ts';
import { durationOf, type RunReport, type TaskReport } from '../../report/model/run.ts';
import type { PartOpening } from '../../schedule/events/elsewhere.ts';
import type { EndStatus } from '../../schedule/events/end-status.ts';
import { redactedOutputsIn } from '../../schedule/redacted-outputs.ts';
import { type Refusal, refused } from '../folder/refusal.ts';
import { loadEvents } from '../folder/render.ts';
import type { ChosenPart } from './choose-part.ts';
import { type FoundPart, findParts } from './find-parts.ts';
import type { RunPart } from './run-part.ts';
import { InvalidArchiveError } from './tar.ts';
import { placeFiles, unpackPart } from './unpack.ts';

export interface TakeOverRequest {
  readonly part: ChosenPart;
  /** The tasks of the part. */
  readonly own: Mission;
  /** Absolute folder with the artifacts of other parts. */
  readonly partsDir: string;
  /** Absolute root of the mission. */
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Monotonic milliseconds at which the downloads began; absent: nothing was downloaded. */
  readonly since?: number;
}

export type TakenOver =
  | {
      readonly type: 'taken';
      readonly part: RunPart;
      /** True if one of the parts was itself continued in a second attempt, so that it may have run nothing again. */
      readonly isContinued: boolean;
      /** Sentences about what was not passed on. */
      readonly notes: readonly string[];
      /** Sentences without their starts, one for each part that is missing or damaged: the mission must not count as succeeded. */
      readonly problems: readonly string[];
    }
  | Refusal;

/**
 * Checks and unpacks the artifacts of all parts that must have ended before this one, puts the files that their tasks have kept into the
 * root, and reads how these tasks ended. Nothing reaches the root before everything is checked. The tasks of a part that is missing or damaged
 * count as cancelled, so that those that need them are skipped and the rest runs. Refused if a part is of another plan. Never rejects.
 */
export async function takeOver({
  part,
  own,
  partsDir,
  root,
  environment,
  since = monotonic(),
}: TakeOverRequest): Promise<TakenOver> {
  const { plan, number, digest, before: numbers, mission } = part;
  const of = plan.parts.length;
  const found = findParts(partsDir, { mission: mission.name, plan: digest, of, numbers });
  if (found.type === 'refused') return found;
  const ends = new Map<string, EndElsewhere>();
  const missing = new Map(found.missing);
  const notes: string[] = [];
  let isContinued = false;
  const staging = numbers.length === 0 ? undefined : mkdtempSync(join(realpathSync(partsDir), '.unpacked-'));
  try {
    const unpacked: (() => void)[] = [];
    for (const each of found.parts) {
      const result = await unpack(each, join(staging ?? '', String(each.file.part)), { plan, root, ends, notes });
      if ('message' in result) missing.set(each.file.part, result.message);
      else unpacked.push(result.place);
      if ('isContinued' in result && result.isContinued) isContinued = true;
    }
    for (const place of unpacked) place();
  } catch (error) {
    return refused(errorText(error));
  } finally {
    if (staging !== undefined) rmSync(staging, { recursive: true, force: true });
  }
  const partOf = new Map(plan.parts.flatMap((each) => each.tasks.map((id) => [id, each.number] as const)));
  const elsewhere = tasksElsewhere(mission, plan, number, (id) => {
    const reason = missing.get(partOf.get(id) ?? 0);
    return reason === undefined ? ends.get(id) : { status: 'cancelled', reason };
  });
  const download = numbers.length === 0 ? {} : { download: Math.round(monotonic() - since) };
  const opening = { ...openingOf(part, environment), ...download };
  const problems = [...missing].sort(([one], [other]) => one - other).map(([, reason]) => reason);
  const live = liveMission(mission, own, elsewhere);
  return { type: 'taken', part: { opening, elsewhere, mission: live }, isContinued, notes, problems };
}

/** What the journal says about the part itself. */
function openingOf({ number, plan, digest }: ChosenPart, environment: NodeJS.ProcessEnv): PartOpening {
  const { GITHUB_RUN_ID, RUNNER_NAME } = environment;
  return {
    ...{ number, of: plan.parts.length, digest, attempt: attemptIn(environment) },
    ...(GITHUB_RUN_ID === undefined || GITHUB_RUN_ID === '' ? {} : { runId: GITHUB_RUN_ID }),
    runner: RUNNER_NAME || hostname(),
  };
}

/** Attempt of the workflow run, from 1; also 1 outside of workflows. */
export function attemptIn({ GITHUB_RUN_ATTEMPT = '' }: NodeJS.ProcessEnv): number {
  return /^[1-9]\d{0,5}$/.test(GITHUB_RUN_ATTEMPT) ? Number(GITHUB_RUN_ATTEMPT) : 1;
}

interface Unpacking {
  readonly plan: ChosenPart['plan'];
  readonly root: string;
  /** The ends of its tasks are added. */
  readonly ends: Map<string, EndElsewhere>;
  readonly notes: string[];
}

type Unpacked =
  | {
      /** Puts its files into the root. Throws an error that names the part. */
      readonly place: () => void;
      /** It was resumed in the newest attempt. */
      readonly isContinued: boolean;
    }
  /** Why it cannot be used. */
  | { readonly message: string };

/** Unpacks one part into a new folder. */
async function unpack(
  { file, tar }: FoundPart,
  folder: string,
  { plan, root, ends, notes }: Unpacking,
): Promise<Unpacked> {
  const about = (error: unknown): string => {
    const found = error instanceof InvalidArchiveError ? `found ${error.message}` : errorText(error);
    return `part ${file.part} of ${file.of} cannot be used: expected its archive at ${tar}, ${found}`;
  };
  try {
    mkdirSync(folder);
    const { entries } = await unpackPart(tar, file, folder);
    const ended = readEnds(join(folder, 'run'), new Set(plan.parts[file.part - 1]?.tasks ?? []), file.part);
    for (const [id, end] of ended.ends) ends.set(id, end);
    notes.push(...ended.notes);
    const place = (): void => {
      try {
        for (const id of ended.ends.keys()) placeFiles(entries, fileStem(id), folder, root);
      } catch (error) {
        throw new Error(about(error));
      }
    };
    return { place, isContinued: ended.isContinued };
  } catch (error) {
    return { message: about(error) };
  }
}

interface PartEnds {
  /** In the order in which the tasks ended. */
  readonly ends: ReadonlyMap<string, EndElsewhere>;
  readonly isContinued: boolean;
  readonly notes: readonly string[];
}

/**
 * How the tasks of a part ended, by its journal. A task that had not ended when the journal was cut short is not among them. Throws
 * `InvalidArchiveError`.
 */
export function readEnds(dir: string, own: ReadonlySet<string>, part: number): PartEnds {
  const loaded = loadEvents(dir);
  if (loaded.type === 'unreadable') throw new InvalidArchiveError(`a journal that cannot be read (${loaded.message})`);
  const { report, events } = loaded;
  const secret = redactedOutputsIn(events);
  const notes: string[] = [];
  const ended = [...report.tasks.values()]
    .filter(({ task }) => own.has(task.id))
    .sort((one, other) => (one.ended ?? 0) - (other.ended ?? 0));
  const ends = ended.flatMap((task): readonly (readonly [string, EndElsewhere])[] => {
    const status = endStatus(task);
    if (status === undefined) return [];
    const { id } = task.task;
    const hidden = secret.get(id) ?? [];
    if (hidden.length > 0) {
      notes.push(
        `outputs of ${id} in part ${part} are not passed on, because they contain a secret: ${hidden.join(', ')}`,
      );
    }
    return [[id, endOf(report, task, status, hidden)]];
  });
  return { ends: new Map(ends), isContinued: report.resumes.length > 0, notes };
}

function endOf(report: RunReport, task: TaskReport, status: EndStatus, hidden: readonly string[]): EndElsewhere {
  const outputs = Object.entries(task.left?.outputs ?? {}).filter(([name]) => !hidden.includes(name));
  const duration = durationOf(report, task);
  const { started, ended } = task;
  return {
    status,
    ...(task.reason === undefined ? {} : { reason: task.reason }),
    ...(outputs.length === 0 ? {} : { outputs: Object.fromEntries(outputs) }),
    ...(duration === undefined ? {} : { duration }),
    ...(started === undefined ? {} : { started: wallClockAt(report, ({ at }) => at <= started, started) }),
    ...(ended === undefined ? {} : { ended: wallClockAt(report, ({ at }) => at < ended, ended) }),
  };
}

/** @param isBefore true for a resume after which the moment is: an end at the moment of a resume was before it */
function wallClockAt(report: RunReport, isBefore: (resume: { readonly at: number }) => boolean, at: number): string {
  const resume = report.resumes.findLast(isBefore);
  const [from, since] = resume === undefined ? [report.started, 0] : [resume.started, resume.at];
  return new Date(Date.parse(from) + at - since).toISOString();
}

function endStatus({ status }: TaskReport): EndStatus | undefined {
  switch (status) {
    case 'succeeded':
    case 'failed':
    case 'timed-out':
    case 'cancelled':
    case 'skipped':
    case 'not-needed':
      return status;
    case 'pending':
    case 'waiting':
    case 'running':
    case 'stopping':
    case 'backoff':
      return undefined;
    default:
      return status satisfies never;
  }
}
