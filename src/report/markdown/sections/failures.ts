import type { LeftBehind } from '../../../schedule/events/event.ts';
import { troubled } from '../../analysis/figures.ts';
import type { RunReport, TaskReport } from '../../model/run.ts';
import { fencedBlock, markdownCode, markdownTarget, markdownText } from '../../text/escape.ts';
import { formatBytes, listed, plural } from '../../text/format.ts';
import { tailOf } from '../../text/log-tail.ts';
import { failureParts } from '../../words/failure-parts.ts';
import { hasFailed, statusMark } from '../../words/status-text.ts';
import { titleOf } from '../../words/title-of.ts';
import { idsCell, logFile, taskFile } from '../task/columns.ts';
import { failedServices, serviceFailure } from './services.ts';
import { failureList } from './test-results.ts';

const mostFailures = 100;

/** What failed and why, with the end of its log; '' when nothing did. Services first: others fail because of them. */
export function failuresSection(report: RunReport): string {
  const failures = troubled(report);
  const services = failedServices(report);
  if (failures.length + services.length === 0) return '';
  const heldBack = heldBackBy(report);
  const blocks = failures.slice(0, mostFailures).map((task) => failure(report, task, heldBack.get(task.task.id) ?? []));
  const hidden = failures.length - blocks.length;
  return [
    failuresHeading(report, failures),
    ...services.slice(0, mostFailures).map((service) => serviceFailure(report, service, true)),
    ...blocks,
    ...(hidden > 0 ? [`${plural(hidden, 'more has', 'more have')} its own report in \`tasks/\`.`] : []),
  ].join('\n\n');
}

/** Of a run that was only stopped nothing has failed. */
export function failuresHeading(report: RunReport, failures: readonly TaskReport[]): string {
  return `## ${failuresTitle(report, failures)}`;
}

export function failuresTitle(report: RunReport, failures: readonly TaskReport[]): string {
  const failed = failedServices(report).length > 0 || failures.some(({ status }) => hasFailed(status));
  return failed ? 'What failed' : 'What was stopped';
}

/** Which one it is, and what became of it: blocks of Markdown. */
export function failureIntro(report: RunReport, task: TaskReport): string[] {
  return [
    `### ${statusMark[task.status]} ${markdownText(titleOf(task.task))}`,
    failureSentence(report, task),
    ...outOfMemoryNote(report, task),
  ];
}

function failure(report: RunReport, task: TaskReport, heldBack: readonly string[]): string {
  return [
    ...failureIntro(report, task),
    ...(heldBack.length === 0 ? [] : [`Did not run because of it: ${idsCell(heldBack, 10)}.`]),
    ...evidence(task, { lines: 40, characters: 8000 }),
    links(task),
  ].join('\n\n');
}

/** What is left of it to look at: failed test cases and the end of its log; nothing of what was never launched. */
export function evidence(task: TaskReport, most: { readonly lines: number; readonly characters: number }): string[] {
  if (task.started === undefined) return [];
  const cases = failureList(task.left?.results, 10);
  const tail = tailOf(task.left?.logTail, most);
  return [...(cases === '' ? [] : [cases]), tail === '' ? 'It left no output.' : fencedBlock(tail)];
}

/** What a link to its log is called. */
export function logName(left: LeftBehind | undefined): string {
  return left?.logCut === undefined ? 'its whole log' : 'its log, of which a part was cut out';
}

function links({ task, started, left }: TaskReport): string {
  const report = `[Its report](${markdownTarget(taskFile(task.id, '.'))})`;
  return started === undefined ? report : `${report} · [${logName(left)}](${markdownTarget(logFile(task.id, '.'))})`;
}

/** Said only where the kernel's own counter proves it. */
export function outOfMemoryNote(report: RunReport, task: TaskReport): string[] {
  if (task.outOfMemory !== true) return [];
  const peak = task.usage?.peakMemory;
  const used = peak === undefined ? [] : [`it was last seen with ${formatBytes(peak)} at most`];
  const asked = task.task.memory === undefined ? [] : [`it had asked for ${formatBytes(task.task.memory)}`];
  const facts = [...used, ...asked, `the machine has ${formatBytes(report.machine.memory)}`];
  return [`Memory ran out while it ran: ${listed(facts)}.`];
}

/** `Failed after 2m05s in step 2 of 3, Lint: exit code 1.` */
export function failureSentence(report: RunReport, task: TaskReport): string {
  const { claim, rest } = failureParts(report, task, {
    reason: markdownText,
    name: markdownText,
    command: (line) => markdownCode(line, 'text'),
  });
  return `**${claim}**${rest}`;
}

/** By id of what failed: those that were skipped and needed it. */
export function heldBackBy(report: RunReport): Map<string, string[]> {
  const held = new Map<string, string[]>();
  for (const { task, status, reason } of report.tasks.values()) {
    if (status !== 'skipped') continue;
    // What has a condition of its own may have been skipped for that: then its reason does not begin with the need.
    const conditional = task.if !== undefined || task.paths.length > 0;
    for (const need of [...task.needs, ...task.needsAny]) {
      if (conditional && reason?.startsWith(`${need} `) !== true) continue;
      const list = held.get(need);
      if (list === undefined) held.set(need, [task.id]);
      else list.push(task.id);
    }
  }
  return held;
}
