import { describe, expect, it } from 'vitest';
import { PALETTES } from '../theme/palette.ts';
import { MINUTE } from '../time/duration.ts';
import { eventsChartOption } from './eventsChartOption.ts';
import { intervalTooltip } from './intervalTooltip.ts';

function overview(length: number) {
  return {
    window: { from: 0, to: length * MINUTE, granularity: '1m' as const },
    intervals: Array.from({ length }, (_, index) => ({ start: index * MINUTE, count: index })),
    events: 0,
    uniqueUsers: 0,
    paths: [],
    exact: true,
    partial: false,
    tiers: [],
  };
}

describe('the chart of events', () => {
  it('has a bar over the whole of each interval', () => {
    expect(eventsChartOption(overview(3), 'utc', PALETTES.light)).toMatchObject({
      useUTC: true,
      xAxis: { min: 0, max: 3 * MINUTE },
      series: {
        type: 'bar',
        data: [
          [0.5 * MINUTE, 0],
          [1.5 * MINUTE, 1],
          [2.5 * MINUTE, 2],
        ],
      },
    });
  });

  it('is a line when bars would be too thin', () => {
    expect(eventsChartOption(overview(1440), 'local', PALETTES.dark)).toMatchObject({
      useUTC: false,
      series: { type: 'line', sampling: 'max' },
    });
  });

  it('says the interval and its count in the tooltip', () => {
    const tooltip = intervalTooltip(overview(3).intervals, '1m', 'utc');
    expect(tooltip([{ dataIndex: 1 }])).toHaveTextContent(/00:01.*1 event$/);
    expect(tooltip([{ dataIndex: 2 }])).toHaveTextContent('2 events');
    expect(tooltip([])).toBeEmptyDOMElement();
  });
});
