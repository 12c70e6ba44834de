import { fileStem } from '../../base/file-stem.ts';

/** The completion report of a task or test; `folder` leads from the document to the run's folder. */
export function taskFile(id: string, folder = '.'): string {
  return `${folder === '.' ? '' : `${folder}/`}tasks/${fileStem(id)}.md`;
}

/** The log of a task, test or service; `folder` leads from the document to the run's folder. */
export function logFile(id: string, folder = '.'): string {
  return `${folder === '.' ? '' : `${folder}/`}logs/${fileStem(id)}.log`;
}

/** A file that a task keeps; `folder` leads from the document to the run's folder. */
export function keptFile(id: string, path: string, folder = '.'): string {
  return `${folder === '.' ? '' : `${folder}/`}files/${fileStem(id)}/${path}`;
}
