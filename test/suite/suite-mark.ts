import type { Mark } from './leftovers.ts';

const markVariable = 'TEST_SUITE_MARK';

/** Holds the file and the name of the test that is running. */
export const testVariable = 'TEST_SUITE_TEST';

/** A mark that no other test run has, neither one that runs at the same time nor one inside this run. */
export function newSuiteMark(): Mark {
  return { name: markVariable, value: `${process.pid}-${Date.now()}` };
}

/** The variables of this test run, for a test that builds an environment from nothing. */
export function suiteEnvironment(): Readonly<Record<string, string>> {
  const names = [markVariable, testVariable];
  return Object.fromEntries(names.map((name) => [name, process.env[name] ?? '']));
}
