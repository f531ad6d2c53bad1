import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateEvents } from './events.ts';
import { expectedOf } from './expected.ts';
import { startFakeApi } from './fakeApi.ts';
import { startSite } from './site.ts';

// Shows the built page over made-up events: `npm run preview [-- <port>]`.
const HOUR = 3_600_000;
const port = Number(process.argv[2] ?? 0);
const end = Math.ceil(Date.now() / 60_000) * 60_000;
const events = generateEvents(end, 7, 1);
const api = await startFakeApi(port === 0 ? 0 : port + 1, events);
const site = await startSite(port, api.url);

const directory = join(import.meta.dirname, '..', '..', 'target');
const hour = Math.floor(end / HOUR) * HOUR;
mkdirSync(directory, { recursive: true });
writeFileSync(
  join(directory, 'expected.json'),
  JSON.stringify(expectedOf(events, hour - 96 * HOUR, hour)),
);
process.stdout.write(`dashboard ${site.url}/#key=demo\napi ${api.url}\n`);
