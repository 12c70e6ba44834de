import { describe, expect, it } from 'vitest';
import { servicesTable } from '../../../src/report/sections/services.ts';
import { serviceEndText } from '../../../src/report/words/service-lines.ts';
import type { ServiceExited } from '../../../src/schedule/events/service.ts';
import { service } from '../../build-mission.ts';
import { foldAll } from '../fold-all.ts';
import { JournalBuilder, mission, task } from '../journal-builder.ts';
import { pageData } from '../page-data.ts';

const id = 'api';

function ended(end: Pick<ServiceExited, 'exitCode' | 'signal' | 'usage'>, how: 'asked' | 'killed' | 'by itself') {
  const builder = new JournalBuilder(mission([task('a', { services: [id] })], { services: [service(id)] }));
  builder.add({ type: 'service-starting', at: 100, id, by: 'a' }).add({ type: 'service-ready', at: 110, id });
  if (how !== 'by itself') builder.add({ type: 'service-stopping', at: 200, id });
  if (how === 'killed') builder.add({ type: 'service-killing', at: 900, id });
  const report = foldAll(builder.add({ type: 'service-exited', at: 950, id, logTail: '', ...end }).events);
  const found = report.services.get(id);
  if (found === undefined) throw new Error('expected the service in the report');
  return { report, service: found };
}

describe('the end of a service that was stopped', () => {
  it.each([{ signal: 'SIGTERM' }, { exitCode: 143 }, { exitCode: 0 }])('shows nothing for %o', (end) => {
    const { report, service: stopped } = ended(end, 'asked');
    expect(stopped.status).toBe('stopped');
    expect(serviceEndText(stopped)).toBe('');
    expect(servicesTable(report)?.columns.map(({ title }) => title)).not.toContain('Why');
    expect(pageData(report).services?.[0]).toMatchObject({ why: undefined });
  });

  it('shows an exit code that is no answer to the signal, and that it was killed', () => {
    expect(serviceEndText(ended({ exitCode: 1 }, 'asked').service)).toBe('exit code 1');
    expect(serviceEndText(ended({ signal: 'SIGSEGV' }, 'asked').service)).toBe('signal SIGSEGV');
    expect(serviceEndText(ended({ signal: 'SIGKILL' }, 'killed').service)).toBe('killed after the grace period');
  });

  it('is a failure with its signal if nothing had asked it to end', () => {
    expect(ended({ signal: 'SIGTERM' }, 'by itself').service.failure).toBe(
      'it was ended by SIGTERM while it was needed',
    );
  });
});

it('the page has CPU time to the millisecond', () => {
  const { report } = ended({ exitCode: 0, usage: { cpuSeconds: 0.02, peakMemory: 1024 } }, 'asked');
  expect(pageData(report).services?.[0]).toMatchObject({ cpuSeconds: 0.02 });
});
