import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queryApi } from '../api/queryApi.ts';
import { OverviewPage } from '../overview/OverviewPage.tsx';
import { ConnectForm } from '../session/ConnectForm.tsx';
import { useApiKey } from '../session/useApiKey.ts';
import type { Config } from './config.ts';
import { Frame } from './Frame.tsx';

/** The page for whoever has a key, and the way to give one for whoever has not. */
export function App({ config }: { config: Config }) {
  const [apiKey, setApiKey] = useApiKey();
  // A new key is another customer perhaps: nothing read with the last one may stay.
  const session = useMemo(
    () =>
      apiKey === undefined
        ? undefined
        : { run: queryApi(config.apiUrl, apiKey), client: new QueryClient() },
    [config.apiUrl, apiKey],
  );
  if (!session) {
    return (
      <Frame>
        <ConnectForm apiUrl={config.apiUrl} onConnect={setApiKey} />
      </Frame>
    );
  }
  return (
    <QueryClientProvider client={session.client} key={apiKey}>
      <OverviewPage apiUrl={config.apiUrl} run={session.run} onApiKey={setApiKey} />
    </QueryClientProvider>
  );
}
