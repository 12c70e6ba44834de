import type { EndStatus } from '../schedule/events/end-status.ts';
import type { HistoryMachine } from './machine-class.ts';

/** How one task ended in one run: one line of a history file. */
export interface HistoryLine {
  /** Name of the mission: several missions may share a file. */
  readonly mission: string;
  /** Wall clock at the run's start, ISO 8601. */
  readonly run: string;
  readonly task: string;
  readonly status: EndStatus;
  /** Milliseconds of its newest attempt. */
  readonly duration: number;
  readonly attempts: number;
  /** Of all its attempts; absent if it was not measured. */
  readonly cpuSeconds?: number;
  /** Bytes; absent if it was not measured. */
  readonly peakMemory?: number;
  /** CPUs that its newest attempt used on average; absent if it was not measured, and in lines of older versions. */
  readonly cpus?: number;
  /**
   * CPUs that its newest attempt would have used alone on the machine, and milliseconds that it would have taken. Absent if it was not measured how
   * long it waited for CPUs, and in lines of older versions.
   */
  readonly demand?: number;
  readonly solo?: number;
  /** CPUs that its services would have used for it meanwhile, besides `demand`; absent for none, and in lines of older versions. */
  readonly services?: number;
  /** True if the CPUs of the machine were 90 % busy during its newest attempt, so that alone it might have used more. */
  readonly crowded?: true;
  /** Its CPU budget, which changes how much its tools use; absent if it had none, and in lines of older versions. */
  readonly budget?: number;
  /**
   * Milliseconds between the end of the parts that the part of this task needs and its start. On one line of each part of a merged run; absent if it is
   * not known, and in lines of older versions.
   */
  readonly overhead?: number;
  /** Absent in lines of older versions. */
  readonly machine?: HistoryMachine;
  /** Fingerprint of its commands. A task with other commands has no history yet. */
  readonly commands: string;
  /** Commit that was checked out; without git, the commit that the runner names. */
  readonly commit?: string;
  /**
   * True if the run tested exactly `commit`: nothing was uncommitted when it began and when it ended. Absent in lines of
   * older versions.
   */
  readonly clean?: true;
}

/** Version of the lines' format. Unknown keys are ignored, so only a changed meaning needs a new version. */
const VERSION = 1;

const statuses: Readonly<Record<EndStatus, true>> = {
  succeeded: true,
  failed: true,
  'timed-out': true,
  cancelled: true,
  skipped: true,
  'not-needed': true,
};

/** Without its line break. */
export function printLine(line: HistoryLine): string {
  const { mission, run, task, status, duration, attempts, cpuSeconds, peakMemory, cpus, demand, solo, services } = line;
  const { crowded, budget, overhead, machine, commands, commit, clean } = line;
  return JSON.stringify({
    v: VERSION,
    mission,
    run,
    task,
    status,
    duration,
    attempts,
    cpuSeconds,
    peakMemory,
    cpus,
    demand,
    solo,
    services,
    crowded,
    budget,
    overhead,
    machine,
    commands,
    commit,
    clean,
  });
}

/** Undefined for a line that `printLine` of this version did not write. Never throws. */
export function parseLine(text: string): HistoryLine | undefined {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null) return undefined;
  const { v, mission, run, task, status, duration, attempts, commands, commit, clean, ...rest } = value as Readonly<
    Record<string, unknown>
  >;
  const isOurs =
    v === VERSION &&
    typeof mission === 'string' &&
    typeof run === 'string' &&
    typeof task === 'string' &&
    isStatus(status) &&
    isAmount(duration) &&
    isAmount(attempts) &&
    typeof commands === 'string';
  if (!isOurs) return undefined;
  return {
    mission,
    run,
    task,
    status,
    duration,
    attempts,
    ...usage(rest),
    commands,
    ...(typeof commit === 'string' ? { commit, ...(clean === true ? { clean } : {}) } : {}),
  };
}

type Usage = Pick<
  HistoryLine,
  'cpuSeconds' | 'peakMemory' | 'cpus' | 'demand' | 'solo' | 'services' | 'crowded' | 'budget' | 'machine'
>;

function usage(value: Readonly<Record<string, unknown>>): Usage {
  const { cpuSeconds, peakMemory, cpus, demand, solo, services, crowded, budget, overhead, machine } = value;
  return {
    ...(isAmount(cpuSeconds) ? { cpuSeconds } : {}),
    ...(isAmount(peakMemory) ? { peakMemory } : {}),
    ...(isAmount(cpus) ? { cpus } : {}),
    ...(isAmount(demand) ? { demand } : {}),
    ...(isAmount(solo) ? { solo } : {}),
    ...(isAmount(services) ? { services } : {}),
    ...(crowded === true ? { crowded } : {}),
    ...(isAmount(budget) ? { budget } : {}),
    ...(isAmount(overhead) ? { overhead } : {}),
    ...parseMachine(machine),
  };
}

function parseMachine(value: unknown): { readonly machine?: HistoryMachine } {
  if (typeof value !== 'object' || value === null) return {};
  const { platform, architecture, cpus, memory } = value as Readonly<Record<string, unknown>>;
  const isWhole =
    typeof platform === 'string' && typeof architecture === 'string' && isAmount(cpus) && isAmount(memory);
  return isWhole ? { machine: { platform, architecture, cpus, memory } } : {};
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isStatus(value: unknown): value is EndStatus {
  return typeof value === 'string' && Object.hasOwn(statuses, value);
}

/** JSON has no NaN, but `1e999` is read as infinite, and a share of `1e308` bytes would be. */
function isAmount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
}
