import { suggest } from '../../base/suggest.ts';

/** Labels of the runners that GitHub hosts for everyone: https://docs.github.com/actions/reference/runners/github-hosted-runners */
const HOSTED = [
  ...['ubuntu-latest', 'ubuntu-24.04', 'ubuntu-22.04', 'ubuntu-slim', 'ubuntu-24.04-arm', 'ubuntu-22.04-arm'],
  ...['windows-latest', 'windows-2025', 'windows-2022', 'windows-11-arm'],
  ...[
    'macos-latest',
    'macos-26',
    'macos-15',
    'macos-14',
    'macos-15-intel',
    'macos-latest-large',
    'macos-latest-xlarge',
  ],
];

/** One label: as GitHub accepts it, without what would have to be quoted in a workflow file or in a plan. */
const LABEL = /^[A-Za-z0-9][A-Za-z0-9._-]{0,255}$/;

export function isLabel(text: string): boolean {
  return LABEL.test(text);
}

const SYSTEMS = ['ubuntu', 'windows', 'macos'];

/** The label of a hosted runner that was probably meant; undefined if it is one, or near to none. Labels of own runners have any name. */
export function misspelledLabel(label: string): string | undefined {
  const [system = ''] = label.split('-');
  // Versions that are new, such as ubuntu-26.04, are no mistakes.
  return SYSTEMS.includes(system) || suggest(system, SYSTEMS) === undefined ? undefined : suggest(label, HOSTED);
}

/** As `process.platform` and `process.arch` name them; absent if the label does not say. */
export interface LabelledMachine {
  readonly platform?: string;
  readonly architecture?: string;
}

const PLATFORMS: Readonly<Record<string, string>> = {
  ubuntu: 'linux',
  linux: 'linux',
  windows: 'win32',
  macos: 'darwin',
};

const ARCHITECTURES: Readonly<Record<string, string>> = { arm: 'arm64', arm64: 'arm64', x64: 'x64', intel: 'x64' };

/** What a label says about its runner: labels of hosted runners, and the default labels of own ones such as `linux` or `ARM64`. */
export function machineOfLabel(label: string): LabelledMachine {
  const words = label.toLowerCase().split('-');
  const platform = PLATFORMS[words[0] ?? ''];
  const last = ARCHITECTURES[words.at(-1) ?? ''];
  // On Linux and Windows, a hosted runner without a word for its processor is x64; on macOS that depends on the version.
  const isHosted = words[0] === 'ubuntu' || words[0] === 'windows';
  const architecture = last ?? (isHosted && words.length > 1 ? 'x64' : undefined);
  return { ...(platform === undefined ? {} : { platform }), ...(architecture === undefined ? {} : { architecture }) };
}
