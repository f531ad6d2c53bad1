// Sends one message of each kind and many tracks with Segment's own library. The answer to the first
// request of each batch gets lost, so the library sends every batch twice.
//
//   node send.mjs ADDRESS TRACKS      the key is the variable WRITE_KEY
import { Analytics } from '@segment/analytics-node';

const [host, tracks] = process.argv.slice(2);
const lost = new Set();
let requests = 0;

async function forgetful(url, options) {
  requests += 1;
  const response = await fetch(url, options);
  const ids = JSON.parse(options.body).batch.map((message) => message.messageId);
  if (response.ok && !lost.has(ids[0])) {
    lost.add(ids[0]);
    throw new Error('the answer got lost');
  }
  return response;
}

const analytics = new Analytics({
  writeKey: process.env.WRITE_KEY,
  host,
  flushAt: 20,
  httpClient: forgetful,
});
const failures = [];
analytics.on('error', (failure) => failures.push(String(failure.reason ?? failure.code)));

const context = {
  ip: '8.8.8.8',
  userAgent:
    'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  page: { url: 'https://shop.example/?utm_source=mail' },
};
analytics.identify({ userId: 'jane', traits: { plan: 'pro' }, context });
analytics.page({ userId: 'jane', category: 'docs', name: 'home', context });
analytics.screen({ userId: 'jane', name: 'start', context });
analytics.group({ userId: 'jane', groupId: 'g1', traits: { seats: 5 }, context });
analytics.alias({ userId: 'jane', previousId: 'a1', context });
for (let i = 0; i < Number(tracks); i += 1) {
  analytics.track({
    userId: `u${i % 7}`,
    event: 'bought',
    properties: { price: i },
    context,
  });
}
await analytics.closeAndFlush({ timeout: 60_000 });
console.log(JSON.stringify({ requests, batches: lost.size, failures }));
