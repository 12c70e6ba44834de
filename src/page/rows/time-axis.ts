import type { PageData } from '../../report/html/data/data.ts';
import { bands } from '../../report/html/parts/words.ts';
import { bandStripes, stripesBackground } from '../parts/band-stripes.ts';
import { element } from '../parts/element.ts';
import { tickText, timeTicks } from '../parts/time-ticks.ts';
import { percentOf, type View } from '../parts/view-range.ts';
import { besideResumes, resumeLines, resumeMarks } from './resume-marks.ts';
import type { TimelineFrame } from './timeline-frame.ts';

/** Pixels between two ticks at least. */
const tickDistance = 90;

/** Draws the ticks of the axis, and behind the rows the grid, the resumes and the bands of the gate. */
export function drawAxis({ axis, backdrop, grid }: TimelineFrame, data: PageData, view: View, width: number): void {
  const ticks = timeTicks(view, Math.max(2, width / tickDistance));
  const isCovered = besideResumes(data, view, width);
  const marks = ticks.at
    .filter((at) => !isCovered(at))
    .map((at) => {
      const mark = element('span', 'tick', tickText(at, ticks.distance, data.duration));
      mark.style.left = `${percentOf(view, at)}%`;
      // At the edge a text would be cut in half.
      if (percentOf(view, at) > 94) mark.classList.add('last');
      return mark;
    });
  const track = element('div', 'axis-track');
  track.append(...marks, ...resumeMarks(data, view, width));
  axis.replaceChildren(element('div', 'axis-label', ''), track);
  grid.replaceChildren(
    ...ticks.at.map((at) => {
      const rule = element('span');
      rule.style.left = `${percentOf(view, at)}%`;
      return rule;
    }),
    ...resumeLines(data, view),
  );
  backdrop.style.backgroundImage = stripesBackground(bandStripes(data.readings, view), bands);
}
