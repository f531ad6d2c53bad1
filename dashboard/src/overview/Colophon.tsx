import type { Overview } from '../queries/overview.ts';
import { formatNumber, zoneName, type Zone } from '../time/format.ts';
import styles from './Colophon.module.css';

/** Where the figures come from: stores, freshness, exactness, and the zone of the times. */
export function Colophon({ overview, zone }: { overview: Overview; zone: Zone }) {
  const tiers = overview.tiers.map(
    ({ name, freshness_ms, elapsed_ms }) =>
      `${name}, at most ${formatNumber(freshness_ms)} ms behind, read in ${formatNumber(elapsed_ms)} ms`,
  );
  return (
    <p className={styles.colophon}>
      <span>{overview.exact ? 'Exact counts' : 'Approximate counts'}</span>
      {tiers.map((tier) => (
        <span key={tier}>Store: {tier}</span>
      ))}
      <span>Times in {zoneName(zone)}</span>
    </p>
  );
}
