import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileIn } from './files.mjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Serves the front end. */
export function createAssets(folder) {
  return {
    serve(request, response) {
      const name = request.url.split('?')[0];
      const path = fileIn(folder, name === '/' ? 'index.html' : name);
      response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream');
      response.end(readFileSync(path));
    },
  };
}
