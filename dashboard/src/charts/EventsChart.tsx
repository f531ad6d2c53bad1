import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import type { Overview } from '../queries/overview.ts';
import { PALETTES } from '../theme/palette.ts';
import { formatInterval, formatNumber, type Zone } from '../time/format.ts';
import { UNIT } from '../time/granularity.ts';
import { EChart } from './EChart.tsx';
import { eventsChartOption } from './eventsChartOption.ts';
import { initTimeSeries } from './timeSeries.ts';

/** Events per interval: bars, or a line where bars would be too thin to see. */
export default function EventsChart(props: {
  overview: Overview;
  zone: Zone;
  className: string | undefined;
}) {
  const { overview, zone, className } = props;
  const palette = PALETTES[useComputedColorScheme('light')];
  const option = useMemo(
    () => eventsChartOption(overview, zone, palette),
    [overview, zone, palette],
  );
  const { from, to, granularity } = overview.window;
  const label =
    `Chart of events per ${UNIT[granularity]} from ${formatInterval(from, granularity, zone)} ` +
    `to ${formatInterval(to, granularity, zone)}: ${formatNumber(overview.events)} events. ` +
    'The table has the numbers.';
  return <EChart init={initTimeSeries} option={option} label={label} className={className} />;
}
