import { spawnSync } from 'node:child_process';
import { appendReport, files, finish } from './mission.mjs';

const scripts = files('.', '.mjs');
const findings = scripts.flatMap((file) => {
  const { status, stderr } = spawnSync(process.execPath, ['--check', file], { encoding: 'utf8' });
  return status === 0 ? [] : [stderr.trim()];
});
appendReport(`${scripts.length} scripts looked at, ${findings.length} cannot be read.`);
finish(findings);
