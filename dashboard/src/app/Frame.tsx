import type { ReactNode } from 'react';
import { Brand } from './Brand.tsx';
import { ColorSchemeToggle } from './ColorSchemeToggle.tsx';
import styles from './Frame.module.css';

/** The bar with the product's name, and the page below it. */
export function Frame({ actions, children }: { actions?: ReactNode; children: ReactNode }) {
  return (
    <>
      <header className={styles.bar}>
        <div className={styles.inner}>
          <Brand />
          <div className={styles.actions}>
            {actions}
            <ColorSchemeToggle />
          </div>
        </div>
      </header>
      <main className={styles.main}>{children}</main>
    </>
  );
}
