/** One event, as far as the dashboard can tell them apart; `time` in milliseconds since 1970 UTC. */
export interface FakeEvent {
  time: number;
  user: string;
  path: string;
}

const MINUTE = 60_000;

const PATHS = [
  '/',
  '/pricing',
  '/docs/getting-started',
  '/blog/how-we-count-two-million-events-a-second-exactly-once',
  '/docs/api/query',
  '/signup',
  '/docs/api/events',
  '/changelog',
  '/about',
  '/integrations/segment',
  '/docs/self-hosting',
  '/careers',
  '/security',
  '',
];

/** Events of the days before `end`, busier by day than by night; the same seed gives the same. */
export function generateEvents(end: number, days: number, seed: number): FakeEvent[] {
  const random = randomNumbers(seed);
  const events: FakeEvent[] = [];
  for (let minute = end - days * 1440 * MINUTE; minute < end; minute += MINUTE) {
    const hour = (minute / (60 * MINUTE)) % 24;
    const curve = 1.1 - Math.cos(((hour - 4) / 12) * Math.PI);
    const count = Math.floor(curve * 7 * (0.55 + 0.9 * random()));
    for (let index = 0; index < count; index++) {
      events.push({
        time: minute + Math.floor(random() * MINUTE),
        user: `user-${Math.floor(random() ** 2 * 900)}`,
        path: PATHS[Math.floor(random() ** 2.2 * PATHS.length)] ?? '/',
      });
    }
  }
  return events;
}

/** Numbers in [0, 1): mulberry32, small and good enough for pictures. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
