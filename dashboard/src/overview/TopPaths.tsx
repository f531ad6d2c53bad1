import { Button } from '@mantine/core';
import { useState } from 'react';
import type { PathCount } from '../queries/overview.ts';
import { Card } from '../ui/Card.tsx';
import { PathRow } from './PathRow.tsx';
import styles from './TopPaths.module.css';

const AT_FIRST = 10;

/** The paths with most events, each with its share of all events of the range. */
export function TopPaths(props: { paths: PathCount[]; events: number; busy: boolean }) {
  const { paths, events, busy } = props;
  const [all, setAll] = useState(false);
  const shown = all ? paths : paths.slice(0, AT_FIRST);
  const highest = paths[0]?.count ?? 0;
  return (
    <Card title="Top paths" note="By events, with their share of all" busy={busy}>
      <table className={styles.table} aria-label="Top paths">
        <thead>
          <tr>
            <th scope="col">Path</th>
            <th scope="col">Events</th>
            <th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ path, count }) => (
            <PathRow key={path} path={path} count={count} events={events} highest={highest} />
          ))}
        </tbody>
      </table>
      {paths.length > AT_FIRST && (
        <Button
          className={styles.more}
          variant="subtle"
          size="xs"
          aria-expanded={all}
          onClick={() => {
            setAll(!all);
          }}
        >
          {all ? 'Show fewer' : `Show ${paths.length} paths`}
        </Button>
      )}
    </Card>
  );
}
