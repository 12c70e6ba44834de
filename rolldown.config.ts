import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type OutputChunk, type Plugin } from 'rolldown';
import { thirdPartyNotices } from './scripts/third-party-notices.ts';
import { yamlWithPlainProperties } from './scripts/yaml-with-plain-properties.ts';
import { yamlWithoutGenerators } from './scripts/yaml-without-generators.ts';

const chartStyle = fileURLToPath(import.meta.resolve('uplot/dist/uPlot.min.css'));

/** The first and the last build contain packages; the builds run in this order, so the second one names them all. */
const notices = thirdPartyNotices([chartStyle]);

/** The modules from which every run starts. They and all that they import become one chunk. */
const missionModules = [
  'src/run/load-mission.ts',
  'src/run/start.ts',
  'src/terminal/command-line.ts',
  'src/terminal/commands/follow-run.ts',
  'src/terminal/commands/run.ts',
];

/** What a run needs only after its first task has started. It is loaded then. */
const documentModules = ['src/run/folder/documents.ts'];

/** Users install nothing: everything is bundled. Names carry no hash, so that a rebuild is byte-identical. */
export default defineConfig([
  {
    input: { cli: 'src/cli.ts', action: 'src/action.ts', post: 'src/post.ts' },
    platform: 'node',
    plugins: [
      yamlWithoutGenerators(),
      yamlWithPlainProperties(),
      notices.collect,
      commonJsFolder(),
      asciiOnly(),
      completeProgram(),
    ],
    output: {
      dir: 'dist',
      // Node starts it faster than modules, and code that was compiled by an earlier start can be put in: src/terminal/load-program.ts.
      format: 'cjs',
      cleanDir: true,
      entryFileNames: '[name].js',
      chunkFileNames: 'chunks/[name].js',
      // Without this group, the modules that every run needs become about forty chunks, and each costs time to find, read and compile.
      codeSplitting: {
        groups: [
          { name: 'mission', test: isOneOf(missionModules), priority: 1 },
          { name: 'documents', test: isOneOf(documentModules) },
        ],
      },
      dynamicImportInCjs: false,
      comments: false,
      minify: false,
      sourcemap: false,
    },
  },
  {
    // In one piece, and without what it does not need: a process forks the faster, the less it has loaded.
    input: { spawner: 'src/process/spawners/spawner.ts' },
    platform: 'node',
    output: {
      dir: 'dist',
      format: 'cjs',
      entryFileNames: '[name].js',
      comments: false,
      minify: false,
      sourcemap: false,
    },
  },
  {
    // What report.html carries: minified, because every report holds a copy of it, and a classic script in one piece.
    input: { page: 'src/page/page.ts' },
    platform: 'browser',
    tsconfig: 'src/page/tsconfig.json',
    plugins: [pageStyle(), pageDigests(), notices.emit],
    output: { dir: 'dist', format: 'iife', entryFileNames: '[name].js', minify: true, sourcemap: false },
  },
]);

/** True for the modules at these paths, which are relative to this file. Throws if one of the files does not exist. */
function isOneOf(paths: readonly string[]): (id: string) => boolean {
  const files = paths.map((path) => resolve(import.meta.dirname, path));
  for (const [index, file] of files.entries()) {
    if (existsSync(file)) continue;
    throw new Error(
      `expected the file ${paths[index]}, found none: \`missionModules\` in rolldown.config.ts names it; correct its path there`,
    );
  }
  return (id) => files.includes(resolve(id));
}

/** `dist/package.json`: the package has modules, and its bundle has none. */
function commonJsFolder(): Plugin {
  return {
    name: 'common-js-folder',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "commonjs" }\n' });
    },
  };
}

/** Writes all other characters as escapes. One of them doubles the memory of a whole chunk, because V8 keeps it with two bytes for each character. */
function asciiOnly(): Plugin {
  return {
    name: 'ascii-only',
    renderChunk(code) {
      if (/\braw`[^`]*[^\0-\x7f]/.test(code))
        throw new Error('expected ASCII in String.raw, which would show the escapes');
      return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
    },
  };
}

/** The chunks that every run needs. */
const PROGRAM = ['chunks/mission.js', 'chunks/documents.js'];

