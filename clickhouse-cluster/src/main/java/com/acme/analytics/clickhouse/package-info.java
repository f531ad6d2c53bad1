/** The tables of ClickHouse, the hot tier, and what brings a database to their newest version. */
package com.acme.analytics.clickhouse;
