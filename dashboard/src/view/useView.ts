import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { formatView, parseView, type View } from './view.ts';

const CHANGED = 'acme:view';

/** The view in the address bar and how to change a part of it; each change is a step in the history. */
export function useView(): [View, (change: Partial<View>) => void] {
  const search = useSyncExternalStore(subscribe, () => window.location.search);
  const view = useMemo(() => parseView(search), [search]);
  const change = useCallback((part: Partial<View>) => {
    const next = formatView({ ...parseView(window.location.search), ...part });
    window.history.pushState(null, '', window.location.pathname + next);
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  return [view, change];
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  window.addEventListener(CHANGED, listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener(CHANGED, listener);
  };
}
