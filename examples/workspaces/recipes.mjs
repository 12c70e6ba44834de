import { readdirSync, readFileSync } from 'node:fs';

/** The recipes, each with the editions that have it: `free` recipes are in both. */
export function recipes() {
  return readdirSync('recipes').map((file) => {
    const isFree = readFileSync(`recipes/${file}`, 'utf8').startsWith('free: ');
    return { name: file.replace(/\.txt$/, ''), editions: isFree ? ['free', 'full'] : ['full'] };
  });
}
