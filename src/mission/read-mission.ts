import { buildMission } from './build-mission.ts';
import { checkAmounts } from './check-amounts.ts';
import { checkCommands } from './check-commands.ts';
import { checkEnvironment } from './check-environment.ts';
import { checkExpressions } from './check-expressions.ts';
import { checkFilters } from './check-filters.ts';
import { checkIds } from './check-ids.ts';
import { checkLimits } from './check-limits.ts';
import { checkLocks } from './check-locks.ts';
import { checkNames } from './check-names.ts';
import { checkNeeds } from './check-needs.ts';
import { checkNeedsAny } from './check-needs-any.ts';
import { checkPaths } from './check-paths.ts';
import { checkRetries } from './check-retry.ts';
import { checkSecrets } from './check-secrets.ts';
import { checkServices } from './check-services.ts';
import { checkShape } from './check-shape.ts';
import { checkSupports } from './check-supports.ts';
import { checkTriggers } from './check-triggers.ts';
import type { Checking } from './checking.ts';
import type { Diagnostic } from './diagnostic.ts';
import { collectFindings } from './finding.ts';
import { knownIds } from './known-ids.ts';
import { listEntries } from './list-entries.ts';
import type { Mission } from './mission.ts';
import { parseYaml } from './parse-yaml.ts';
import { readTree } from './read-tree.ts';

/** What became of a mission file. */
export interface ReadMission {
  /** Only there when no diagnostic is an error. */
  readonly mission?: Mission;
  /** All of them, sorted by place. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads and checks a mission file's text; `file` is how the user named it. Never throws, whatever the text is. */
export function readMission(text: string, file: string): ReadMission {
  const findings = collectFindings(file);
  // Editors do not count the byte order mark as a column.
  const parsed = parseYaml(text.startsWith('\uFEFF') ? text.slice(1) : text, findings.report);
  const tree = parsed === undefined ? undefined : readTree(parsed, findings.report);
  if (tree === undefined) return { diagnostics: findings.sorted() };
  const { value, source } = tree;
  const draft = checkShape(value, source, findings.report);
  const checking = listEntries(draft, source, findings.report);
  checkEach(checking);
  checkTogether(checking);
  const diagnostics = findings.sorted();
  return findings.hasErrors() ? { diagnostics } : { mission: buildMission(checking), diagnostics };
}

/** What can be said of each part for itself. */
function checkEach(checking: Checking): void {
  checkNames(checking);
  checkLimits(checking);
  checkIds(checking);
  checkCommands(checking);
  checkEnvironment(checking);
  checkSecrets(checking);
  checkAmounts(checking);
  checkRetries(checking);
  checkPaths(checking);
  checkFilters(checking);
}

/** What is true of parts only because of others. */
function checkTogether(checking: Checking): void {
  checkServices(checking);
  checkLocks(checking);
  const ids = knownIds(checking);
  checkSupports(checking, ids);
  const waits = checkNeeds(checking, ids);
  const acyclic = checkTriggers(checking, waits, ids);
  checkNeedsAny(checking, waits, ids);
  checkExpressions(checking, waits, ids, acyclic && ids.allKnown());
}
