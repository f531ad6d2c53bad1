package com.acme.analytics.core.lake;

/**
 * One value that a file's rows have in common.
 *
 * @param id what names the partition's field in metadata, from 1000
 * @param name of the field
 * @param column the column it is made of
 * @param transform how: {@code identity} or {@code hour}
 */
public record LakePartition(int id, String name, String column, String transform) {}
