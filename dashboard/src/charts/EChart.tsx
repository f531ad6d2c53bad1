import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { useEffect, useRef } from 'react';

/** Draws into an element of the page. Which one, is the chart group's to say: see timeSeries.ts. */
export type InitChart = (element: HTMLElement) => EChartsType;

/** The thin layer between React and ECharts: it draws, redraws, resizes and disposes. */
export function EChart(props: {
  init: InitChart;
  option: EChartsCoreOption;
  /** What the picture says, for those who don't see it. */
  label: string;
  className: string | undefined;
}) {
  const { init, option, label, className } = props;
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);

  useEffect(() => {
    if (!element.current) {
      return undefined;
    }
    const drawn = init(element.current);
    chart.current = drawn;
    const observer = new ResizeObserver(() => {
      drawn.resize();
    });
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      drawn.dispose();
      chart.current = undefined;
    };
  }, [init]);

  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true, lazyUpdate: true });
  }, [init, option]);

  return <div ref={element} role="img" aria-label={label} className={className} />;
}
