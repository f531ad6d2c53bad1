import styles from './Brand.module.css';

/** The product's mark and name. */
export function Brand() {
  return (
    <span className={styles.brand}>
      <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
        <rect className={styles.tile} width="32" height="32" rx="8" />
        <path className={styles.bars} d="M8 23v-5M13.5 23v-9M19 23V11M24.5 23V8" />
      </svg>
      <span>
        Acme <span className={styles.second}>Analytics</span>
      </span>
    </span>
  );
}
