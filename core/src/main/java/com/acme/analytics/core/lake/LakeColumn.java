package com.acme.analytics.core.lake;

/**
 * A column of the table.
 *
 * @param id what names the column in files; never used again for another column
 * @param name as queries write it
 * @param required whether each row has a value
 */
public record LakeColumn(int id, String name, LakeType type, boolean required) {}
