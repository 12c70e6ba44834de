/**
 * Writes `THIRD-PARTY-NOTICES.txt` beside the bundle: name, version and licence text of every package that has code in it.
 *
 * The licences of most packages ask for their text wherever their code is distributed, and `dist/` is distributed. The list
 * comes from the modules that the bundler rendered, so a package that is removed by tree shaking is not named, and a package
 * that a dependency brings in is. The same modules give the same bytes: packages are sorted, and line ends are normalized.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'rolldown';

export const NOTICES_FILE = 'THIRD-PARTY-NOTICES.txt';

interface Package {
  readonly name: string;
  readonly version: string;
  /** As `package.json` declares it; empty if it declares none. */
  readonly license: string;
  /** The licence files, or else the section of the README; empty if the package has neither. */
  readonly text: string;
}

const LICENSE_FILE = /^(?:licen[cs]e|copying|notice)/i;
const README_FILE = /^readme/i;
/** A heading such as `# License`, or `License` underlined, and what follows it up to the next heading. */
const LICENSE_SECTION = /^(?:#+ *licen[cs]e *|licen[cs]e *\n[=-]{3,})\n([\s\S]*?)(?=^#|\n.+\n[=-]{3,}\n|(?![\s\S]))/im;

/**
 * Collects the packages of several builds, and emits the file in the last one.
 *
 * @param styles files of packages that a build reads without importing them
 */
export function thirdPartyNotices(styles: readonly string[]): { readonly collect: Plugin; readonly emit: Plugin } {
  const folders = new Set(styles.flatMap(packageFolder));
  let collected = 0;
  const collect = (bundle: Parameters<Extract<Plugin['generateBundle'], (...of: never[]) => unknown>>[1]): void => {
    for (const output of Object.values(bundle)) {
      if (output.type !== 'chunk') continue;
      for (const [id, { renderedLength }] of Object.entries(output.modules)) {
        if (renderedLength > 0) for (const folder of packageFolder(id)) folders.add(folder);
      }
    }
  };
  return {
    collect: {
      name: 'third-party-notices-collect',
      generateBundle(_options, bundle) {
        collected += 1;
        collect(bundle);
      },
    },
    emit: {
      name: 'third-party-notices',
      generateBundle(_options, bundle) {
        if (collected === 0) throw new Error('expected the other builds to run before the one that emits the notices');
        collect(bundle);
        this.emitFile({ type: 'asset', fileName: NOTICES_FILE, source: noticesOf([...folders].map(readPackage)) });
      },
    },
  };
}

/** The folder of the package that a module belongs to; none for the project's own modules. */
function packageFolder(id: string): readonly string[] {
  // Helpers that the bundler adds are modules without a file.
  if (/^\W*(?:rolldown\/runtime|@oxc-project\+runtime)/.test(id)) return packageFolder(import.meta.resolve('rolldown'));
  const path = (id.startsWith('file:') ? fileURLToPath(id) : id).replaceAll('\\', '/');
  const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
  return folder === undefined ? [] : [folder];
}

function readPackage(folder: string): Package {
  const manifest: { name: string; version: string; license?: string } = JSON.parse(
    readFileSync(`${folder}/package.json`, 'utf8'),
  );
  const files = readdirSync(folder).sort();
  const read = (name: string | undefined): string =>
    name === undefined ? '' : readFileSync(`${folder}/${name}`, 'utf8').replaceAll('\r\n', '\n');
  const licenses = files.filter((name) => LICENSE_FILE.test(name)).map(read);
  const readme = LICENSE_SECTION.exec(read(files.find((name) => README_FILE.test(name))))?.[1] ?? '';
  return {
    name: manifest.name,
    version: manifest.version,
    license: manifest.license ?? '',
    text: (licenses.length > 0 ? licenses.join('\n') : readme).replace(/[^\S\n]+$/gm, '').trim(),
  };
}

/** Packages whose licence text is the same share it. */
export function noticesOf(packages: readonly Package[]): string {
  const byText = new Map<string, Map<string, string>>();
  for (const { name, version, license, text } of packages) {
    const declared = license === '' ? 'package.json declares no licence' : license;
    const missing = `This package contains no licence text. Its package.json declares: ${license === '' ? 'nothing' : license}`;
    const key = text === '' ? missing : text;
    const title = `${name} ${version} (${declared})`;
    byText.set(key, (byText.get(key) ?? new Map()).set(title, title));
  }
  const sections = [...byText].map(([text, titles]) => `${[...titles.keys()].sort().join('\n')}\n\n${text}\n`).sort();
  const rule = `${'-'.repeat(80)}\n\n`;
  const opening =
    'Mission Runner contains code of these packages. Each list of packages is followed by their licence. The build\nwrites this file.\n\n';
  return `${opening}${rule}${sections.join(`\n${rule}`)}`;
}
