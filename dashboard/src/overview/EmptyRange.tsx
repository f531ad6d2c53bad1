import styles from './EmptyRange.module.css';

/** Says that there is nothing, and what to do about it. */
export function EmptyRange({ busy }: { busy: boolean }) {
  return (
    <section className={styles.empty} aria-label="No events" aria-busy={busy}>
      <svg width="72" height="44" viewBox="0 0 72 44" aria-hidden="true" className={styles.drawing}>
        <path d="M4 40v-8M16 40v-14M28 40v-6M40 40V18M52 40V28M64 40v-12" />
      </svg>
      <h2 className={styles.title}>No events in this range</h2>
      <p className={styles.text}>
        Send some: <code>./acme demo</code> or <code>./acme replay access.log</code>. They appear
        here as they arrive.
      </p>
    </section>
  );
}
