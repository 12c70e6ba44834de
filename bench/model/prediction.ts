import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AdmissionRules } from '../../src/mission/model/mission.ts';
import { floorOn, timelineOf } from '../../src/report/analysis/figures.ts';
import { measuredRun } from '../../src/report/analysis/measured-run.ts';
import { changedLimits } from '../../src/simulate/changed-limits.ts';
import { replayer } from '../../src/simulate/replay.ts';
import { onCpus } from '../projects/two-cpus.ts';
import type { RealRun } from './real-run.ts';
import type { Variant } from './variant.ts';

/** What is predicted for one variant; milliseconds. */
export interface Prediction {
  readonly predicted: number;
  /** The lower bound of every schedule on the CPUs of the variant. */
  readonly floor: number;
}

export interface Known {
  readonly recorded: RealRun;
  readonly cli: string;
  /** Where the mission runs. */
  readonly folder: string;
  /** Holds the line of the recorded run. */
  readonly history: string;
  /** Text of the mission file. */
  readonly text: string;
  /** Empty folder. */
  readonly notes: string;
  readonly cpus: readonly number[];
}

/** Predicts from the recorded run alone. */
export function predictionFrom(variant: Variant, known: Known): Prediction {
  const { report } = known.recorded;
  const timeline = timelineOf(report);
  const floor = floorOn(report);
  const { admission } = report.mission;
  const { cpus } = report.machine;
  const same = { cpus, others: 0 };
  switch (variant.id) {
    case 'serial':
      return { predicted: timeline.serial, floor };
    case 'staged':
      return { predicted: timeline.staged, floor };
    case 'fork-join':
      return { predicted: timeline.forkJoin, floor };
    case 'gate-off':
      return { predicted: replayed(known, { ...admission, gate: 'off' }, same), floor };
    case 'workers-1':
    case 'workers-3':
    case 'workers-12': {
      const workers = Number(variant.id.slice('workers-'.length));
      return { predicted: replayed(known, changedLimits(admission, { workers }), same), floor };
    }
    case 'one-cpu':
      return {
        predicted: replayed(known, admission, { cpus: 1, others: 0 }),
        floor: floorOn(report, 1),
      };
    case 'beside-hog':
      return { predicted: replayed(known, admission, { cpus, others: 1 }), floor };
    case 'second-run':
      return { predicted: planned(known), floor };
    default:
      return variant.id satisfies never;
  }
}

interface Machine {
  readonly cpus: number;
  /** CPUs that another program wants. */
  readonly others: number;
}

function replayed({ recorded }: Known, rules: AdmissionRules, { cpus, others }: Machine): number {
  const measured = measuredRun(recorded.report);
  if (measured.type === 'not-replayable') throw new Error(measured.message);
  const { events, ended } = replayer(measured.run, { cpus, others })(rules);
  if (!ended) throw new Error('expected the replay to end, found one that was given up');
  // As `replay` shows it.
  return Math.max(events.at(-1)?.at ?? 0, floorOn(recorded.report, cpus));
}

/** What `mission plan` says with the history of the recorded run. */
function planned({ cli, folder, history, text, notes, cpus }: Known): number {
  const file = join(notes, 'mission.yml');
  writeFileSync(file, text);
  const words = [cli, 'plan', file, '--history', history, '--assume', 'declared', '--json'];
  const command = onCpus(cpus, { program: process.execPath, arguments: words });
  const { stdout, stderr, status } = spawnSync(command.program, command.arguments, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`expected a plan, found exit code ${status}: ${stderr}`);
  return (JSON.parse(stdout) as { dynamic: number }).dynamic;
}
