import type { Overview } from '../queries/overview.ts';
import type { View } from '../view/view.ts';
import { Colophon } from './Colophon.tsx';
import { EmptyRange } from './EmptyRange.tsx';
import { EventsOverTime } from './EventsOverTime.tsx';
import styles from './Figures.module.css';
import { Tiles } from './Tiles.tsx';
import { TopPaths } from './TopPaths.tsx';

/** Everything counted; `busy` while another range is on its way. */
export function Figures(props: {
  overview: Overview;
  view: View;
  busy: boolean;
  onChange: (change: Partial<View>) => void;
}) {
  const { overview, view, busy, onChange } = props;
  if (overview.events === 0) {
    return <EmptyRange busy={busy} />;
  }
  return (
    <>
      <Tiles overview={overview} zone={view.zone} busy={busy} />
      <div className={styles.panels}>
        <EventsOverTime
          overview={overview}
          view={view}
          busy={busy}
          onShow={(show) => {
            onChange({ show });
          }}
        />
        <TopPaths paths={overview.paths} events={overview.events} busy={busy} />
      </div>
      <Colophon overview={overview} zone={view.zone} />
    </>
  );
}
