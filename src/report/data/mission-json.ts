/*
 * `data/`: the run for other programs, as `mission.json` and as JUnit XML.
 *
 * Both are written from the `RunReport`, like the documents for people, so all of them agree. `mission-json.ts` puts the entries of
 * `task-entry.ts`, `service-entry.ts`, `timing-entries.ts` and `run-entries.ts` in order; `junit.ts` writes the XML.
 *
 * Invariants:
 * - The keys of `mission.json` are documented and only grow: a key keeps its name and its unit, even where the code has a
 *   better name by now (`level` for the kind of a task, `slots` for workers).
 * - An unknown value has no key. There is no null in its place.
 * - Untrusted text is not changed in JSON, where it has no effect. In XML it is escaped, without characters that XML forbids.
 * - The digits are the same on every machine.
 */
import { plainVerdict } from '../analysis/bounds/verdict.ts';
import { loadFigures } from '../analysis/figures.ts';
import type { JobsCost } from '../model/jobs-cost.ts';
import { deferralCount, type RunReport } from '../model/run.ts';
import { costEntry } from './cost-entry.ts';
import { fleetEntry } from './fleet-entry.ts';
import { jsonPieces } from './json-pieces.ts';
import { thousandths } from './rounded.ts';
import { changedEntry, constraintEntry, failureEntries, resumeEntry, threadsEntry } from './run-entries.ts';
import { serviceEntry } from './service-entry.ts';
import { taskEntry } from './task-entry.ts';
import { boundsEntry, timelineEntry } from './timing-entries.ts';

/**
 * `mission.json`: the run for machines, as pieces of its text. Times in milliseconds since its start; unknown values are left out. Keys that only some runs have:
 * `part` and `elsewhere` if the run was one part of the mission, `inputs` if the mission declares any, `bounds` if it is known what bound the run, `cost` if it can be compared with one job for each task, `constraints` if the sizes of machine and containers
 * are known, `failures` if anything failed, `services` if the mission has any, `resumes` if the run was resumed, `fleet` if it ran on several
 * runners, `tooManyThreads` if a
 * task had such. Keys that only some tasks have: `attemptList` if the task was launched more than once, `pauses` if it was paused
 * because memory was critical, `history` if there are predictions from earlier runs, `outOfMemory: true`, `needsAny`, `matrix`, `tags`,
 * `logCut` in bytes, `causes`, `kept: true`, and `earlier`, its launches before a resume that ran it again.
 */
export function missionJsonPieces(report: RunReport, runners?: JobsCost): Iterable<string> {
  const load = loadFigures(report);
  return jsonPieces({
    name: report.mission.name,
    result: report.result,
    verdict: plainVerdict(report),
    started: report.started,
    duration: report.duration,
    part: report.part,
    elsewhere: none([...(report.elsewhere ?? [])]),
    inputs: report.mission.inputs,
    tasks: () => taskEntries(report),
    failures: none([...report.tasks.values()].flatMap(failureEntries)),
    resumes: report.resumes.length === 0 ? undefined : report.resumes.map(resumeEntry),
    services: report.services.size === 0 ? undefined : [...report.services.values()].map(serviceEntry),
    decisions: () => decisionEntries(report),
    timeline: timelineEntry(report),
    bounds: boundsEntry(report),
    cost: costEntry(report, runners),
    load: { maximum: thousandths(load.maximum), mean: thousandths(load.mean), variance: thousandths(load.variance) },
    machine: report.machine,
    fleet: fleetEntry(report),
    constraints: none([...report.constraints.values()].map(constraintEntry)),
    changed: changedEntry(report),
    tooManyThreads: threadsEntry(report),
  });
}

function* taskEntries(report: RunReport): Generator<object> {
  for (const task of report.tasks.values()) yield taskEntry(report, task);
}

function* decisionEntries(report: RunReport): Generator<object> {
  for (const decision of report.decisions) {
    yield {
      at: decision.at,
      id: decision.id,
      verdict: decision.verdict,
      reason: decision.reason,
      count: deferralCount(report, decision),
      detail: decision.detail,
      cpu: decision.cpu,
      memory: decision.memory,
      cpuOf: decision.cpuOf,
      memoryOf: decision.memoryOf,
      active: decision.active,
      unseen: decision.unseen,
      reserved: decision.reserved,
      band: decision.band,
    };
  }
}

function none(list: readonly object[]): readonly object[] | undefined {
  return list.length === 0 ? undefined : list;
}
