/** The lake's table, from which its declaration, its writer and its queries are made. */
package com.acme.analytics.core.lake;
