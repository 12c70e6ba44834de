import { statSync } from 'node:fs';
import { join } from 'node:path';
import { HttpError } from './answer.mjs';

/** The path of an existing file in `folder`; `name` is still encoded, as in the request. */
export function fileIn(folder, name) {
  const path = join(folder, decodeURIComponent(name));
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new HttpError(404, 'No such file.');
  return path;
}
