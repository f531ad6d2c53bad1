import { UnstyledButton } from '@mantine/core';
import { formatClock, type Zone } from '../time/format.ts';
import { Icon } from '../ui/Icon.tsx';
import styles from './LiveStatus.module.css';

/** Says whether the page refreshes itself and when it last did; pauses and resumes it. */
export function LiveStatus(props: {
  live: boolean;
  /** The last refresh failed. */
  troubled: boolean;
  /** Milliseconds since 1970 UTC; 0 before the first answer. */
  updatedAt: number;
  zone: Zone;
  onChange: (live: boolean) => void;
}) {
  const { live, troubled, updatedAt, zone, onChange } = props;
  const state = !live ? 'paused' : troubled ? 'troubled' : 'live';
  const word = { live: 'Live', paused: 'Paused', troubled: 'Interrupted' }[state];
  return (
    <div className={styles.status}>
      <UnstyledButton
        className={styles.button}
        data-state={state}
        aria-label={live ? `${word}. Pause updates` : `${word}. Resume updates`}
        title={live ? 'Pause updates' : 'Resume updates'}
        onClick={() => {
          onChange(!live);
        }}
      >
        <span className={styles.dot} />
        {word}
        <Icon name={live ? 'pause' : 'play'} size={14} />
      </UnstyledButton>
      {updatedAt > 0 && <span className={styles.time}>Updated {formatClock(updatedAt, zone)}</span>}
    </div>
  );
}
