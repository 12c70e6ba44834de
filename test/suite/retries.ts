import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** A test that did not pass at its first attempt although it may be repeated. */
export interface Retry {
  readonly file: string;
  readonly name: string;
  /** Attempts after the first one. */
  readonly retries: number;
  readonly passed: boolean;
  /** Of each attempt that failed: the first line of its first error. */
  readonly errors: readonly string[];
}

/** A Vitest reporter that writes each retry of a run to a JSON file, for the end of `.ci/run`: an array of `Retry`. */
export class RetriesReporter implements Reporter {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const retries = modules.flatMap((module) => [...module.children.allTests()].flatMap(retryOf));
    mkdirSync(dirname(this.#path), { recursive: true });
    writeFileSync(this.#path, `${JSON.stringify(retries, null, 2)}\n`);
  }
}

function retryOf(test: TestCase): readonly Retry[] {
  const retries = test.diagnostic()?.retryCount ?? 0;
  if (retries === 0) return [];
  const failed = test.attempts().filter(({ state }) => state === 'failed');
  const errors = failed.map((attempt) => attempt.errors?.[0]?.message.split('\n')[0] ?? 'no message');
  return [
    {
      file: test.module.relativeModuleId,
      name: test.fullName,
      retries,
      passed: test.result().state === 'passed',
      errors,
    },
  ];
}
