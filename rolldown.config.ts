import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'rolldown';
import { thirdPartyNotices } from './scripts/third-party-notices.ts';

const chartStyle = fileURLToPath(import.meta.resolve('uplot/dist/uPlot.min.css'));

/** Both builds contain packages; the builds run in this order, so the second one names them all. */
const notices = thirdPartyNotices([chartStyle]);

/** Users install nothing: everything is bundled. Names carry no hash, so that a rebuild is byte-identical. */
export default defineConfig([
  {
    input: { cli: 'src/cli.ts', action: 'src/action.ts', post: 'src/post.ts' },
    platform: 'node',
    plugins: [notices.collect],
    output: {
      dir: 'dist',
      format: 'esm',
      cleanDir: true,
      entryFileNames: '[name].js',
      chunkFileNames: 'chunks/[name].js',
      // What every run needs is one file: as forty, which is how the commands share it, each was looked up, read and linked.
      codeSplitting: {
        groups: [
          {
            name: 'mission',
            test: /src[\\/](?:run[\\/](?:load-mission|start)|terminal[\\/]commands[\\/](?:follow-run|run))\.ts$/,
          },
        ],
      },
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
