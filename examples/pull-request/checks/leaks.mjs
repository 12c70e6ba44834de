import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { appendReport, files, finish, root } from './mission.mjs';

/** Patterns of keys and tokens. */
const keys = [/-----BEGIN (?:\w+ )*PRIVATE KEY-----/, /\bAKIA[0-9A-Z]{16}\b/, /\bgh[pousr]_[A-Za-z0-9]{36}\b/];

const all = files();
const findings = all.flatMap((file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    // Only the place, not the key, because the output is printed.
    .flatMap((line, index) =>
      keys.some((key) => key.test(line)) ? [`${relative(root, file)}:${index + 1}: a key`] : [],
    ),
);
appendReport(`Searched ${all.length} files, found ${findings.length} keys.`);
finish(findings);
