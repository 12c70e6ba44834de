import { join } from 'node:path';

/** A public project whose tests are translated into a mission. Its files are in the folder of this name. */
export interface Project {
  readonly id: string;
  readonly title: string;
  /** Programs that must be installed. */
  readonly needs: readonly string[];
}

export const allProjects: readonly Project[] = [
  { id: 'fastify', title: 'fastify: 1 task and 59 tests that keep the CPU busy', needs: ['npm'] },
  { id: 'x-crypto', title: 'golang.org/x/crypto: 2 tasks, 35 tests with and without waits', needs: ['go'] },
  { id: 'django', title: 'Django on PostgreSQL: 1 task, 16 tests', needs: ['python3', 'pg_isready'] },
];

/** Absolute path of a file of the project. */
export function fileOf({ id }: Project, name: string): string {
  return join(import.meta.dirname, id, name);
}
