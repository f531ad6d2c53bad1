import type { Tier } from '../api/queryAnswer.ts';
import type { Overview } from '../queries/overview.ts';
import { formatNumber, zoneName, type Zone } from '../time/format.ts';
import styles from './Colophon.module.css';

/** Where the figures come from: stores, freshness, exactness, the zone of times, the source of places. */
export function Colophon({ overview, zone }: { overview: Overview; zone: Zone }) {
  const tiers = overview.tiers.map(described);
  return (
    <p className={styles.colophon}>
      <span>{overview.exact ? 'Exact counts' : 'Approximate counts'}</span>
      {tiers.map((tier) => (
        <span key={tier}>Store: {tier}</span>
      ))}
      <span>Times in {zoneName(zone)}</span>
      {/* The licence of the places asks for this link wherever they may show. */}
      <a href="https://db-ip.com">IP Geolocation by DB-IP</a>
    </p>
  );
}

function described({ name, available, freshness_ms, elapsed_ms }: Tier): string {
  if (!available) {
    return `${name}, not available: its part is missing`;
  }
  const behind =
    freshness_ms === null
      ? 'nothing received yet'
      : `at most ${formatNumber(freshness_ms)} ms behind`;
  return `${name}, ${behind}, read in ${formatNumber(elapsed_ms)} ms`;
}
