import { mapEach } from '../../../base/map-each.ts';
import { timelineOf } from '../../analysis/figures.ts';
import type { ConstraintUse } from '../../model/constraint-use.ts';
import type { RunnerReport } from '../../model/fleet.ts';
import type { ReadingPoint } from '../../model/measured.ts';
import type { RunReport } from '../../model/run.ts';
import { wallClock } from '../../text/wall-clock.ts';
import { runnerTitle, sizeText } from '../../words/fleet-text.ts';
import { hasBent } from '../../words/memory-text.ts';
import { resumeCounts } from '../../words/resume-text.ts';
import { shortText } from '../parts/short-text.ts';
import { bands } from '../parts/words.ts';
import { pageBudget } from './budget.ts';
import type { PageReading, PageSource } from './data.ts';
import { pageDecisions } from './decisions.ts';
import { type Positions, pageService, pageTask } from './tasks.ts';
import { optionalTenths, tenths } from './tenths.ts';
import { waitSegments } from './wait-segments.ts';

const mostSteps = 4000;
/** More lines than this would hide the rows in front of them. */
const mostResumes = 50;

/** Everything that the page's script needs of a run, also of one that has not ended. */
export function pageSource(report: RunReport): PageSource {
  const positions = positionsOf(report);
  const waitsOf = waitSegments(report);
  const budget = pageBudget(report);
  const { cpu, memory, workers, gate } = report.mission.admission;
  return {
    version: 1,
    duration: tenths(report.duration),
    critical: timelineOf(report).criticalTasks.flatMap((id) => positions.get(id) ?? []),
    limits: { cpu, memory, workers, gate },
    resumes: report.resumes.slice(-mostResumes).map((resume) => ({
      at: tenths(resume.at),
      text: `${wallClock(resume.started)}: ${resumeCounts(resume)}`,
    })),
    tasks: () => mapEach(report.tasks.values(), (task) => pageTask(report, task, waitsOf(task), positions, budget)),
    services: [...report.services.values()].map((service) => pageService(service, positions)),
    ...pageDecisions(report, positions),
    readings: pageReadings(report.readings),
    runners: report.fleet?.runners.map((runner) => ({
      part: runner.part,
      title: runnerLine(runner),
      from: tenths(runner.at),
      to: tenths(runner.ended),
      readings: pageReadings(runner.readings),
    })),
    memoryOf: memoryOf(report),
    pausesFrom: hasBent(report) ? memory.critical : undefined,
    active: activeWorkers(report),
  };
}

function positionsOf({ tasks }: RunReport): Positions {
  const positions = new Map<string, number>();
  for (const id of tasks.keys()) positions.set(id, positions.size);
  return positions;
}

function pageReadings(readings: readonly ReadingPoint[]): PageReading[] {
  return readings.map(({ to, cpu, memory, band }) => [
    Math.round(to),
    optionalTenths(cpu) ?? null,
    optionalTenths(memory) ?? null,
    bands.indexOf(band),
  ]);
}

/** Heading of the rows of a runner. */
function runnerLine(runner: RunnerReport): string {
  const name = shortText(runner.name ?? runner.machine.hostname, 60);
  return `${shortText(runnerTitle(runner), 60)}${name === '' ? '' : ` on ${name}`}: ${sizeText(runner)}`;
}

/** The container with the highest share of memory of all windows. */
function memoryOf({ constraints }: RunReport): string | undefined {
  const share = ({ maximumMemory = 0 }: ConstraintUse): number => maximumMemory;
  const [first] = [...constraints.values()].toSorted((one, other) => share(other) - share(one));
  return first === undefined || first.name === 'machine' ? undefined : shortText(first.name);
}

/** If there are too many launches and ends to draw, the highest value of each group. */
function activeWorkers(report: RunReport): (readonly [number, number])[] {
  const { steps } = report.load;
  const stride = Math.ceil(steps.length / mostSteps);
  const points: (readonly [number, number])[] = [];
  for (let index = 0; index < steps.length; index += stride) {
    const group = steps.slice(index, index + stride);
    const highest = group.reduce((most, { active }) => Math.max(most, active), 0);
    points.push([Math.round(group[0]?.at ?? 0), highest]);
  }
  // Nothing runs at the end, which a group might hide.
  const last = steps.at(-1);
  if (stride > 1 && last !== undefined) points.push([Math.round(last.at), last.active]);
  return points;
}
