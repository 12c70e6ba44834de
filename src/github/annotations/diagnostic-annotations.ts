import type { Diagnostic, Severity } from '../../mission/diagnostics/diagnostic.ts';
import { type Annotation, errorRoom, fitAnnotations, warningRoom } from './annotation.ts';

/** The findings in the mission file, each at its line; at most as many as GitHub shows. */
export function diagnosticAnnotations(diagnostics: readonly Diagnostic[]): readonly Annotation[] {
  const where = 'the log of this step';
  const of = (severity: Severity) => diagnostics.filter((diagnostic) => diagnostic.severity === severity).map(annotate);
  return [
    ...fitAnnotations(of('error'), errorRoom, where),
    ...fitAnnotations(of('warning'), warningRoom, where),
    ...fitAnnotations(of('hint'), 1, where),
  ];
}

function annotate(diagnostic: Diagnostic): Annotation {
  const related = (diagnostic.related ?? []).map(
    (place) => `${place.file === undefined ? 'line ' : `${place.file}:`}${place.line}: ${place.message}`,
  );
  return {
    kind: diagnostic.severity === 'hint' ? 'notice' : diagnostic.severity,
    title: `Mission file: ${diagnostic.code}`,
    message: [diagnostic.message, ...(diagnostic.hint === undefined ? [] : [diagnostic.hint]), ...related].join('\n'),
    file: diagnostic.file,
    line: diagnostic.line,
    endLine: diagnostic.endLine,
    // GitHub accepts columns only if a finding starts and ends on one line.
    ...(diagnostic.line === diagnostic.endLine ? { column: diagnostic.column, endColumn: diagnostic.endColumn } : {}),
  };
}
