import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queryApi } from '../api/queryApi.ts';
import { OverviewPage } from '../overview/OverviewPage.tsx';
import { ConnectForm } from '../session/ConnectForm.tsx';
import { useSession } from '../session/useSession.ts';
import type { Config } from './config.ts';
import { Frame } from './Frame.tsx';

/** The page for whoever has a key, and the way to give one for whoever has not. */
export function App({ config: { apiUrl } }: { config: Config }) {
  const [session, begin] = useSession();
  // A new key is another customer perhaps: nothing read with the last one may stay.
  const connection = useMemo(
    () =>
      session && {
        id: session.id,
        run: queryApi(apiUrl, session.apiKey),
        client: new QueryClient(),
      },
    [apiUrl, session],
  );
  if (!connection) {
    return (
      <Frame>
        <ConnectForm apiUrl={apiUrl} onConnect={begin} />
      </Frame>
    );
  }
  return (
    <QueryClientProvider client={connection.client} key={connection.id}>
      <OverviewPage apiUrl={apiUrl} run={connection.run} onApiKey={begin} />
    </QueryClientProvider>
  );
}
