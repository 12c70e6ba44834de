import { verdict } from '../analysis/bounds/verdict.ts';
import type { JobsCost } from '../model/jobs-cost.ts';
import type { RunReport } from '../model/run.ts';
import { cutToBytes, utf8Length } from '../text/utf8-length.ts';
import { type Cut, cutFailures, cutResults } from './job-summary-parts.ts';
import { mermaidTimeline } from './mermaid-timeline.ts';
import { runSentences } from './run-facts.ts';
import { costSection } from './sections/cost.ts';
import { fleetSection } from './sections/fleet.ts';
import { title, warningsSection } from './sections/sections.ts';
import { servicesSection } from './sections/services.ts';
import { timeSection } from './sections/time.ts';

/** Where to find what was left out. */
const pointer =
  '*This summary is cut to the size that GitHub accepts. The whole report is `final-report.md` in the artifact.*';

export interface SummaryRequest {
  readonly limitBytes: number;
  /** How several runners would share the mission; absent if that is no faster. */
  readonly runners?: JobsCost | undefined;
}

/**
 * The run for the job's summary page, never longer than `limitBytes` in UTF-8, because GitHub drops a longer one
 * completely. Sections and rows that do not fit are left out; the verdict always stays.
 */
export function jobSummary(report: RunReport, { limitBytes, runners }: SummaryRequest): string {
  const notes = runSentences(report);
  const head = `${title(report, 'Mission')}\n\n${verdict(report)}${notes === '' ? '' : `\n\n${notes}`}`;
  const budget = new Budget(limitBytes - utf8Length(`${head}\n\n${pointer}\n`));
  if (budget.left < 0) return cutToBytes(head, limitBytes);
  // In the order of importance; shares leave something for the later sections.
  const fleet = budget.take(fleetSection(report, 'alone'));
  const time = budget.take(timeSection(report));
  const cost = budget.take(costSection(report, runners));
  const failures = budget.takeCut((most) => cutFailures(report, most), 0.5);
  const services = budget.take(servicesSection(report, 'alone'));
  const chart = budget.take(section('Timeline', mermaidTimeline(report)));
  const results = budget.takeCut((most) => cutResults(report, most), 0.9);
  const warnings = budget.take(warningsSection(report, 'alone'));
  const parts = [head, failures, fleet, results, services, chart, time, cost, warnings, budget.cut ? pointer : ''];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function section(heading: string, body: string): string {
  return body === '' ? '' : `## ${heading}\n\n${body}`;
}

class Budget {
  left: number;
  cut = false;

  constructor(left: number) {
    this.left = left;
  }

  /** The whole text, or '' if it does not fit. */
  take(text: string): string {
    const size = utf8Length(`${text}\n\n`);
    if (text === '') return '';
    if (size > this.left) {
      this.cut = true;
      return '';
    }
    this.left -= size;
    return text;
  }

  /** As much as fits into this share of what is left. */
  takeCut(part: (most: number) => Cut, share: number): string {
    const { text, cut } = part(Math.floor(this.left * share) - 2);
    this.cut ||= cut;
    return this.take(text);
  }
}
