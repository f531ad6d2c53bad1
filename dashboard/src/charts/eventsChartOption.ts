import type { EChartsCoreOption } from 'echarts/core';
import type { Overview } from '../queries/overview.ts';
import type { Palette } from '../theme/palette.ts';
import { formatCompact, type Zone } from '../time/format.ts';
import { WIDTH_MS } from '../time/granularity.ts';
import { intervalTooltip } from './intervalTooltip.ts';

/** With more intervals than this a bar would be narrower than its gap. */
const MOST_BARS = 180;

const FONT = "'Inter Variable', system-ui, sans-serif";

/**
 * What ECharts draws. A point stands at the middle of its interval, so that a bar covers just the
 * time it counts.
 */
export function eventsChartOption(
  { intervals, window }: Overview,
  zone: Zone,
  palette: Palette,
): EChartsCoreOption {
  const width = WIDTH_MS[window.granularity];
  const first = intervals[0]?.start ?? window.from;
  const last = intervals.at(-1)?.start ?? window.to;
  const label = { color: palette.label, fontFamily: FONT, fontSize: 12 };
  return {
    animation: false,
    useUTC: zone === 'utc',
    grid: { left: 4, right: 8, top: 14, bottom: 4, outerBoundsMode: 'same' },
    tooltip: {
      trigger: 'axis',
      confine: true,
      padding: 0,
      borderWidth: 0,
      backgroundColor: 'transparent',
      extraCssText: 'box-shadow: none',
      transitionDuration: 0,
      axisPointer: { type: 'shadow', shadowStyle: { color: palette.hover } },
      formatter: intervalTooltip(intervals, window.granularity, zone),
    },
    xAxis: {
      type: 'time',
      min: first,
      max: last + width,
      axisLine: { lineStyle: { color: palette.grid } },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: {
        ...label,
        hideOverlap: true,
        formatter: {
          year: '{yyyy}',
          month: '{d} {MMM}',
          day: '{d} {MMM}',
          hour: '{HH}:{mm}',
          minute: '{HH}:{mm}',
        },
      },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: 4,
      splitLine: { lineStyle: { color: palette.grid } },
      axisLabel: { ...label, formatter: formatCompact },
    },
    series: {
      ...(intervals.length > MOST_BARS ? lineStyle(palette) : barStyle(palette)),
      data: intervals.map(({ start, count }) => [start + width / 2, count]),
    },
  };
}

function barStyle(palette: Palette) {
  return {
    type: 'bar',
    barCategoryGap: '22%',
    barMaxWidth: 44,
    itemStyle: { color: palette.series, borderRadius: [3, 3, 0, 0] },
  };
}

function lineStyle(palette: Palette) {
  const fade = [
    { offset: 0, color: `${palette.series}55` },
    { offset: 1, color: palette.seriesFaded },
  ];
  return {
    type: 'line',
    showSymbol: false,
    // Of the points that share a pixel the highest is drawn: a peak must not vanish.
    sampling: 'max',
    lineStyle: { color: palette.series, width: 1.5 },
    itemStyle: { color: palette.series },
    areaStyle: { color: { type: 'linear', x: 0, y: 0, x2: 0, y2: 1, colorStops: fade } },
  };
}
