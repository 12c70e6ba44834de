import { expect, test } from 'vitest';
import { USUAL_ACTION } from '../../../src/fleet/workflow/job.ts';
import { workflowText } from '../../../src/fleet/workflow/workflow.ts';
import { readMission } from '../../../src/mission/read.ts';
import { fencedBlocks, readText, section } from '../../docs/markdown.ts';
import { planFrom } from './workflows.ts';

const document = readText('docs/fleet.md');

test('the workflow in docs/fleet.md is the one that is made for its mission and its plan', () => {
  const given = fencedBlocks(document).find(({ language }) => language === 'yaml');
  const workflow = fencedBlocks(section(document, 'The workflow')).find(({ language }) => language === 'yaml');
  const { mission } = readMission(given?.text ?? '', 'shop.yml', {
    files: { read: () => ({ type: 'text', text: '' }) },
  });
  if (mission === undefined) throw new Error('expected a mission at the top of docs/fleet.md, found none');
  const planText = /^ {4}\d.*$/gm;
  const plan = planFrom((workflow?.text.match(planText) ?? []).map((line) => `${line.trim()}\n`).join(''), mission);
  const command = '.github/missions/shop.yml --out .github/workflows/shop.yml';
  const text = workflowText({
    mission,
    plan,
    file: '.github/missions/shop.yml',
    folder: '.',
    command,
    action: USUAL_ACTION,
    inputs: [],
  });
  expect(workflow?.text).toBe(text);
});
