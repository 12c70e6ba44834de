import { type AnnotationProperties, error, notice, warning } from '@actions/core';
import type { Annotation } from './annotation.ts';

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
