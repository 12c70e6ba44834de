/** What becomes of an action that a step uses. */
export type ActionRole =
  | { readonly type: 'checkout' }
  /** Makes the machine ready: a language, a tool, a cache. Once is enough for all tasks. */
  | { readonly type: 'setup' }
  | { readonly type: 'upload' }
  | { readonly type: 'download' }
  /** Decides whether all other jobs have succeeded. */
  | { readonly type: 'verdict' }
  | { readonly type: 'other' };

/** Owners and names, in lower case, that do not say so in their name. */
const SETUP = [
  'dtolnay/rust-toolchain',
  'swatinem/rust-cache',
  'denoland/setup-deno',
  'step-security/harden-runner',
  'cargo-bins/cargo-binstall',
  'mozilla-actions/sccache-action',
  'rui314/setup-mold',
  'jlumbroso/free-disk-space',
  'gradle/wrapper-validation-action',
  'gradle/actions/wrapper-validation',
  'apple-actions/import-codesign-certs',
  'hendrikmuhs/ccache-action',
  'jetli/wasm-bindgen-action',
  'jetli/wasm-pack-action',
  'microsoft/playwright-github-action',
  'ilammy/msvc-dev-cmd',
  'nodesource/setup-nsolid',
];

const SETUP_WORDS = /(^|[/_.-])(set-?up|install|installer|toolchain|bootstrap|cache|prepare)([/_.-]|$)/;

/** The role of `uses: OWNER/NAME@REF` or `uses: ./PATH`. */
export function roleOfAction(uses: string): ActionRole {
  const name = uses.replace(/@.*$/, '').toLowerCase();
  if (name === 'actions/checkout') return { type: 'checkout' };
  if (name === 'actions/upload-artifact') return { type: 'upload' };
  if (name === 'actions/download-artifact') return { type: 'download' };
  if (name === 're-actors/alls-green') return { type: 'verdict' };
  // The owner may be called `setup` too, but then everything of it is one.
  return SETUP.includes(name) || SETUP_WORDS.test(name) ? { type: 'setup' } : { type: 'other' };
}

/** What to do in place of an action that a mission does not run; a clause. */
export function adviceOnAction(uses: string): string {
  const name = uses.replace(/@.*$/, '').toLowerCase();
  if (name.startsWith('./')) return 'a mission runs commands: write those of the action here';
  if (/(^|\/)(codecov|coveralls)|codecov/.test(name)) return 'upload after the mission, in a later step of its job';
  if (/^docker\/(login|build-push|metadata)/.test(name)) return 'write `docker` commands, or leave it in the workflow';
  if (/^actions\/github-script$/.test(name)) return 'a mission has no client of the API: leave it in the workflow';
  if (/junit|test-report|publish-unit-test/.test(name)) return 'write `results` in the task instead';
  if (/retry/.test(name)) return 'write the command as `run`, and `retry` in the task';
  return 'a mission runs commands only: write the command that it stands for, or leave it in the workflow';
}
