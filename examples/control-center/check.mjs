/** node check.mjs authentication|performance|security|integration: runs one test against the scratch copy. */
import { createBench } from './bench/bench.mjs';
import { createFindings } from './bench/findings.mjs';

const TESTS = {
  authentication: 'Authentication',
  performance: 'Performance',
  security: 'Security integration',
  integration: 'Final integration',
};

const name = process.argv[2];
if (!Object.hasOwn(TESTS, name)) {
  console.error(`Expected one of ${Object.keys(TESTS).join(', ')}, found: ${name ?? 'nothing'}.`);
  process.exit(2);
}

const { fixes, run } = await import(`./checks/${name}.mjs`);
const bench = createBench();
const findings = createFindings(TESTS[name]);
await findings.expectApplied(bench, fixes);
await findings.verify('The test itself', () => run(bench, findings));
process.exitCode = findings.close();
