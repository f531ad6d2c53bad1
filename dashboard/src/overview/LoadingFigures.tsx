import { VisuallyHidden } from '@mantine/core';
import styles from './LoadingFigures.module.css';

/** The shape of the figures before the first answer. */
export function LoadingFigures() {
  return (
    <div role="status" className={styles.loading}>
      <VisuallyHidden>Loading events</VisuallyHidden>
      <div className={styles.tiles}>
        <div />
        <div />
        <div />
      </div>
      <div className={styles.panels}>
        <div />
        <div />
      </div>
    </div>
  );
}
