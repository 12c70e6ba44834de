import { relative, sep } from 'node:path';
import { isInside } from '../files/inside-root.ts';
import { resumePredictions } from '../history/resume-predictions.ts';
import { readMachineFacts } from '../machine/machine-facts.ts';
import type { Mission } from '../mission/model/mission.ts';
import type { RunReport } from '../report/model/run.ts';
import type { MachineFacts } from '../schedule/events/machine-facts.ts';
import type { MissionStarted, Resumed } from '../schedule/events/opening.ts';
import type { Predictions } from '../schedule/events/prediction.ts';
import { commandTexts } from './history/command-texts.ts';
import type { RunRequest } from './run-request.ts';
import { keptIncluded, keptSource } from './secrecy/mission-source.ts';

/**
 * The first event of the journal, or the first event that a resumed run adds to it. It contains everything that reports need
 * from the request, without secrets. `dir` and `root` are absolute.
 */
export function openingEvent(request: RunRequest, dir: string, root: string): MissionStarted | Resumed {
  const { file, resume, matrices = [], workflow } = request;
  const { secrets, shown, changed, bases, history } = request.prepared;
  const source =
    request.source === undefined ? undefined : keptSource(request.source, request.mission, secrets.redactor());
  const included = keptIncluded(request.included ?? [], request.mission, secrets.redactor());
  const machine = request.machine ?? readMachineFacts();
  const predictions = history?.predictions ?? (resume && resumedPredictions(resume.report, shown, machine));
  const folder = insideRoot(root, dir);
  const { from, ...overrides } = request.overrides;
  const opening = {
    started: new Date().toISOString(),
    file,
    ...(source === undefined ? {} : { source }),
    ...(included.length === 0 ? {} : { included }),
    ...(from === undefined || from === root ? {} : { from }),
    ...overrides,
    mission: shown,
    ...(matrices.length === 0 ? {} : { matrices }),
    ...(changed === undefined ? {} : { changed }),
    ...(bases === undefined ? {} : { bases }),
    ...(predictions === undefined ? {} : { predictions }),
    machine,
    ...(request.part === undefined ? {} : { part: request.part.opening, elsewhere: request.part.elsewhere }),
    ...(workflow === undefined ? {} : { workflow }),
  };
  if (resume === undefined) {
    const place = { root, ...(folder === undefined ? {} : { folder }) };
    return { type: 'mission-started', at: 0, journal: 1, ...place, ...opening };
  }
  const { kept, again, report } = resume;
  return { type: 'resumed', at: report.duration, ...opening, kept, again };
}

/** The run's folder as a path from the root, with `/`; undefined if it is not below the root. */
function insideRoot(root: string, dir: string): string | undefined {
  return isInside(root, dir) ? relative(root, dir).split(sep).join('/') || '.' : undefined;
}

function resumedPredictions(report: RunReport, mission: Mission, machine: MachineFacts): Predictions | undefined {
  // The texts themselves: a digest would load node:crypto at every start.
  const commands = { before: commandTexts(report.mission), now: commandTexts(mission) };
  return resumePredictions(report, { mission, machine, commands });
}
