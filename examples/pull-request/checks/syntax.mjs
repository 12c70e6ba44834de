import { spawnSync } from 'node:child_process';
import { appendReport, files, finish } from './mission.mjs';

const scripts = files('.', '.mjs');
const findings = scripts.flatMap((file) => {
  const { status, stderr } = spawnSync(process.execPath, ['--check', file], { encoding: 'utf8' });
  return status === 0 ? [] : [stderr.trim()];
});
appendReport(`Checked ${scripts.length} scripts, found ${findings.length} with syntax errors.`);
finish(findings);
