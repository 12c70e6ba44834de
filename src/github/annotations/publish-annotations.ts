import { type AnnotationProperties, endGroup, error, notice, startGroup, warning } from '@actions/core';
import type { RunReport } from '../../report/model/run.ts';
import { plural } from '../../report/text/format.ts';
import type { Annotation } from './annotation.ts';
import { findSources } from './sources.ts';
import { taskAnnotations } from './task-annotations.ts';

/**
 * Annotates what failed in a run.
 *
 * @param root absolute root of the mission
 * @param isShown true if the log has shown the failures already: then the annotations, which are lines of the log too, are in a group
 */
export function publishTaskAnnotations(report: RunReport, root: string, isShown: boolean): void {
  const annotations = taskAnnotations(report, 'the final report', findSources(process.cwd(), root));
  const isGrouped = isShown && annotations.length > 0;
  if (isGrouped) startGroup(plural(annotations.length, 'annotation'));
  publishAnnotations(annotations);
  if (isGrouped) endGroup();
}

export function publishAnnotations(annotations: readonly Annotation[]): void {
  for (const annotation of annotations) {
    const properties = propertiesOf(annotation);
    switch (annotation.kind) {
      case 'error':
        error(annotation.message, properties);
        break;
      case 'warning':
        warning(annotation.message, properties);
        break;
      case 'notice':
        notice(annotation.message, properties);
        break;
      default:
        annotation.kind satisfies never;
    }
  }
}

function propertiesOf(annotation: Annotation): AnnotationProperties {
  const { title, file, line, endLine, column, endColumn } = annotation;
  return {
    title,
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { startLine: line }),
    ...(endLine === undefined ? {} : { endLine }),
    ...(column === undefined ? {} : { startColumn: column }),
    ...(endColumn === undefined ? {} : { endColumn }),
  };
}
