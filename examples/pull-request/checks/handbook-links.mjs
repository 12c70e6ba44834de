import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { files, finish, root } from './mission.mjs';

const findings = files('handbook', '.md').flatMap((file) => {
  const links = [...readFileSync(file, 'utf8').matchAll(/\]\(([^)#:\s]*)(?:#([^)\s]*))?\)/g)];
  return links.flatMap(([, path, heading]) => {
    const target = path === '' ? file : join(dirname(file), path);
    const place = `${relative(root, file)}: ${path}${heading === undefined ? '' : `#${heading}`}`;
    if (!existsSync(target)) return [`${place}: there is no such page`];
    if (heading === undefined || headings(target).includes(heading)) return [];
    return [`${place}: there is no such heading`];
  });
});
finish(findings);

function headings(file) {
  return [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, text]) =>
    text
      .toLowerCase()
      .replaceAll(' ', '-')
      .replace(/[^\w-]/g, ''),
  );
}
