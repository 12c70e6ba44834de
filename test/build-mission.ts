import type { AdmissionRules, Mission, Service, Task } from '../src/mission/model/mission.ts';
import type { MachineFacts } from '../src/schedule/events/machine-facts.ts';

/** Missions for tests, without a file: every part that is left out gets the file's default. */

/** A task whose `needs: 'tasks'` still has to become the shared list of all level-2 ids. */
export type TaskDraft = Omit<Task, 'needs'> & { readonly needs: readonly string[] | 'tasks' };

export type TaskParts = Partial<Omit<TaskDraft, 'id' | 'kind'>>;

export interface MissionParts {
  readonly name?: string;
  readonly tasks: readonly TaskDraft[];
  readonly admission?: Partial<AdmissionRules>;
  readonly failFast?: boolean;
  readonly services?: readonly Service[];
}

export const ADMISSION: AdmissionRules = {
  cpu: { caution: 60, limit: 75 },
  memory: { caution: 70, limit: 85, critical: 95 },
  workers: { caution: 4, limit: 6 },
  load: 100,
  gate: 'tests',
  react: 250,
  sample: 1_000,
  recheck: 5_000,
  patience: 600_000,
  learn: true,
};

export const MINUTE = 60_000;
export const GIB = 1024 ** 3;

/** Four CPUs, 16 GiB, measured. */
export const MACHINE: MachineFacts = {
  cpus: 4,
  memory: 16 * GIB,
  platform: 'linux',
  architecture: 'x64',
  hostname: 'runner',
  node: 'v24.0.0',
  source: '/proc',
  notes: [],
};

/** What holds for a task of which nothing is said. */
export const TASK: Omit<Task, 'id' | 'name' | 'kind'> = {
  scope: [],
  needs: [],
  needsAny: [],
  deploy: 'always',
  locks: [],
  priority: 0,
  services: [],
  paths: [],
  secrets: [],
  steps: [{ run: 'true' }],
  workingDirectory: '.',
  env: {},
  continueOnError: false,
  line: 1,
};

/** A level-2 task. */
export function task(id: string, parts: TaskParts = {}): TaskDraft {
  return { ...TASK, id, name: id, kind: 'task', ...parts };
}

/** A level-3 test. */
export function test(id: string, parts: TaskParts = {}): TaskDraft {
  return { ...TASK, id, name: id, kind: 'test', ...parts };
}

/** A service without a `ready`. */
export function service(id: string, parts: Partial<Omit<Service, 'id'>> = {}): Service {
  return { id, name: id, run: 'true', workingDirectory: '.', env: {}, secrets: [], line: 1, ...parts };
}

/** Tasks before tests, as the reader of the file orders them; all that need `tasks` share one list. */
export function buildMission(parts: MissionParts): Mission {
  const level2 = parts.tasks.filter((draft) => draft.kind === 'task');
  const level3 = parts.tasks.filter((draft) => draft.kind === 'test');
  const allTasks = level2.map((draft) => draft.id);
  return {
    name: parts.name ?? 'Test mission',
    scope: [],
    failFast: parts.failFast ?? false,
    admission: { ...ADMISSION, ...parts.admission },
    tasks: [...level2, ...level3].map((draft) => ({
      ...draft,
      needs: draft.needs === 'tasks' ? allTasks : draft.needs,
    })),
    services: parts.services ?? [],
  };
}
