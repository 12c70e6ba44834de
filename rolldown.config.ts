import { defineConfig } from 'rolldown';

/** Users install nothing: everything is bundled. Names carry no hash, so that a rebuild is byte-identical. */
export default defineConfig({
  input: { cli: 'src/cli.ts', action: 'src/action.ts', post: 'src/post.ts' },
  platform: 'node',
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    minify: false,
    sourcemap: false,
  },
});
