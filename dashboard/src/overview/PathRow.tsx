import { formatNumber, formatShare } from '../time/format.ts';
import type { PathCount } from '../queries/overview.ts';
import styles from './PathRow.module.css';

/** A path, its events and share; the bar's length compares it with the highest. */
export function PathRow(props: PathCount & { events: number; highest: number }) {
  const { path, count, events, highest } = props;
  return (
    <tr className={styles.row}>
      <th scope="row" className={styles.path} title={path}>
        <span className={styles.bar} style={{ width: `${(100 * count) / highest}%` }} />
        <span className={styles.name} data-path={path}>
          {path === '' ? <em>no path</em> : path}
        </span>
      </th>
      <td className={styles.count}>
        <data value={count}>{formatNumber(count)}</data>
      </td>
      <td className={styles.share}>{formatShare(count / events)}</td>
    </tr>
  );
}
