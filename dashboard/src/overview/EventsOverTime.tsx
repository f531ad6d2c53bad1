import { Button } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { Overview } from '../queries/overview.ts';
import { zoneFor } from '../time/format.ts';
import { UNIT } from '../time/granularity.ts';
import { Card } from '../ui/Card.tsx';
import { Icon } from '../ui/Icon.tsx';
import type { View } from '../view/view.ts';
import styles from './EventsOverTime.module.css';
import { EventsTable } from './EventsTable.tsx';

// The chart library is larger than all the rest: the page doesn't wait for it.
const EventsChart = lazy(() => import('../charts/EventsChart.tsx'));

/** Events per interval as a chart, or the same numbers as a table. */
export function EventsOverTime(props: {
  overview: Overview;
  view: View;
  busy: boolean;
  onShow: (show: View['show']) => void;
}) {
  const { overview, view, busy, onShow } = props;
  const { granularity } = overview.window;
  const zone = zoneFor(view.zone, granularity);
  const other = view.show === 'chart' ? 'table' : 'chart';
  return (
    <Card
      title="Events over time"
      note={`Events per ${UNIT[granularity]}${granularity === '1d' ? ', days are UTC' : ''}`}
      busy={busy}
      action={
        <Button
          variant="default"
          size="xs"
          leftSection={<Icon name={other} size={15} />}
          onClick={() => {
            onShow(other);
          }}
        >
          Show as {other}
        </Button>
      }
    >
      <div className={styles.space}>
        {view.show === 'table' ? (
          <EventsTable intervals={overview.intervals} granularity={granularity} zone={zone} />
        ) : (
          <Suspense fallback={null}>
            <EventsChart overview={overview} zone={zone} className={styles.chart} />
          </Suspense>
        )}
      </div>
    </Card>
  );
}
