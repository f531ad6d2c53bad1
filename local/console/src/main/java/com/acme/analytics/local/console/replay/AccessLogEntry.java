package com.acme.analytics.local.console.replay;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * One request as a web server logged it. Texts are verbatim: escapes such as {@code \"} and {@code
 * \x22} are kept, so that counts by value equal those of text tools on the log itself.
 *
 * @param client the client's address or host name
 * @param time with the log's offset
 * @param method for example {@code GET}
 * @param target the request target, with its query string
 * @param status the HTTP status
 * @param bytes size of the body sent; the log's {@code -} is 0, as Apache's {@code %b} defines it
 * @param referrer absent when logged as {@code -}
 * @param userAgent absent when logged as {@code -}
 */
record AccessLogEntry(
    String client,
    OffsetDateTime time,
    String method,
    String target,
    int status,
    long bytes,
    Optional<String> referrer,
    Optional<String> userAgent) {}
