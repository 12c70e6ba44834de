import { appendFileSync, statSync } from 'node:fs';
import { errorText } from '../base/error-code.ts';
import { jobSummary } from '../report/markdown/job-summary.ts';
import type { RunReport } from '../report/model/run.ts';

/** GitHub drops a larger summary whole, and the step stays green. */
const maximumBytes = 1024 * 1024;

/** Kept free for the link to the artifact, which is known only later. */
const linkBytes = 2048;

/** Below this there is no point in a summary. */
const leastBytes = 4096;

/**
 * Appends the run to the step's summary file. Answers why it could not, as a sentence, or `undefined` when it did.
 * `file` is GITHUB_STEP_SUMMARY; the limit counts what stands in the file already.
 */
export function writeSummary(report: RunReport, file: string | undefined): string | undefined {
  if (!file) return 'This runner offers no job summary (GITHUB_STEP_SUMMARY is not set).';
  try {
    const limitBytes = maximumBytes - linkBytes - sizeOf(file);
    if (limitBytes < leastBytes) return 'The job summary of this step is full already (1 MiB).';
    appendFileSync(file, jobSummary(report, { limitBytes }));
    return undefined;
  } catch (error) {
    return `The job summary could not be written: ${errorText(error)}.`;
  }
}

/** Adds where the artifact is. */
export function linkArtifact(file: string | undefined, name: string, url: string): void {
  addLink(file, 'All reports and logs', name, url);
}

/** Adds where the page of the run can be looked at. */
export function linkPage(file: string | undefined, name: string, url: string): void {
  addLink(file, 'The run as a page, with its timeline', name, url);
}

/** A summary without the link is still a summary, so failures say nothing. */
function addLink(file: string | undefined, what: string, name: string, url: string): void {
  if (!file) return;
  try {
    const line = `\n${what}: [${name.replace(/[^\p{L}\p{N} ._-]/gu, '')}](${url})\n`;
    if (sizeOf(file) + Buffer.byteLength(line) < maximumBytes) appendFileSync(file, line);
  } catch {
    return;
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