/**
 * Completes the chunks that every run needs. They get the functions of the bundler's runtime, which each start would have to find and read as
 * a file of its own, and they export values. The command line gets their digest, after which it names compiled code.
 */
function completeProgram(): Plugin {
  return {
    name: 'complete-program',
    generateBundle(_options, bundle) {
      const chunkAt = (path: string): OutputChunk => {
        const chunk = bundle[path];
        if (chunk?.type !== 'chunk') throw new Error(`expected ${path}, found none`);
        return chunk;
      };
      const runtime = `((exports) => {\n${chunkAt('chunks/rolldown-runtime.js').code}\nreturn exports;\n})({})`;
      const digest = createHash('sha256');
      for (const chunk of PROGRAM.map(chunkAt)) {
        chunk.code = replaceOnce({ ...chunk, code: exportValues(chunk) }, 'require("./rolldown-runtime.js")', runtime);
        digest.update(chunk.code);
      }
      const entry = chunkAt('cli.js');
      entry.code = replaceOnce(entry, '(digest)', digest.digest('hex').slice(0, 16));
    },
  };
}

/** How the bundler exports one name. */
const EXPORT =
  /^Object\.defineProperty\(exports, "([\w$]+)", \{\s+enumerable: true,\s+get: function \(\) \{\s+return ([\w$]+);\s+\}\s+\}\);\n?/gm;

/**
 * Exports values instead of a getter for each. Defining hundreds of getters takes each start two milliseconds. They would matter only if an
 * exported variable could change, or if a chunk were read before it has been run to its end.
 */
function exportValues({ code, exports, fileName }: OutputChunk): string {
  const exported = [...code.matchAll(EXPORT)].map(([, name = '', value = '']) => ({ name, value }));
  const rest = code.replace(EXPORT, '');
  if (exported.length !== exports.length)
    throw new Error(
      `expected a getter for each of the ${exports.length} exports of ${fileName}, found ${exported.length}`,
    );
  const variables = new Set([...rest.matchAll(/^let ([\w$]+)/gm)].map(([, name]) => name));
  const variable = exported.find(({ value }) => variables.has(value));
  if (variable !== undefined)
    throw new Error(`expected exported constants in ${fileName}, found the variable ${variable.value}`);
  return `${rest}\nmodule.exports = {\n${exported.map(({ name, value }) => `\t${name}: ${value},\n`).join('')}};\n`;
}

function replaceOnce({ code, fileName }: OutputChunk, before: string, after: string): string {
  const parts = code.split(before);
  if (parts.length !== 2) throw new Error(`expected ${before} once in ${fileName}, found it ${parts.length - 1} times`);
  return parts.join(after);
}

/** `page.css`: the chart library's style and ours, which is read and edited with its comments and blanks. */
function pageStyle(): Plugin {
  // In this order: what comes later may narrow what came before.
  const own = ['colours', 'text', 'head', 'tables', 'controls', 'timeline', 'pieces', 'charts', 'side', 'media'];
  const sources = [chartStyle, ...own.map((name) => `src/page/style/${name}.css`)];
  return {
    name: 'page-style',
    generateBundle() {
      const style = sources.map((path) => readFileSync(path, 'utf8')).join('\n');
      const source = style
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replace(/\s+/g, ' ')
        .replace(/ ?([{};,]) ?/g, '$1')
        .trim();
      this.emitFile({ type: 'asset', fileName: 'page.css', source: `${source}\n` });
    },
  };
}

/** `page.json`: the digests that let a browser run exactly this. Made here, or each run would load node:crypto for them. */
function pageDigests(): Plugin {
  return {
    name: 'page-digests',
    generateBundle(_options, bundle) {
      const digestOf = (text: string | Uint8Array): string =>
        `sha256-${createHash('sha256').update(text).digest('base64')}`;
      const [script, style] = [bundle['page.js'], bundle['page.css']];
      if (script?.type !== 'chunk' || style?.type !== 'asset') throw new Error('expected page.js and page.css');
      const digests = { script: digestOf(script.code), style: digestOf(style.source) };
      this.emitFile({ type: 'asset', fileName: 'page.json', source: `${JSON.stringify(digests, null, 2)}\n` });
    },
  };
}
