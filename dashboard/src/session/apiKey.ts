const STORAGE_KEY = 'acme.apiKey';

/**
 * Takes the key out of the URL's fragment (`#key=...`), which never leaves the browser, and off the
 * address bar, so that it isn't copied along with a link.
 */
export function takeApiKeyFromFragment(window: Window): string | undefined {
  const fragment = new URLSearchParams(window.location.hash.slice(1));
  const key = fragment.get('key')?.trim();
  if (!key) {
    return undefined;
  }
  fragment.delete('key');
  const rest = fragment.toString();
  const { pathname, search } = window.location;
  window.history.replaceState(
    window.history.state,
    '',
    pathname + search + (rest ? `#${rest}` : ''),
  );
  return key;
}

/** The key lives as long as the tab. */
export function storeApiKey(storage: Storage, key: string | undefined): void {
  if (key === undefined) {
    storage.removeItem(STORAGE_KEY);
  } else {
    storage.setItem(STORAGE_KEY, key);
  }
}

export function storedApiKey(storage: Storage): string | undefined {
  return storage.getItem(STORAGE_KEY) ?? undefined;
}
