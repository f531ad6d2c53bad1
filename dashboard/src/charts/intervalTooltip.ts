import type { Interval } from '../queries/overview.ts';
import { formatInterval, formatNumber, type Zone } from '../time/format.ts';
import type { Granularity } from '../time/granularity.ts';
import styles from './intervalTooltip.module.css';

/**
 * Makes the content of the tooltip as elements, not as HTML text: a path or a style in a string
 * would be an injection, and the content security policy refuses inline styles.
 */
export function intervalTooltip(intervals: Interval[], granularity: Granularity, zone: Zone) {
  return (parameters: unknown): HTMLElement => {
    const tooltip = element('div', styles.tooltip, '');
    const [point] = parameters as { dataIndex: number }[];
    const interval = point && intervals[point.dataIndex];
    if (interval) {
      const count = formatNumber(interval.count);
      tooltip.append(
        element('div', styles.time, formatInterval(interval.start, granularity, zone)),
        element('div', styles.count, interval.count === 1 ? '1 event' : `${count} events`),
      );
    }
    return tooltip;
  };
}

function element(name: string, className: string | undefined, text: string): HTMLElement {
  const created = document.createElement(name);
  created.className = className ?? '';
  created.textContent = text;
  return created;
}
