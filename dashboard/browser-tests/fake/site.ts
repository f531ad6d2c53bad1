import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { serve, type Server } from './serve.ts';

const DIST = join(import.meta.dirname, '..', '..', 'dist');

const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Serves the built page as a content delivery network would, under the strictest policy it bears. */
export function startSite(port: number, apiUrl: string): Promise<Server> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ${apiUrl}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return serve(port, async (request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    response.setHeader('Content-Security-Policy', policy);
    if (pathname === '/config.json') {
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ apiUrl }));
      return;
    }
    const file = normalize(pathname === '/' ? '/index.html' : pathname);
    try {
      const content = await readFile(join(DIST, file));
      response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
      response.end(content);
    } catch {
      response.writeHead(404).end(`${file}: not found`);
    }
  });
}
