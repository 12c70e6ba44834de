import type { Mission, Ready } from '../mission/mission.ts';
import type { Redactor } from '../process/redact.ts';
import { redactEntries } from '../process/redact-facts.ts';

/** The mission as the journal keeps it: commands and environments may hold what was meant to be secret. */
export function redactMission(mission: Mission, redactor: Redactor): Mission {
  if (!redactor.active) return mission;
  const { redactText } = redactor;
  const shown = (texts: Shown) => ({
    name: redactText(texts.name),
    ...(texts.description === undefined ? {} : { description: redactText(texts.description) }),
    ...(texts.scope === undefined ? {} : { scope: texts.scope.map(redactText) }),
    ...(texts.if === undefined ? {} : { if: redactText(texts.if) }),
  });
  return {
    ...mission,
    ...shown(mission),
    ...(mission.goal === undefined ? {} : { goal: redactText(mission.goal) }),
    tasks: mission.tasks.map((task) => ({
      ...task,
      env: redactEntries(task.env, redactor),
      ...shown(task),
      steps: task.steps.map((step) => ({
        ...step,
        ...(step.name === undefined ? {} : { name: redactText(step.name) }),
        run: redactText(step.run),
      })),
    })),
    services: mission.services.map((service) => ({
      ...service,
      name: redactText(service.name),
      run: redactText(service.run),
      env: redactEntries(service.env, redactor),
      ...(service.ready === undefined ? {} : { ready: redactReady(service.ready, redactor) }),
    })),
  };
}

interface Shown {
  readonly name: string;
  readonly description?: string;
  readonly scope?: readonly string[];
  readonly if?: string;
}

function redactReady(ready: Ready, { redactText }: Redactor): Ready {
  const { http, log, command } = ready;
  return {
    ...ready,
    ...(http === undefined ? {} : { http: redactText(http) }),
    ...(log === undefined ? {} : { log: redactText(log) }),
    ...(command === undefined ? {} : { command: redactText(command) }),
  };
}
