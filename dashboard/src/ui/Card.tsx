import type { ReactNode } from 'react';
import styles from './Card.module.css';

/** A titled surface; `busy` dims what it shows while something newer is on its way. */
export function Card(props: {
  title: string;
  note?: ReactNode;
  action?: ReactNode;
  busy?: boolean;
  children: ReactNode;
}) {
  const { title, note, action, busy = false, children } = props;
  return (
    <section className={styles.card} aria-label={title} aria-busy={busy}>
      <header className={styles.header}>
        <div>
          <h2 className={styles.title}>{title}</h2>
          {note !== undefined && <p className={styles.note}>{note}</p>}
        </div>
        {action}
      </header>
      <div className={styles.body}>{children}</div>
    </section>
  );
}
