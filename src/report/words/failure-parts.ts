import { durationOf, type RunReport, type TaskReport } from '../model/run.ts';
import type { ServiceReport } from '../model/service.ts';
import { firstLine } from '../text/first-line.ts';
import { formatDuration } from '../text/format.ts';
import { isBareRun } from './bare-run.ts';
import { exitText, statusPhrase } from './status-text.ts';

/** How something ended, and the rest of the sentence: `Failed` and ` after 2m05s: exit code 1.` */
export interface FailureParts {
  readonly claim: string;
  readonly rest: string;
}

/** How a document escapes untrusted text, and cuts it. */
export interface Escapes {
  readonly reason: (text: string) => string;
  readonly name: (text: string) => string;
  readonly command: (line: string) => string;
}

/** How a task ended, after how long, in which step and why. */
export function failureParts(report: RunReport, task: TaskReport, escapes: Escapes): FailureParts {
  const phrase = statusPhrase(task);
  const duration = durationOf(report, task);
  const took =
    duration === undefined ? '' : ` ${task.status === 'succeeded' ? 'in' : 'after'} ${formatDuration(duration)}`;
  return {
    claim: `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}`,
    rest: `${took}${stepText(task, escapes)}${because(escapes.reason(task.reason ?? exitText(task)))}.`,
  };
}

function stepText({ failedStep, steps }: TaskReport, { name, command }: Escapes): string {
  const step = steps[failedStep ?? -1];
  if (failedStep === undefined || step === undefined || isBareRun(steps)) return '';
  const which = step.name === undefined ? command(firstLine(step.run)) : name(step.name);
  return ` in step ${failedStep + 1} of ${steps.length}, ${which}`;
}

/** When in its life a service failed, and why. */
export function serviceFailureParts(
  { started, ready, failed, failure = '' }: ServiceReport,
  reason: Escapes['reason'],
): FailureParts {
  const when =
    started === undefined || failed === undefined
      ? ''
      : ` ${formatDuration(failed - (ready ?? started))} after it was ${ready === undefined ? 'started' : 'ready'}`;
  return { claim: 'Failed', rest: `${when}${because(reason(failure))}.` };
}

/** A reason may be a sentence already. */
function because(reason: string): string {
  const why = reason.replace(/\.$/, '');
  return why === '' ? '' : `: ${why}`;
}
