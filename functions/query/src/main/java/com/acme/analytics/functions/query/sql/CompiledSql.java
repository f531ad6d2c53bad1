package com.acme.analytics.functions.query.sql;

/** What a statement asks: something that a query can say, or something that only SQL can. */
public sealed interface CompiledSql permits ProjectedQuery, LakeSelect {}
