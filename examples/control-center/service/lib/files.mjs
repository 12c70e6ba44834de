import { statSync } from 'node:fs';
import { join } from 'node:path';
import { HttpError } from './answer.mjs';

/** The path of an existing file in `folder`; `name` as it stands in the request, still encoded. */
export function fileIn(folder, name) {
  const path = join(folder, decodeURIComponent(name));
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new HttpError(404, 'No such file.');
  return path;
}
