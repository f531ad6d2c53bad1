import { memo } from 'react';
import type { Interval } from '../queries/overview.ts';
import { formatInterval, formatNumber, zoneName, type Zone } from '../time/format.ts';
import type { Granularity } from '../time/granularity.ts';
import styles from './EventsTable.module.css';

/** The exact numbers behind the chart; intervals without events are left out. */
export function EventsTable(props: {
  intervals: Interval[];
  granularity: Granularity;
  zone: Zone;
}) {
  const { intervals, granularity, zone } = props;
  return (
    <div className={styles.scroll} role="region" aria-label="Events by interval" tabIndex={0}>
      <table className={styles.table}>
        <caption className={styles.caption}>Intervals without events are left out</caption>
        <thead>
          <tr>
            <th scope="col">Start ({zoneName(zone)})</th>
            <th scope="col" className={styles.number}>
              Events
            </th>
          </tr>
        </thead>
        <tbody>
          {intervals
            .filter(({ count }) => count > 0)
            .map(({ start, count }) => (
              <Row key={start} start={start} count={count} granularity={granularity} zone={zone} />
            ))}
        </tbody>
      </table>
    </div>
  );
}

/** Remembered: of thousands of rows, a refresh changes the last. */
const Row = memo(function Row(props: Interval & { granularity: Granularity; zone: Zone }) {
  return (
    <tr>
      <th scope="row">
        <time dateTime={new Date(props.start).toISOString()}>
          {formatInterval(props.start, props.granularity, props.zone)}
        </time>
      </th>
      <td className={styles.number}>
        <data value={props.count}>{formatNumber(props.count)}</data>
      </td>
    </tr>
  );
});
