package com.acme.analytics.core.dashboard;

/**
 * Where a widget stands, in cells of a grid of {@value #COLUMNS} columns. That widgets don't
 * overlap is up to who draws them.
 *
 * @param x its leftmost column, 0 to 11
 * @param y its topmost row, 0 to 999
 * @param w columns, 1 to 12; it ends at the grid's last column or before
 * @param h rows, 1 to 50
 */
public record GridPosition(int x, int y, int w, int h) {
  /** Columns of the grid. */
  public static final int COLUMNS = 12;

  private static final int MOST_Y = 999;
  private static final int MOST_ROWS = 50;

  public GridPosition {
    require("/x", x, 0, COLUMNS - 1);
    require("/y", y, 0, MOST_Y);
    require("/w", w, 1, COLUMNS - x);
    require("/h", h, 1, MOST_ROWS);
  }

  private static void require(String pointer, int value, int least, int most) {
    if (value < least || value > most) {
      throw InvalidDashboard.of(pointer, value, least + " to " + most);
    }
  }
}
