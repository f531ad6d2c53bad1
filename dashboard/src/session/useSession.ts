import { useCallback, useEffect, useState } from 'react';
import { storeApiKey, storedApiKey, takeApiKeyFromFragment } from './apiKey.ts';

/** One use of an API key, begun when it was given. */
export interface Session {
  apiKey: string;
  /** Another for each session of the tab, also when the same key is given again. */
  id: number;
}

/** This tab's session and how to begin another or, with no key, to end it. */
export function useSession(): [Session | undefined, (apiKey: string | undefined) => void] {
  const [session, setSession] = useState(() => next(storedApiKey(sessionStorage), 0));

  const begin = useCallback((apiKey: string | undefined) => {
    storeApiKey(sessionStorage, apiKey);
    setSession((last) => next(apiKey, last?.id ?? 0));
  }, []);

  useEffect(() => {
    // A link with another key may be pasted into the same tab.
    const takeKey = () => {
      const key = takeApiKeyFromFragment(window);
      if (key !== undefined) {
        begin(key);
      }
    };
    window.addEventListener('hashchange', takeKey);
    return () => {
      window.removeEventListener('hashchange', takeKey);
    };
  }, [begin]);

  return [session, begin];
}

function next(apiKey: string | undefined, lastId: number): Session | undefined {
  return apiKey === undefined ? undefined : { apiKey, id: lastId + 1 };
}
