import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Applies a unified diff to the files in `folder`, completely or not at all. Every hunk must match exactly at its line.
 * Files are replaced by a rename, so that a service that starts at this moment reads either the old or the new text.
 */
export function applyPatch(folder, patchFile) {
  const changed = readPatch(patchFile).map(({ name, hunks }) => {
    const path = join(folder, name);
    return { path, text: patched(readLines(path), hunks, `${patchFile} for ${name}`).join('\n') };
  });
  for (const { path, text } of changed) {
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
  }
  return changed.length;
}

/** Line endings are not compared, because a checkout on Windows may have changed them. */
function readLines(path) {
  return readFileSync(path, 'utf8').split(/\r?\n/);
}

function readPatch(patchFile) {
  const files = [];
  for (const line of readLines(patchFile)) {
    const file = /^\+\+\+ b\/(\S+)/.exec(line);
    const hunk = /^@@ -(\d+)(?:,\d+)? \+\d+(?:,\d+)? @@/.exec(line);
    if (file !== null) files.push({ name: file[1], hunks: [] });
    else if (hunk !== null) files.at(-1).hunks.push({ start: Number(hunk[1]) - 1, lines: [] });
    else if (/^[-+ ]/.test(line) && !line.startsWith('--- ')) files.at(-1)?.hunks.at(-1)?.lines.push(line);
  }
  if (files.length === 0) throw new Error(`${patchFile}: expected a unified diff, found no file in it.`);
  return files;
}

function patched(lines, hunks, what) {
  const result = [];
  let next = 0;
  for (const { start, lines: changes } of hunks) {
    result.push(...lines.slice(next, start));
    next = start;
    for (const change of changes) {
      const text = change.slice(1);
      if (change[0] === '+') result.push(text);
      else if (lines[next] !== text) {
        throw new Error(`${what}: expected line ${next + 1} to be "${text}", found "${lines[next] ?? 'the end'}".`);
      } else {
        next += 1;
        if (change[0] === ' ') result.push(text);
      }
    }
  }
  return [...result, ...lines.slice(next)];
}
