import type uPlot from 'uplot';
import { trimmed } from '../../report/text/format.ts';
import type { ChartData } from './chart-data.ts';
import { colourOf } from './colours.ts';

/** Caution and limit of the gate, and where tasks are paused: lines with their figure, with different dashes. */
export function drawLimits(plot: uPlot, { limits, pausesFrom }: ChartData): void {
  const { ctx, bbox } = plot;
  const pixel = devicePixelRatio;
  ctx.save();
  ctx.font = `${10 * pixel}px system-ui, sans-serif`;
  ctx.lineJoin = 'round';
  for (const [name, at] of [
    ['caution', limits.caution],
    ['limit', limits.limit],
    ...(pausesFrom === undefined ? [] : [['paused', pausesFrom] as const]),
  ] as const) {
    const y = plot.valToPos(at, 'y', true);
    if (y < bbox.top - 1) continue;
    ctx.strokeStyle = colourOf(name);
    ctx.fillStyle = colourOf(name);
    ctx.lineWidth = pixel;
    ctx.setLineDash(name === 'caution' ? [2 * pixel, 3 * pixel] : [7 * pixel, 3 * pixel]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    // One text is above its line and one below, because the lines are often close.
    const isBelow = name === 'caution' || y - bbox.top < 9 * pixel;
    // At the other edge, because this line is close to the limit too.
    const isLeft = name === 'paused';
    ctx.textAlign = isLeft ? 'left' : 'right';
    const x = bbox.left + (isLeft ? 4 * pixel : bbox.width - 4 * pixel);
    const place = [x, isBelow ? y + 11 * pixel : y - 4 * pixel] as const;
    const text = `${name === 'paused' ? 'critical' : name} ${trimmed(at, 1)}`;
    // A halo, because the measured line may pass behind it.
    ctx.setLineDash([]);
    ctx.lineWidth = 3 * pixel;
    ctx.strokeStyle = colourOf('ground');
    ctx.strokeText(text, ...place);
    ctx.fillText(text, ...place);
  }
  ctx.restore();
}
