package com.acme.analytics.functions.query.partial;

import java.util.List;

/**
 * The groups of a slice.
 *
 * @param groups at most {@link TierStore#MAX_GROUPS} + 1 of them; the one too many says that there
 *     are others
 * @param cached whether they were computed for an earlier question
 */
public record SliceGroups(List<PartialRow> groups, boolean cached) {
  public SliceGroups {
    groups = List.copyOf(groups);
  }
}
