import { plural } from '../text/format.ts';

/** Where the rest of a table is that shows only its newest rows; '' when it shows all. */
export function olderNote(count: number, one: string, many = `${one}s`): string {
  return count <= 0
    ? ''
    : `${plural(count, `older ${one} is`, `older ${many} are`)} only in [mission.json](mission.json).`;
}
