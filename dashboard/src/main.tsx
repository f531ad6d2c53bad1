// First, so that the components' own sheets come after and win.
import './theme/styles.ts';
import { createRoot } from 'react-dom/client';
import { asProblem } from './api/problem.ts';
import { App } from './app/App.tsx';
import { loadConfig } from './app/config.ts';
import { Frame } from './app/Frame.tsx';
import { Page } from './app/Page.tsx';
import { storeApiKey, takeApiKeyFromFragment } from './session/apiKey.ts';
import { Notice } from './ui/Notice.tsx';

const element = document.getElementById('root');
if (!element) {
  throw new Error('index.html has no element with the id root');
}
const root = createRoot(element);

const key = takeApiKeyFromFragment(window);
if (key !== undefined) {
  storeApiKey(sessionStorage, key);
}

loadConfig().then(
  (config) => {
    root.render(
      <Page>
        <App config={config} />
      </Page>,
    );
  },
  (failure: unknown) => {
    root.render(
      <Page>
        <Frame>
          <Notice tone="alarm" title="The dashboard can’t start">
            {asProblem(failure).detail}
          </Notice>
        </Frame>
      </Page>,
    );
  },
);
