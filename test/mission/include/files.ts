import type { MissionFiles } from '../../../src/mission/include/included-file.ts';
import { type ReadMission, readMission } from '../../../src/mission/read.ts';

/** Texts of mission files by their path from the folder of the main one, `main.yml`. */
export type Texts = Readonly<Record<string, string>>;

export function filesOf(texts: Texts): MissionFiles {
  return {
    read: (path) => {
      const text = texts[path];
      return text === undefined ? { type: 'refused', found: 'no such file' } : { type: 'text', text };
    },
  };
}

export function readFiles(texts: Texts, main = 'main.yml'): ReadMission {
  return readMission(texts['main.yml'] ?? '', main, { files: filesOf(texts) });
}
