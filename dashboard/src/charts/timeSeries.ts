import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use as register } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { InitChart } from './EChart.tsx';

// The group of what charts over time are made of; loaded with the first of them.
register([BarChart, LineChart, GridComponent, TooltipComponent, CanvasRenderer]);

export const initTimeSeries: InitChart = (element) => init(element);
