/*
 * This folder is the output of `mission doctor`: what Mission Runner sees on this machine, for users and for issues.
 *
 * `facts.ts` makes the facts from what was measured, which `--json` prints as they are. `text.ts` writes them as sections, with
 * `constraints.ts` for the machine and its control groups, `load.ts` for pressure and busy processes and `runner.ts` for the services of a GitHub runner.
 *
 * Invariants:
 * - Text and JSON are made from the same facts.
 * - Variables are named without their values, because a value may be a secret.
 * - An unknown figure is absent, never zero.
 *
 * Not here: measuring (`machine`, `process/trees`), and the command itself (`terminal/commands/doctor.ts`).
 */
import type { ControlGroupSearch } from '../../../machine/cgroups/folders.ts';
import type { MeasurementSources, Whole } from '../../../machine/measurement-sources.ts';
import type { RunnerServices } from '../../../machine/runner-services.ts';
import { ADMISSION_DEFAULTS } from '../../../mission/schema/admission-defaults.ts';
import type { BusyProcess } from '../../../process/trees/busiest-processes.ts';
import type { MachineFacts } from '../../../schedule/events/machine-facts.ts';
import type { Band, Reading } from '../../../schedule/events/reading.ts';
import { bandOf } from '../../../schedule/gate/gate-view.ts';
import { type ConstraintFacts, constraintFacts } from './constraints.ts';

/** What `mission doctor` shows; `--json` prints it as it is. Amounts are CPUs or bytes; what is unknown is absent. */
export interface DoctorFacts {
  /** Of Mission Runner. */
  readonly version: string;
  readonly machine: MachineFacts & { readonly cpusPresent: number; readonly memoryPresent: number };
  /** Linux only: where each controller accounts for us. */
  readonly controlGroups?: { readonly cpu: Controller; readonly memory: Controller };
  /** The limits of a mission that sets none, and what they mean here. */
  readonly admission: {
    readonly cpu: Meaning;
    readonly memory: Meaning;
    readonly workers: { readonly caution: number; readonly limit: number };
  };
  /** Load in one window, whose length is in milliseconds. Figures are percentages. */
  readonly now: {
    readonly window: number;
    readonly cpu?: number;
    readonly memory?: number;
    readonly band?: Band;
  };
  /** The machine first, then its control groups with a limit from the outermost to the innermost, with their use in the window. */
  readonly constraints: readonly ConstraintFacts[];
  readonly pressure?: NonNullable<MeasurementSources['pressure']>;
  /** Linux only: the processes that used the most CPU in the window. */
  readonly processes?: readonly BusyProcess[];
  readonly runner: RunnerServices;
  /** Program by name of the shell; those that are missing are absent. */
  readonly shells: Readonly<Record<string, string>>;
}

/** `none`: the kernel has no such controller for this process. `unseen`: it has one, which is not mounted here. */
export type Controller = { readonly version: 1 | 2; readonly folder: string } | 'none' | 'unseen';

/** Percentages, and the amounts that they are of everything they are measured against; none where there is no figure. */
export interface Meaning {
  readonly caution: number;
  readonly limit: number;
  readonly of: readonly (Whole & { readonly caution: number; readonly limit: number })[];
}

/** The independent parts that the facts are made of. */
export interface Findings {
  readonly version: string;
  readonly machine: MachineFacts;
  /** What may go wrong with memory here, one sentence each. */
  readonly advice: readonly string[];
  readonly sources: MeasurementSources;
  readonly reading: Reading;
  readonly processes: readonly BusyProcess[] | undefined;
  readonly runner: RunnerServices;
  readonly shells: Readonly<Record<string, string>>;
}

export function doctorFacts(findings: Findings): DoctorFacts {
  const { version, machine, advice, sources, reading, processes, runner, shells } = findings;
  const { groups, pressure } = sources;
  const { cpu, memory, workers } = ADMISSION_DEFAULTS;
  return {
    version,
    machine: {
      ...machine,
      notes: [...machine.notes, ...advice],
      cpusPresent: sources.present.cpus,
      memoryPresent: sources.present.memory,
    },
    ...(groups === undefined
      ? {}
      : { controlGroups: { cpu: controller(groups.cpu), memory: controller(groups.memory) } }),
    admission: { cpu: meaning(cpu, sources.cpu, 1000), memory: meaning(memory, sources.memory, 1), workers },
    now: loadNow(reading),
    constraints: constraintFacts(reading.constraints, machine.constraints),
    ...(pressure === undefined ? {} : { pressure }),
    ...(processes === undefined ? {} : { processes }),
    runner,
    shells,
  };
}

function controller(group: ControlGroupSearch): Controller {
  return typeof group === 'string' ? group : { version: group.version, folder: group.folders[0] ?? '' };
}

/** @param parts precision of an amount: 1 for whole bytes, 1000 for thousandths of a CPU */
function meaning(
  rules: { readonly caution: number; readonly limit: number },
  wholes: readonly Whole[],
  parts: number,
): Meaning {
  const { caution, limit } = rules;
  const part = (percent: number, total: number) => Math.round((parts * percent * total) / 100) / parts;
  return {
    caution,
    limit,
    of: wholes.map(({ source, total }) => ({
      source,
      total,
      caution: part(caution, total),
      limit: part(limit, total),
    })),
  };
}

function loadNow({ from, to, cpu, memory }: Reading): DoctorFacts['now'] {
  const figures = { ...(cpu === undefined ? {} : { cpu }), ...(memory === undefined ? {} : { memory }) };
  const window = Math.round(to - from);
  // Without figures, GREEN would be a guess.
  if (cpu === undefined && memory === undefined) return { window };
  return { window, ...figures, band: bandOf(ADMISSION_DEFAULTS, { ...figures, active: 0, unseen: 0, reserved: 0 }) };
}
