import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import styles from './Notice.module.css';

/** A sentence or two above or instead of the figures. */
export function Notice(props: { tone: 'alarm' | 'caution'; title: string; children: ReactNode }) {
  return (
    <div className={styles.notice} data-tone={props.tone} role="alert">
      <Icon name="alert" size={20} />
      <div>
        <p className={styles.title}>{props.title}</p>
        <p className={styles.detail}>{props.children}</p>
      </div>
    </div>
  );
}
