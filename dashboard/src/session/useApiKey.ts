import { useCallback, useEffect, useState } from 'react';
import { storeApiKey, storedApiKey, takeApiKeyFromFragment } from './apiKey.ts';

/** The API key of this tab and how to change it; `undefined` means not connected. */
export function useApiKey(): [string | undefined, (key: string | undefined) => void] {
  const [apiKey, setState] = useState(() => storedApiKey(sessionStorage));

  const setApiKey = useCallback((key: string | undefined) => {
    storeApiKey(sessionStorage, key);
    setState(key);
  }, []);

  useEffect(() => {
    // On the first visit, and when a link with another key is pasted into the same tab.
    const takeKey = () => {
      const key = takeApiKeyFromFragment(window);
      if (key !== undefined) {
        setApiKey(key);
      }
    };
    window.addEventListener('hashchange', takeKey);
    return () => {
      window.removeEventListener('hashchange', takeKey);
    };
  }, [setApiKey]);

  return [apiKey, setApiKey];
}
