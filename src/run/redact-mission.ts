import type { Mission, Ready } from '../mission/mission.ts';
import type { Redactor } from '../process/redact.ts';
import { redactEntries } from '../process/redact-facts.ts';

/** The mission as the journal keeps it: commands and environments may hold what was meant to be secret. */
export function redactMission(mission: Mission, redactor: Redactor): Mission {
  if (!redactor.active) return mission;
  const { redactText } = redactor;
  return {
    ...mission,
    tasks: mission.tasks.map((task) => ({
      ...task,
      env: redactEntries(task.env, redactor),
      steps: task.steps.map((step) => ({ ...step, run: redactText(step.run) })),
    })),
    services: mission.services.map((service) => ({
      ...service,
      run: redactText(service.run),
      env: redactEntries(service.env, redactor),
      ...(service.ready === undefined ? {} : { ready: redactReady(service.ready, redactor) }),
    })),
  };
}

function redactReady(ready: Ready, { redactText }: Redactor): Ready {
  const { http, command } = ready;
  return {
    ...ready,
    ...(http === undefined ? {} : { http: redactText(http) }),
    ...(command === undefined ? {} : { command: redactText(command) }),
  };
}
