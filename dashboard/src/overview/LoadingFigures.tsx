import { Skeleton, VisuallyHidden } from '@mantine/core';
import styles from './LoadingFigures.module.css';

/** The shape of the figures before the first answer. */
export function LoadingFigures() {
  return (
    <div role="status" className={styles.loading}>
      <VisuallyHidden>Loading events</VisuallyHidden>
      <div className={styles.tiles}>
        <Skeleton height={112} radius={12} />
        <Skeleton height={112} radius={12} />
        <Skeleton height={112} radius={12} />
      </div>
      <Skeleton height={440} radius={12} />
    </div>
  );
}
