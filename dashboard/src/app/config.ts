/** What differs between places this page is served from. */
export interface Config {
  /** Where the API is, without a slash at the end. */
  apiUrl: string;
}

/** Reads `/config.json`, which lies beside the page. */
export async function loadConfig(): Promise<Config> {
  const response = await fetch('/config.json', { cache: 'no-store' });
  if (!response.ok) {
    throw new Error(`/config.json: status ${response.status} (expected: 200)`);
  }
  return parseConfig(await response.json());
}

export function parseConfig(body: unknown): Config {
  const apiUrl = (body as Partial<Config> | null)?.apiUrl;
  if (typeof apiUrl !== 'string' || !/^https?:$/.test(URL.parse(apiUrl)?.protocol ?? '')) {
    throw new Error(`/config.json: apiUrl: ${String(apiUrl)} (expected: an http or https URL)`);
  }
  return { apiUrl: apiUrl.replace(/\/+$/, '') };
}
