import { sanitizeLine } from '../../base/sanitize.ts';
import type { Limits } from '../../mission/model/mission.ts';
import { bandNow } from '../../report/fold/band-now.ts';
import type { RunReport } from '../../report/model/run.ts';
import { isPaused } from '../../report/words/status-text.ts';
import { mostUsed } from '../../schedule/events/binding-only.ts';
import type { Band, Reading } from '../../schedule/events/reading.ts';
import type { Tone } from '../output/paint.ts';
import { clockText, filledCells, secondsText } from './figures.ts';
import { lineWidth, type Span, type StyledLine, span } from './styled-line.ts';
import { cutTo, widthOf } from './text-width.ts';

/** The rule above the panel with the name of the mission, the elapsed time and the least time that is left. */
export function titleLine(report: RunReport, now: number, remaining: number | undefined, width: number): StyledLine {
  const facts = factsThatFit(report, now, remaining, width);
  const left = width - widthOf(facts) - 7;
  const name = cutTo(sanitizeLine(report.mission.name), Math.max(0, left));
  if (left < 4) return [span(facts)];
  const rule = '─'.repeat(Math.max(1, left - widthOf(name) + 1));
  return [span('─ ', 'dim'), span(name, 'strong'), span(` ${rule} `, 'dim'), span(facts), span(' ─', 'dim')];
}

function factsThatFit(report: RunReport, now: number, remaining: number | undefined, width: number): string {
  const clock = clockText(now);
  if (report.interruptions.length > 0) {
    const hint = `${clock} · stopping; again to kill`;
    return width >= 60 ? `${clock} · stopping everything; another Ctrl-C kills at once` : hint;
  }
  if (remaining === undefined) return clock;
  if (remaining < 1000) return `${clock} · later than expected`;
  const time = secondsText(remaining);
  return width >= 56 ? `${clock} · at least ${time} to go` : `${clock} · ≥ ${time} to go`;
}

/** CPU, memory and workers against their limits, and the resulting band. */
export function gaugeLine(report: RunReport, reading: Reading | undefined, width: number): StyledLine {
  const { cpu, memory, workers } = report.mission.admission;
  const { active } = report.load;
  const { cpu: cpuNow, memory: memoryNow } = reading ?? {};
  const band = bandNow(report, reading);
  const gauges = [
    { name: 'CPU', short: 'CPU ', value: cpuNow, whole: 100, text: percentText(cpuNow), limits: cpu },
    { name: 'memory', short: 'mem ', value: memoryNow, whole: 100, text: percentText(memoryNow), limits: memory },
    {
      name: 'workers',
      short: '',
      value: active,
      whole: workers.limit,
      text: `${active} of ${workers.limit}`,
      limits: workers,
    },
  ];
  const lineOf = (length: number): StyledLine => [
    ...gauges.flatMap((gauge) => [...gaugeSpans(gauge, length), span('  ')]),
    span(band, BANDS[band]),
  ];
  const containers = containersOf(reading);
  // Shorter bars are better than no name.
  const lines = [
    ...(containers.length === 0 ? [] : [10, 6].map((length) => [...lineOf(length), ...containers])),
    ...[10, 6, 0].map(lineOf),
  ];
  const fits = lines.find((line) => lineWidth(line) <= width);
  if (fits !== undefined) return fits;
  return [span(band, BANDS[band]), span(` ${gauges.map(({ short, text }) => `${short}${text}`).join(' ')}`)];
}

/** Which containers the figures are of; empty if they are those of the machine. */
function containersOf({ constraints = [] }: Partial<Reading> = {}): readonly Span[] {
  const cpu = mostUsed(constraints, (each) => each.cpu)?.name;
  const memory = mostUsed(constraints, (each) => each.memory)?.name;
  const isContainer = (name: string | undefined): name is string => name !== undefined && name !== 'machine';
  const names =
    cpu === memory
      ? [cpu].filter(isContainer)
      : [...(isContainer(cpu) ? [`CPU of ${cpu}`] : []), ...(isContainer(memory) ? [`memory of ${memory}`] : [])];
  return names.length === 0 ? [] : [span(`  ${sanitizeLine(names.join(', '))}`, 'dim')];
}

interface Gauge {
  readonly name: string;
  readonly short: string;
  readonly value: number | undefined;
  readonly whole: number;
  readonly text: string;
  readonly limits: Limits;
}

function gaugeSpans({ name, value = 0, whole, text, limits }: Gauge, length: number): readonly Span[] {
  const tone: Tone = value >= limits.limit ? 'red' : value >= limits.caution ? 'yellow' : 'green';
  const filled = filledCells(value, whole, length);
  return [
    span(`${name} `, 'dim'),
    ...(length === 0 ? [] : [span('█'.repeat(filled), tone), span('░'.repeat(length - filled), 'dim'), span(' ')]),
    // A fixed width, because the text after a figure would jump with each change of it.
    span(name === 'workers' ? text : text.padStart(5), length === 0 ? tone : undefined),
  ];
}

/** Rounded down, so that a figure equal to the limit means that the limit is reached. */
function percentText(value: number | undefined): string {
  return value === undefined ? '–' : `${Math.floor(value)} %`;
}

const BANDS: Readonly<Record<Band, Tone>> = { GREEN: 'green', YELLOW: 'yellow', RED: 'red' };

/** The number of tasks and tests by status; zeros are left out. */
export function countsLine(report: RunReport, width: number): StyledLine {
  const { counts } = report;
  const paused = [...report.tasks.values()].filter((task) => task.status === 'running' && isPaused(task)).length;
  const all: readonly (readonly [string, number, string, Tone])[] = [
    ['✔', counts.succeeded, 'succeeded', 'green'],
    ['✘', counts.failed + counts['timed-out'], 'failed', 'red'],
    ['–', counts.cancelled, 'cancelled', 'dim'],
    ['–', counts.skipped + counts['not-needed'], 'skipped', 'dim'],
    ['▶', counts.running + counts.stopping - paused, 'running', 'cyan'],
    ['⏸', paused, 'paused', 'yellow'],
    ['⏸', counts.waiting + counts.backoff, 'waiting', 'yellow'],
    ['·', counts.pending, 'to come', 'dim'],
  ];
  const present = all.filter(([, count]) => count > 0);
  const line = (words: boolean): StyledLine =>
    present.flatMap(([mark, count, word, tone]) => [span(mark, tone), span(` ${count}${words ? ` ${word}` : ''}  `)]);
  const long = line(true);
  return lineWidth(long) <= width ? long : line(false);
}
