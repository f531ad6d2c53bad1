import { useState } from 'react';
import type { RunQuery } from '../api/queryApi.ts';
import { DisconnectButton } from '../app/DisconnectButton.tsx';
import { Frame } from '../app/Frame.tsx';
import { ZoneToggle } from '../app/ZoneToggle.tsx';
import { useOverview } from '../queries/useOverview.ts';
import { ConnectForm } from '../session/ConnectForm.tsx';
import { useView } from '../view/useView.ts';
import { Figures } from './Figures.tsx';
import { LiveStatus } from './LiveStatus.tsx';
import { LoadingFigures } from './LoadingFigures.tsx';
import styles from './OverviewPage.module.css';
import { Problems } from './Problems.tsx';
import { Toolbar } from './Toolbar.tsx';

/** The page: what to look at, how fresh it is, and the figures. */
export function OverviewPage(props: {
  apiUrl: string;
  run: RunQuery;
  onApiKey: (key: string | undefined) => void;
}) {
  const [view, changeView] = useView();
  const [live, setLive] = useState(true);
  const { data, error, isPlaceholderData, dataUpdatedAt } = useOverview(props.run, view, live);

  if (error?.unauthorized) {
    return (
      <Frame>
        <ConnectForm apiUrl={props.apiUrl} problem={error} onConnect={props.onApiKey} />
      </Frame>
    );
  }
  const actions = (
    <>
      <ZoneToggle
        zone={view.zone}
        onChange={(zone) => {
          changeView({ zone });
        }}
      />
      <DisconnectButton
        onClick={() => {
          props.onApiKey(undefined);
        }}
      />
    </>
  );
  return (
    <Frame actions={actions}>
      <div className={styles.page}>
        <div className={styles.head}>
          <div className={styles.heading}>
            <h1 className={styles.title}>Overview</h1>
            <LiveStatus
              live={live}
              troubled={error !== null}
              updatedAt={dataUpdatedAt}
              zone={view.zone}
              onChange={setLive}
            />
          </div>
          <Toolbar view={view} onChange={changeView} />
        </div>
        <Problems error={error} overview={data} />
        {data && (
          <Figures overview={data} view={view} busy={isPlaceholderData} onChange={changeView} />
        )}
        {!data && !error && <LoadingFigures />}
      </div>
    </Frame>
  );
}
