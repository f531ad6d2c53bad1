import type { Overview } from '../queries/overview.ts';
import { MINUTE } from '../time/duration.ts';
import { formatInterval, formatNumber, type Zone } from '../time/format.ts';
import { UNIT } from '../time/granularity.ts';
import { NumberTile } from './NumberTile.tsx';
import styles from './Tiles.module.css';

const oneDigit = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

/** The range in three numbers. */
export function Tiles(props: { overview: Overview; zone: Zone; busy: boolean }) {
  const { events, uniqueUsers, intervals, window } = props.overview;
  const peak = intervals.reduce((highest, each) => (each.count > highest.count ? each : highest));
  const perMinute = events / ((window.to - window.from) / MINUTE);
  return (
    <div className={styles.tiles} aria-busy={props.busy}>
      <NumberTile
        label="Events"
        value={formatNumber(events)}
        note={`${oneDigit.format(perMinute)} per minute`}
      />
      <NumberTile
        label="Unique users"
        value={formatNumber(uniqueUsers)}
        note={
          uniqueUsers > 0 ? `${oneDigit.format(events / uniqueUsers)} events each` : 'none known'
        }
      />
      <NumberTile
        label={`Busiest ${UNIT[window.granularity]}`}
        value={formatNumber(peak.count)}
        note={formatInterval(peak.start, window.granularity, props.zone)}
      />
    </div>
  );
}
