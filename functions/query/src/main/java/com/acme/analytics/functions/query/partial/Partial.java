package com.acme.analytics.functions.query.partial;

/** A measure over a part of a group's events. */
public sealed interface Partial {
  /**
   * The measure over both parts.
   *
   * @param other of the same measure
   */
  Partial merge(Partial other);

  /** A long, a double, or null where the measure has no value. */
  Object value();

  /** Whether the value is no estimate. */
  default boolean isExact() {
    return true;
  }

  /** How many events. */
  record Count(long events) implements Partial {
    @Override
    public Count merge(Partial other) {
      return new Count(Math.addExact(events, ((Count) other).events));
    }

    @Override
    public Long value() {
      return events;
    }
  }

  /** How many distinct users. */
  record Users(ThetaSketch sketch) implements Partial {
    @Override
    public Users merge(Partial other) {
      return new Users(sketch.union(((Users) other).sketch));
    }

    @Override
    public Long value() {
      return sketch.users();
    }

    @Override
    public boolean isExact() {
      return sketch.isExact();
    }
  }

  /**
   * The sum of a property's numbers.
   *
   * @param sum null of no number
   */
  record Sum(Double sum) implements Partial {
    @Override
    public Sum merge(Partial other) {
      Double added = ((Sum) other).sum;
      return sum == null ? new Sum(added) : added == null ? this : new Sum(sum + added);
    }

    @Override
    public Double value() {
      return finite(sum);
    }
  }

  /**
   * The mean of a property's numbers.
   *
   * @param sum 0 of no number
   * @param numbers how many, from 0
   */
  record Average(double sum, long numbers) implements Partial {
    @Override
    public Average merge(Partial other) {
      Average added = (Average) other;
      return new Average(sum + added.sum, Math.addExact(numbers, added.numbers));
    }

    @Override
    public Double value() {
      return numbers == 0 ? null : finite(sum / numbers);
    }
  }

  /**
   * The smallest or the largest of a property's numbers.
   *
   * @param extreme null of no number
   * @param largest whether it is the largest
   */
  record Extreme(Double extreme, boolean largest) implements Partial {
    @Override
    public Extreme merge(Partial other) {
      Double added = ((Extreme) other).extreme;
      if (extreme == null || added == null) {
        return extreme == null ? new Extreme(added, largest) : this;
      }
      return new Extreme(largest ? Math.max(extreme, added) : Math.min(extreme, added), largest);
    }

    @Override
    public Double value() {
      return extreme;
    }
  }

  private static Double finite(Double number) {
    return number != null && Double.isFinite(number) ? number : null;
  }
}
