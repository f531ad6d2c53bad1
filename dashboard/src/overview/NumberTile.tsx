import styles from './NumberTile.module.css';

/** One number, what it counts, and a word beside it. */
export function NumberTile(props: { label: string; value: string; note: string }) {
  return (
    <section className={styles.tile} aria-label={props.label}>
      <h2 className={styles.label}>{props.label}</h2>
      <p className={styles.value}>{props.value}</p>
      <p className={styles.note}>{props.note}</p>
    </section>
  );
}
