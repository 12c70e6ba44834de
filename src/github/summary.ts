import { appendFileSync } from 'node:fs';
import { errorText } from '../base/error-code.ts';
import { lookThrough } from '../files/look-at.ts';
import { runOnRunners } from '../fleet/runners/run-on-runners.ts';
import { jobSummary } from '../report/markdown/job-summary.ts';
import type { RunReport } from '../report/model/run.ts';
import { pastedPath } from '../report/text/pasted-path.ts';

/** GitHub discards a larger summary entirely, without failing the step. */
const maximumBytes = 1024 * 1024;

/** Reserved for the links to artifacts, which are appended after the upload. */
const linkBytes = 2048;

/** Below this limit a summary is too short to be useful. */
const leastBytes = 4096;

/**
 * Appends the run to the summary file of the step, within what earlier writes have left of the limit.
 *
 * @param file value of GITHUB_STEP_SUMMARY
 * @returns a sentence that says why nothing was written, or `undefined`
 */
export function writeSummary(report: RunReport, file: string | undefined): string | undefined {
  if (!file) return 'This runner has no job summary (GITHUB_STEP_SUMMARY is not set).';
  try {
    const limitBytes = maximumBytes - linkBytes - sizeOf(file);
    if (limitBytes < leastBytes) return 'The job summary of this step is already full (1 MiB).';
    appendFileSync(file, jobSummary(report, { limitBytes, runners: runOnRunners(report) }));
    return undefined;
  } catch (error) {
    return `The job summary could not be written: ${errorText(error)}.`;
  }
}

/** Appends a link to the artifact with all reports. */
export function linkArtifact(file: string | undefined, name: string, url: string): void {
  addLink(file, 'All reports and logs', name, url);
}

/** Appends the command that continues a failed run on another machine with the artifact of this name. */
export function addResumeLine(file: string | undefined, name: string): void {
  // Anything else would need quotes of Markdown and of a shell at once.
  if (!/^[\p{L}\p{N} ._@+-]+$/u.test(name)) return;
  const command = `mission resume ${pastedPath(`${name}.zip`)}`;
  addLine(
    file,
    `To continue on your machine, download the artifact and run \`${command}\`. With \`--failed\`, only what failed runs again.`,
  );
}

/** Appends a link to the HTML page of the run. */
export function linkPage(file: string | undefined, name: string, url: string): void {
  addLink(file, 'HTML page with the timeline', name, url);
}

function addLink(file: string | undefined, what: string, name: string, url: string): void {
  addLine(file, `${what}: [${name.replace(/[^\p{L}\p{N} ._-]/gu, '')}](${url})`);
}

/** Failures are ignored: a summary is useful without the line. */
function addLine(file: string | undefined, text: string): void {
  if (!file) return;
  try {
    const line = `\n${text}\n`;
    if (sizeOf(file) + Buffer.byteLength(line) < maximumBytes) appendFileSync(file, line);
  } catch {
    return;
  }
}

function sizeOf(file: string): number {
  return lookThrough(file)?.size ?? 0;
}
