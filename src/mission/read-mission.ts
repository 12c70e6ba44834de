import { buildMission } from './build-mission.ts';
import { checkAmounts } from './check-amounts.ts';
import { checkCommands } from './check-commands.ts';
import { checkEnvironment } from './check-environment.ts';
import { checkIds } from './check-ids.ts';
import { checkLimits } from './check-limits.ts';
import { checkNames } from './check-names.ts';
import { checkNeeds } from './check-needs.ts';
import { checkPaths } from './check-paths.ts';
import { checkShape } from './check-shape.ts';
import { checkTriggers } from './check-triggers.ts';
import { type Checking, listEntries } from './checking.ts';
import type { Diagnostic } from './diagnostic.ts';
import { collectFindings } from './finding.ts';
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
  const checking: Checking = { draft, source, entries: listEntries(draft, source), report: findings.report };
  checkNames(checking);
  checkLimits(checking);
  checkIds(checking);
  checkCommands(checking);
  checkEnvironment(checking);
  checkAmounts(checking);
  checkPaths(checking);
  checkTriggers(checking, checkNeeds(checking));
  const diagnostics = findings.sorted();
  return findings.hasErrors() ? { diagnostics } : { mission: buildMission(checking), diagnostics };
}
