import type { PageData } from '../../report/html/data/data.ts';
import { resumeSign } from '../../report/html/parts/words.ts';
import { formatOffset } from '../../report/text/format.ts';
import { element } from '../parts/element.ts';
import { noteHint } from '../parts/hints.ts';
import { percentOf, type View } from '../parts/view-range.ts';

/** Width in pixels of the word beside a mark. */
const wordWidth = 74;
/** Width in pixels of a tick before it. */
const tickWidth = 48;

/** The moments on the time axis at which the run was resumed; with the word if there is space. */
export function resumeMarks(data: PageData, view: View, width: number): HTMLElement[] {
  const pixels = visible(data, view).map(({ at }) => (percentOf(view, at) * width) / 100);
  return visible(data, view).map(({ at, text }, index) => {
    const place = pixels[index] ?? 0;
    const isLast = width - place < wordWidth;
    const fits = (isLast ? place - (pixels[index - 1] ?? 0) : (pixels[index + 1] ?? width) - place) >= wordWidth;
    const mark = element('span', 'resume', fits ? `${resumeSign} resumed` : resumeSign);
    mark.style.left = `${percentOf(view, at)}%`;
    if (isLast) mark.classList.add('last');
    noteHint(mark, () => ({ title: `resumed after ${formatOffset(at, data.duration)}`, text }));
    return mark;
  });
}

/** Lines through all rows. */
export function resumeLines(data: PageData, view: View): HTMLElement[] {
  return visible(data, view).map(({ at }) => {
    const line = element('span', 'resume-line');
    line.style.left = `${percentOf(view, at)}%`;
    return line;
  });
}

/** Whether the text of a tick at a moment would be under one of these marks. */
export function besideResumes(data: PageData, view: View, width: number): (at: number) => boolean {
  const places = visible(data, view).map(({ at }) => (percentOf(view, at) * width) / 100);
  return (at) => {
    const tick = (percentOf(view, at) * width) / 100;
    return places.some((place) =>
      width - place < wordWidth
        ? tick > place - wordWidth - tickWidth
        : tick > place - tickWidth && tick < place + wordWidth,
    );
  };
}

function visible({ resumes }: PageData, { from, to }: View): PageData['resumes'] {
  return resumes.filter(({ at }) => at >= from && at <= to);
}
