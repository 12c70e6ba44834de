import { expect, test } from 'vitest';
import { artifactNames, defaultArtifactName } from '../../src/github/service/artifact-name.ts';
import { fc } from '../suite/fast-check.ts';

test('the default name contains mission and job, and from the second attempt on the attempt', () => {
  expect(defaultArtifactName('Control Center: fix/everything', { GITHUB_JOB: 'gate', GITHUB_RUN_ATTEMPT: '1' })).toBe(
    'mission-Control-Center-fix-everything-gate',
  );
  expect(defaultArtifactName('Fix', { GITHUB_JOB: 'gate', GITHUB_RUN_ATTEMPT: '3' })).toBe(
    'mission-Fix-gate-attempt-3',
  );
  expect(defaultArtifactName('', {})).toBe('mission');
});

test('the default name is valid for any mission name and job name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.string(), (mission, job) => {
      const name = defaultArtifactName(mission, { GITHUB_JOB: job });
      expect(name).toMatch(/^mission[^":<>|*?\\/\p{Cc}]*$/u);
      expect([...name].length).toBeLessThanOrEqual(100);
      // Throws on a lone surrogate.
      expect(decodeURIComponent(encodeURIComponent(name))).toBe(name);
    }),
  );
});

test('an existing name gets suffixes, of which the last one is unique', () => {
  expect(artifactNames('reports', '1a2b')).toEqual(['reports', 'reports-2', 'reports-3', 'reports-1a2b']);
});
